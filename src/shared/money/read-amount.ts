/** What a text says as an amount. */
export type ReadAmount =
  /** A decimal in the major unit, with a point and without groups. */
  | { readonly kind: 'amount'; readonly decimal: string }
  /** "1,250" is 1250 to one reader and 1.250 to another: only whoever wrote it knows. */
  | { readonly kind: 'unclear'; readonly grouped: string; readonly pointed: string }
  | { readonly kind: 'none' }

/** Where the digits of the scripts begin that people type amounts in. Source: Unicode, general category Nd. */
const ZEROS = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50, 0xff10] as const

/** Writes digits of other scripts (Arabic, Persian, Devanagari, Bengali, Thai, full-width) as 0 to 9; everything else stays. */
export function asciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0
    const zero = ZEROS.find((one) => code >= one && code < one + 10)
    return zero === undefined ? digit : String(code - zero)
  })
}

/** No amount with its currency is longer; a whole document may be pasted. */
const LONGEST = 100
/** A currency's sign or letters before and behind the digits ("د.ج", "Rs. "), with the marks of direction that come along with a copy. */
const BEFORE = /^(?:[\p{Sc}\p{L}\p{Cf}\s]|(?<=\p{L})\.(?!\d))*/u
const BEHIND = /(?:[\p{Sc}\p{L}\p{Cf}\s]|(?<=\p{L})\.)*$/u
/** Words and signs behind the digits that make them more or less than they say: "1.5k", "5 mil", "5万", "50 cents", "50¢". */
const COUNTS_OTHERWISE =
  /¢|[百千万萬亿億]|(?<!\p{L})(?:k|m|mn|mln|mio|mil|mille|bn|tsd|lakhs?|lac|crores?|cr|тыс|млн|ألف|مليون|هزار|c|cts?|cents?|p|pence|коп)(?!\p{L})/iu
const PLAIN = /^(\d*)(?:[.,٫](\d*))?$/
/** Digits in threes between blanks, points, commas, apostrophes or the Arabic mark, as amounts are written for people; a tab or a new line parts two of them. */
const GROUPED = /^([1-9]\d{0,2}(?:([\p{Zs}.,'’٬])\d{3})(?:\2\d{3})*)(?:(?!\2)[.,٫](\d*))?$/u

/**
 * Reads an amount as people write it: "1250", "12.50", "12,50", "1.250,00", "1 250,00", "$1,250.00", "١٢٥٠٫٥٠".
 *
 * A lone point or comma before exactly three digits is unclear, unless a zero or nothing stands before it: it is never guessed, nor
 * is a point between letters and digits ("Rs.500"). Where amounts have three decimals or more, as `decimals` says, a point is the
 * decimal point. What is no amount, is below nothing, or counts in thousands or in cents ("1.5k", "50¢") is `none`.
 */
export function readAmount(text: string, decimals: number): ReadAmount {
  const ascii = asciiDigits(text.trim())
  if (ascii.length > LONGEST) return { kind: 'none' }
  const before = BEFORE.exec(ascii)?.[0] ?? ''
  const digits = ascii.slice(before.length)
  const written = digits.replace(BEHIND, '')
  if (before.includes('¢') || COUNTS_OTHERWISE.test(digits.slice(written.length))) return { kind: 'none' }
  if (!/\p{L}$/u.test(before) || !written.startsWith('.')) return readDigits(written, decimals)
  // The point may belong to a shortened word as well.
  const shortened = readDigits(written.slice(1), decimals)
  const pointed = decimalOf(PLAIN.exec(written), 2)
  if (shortened.kind !== 'amount' || pointed === null) return shortened
  return { kind: 'unclear', grouped: shortened.decimal, pointed }
}

function readDigits(written: string, decimals: number): ReadAmount {
  const plain = decimalOf(PLAIN.exec(written), 2)
  const grouped = decimalOf(GROUPED.exec(written), 3)
  const isPointed = decimals >= 3 && /^\d+\.\d+$/.test(written)
  if (plain !== null && grouped !== null && !isPointed) return { kind: 'unclear', grouped, pointed: plain }
  const decimal = plain ?? grouped
  return decimal === null ? { kind: 'none' } : { kind: 'amount', decimal }
}

function decimalOf(match: RegExpExecArray | null, fractionAt: number): string | null {
  if (!match) return null
  const whole = (match[1] ?? '').replace(/\D/g, '')
  const fraction = match[fractionAt] ?? ''
  if (whole + fraction === '') return null
  return `${whole.replace(/^0+(?=\d)/, '') || '0'}${fraction === '' ? '' : `.${fraction}`}`
}
