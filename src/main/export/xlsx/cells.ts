import { amountStyle, EXACT_DIGITS, STYLE } from './styles.ts'

/** A cell takes no more, in UTF-16 units; Excel calls a file with a longer one damaged. */
const LONGEST_TEXT = 32_767
const SECOND = 1_000
const DAY = 86_400_000
/** 1 January 1970 in days from the day Excel counts from. */
const EPOCH_SERIAL = 25_569
/** Excel's 29 February 1900 never was: before the day after it, its dates are one day off. */
const FIRST_SERIAL = 61
/** The day after 31 December 9999. */
const END_SERIAL = 2_958_466
/** A currency that counts finer is shown with no more decimals than an amount needs, and so is an amount that would not fit. */
const WHOLE_EXPONENT = 8

/** Gives the name of a column: A for 0, AA for 26. */
export function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26))
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter
}

/** Writes a cell that is a text and never a formula, whatever stands in it; nothing for an empty one. */
export function textCell(place: string, text: string | null, style: number = STYLE.text): string {
  if (text === null || text === '') return ''
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`
}

/**
 * Writes an amount, which stands with the decimals of its currency ("49.90", "-2.50"): as a number where a double shows all of its
 * digits exactly, else as a text with a coloured ground, because sums pass over it.
 */
export function amountCell(place: string, decimal: string | null): string {
  if (decimal === null) return ''
  const shown = withoutIdleZeros(decimal)
  const fraction = shown.split('.')[1] ?? ''
  if (!/^-?\d+(\.\d+)?$/.test(shown) || digitsIn(shown) > EXACT_DIGITS) {
    return textCell(place, decimal, STYLE.amountText)
  }
  return `<c r="${place}" s="${amountStyle(fraction.length)}"><v>${shown}</v></c>`
}

/**
 * Writes an instant that a clock showed (epoch ms as if that clock were UTC) as a date; one that Excel has no date for, as `iso`.
 *
 * To its second, never up: a spreadsheet rounds what is finer, and so shows the last half second of a year in the next one.
 */
export function instantCell(place: string, shownMs: number, iso: string): string {
  const serial = (Math.floor(shownMs / SECOND) * SECOND) / DAY + EPOCH_SERIAL
  if (!(serial >= FIRST_SERIAL && serial < END_SERIAL)) return textCell(place, iso)
  return `<c r="${place}" s="${STYLE.instant}"><v>${serial}</v></c>`
}

/** Writes the day of an instant that a clock showed as a date without a time; one that Excel has no date for, as `iso`. */
export function dayCell(place: string, shownMs: number, iso: string): string {
  const serial = Math.floor(shownMs / DAY) + EPOCH_SERIAL
  if (!(serial >= FIRST_SERIAL && serial < END_SERIAL)) return textCell(place, iso)
  return `<c r="${place}" s="${STYLE.day}"><v>${serial}</v></c>`
}

/** Writes a whole number; nothing for an empty one. */
export function countCell(place: string, count: string | null): string {
  return count === null ? '' : `<c r="${place}" s="${STYLE.count}"><v>${count}</v></c>`
}

/** Counts the digits of a decimal; a sign is none. */
function digitsIn(decimal: string): number {
  return decimal.replace(/[-.]/g, '').length
}

function withoutIdleZeros(decimal: string): string {
  const [whole = '', fraction = ''] = decimal.split('.')
  if (fraction.length <= WHOLE_EXPONENT && digitsIn(decimal) <= EXACT_DIGITS) return decimal
  return `${whole}.${fraction.replace(/0+$/, '').padEnd(2, '0')}`
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: XML takes none of them, so each is looked for.
const NOT_PLAIN = /[\x00-\x08\x0b-\x1f&<>_\ud800-\udfff\ufffe\uffff]/
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above.
const ESCAPED = /_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f\ufffe\uffff]/g
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/**
 * Writes a text for XML; what XML cannot hold goes as _x0001_, as Excel itself writes it (ECMA-376, part 1, 22.9.2.19), and
 * every end of a line as the one Excel knows.
 */
function xmlText(text: string): string {
  const cut = text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT - 1)}…` : text
  if (!NOT_PLAIN.test(cut)) return cut
  return cut
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(ESCAPED, (one) => `_x${one.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replace(/[&<>]/g, (one) => ENTITIES[one] ?? one)
}
