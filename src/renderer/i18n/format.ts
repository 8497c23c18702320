import type { Amount } from '../../shared/contract/shapes/atoms.ts'
import * as shared from '../../shared/words/format.ts'
import { areAmountsHidden, DOTS } from './hidden-amounts.ts'

// The screens take what they write from this folder; the same amounts and times stand in the notifications.
export * from '../../shared/words/format.ts'

/** Cuts an amount for the screen, as {@link plainAmountParts}; where amounts are hidden all of it but its currency is dots. */
export function amountParts(amount: Amount, language: string): shared.AmountParts {
  if (!areAmountsHidden()) return shared.amountParts(amount, language)
  return { sign: '', whole: DOTS, mark: '', fraction: '', currency: amount.currency }
}

/** Writes an amount within a text; dots and its currency where amounts are hidden. */
export function amountText(amount: Amount, language: string, grouping?: shared.Grouping): string {
  return areAmountsHidden() ? `${DOTS} ${amount.currency}` : shared.amountText(amount, language, grouping)
}

/** The same whatever is hidden: for what the customer at the counter buys, and for what is typed. */
export const plainAmountParts = shared.amountParts
/** As {@link plainAmountParts}, within a text. */
export const plainAmountText = shared.amountText
