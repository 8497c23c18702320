import { isRightToLeft } from './languages.ts'

/** Open and close a stretch that has a direction of its own, as its first letter has it. */
const OPEN = '\u2068'
const CLOSE = '\u2069'

/** A letter that nobody sees: what it comes first in is read from the right. */
const FROM_RIGHT = '\u200f'

/** Marks that nobody sees and that turn the way of what stands behind them: in a name they would turn the rest of a sentence about it. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g
/** A stretch that is opened and closed, with no other in it. */
const ISOLATED = /\u2068([^\u202a-\u202e\u2066-\u2069]*)\u2069/g
/** Letters that are read from the right. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

/**
 * Puts a value into a text of a locale so that it turns nothing around it, and nothing turns it: a name, a number, an amount, a path. Marks
 * that a person wrote are left out; those that were put here before stay. In a text from the left only what has letters from the right is
 * marked. In one from the right, several values with nothing but signs between them ("a · b", "a – b") stand in the order of the text.
 */
export function isolated(value: string, locale: string): string {
  const text = withoutStrays(value)
  if (text === '' || (!isRightToLeft(locale) && !RIGHT_TO_LEFT.test(text))) return text
  if (isOneStretch(text)) return text
  return `${OPEN}${isRightToLeft(locale) && isOfValuesAlone(text) ? FROM_RIGHT : ''}${text}${CLOSE}`
}

/** Says whether no letter stands beside the values that were put into a text: nothing then tells in which direction it is read. */
function isOfValuesAlone(text: string): boolean {
  let beside = text
  for (let before = ''; before !== beside; ) {
    before = beside
    beside = beside.replaceAll(ISOLATED, '')
  }
  return beside !== text && !/\p{L}/u.test(beside)
}

/** A figure and the currency behind it, each a value of its own. */
const FIGURE_AND_CURRENCY = /\{\{(?!label\})\w+\}\} \{\{currency\}\}/g

/** Has a message of a language from the right put a figure and the currency behind it beside each other as an amount has them: "500 DZD". */
export function withAmountsWhole(message: string): string {
  return message.replaceAll(FIGURE_AND_CURRENCY, `${OPEN}$&${CLOSE}`)
}

/** Takes every mark of direction out of a text: for files, programs and the clipboard. */
export function bare(text: string): string {
  return text.replaceAll(`${OPEN}${FROM_RIGHT}`, '').replaceAll(TURNING, '')
}

/** Leaves out what is not a stretch that is opened and closed. */
function withoutStrays(text: string): string {
  if (!/[\u202a-\u202e\u2066-\u2069]/.test(text)) return text
  // Stretches within stretches are kept from the inside out, under signs that no text has.
  let kept = text.replaceAll(/[\ue000\ue001]/g, '')
  for (let before = ''; before !== kept; ) {
    before = kept
    kept = kept.replaceAll(ISOLATED, '\ue000$1\ue001')
  }
  return kept.replaceAll(TURNING, '').replaceAll('\ue000', OPEN).replaceAll('\ue001', CLOSE)
}

function isOneStretch(text: string): boolean {
  if (!text.startsWith(OPEN) || !text.endsWith(CLOSE)) return false
  let depth = 0
  for (let at = 0; at < text.length - 1; at += 1) {
    if (text[at] === OPEN) depth += 1
    if (text[at] === CLOSE) depth -= 1
    if (depth === 0) return false
  }
  return true
}
