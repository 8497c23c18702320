import { KNOWN_CURRENCIES } from '../../shared/money/currency.ts'

/** What stands where an amount is hidden: as wide for a small one as for a large one. */
export const DOTS = '•••••'

let hidden = false

/** Says whether amounts are hidden in this window just now: a customer looks at the screen. */
export function areAmountsHidden(): boolean {
  return hidden
}

/** Hides all amounts, or shows them again; whoever changes it draws anew. It is forgotten with the window. */
export function setAmountsHidden(on: boolean): void {
  hidden = on
}

/** Digits, and thousands set apart by a mark or a blank: of three digits each where it is a blank, so that two numbers beside each other stay two. */
const WHOLE = String.raw`(?:\p{Nd}{1,3}(?:[ \u00a0\u2009\u202f]\p{Nd}{3})+(?!\p{Nd})|\p{Nd}+(?:[,.'’٬]\p{Nd}+)*)`
const NUMBER = String.raw`[+\-−]?${WHOLE}(?:[.,٫]\p{Nd}+)?`
/** Blanks and marks of direction, as they stand between a number and its currency. */
const GAP = String.raw`[\s\u061c\u200e\u200f\u2066-\u2069]{0,3}`
const NO_LETTER_BEFORE = String.raw`(?<![\p{L}\p{Nd}_])`
const NO_LETTER_BEHIND = String.raw`(?![\p{L}\p{Nd}_])`
/** What people call currencies beside their codes: "DA", "د.ج", "€". */
const NAMES = String.raw`\p{Sc}|[Dd]\.?[Aa]\.?|د\.?\s?ج\.?|[Dd]inars?|[Ee]uros?|[Dd]ollars?|دينار\p{L}*|دنانير|يورو|دولار\p{L}*`
/** In small letters only what the app knows is a currency: "4 rows" is none. */
const KNOWN = `(?:${NAMES}|${KNOWN_CURRENCIES.map((code) => code.replaceAll(/[A-Z]/g, (big) => `[${big}${big.toLowerCase()}]`)).join('|')})`
const ANY_CODE = '[A-Z]{3,5}'
/** No part of a day ("2026-11-20") begins a number. */
const NO_DAY = String.raw`(?<!\p{Nd}{4}(?=-\p{Nd}{2}-\p{Nd}{2}))(?<!\p{Nd}{4}-\p{Nd}{0,2})(?<!\p{Nd}{4}-\p{Nd}{2}-\p{Nd}?)`

/** A number beside a currency, from the one or the other, or one with decimals; in the digits of any script. */
const AMOUNT = new RegExp(
  [
    `${NO_DAY}(?:${NUMBER}\\s?[–-]\\s?)?${NUMBER}(?=${GAP}(?:${KNOWN}|${ANY_CODE})${NO_LETTER_BEHIND})`,
    `(?<=${NO_LETTER_BEFORE}${KNOWN}${GAP})${NUMBER}`,
    `(?<=${NO_LETTER_BEFORE}${ANY_CODE}\\s${GAP})${NUMBER}`,
    String.raw`${NO_DAY}[+\-−]?${WHOLE}[.,٫]\p{Nd}+`,
  ].join('|'),
  'gu',
)
const BARE_NUMBER =
  /^[\s\u2066-\u2069(]*[+\-−]?\p{Nd}[\p{Nd},.'’٫٬\u00a0\u2009\u202f ]*[\s\u2066-\u2069)\-−]*$/u

/** Gives a cell of somebody's file as it may be seen: where amounts are hidden, so is every cell that is a number. */
export function cellInSight(text: string): string {
  return hidden && BARE_NUMBER.test(text) ? DOTS : textInSight(text)
}

/** Gives lines of a file, or a sentence of somebody else, as they may be seen: where amounts are hidden, so is each in them. */
export function textInSight(text: string): string {
  return hidden ? text.replace(AMOUNT, DOTS) : text
}
