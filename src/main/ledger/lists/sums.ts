import type { CurrencySum } from '../../../shared/contract/shapes/lists/list.ts'
import type { StoredAmount } from '../../../shared/money/scale.ts'
import { asAmount, moneyAt } from '../sqlite/money-columns.ts'
import { CELLS, type Columns } from './columns.ts'

/** What the invoices of one currency come to; whole parts and fractions are each summed by themselves. */
export interface StoredSums {
  readonly currency: string
  readonly count: number
  readonly asked: StoredAmount
  readonly received: StoredAmount
}

/** A fraction is counted in parts of so many. */
const ONE = 10n ** 18n

/** Writes sums as they travel over the border. */
export function asSum({ currency, count, asked, received }: StoredSums): CurrencySum {
  const total = ({ whole, frac }: StoredAmount) => moneyAt(currency, whole + frac / ONE, frac % ONE)
  const [due, came] = [total(asked), total(received)]
  const difference = { currency, units: came.units - due.units }
  return { count, asked: asAmount(due), received: asAmount(came), difference: asAmount(difference) }
}

/** A part is below 2^32, so the sum of so many of them is below 2^53, and a double holds it exactly. */
const BLOCK = 2 ** 20
/** The count, and each part of both amounts. */
const SUMS = 1 + CELLS

/** Counts and sums the marked invoices, the currency with the most of them first. */
export function sumRows(columns: Columns, mask: Uint8Array): readonly StoredSums[] {
  const { currency, amounts, codes } = columns
  const totals = Array.from({ length: codes.currency.values.length * SUMS }, () => 0n)
  const sums = new Float64Array(totals.length)
  for (let first = 0; first < columns.count; first += BLOCK) {
    sums.fill(0)
    const end = Math.min(first + BLOCK, columns.count)
    for (let row = first; row < end; row += 1) {
      if (mask[row] === 0) continue
      const at = (currency[row] as number) * SUMS
      const one = row * CELLS
      sums[at] = (sums[at] as number) + 1
      sums[at + 1] = (sums[at + 1] as number) + (amounts[one] as number)
      sums[at + 2] = (sums[at + 2] as number) + (amounts[one + 1] as number)
      sums[at + 3] = (sums[at + 3] as number) + (amounts[one + 2] as number)
      sums[at + 4] = (sums[at + 4] as number) + (amounts[one + 3] as number)
      sums[at + 5] = (sums[at + 5] as number) + (amounts[one + 4] as number)
      sums[at + 6] = (sums[at + 6] as number) + (amounts[one + 5] as number)
      sums[at + 7] = (sums[at + 7] as number) + (amounts[one + 6] as number)
      sums[at + 8] = (sums[at + 8] as number) + (amounts[one + 7] as number)
    }
    for (const [place, sum] of sums.entries()) totals[place] = (totals[place] ?? 0n) + BigInt(sum)
  }
  return codes.currency.values
    .map((name, code) => sumsAt(name, totals.slice(code * SUMS, (code + 1) * SUMS)))
    .filter(({ count }) => count > 0)
    .sort(mostFirst)
}

function sumsAt(currency: string, [count = 0n, ...parts]: readonly bigint[]): StoredSums {
  const joined = (at: number) => ((parts[at] ?? 0n) << 32n) + (parts[at + 1] ?? 0n)
  return {
    currency,
    count: Number(count),
    asked: { whole: joined(0), frac: joined(2) },
    received: { whole: joined(4), frac: joined(6) },
  }
}

/** Where the counts are alike, by name as SQLite compares it. */
function mostFirst(a: StoredSums, b: StoredSums): number {
  return b.count - a.count || Buffer.compare(Buffer.from(a.currency), Buffer.from(b.currency))
}
