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

/** A currency's sign or letters before and behind the digits, with the marks of direction that come along with a copy. */
const BEFORE = /^[\p{Sc}\p{L}\p{Cf}\s]*/u
const BEHIND = /[\p{Sc}\p{L}\p{Cf}\s]*$/u
const PLAIN = /^(\d*)(?:[.,](\d*))?$/
/** Digits in threes between blanks, points, commas, apostrophes or the Arabic mark, as amounts are written for people. */
const GROUPED = /^([1-9]\d{0,2}(?:([\s.,'’٬])\d{3})(?:\2\d{3})*)(?:(?!\2)[.,](\d*))?$/u

/**
 * Reads an amount as people write it: "1250", "12.50", "12,50", "1.250,00", "1 250,00", "$1,250.00", "١٢٥٠٫٥٠".
 *
 * A lone point or comma before exactly three digits is unclear, unless a zero or nothing stands before it: it is never guessed.
 * Where amounts have three decimals or more, as `decimals` says, a point is the decimal point. What is no amount, or is below nothing, is `none`.
 */
export function readAmount(text: string, decimals: number): ReadAmount {
  const digits = asciiDigits(text).replace(BEFORE, '').replace(BEHIND, '')
  // The Arabic decimal mark is nothing else, so what stands before it can only be groups.
  const written = digits.includes('٫') ? digits.replace(/[\s.,'’٬]/gu, '').replace('٫', '.') : digits
  const plain = decimalOf(PLAIN.exec(written), 2)
  const grouped = digits === written ? decimalOf(GROUPED.exec(written), 3) : null
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
