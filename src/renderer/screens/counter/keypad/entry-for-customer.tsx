import type { Amount } from '../../../../shared/contract/shapes/atoms.ts'
import type { CurrencyLimits } from '../../../../shared/contract/shapes/provider.ts'
import { type Money, toDecimal } from '../../../../shared/money/money.ts'
import { useIsShown } from '../../../components/kept.tsx'
import { type ToldCustomer, useTellCustomer } from '../../../data/customer/display.ts'
import { allLines, isBlank, isTape, lineSum, type Tape, tapeTotal } from '../../../sale-entry/tape.ts'
import type { NewSaleState } from './use-new-sale.ts'

/** Has the customer see what is being entered, as the cashier does. It draws nothing. */
export function EntryForCustomer({ sale: { tape, limits } }: { readonly sale: NewSaleState }) {
  useTellCustomer(entryTold(tape, limits), useIsShown())
  return null
}

/** What a customer is told of a tape: its lines, where there is more than one amount, and what they come to; an empty one is nothing. */
export function entryTold(tape: Tape, limits: CurrencyLimits): ToldCustomer {
  if (isBlank(tape)) return { kind: 'asleep' }
  const { currency } = limits
  const written = (amount: Money): Amount => ({ currency: amount.currency, amount: toDecimal(amount) })
  const lines = isTape(tape) ? allLines(tape, limits.decimals) : []
  return {
    kind: 'entry',
    total: written(tapeTotal(tape, limits)),
    lines: lines.map((line) => ({
      name: line.kind === 'item' ? line.name : null,
      quantity: line.quantity,
      unit: written(lineSum({ ...line, quantity: 1 }, currency)),
      sum: written(lineSum(line, currency)),
    })),
  }
}
