import type { Amount } from '../../shared/contract/shapes/atoms.ts'
import * as shared from '../../shared/words/format.ts'
import { isolated } from '../../shared/words/isolate.ts'
import { areAmountsHidden, DOTS } from './hidden-amounts.ts'

// The screens take what they write from this folder; the same amounts and times stand in the notifications. Whatever writes an amount is named
// here by itself, so that none goes past the hiding.
export {
  type AmountParts,
  accountText,
  agoText,
  besideText,
  clockText,
  columnInstantText,
  digitsIn,
  durationText,
  instantText,
  isNegative,
  isPositive,
  listText,
  minuteText,
  monthText,
  nightsBetween,
  numbersOf,
  shareText,
  shortInstantText,
  sizeText,
  withoutSign,
} from '../../shared/words/format.ts'

/** Cuts an amount for the screen, as {@link plainAmountParts}; where amounts are hidden all of it but its currency is dots. */
export function amountParts(amount: Amount, language: string): shared.AmountParts {
  if (!areAmountsHidden()) return shared.amountParts(amount, language)
  return { sign: '', whole: DOTS, mark: '', fraction: '', currency: amount.currency }
}

/** Writes an amount without marks of direction; dots and its currency where amounts are hidden. */
function bareText(amount: Amount, language: string, grouping?: shared.Grouping): string {
  return areAmountsHidden() ? `${DOTS} ${amount.currency}` : shared.bareAmount(amount, language, grouping)
}

/** Writes an amount within a text; dots and its currency where amounts are hidden. */
export function amountText(amount: Amount, language: string, grouping?: shared.Grouping): string {
  return isolated(bareText(amount, language, grouping), language)
}

/** The same with its sign on both sides of nothing, as differences have it. */
export function signedAmountText(amount: Amount, language: string): string {
  return isolated(`${plusOf(amount)}${bareText(amount, language)}`, language)
}

/** The same with four decimals at most: what is left out is told by "…". */
export function briefAmountText(amount: Amount, language: string): string {
  return isolated(`${briefFigureText(amount, language)} ${amount.currency}`, language)
}

/** Writes an amount whose currency stands beside it: "1,250.00"; dots where amounts are hidden. */
export function figureText(amount: Amount, language: string): string {
  const { sign, whole, mark, fraction } = amountParts(amount, language)
  return `${sign}${whole}${mark}${fraction}`
}

/** The same with four decimals at most: what is left out is told by "…". */
export function briefFigureText({ currency, amount }: Amount, language: string): string {
  const words = figureText({ currency, amount: amount.replace(/(\.\d{4})\d+$/, '$1') }, language)
  return !areAmountsHidden() && /\.\d{4}\d*[1-9]/.test(amount) ? `${words}…` : words
}

/** The sign of a difference above nothing; empty for any other, and where amounts are hidden. */
export function plusOf({ amount }: Amount): string {
  return shared.isPositive(amount) && !areAmountsHidden() ? '+' : ''
}

/** The same whatever is hidden: for what the customer at the counter buys, and for what is typed. */
export const plainAmountParts = shared.amountParts
/** As {@link plainAmountParts}, within a text. */
export const plainAmountText = shared.amountText
