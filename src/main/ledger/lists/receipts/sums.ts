import type { ReceiptSum } from '../../../../shared/contract/shapes/lists/receipts.ts'
import { asAmount } from '../../sqlite/money-columns.ts'
import { type StoredSums, totalOf } from '../sums.ts'

/** Writes what receipts come to as it travels over the border. */
export function asReceiptSum({ currency, count, totals: [received] }: StoredSums): ReceiptSum {
  return { count, received: asAmount(totalOf(currency, received ?? { whole: 0n, frac: 0n })) }
}
