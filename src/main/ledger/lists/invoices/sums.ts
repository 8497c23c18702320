import type { CurrencySum } from '../../../../shared/contract/shapes/lists/list.ts'
import { asAmount } from '../../sqlite/money-columns.ts'
import { type StoredSums, totalOf } from '../sums.ts'

const NOTHING = { whole: 0n, frac: 0n }

/** Writes what invoices come to as it travels over the border. */
export function asSum({ currency, count, totals: [asked, received] }: StoredSums): CurrencySum {
  const [due, came] = [totalOf(currency, asked ?? NOTHING), totalOf(currency, received ?? NOTHING)]
  const difference = { currency, units: came.units - due.units }
  return { count, asked: asAmount(due), received: asAmount(came), difference: asAmount(difference) }
}
