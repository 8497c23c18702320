import type { Money } from '../../../shared/money/money.ts'
import type { StoredAmount } from '../../../shared/money/scale.ts'
import { moneyAt } from '../sqlite/money-columns.ts'
import { type AmountRows, addOuter, joinParts, outerAt, PARTS } from './amounts.ts'

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

/** Counts and sums the marked rows, every amount of each; the currency with the most of them first. */
export function sumRows(rows: AmountRows, mask: Uint8Array): readonly StoredSums[] {
  const { codes, many } = rows
  // The count, and each part of all amounts.
  const width = 1 + many * PARTS
  const totals = Array.from({ length: codes.currency.values.length * width }, () => 0n)
  const sums = new Float64Array(totals.length)
  const marked = new Uint32Array(LISTED)
  for (let from = 0; from < rows.count; from += BLOCK) {
    sums.fill(0)
    const end = Math.min(from + BLOCK, rows.count)
    for (let first = from; first < end; first += LISTED) {
      const count = listMarked(marked, mask, first, Math.min(first + LISTED, end))
      if (many === 1) addOne(rows, marked, count, sums)
      else addTwo(rows, marked, count, sums)
    }
    addFar(rows, mask, { from, until: end }, sums)
    for (const [place, sum] of sums.entries()) totals[place] = (totals[place] ?? 0n) + BigInt(sum)
  }
  return codes.currency.values
    .map((name, code) => sumsAt(name, totals.slice(code * width, (code + 1) * width)))
    .filter(({ count }) => count > 0)
    .sort(mostFirst)
}

/** So many rows are looked at at once: a list of them lies near the processor. */
const LISTED = 2 ** 14

/** Lists the marked rows, and gives how many there are: without a branch, which would be foretold wrongly for every other row. */
function listMarked(into: Uint32Array, mask: Uint8Array, from: number, until: number): number {
  let count = 0
  for (let row = from; row < until; row += 1) {
    into[count] = row
    count += mask[row] as number
  }
  return count
}

// Cell by cell and by plain numbers: a loop over the amounts takes twice as long.

/** Counts the first `count` of these rows, each of one amount, and adds them. */
function addOne(rows: AmountRows, listed: Uint32Array, count: number, sums: Float64Array): void {
  const { currency, inner } = rows
  for (let n = 0; n < count; n += 1) {
    const row = listed[n] as number
    const at = (currency[row] as number) * 5
    sums[at] = (sums[at] as number) + 1
    sums[at + 2] = (sums[at + 2] as number) + (inner[row * 2] as number)
    sums[at + 3] = (sums[at + 3] as number) + (inner[row * 2 + 1] as number)
  }
}

/** Counts the first `count` of these rows, each of two amounts, and adds them. */
function addTwo(rows: AmountRows, listed: Uint32Array, count: number, sums: Float64Array): void {
  const { currency, inner } = rows
  for (let n = 0; n < count; n += 1) {
    const row = listed[n] as number
    const at = (currency[row] as number) * 9
    sums[at] = (sums[at] as number) + 1
    sums[at + 2] = (sums[at + 2] as number) + (inner[row * 4] as number)
    sums[at + 3] = (sums[at + 3] as number) + (inner[row * 4 + 1] as number)
    sums[at + 6] = (sums[at + 6] as number) + (inner[row * 4 + 2] as number)
    sums[at + 7] = (sums[at + 7] as number) + (inner[row * 4 + 3] as number)
  }
}

/** Adds the outer parts of the amounts of the few rows that have any. */
function addFar(
  rows: AmountRows,
  mask: Uint8Array,
  { from, until }: { readonly from: number; readonly until: number },
  sums: Float64Array,
): void {
  const { currency, far, many } = rows
  const { cells } = rows.outer
  for (let row = from; row < until; row += 1) {
    const place = far[row] as number
    if (place === 0 || mask[row] === 0) continue
    const at = (currency[row] as number) * (1 + many * PARTS) + 1
    addOuter(cells, outerAt(many, place, 0), sums, at)
    if (many === 2) addOuter(cells, outerAt(many, place, 1), sums, at + PARTS)
  }
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
  const firsts = parts.map((_, at) => at).filter((at) => at % PARTS === 0)
  const cell = (at: number) => parts[at] ?? 0n
  return {
    currency,
    count: Number(count),
    totals: firsts.map((at) => joinParts(cell(at), cell(at + 1), cell(at + 2), cell(at + 3))),
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
