import type { Money } from '../../../shared/money/money.ts'
import type { StoredAmount } from '../../../shared/money/scale.ts'
import { moneyAt } from '../sqlite/money-columns.ts'
import { type CodedRows, PARTS } from './cells.ts'

/** What the rows of one currency come to, amount by amount; whole parts and fractions are each summed by themselves. */
export interface StoredSums {
  readonly currency: string
  readonly count: number
  readonly totals: readonly StoredAmount[]
}

/** A fraction is counted in parts of so many. */
const ONE = 10n ** 18n

/** Brings a sum of whole parts and one of fractions together. */
export function totalOf(currency: string, { whole, frac }: StoredAmount): Money {
  return moneyAt(currency, whole + frac / ONE, frac % ONE)
}

/** A part is below 2^32, so the sum of so many of them is below 2^53, and a double holds it exactly. */
const BLOCK = 2 ** 20

/** Rows with one amount, or two of the same currency side by side. */
export interface SummedRows extends CodedRows {
  amounts: Uint32Array
}

/** Counts and sums the marked rows, `many` amounts of each; the currency with the most of them first. */
export function sumRows(columns: SummedRows, many: 1 | 2, mask: Uint8Array): readonly StoredSums[] {
  const { currency, amounts, codes } = columns
  const cells = many * PARTS
  // The count, and each part of all amounts.
  const width = 1 + cells
  const totals = Array.from({ length: codes.currency.values.length * width }, () => 0n)
  const sums = new Float64Array(totals.length)
  for (let first = 0; first < columns.count; first += BLOCK) {
    sums.fill(0)
    const end = Math.min(first + BLOCK, columns.count)
    for (let row = first; row < end; row += 1) {
      if (mask[row] === 0) continue
      const at = (currency[row] as number) * width
      const one = row * cells
      sums[at] = (sums[at] as number) + 1
      // Cell by cell: a loop over the amounts takes a quarter as long again.
      sums[at + 1] = (sums[at + 1] as number) + (amounts[one] as number)
      sums[at + 2] = (sums[at + 2] as number) + (amounts[one + 1] as number)
      sums[at + 3] = (sums[at + 3] as number) + (amounts[one + 2] as number)
      sums[at + 4] = (sums[at + 4] as number) + (amounts[one + 3] as number)
      if (many === 1) continue
      sums[at + 5] = (sums[at + 5] as number) + (amounts[one + 4] as number)
      sums[at + 6] = (sums[at + 6] as number) + (amounts[one + 5] as number)
      sums[at + 7] = (sums[at + 7] as number) + (amounts[one + 6] as number)
      sums[at + 8] = (sums[at + 8] as number) + (amounts[one + 7] as number)
    }
    for (const [place, sum] of sums.entries()) totals[place] = (totals[place] ?? 0n) + BigInt(sum)
  }
  return codes.currency.values
    .map((name, code) => sumsAt(name, totals.slice(code * width, (code + 1) * width)))
    .filter(({ count }) => count > 0)
    .sort(mostFirst)
}

/** Adds what some rows come to to what others do, or takes it away; a currency without a row is left out. */
export function addSums(
  to: readonly StoredSums[],
  more: readonly StoredSums[],
  sign: 1 | -1,
): readonly StoredSums[] {
  const by = new Map(to.map((one) => [one.currency, one]))
  for (const { currency, count, totals } of more) {
    const one = by.get(currency)
    by.set(currency, {
      currency,
      count: (one?.count ?? 0) + sign * count,
      totals: totals.map(({ whole, frac }, n) => ({
        whole: (one?.totals[n]?.whole ?? 0n) + BigInt(sign) * whole,
        frac: (one?.totals[n]?.frac ?? 0n) + BigInt(sign) * frac,
      })),
    })
  }
  return [...by.values()].filter(({ count }) => count > 0).sort(mostFirst)
}

function sumsAt(currency: string, [count = 0n, ...parts]: readonly bigint[]): StoredSums {
  const joined = (at: number) => ((parts[at] ?? 0n) << 32n) + (parts[at + 1] ?? 0n)
  const firsts = parts.map((_, at) => at).filter((at) => at % PARTS === 0)
  return {
    currency,
    count: Number(count),
    totals: firsts.map((at) => ({ whole: joined(at), frac: joined(at + 2) })),
  }
}

/** Where the counts are alike, by name. */
function mostFirst(a: StoredSums, b: StoredSums): number {
  return b.count - a.count || byName(a.currency, b.currency)
}

/** Compares two names as SQLite does. */
export function byName(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}
