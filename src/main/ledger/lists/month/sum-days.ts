import { type AmountRows, addOuter, HALF, joinParts, outerAt, PARTS } from '../amounts.ts'
import type { DaySum, PartSummed } from './matrix-of.ts'

/** Rows with a time, and one of their amounts. */
export interface DatedRows {
  readonly part: PartSummed
  readonly rows: AmountRows
  /** Which of their amounts. */
  readonly nth: 0 | 1
  /** Epoch ms. */
  readonly at: Float64Array
}

const DAY_MS = 86_400_000
/** A part is below 2^32, so the sum of so many of them is below 2^53, and a double holds it exactly. */
const BLOCK = 2 ** 20
/** The count, and each part of all amounts. */
const WIDTH = 1 + PARTS

/** Counts and sums rows by day, account and currency; `begins` is where each day begins and the last one ends, epoch ms. */
export function sumDays(dated: DatedRows, begins: Float64Array): DaySum[] {
  const sums: DaySum[] = []
  // What is summed twice is added up by who writes it down.
  for (let first = 0; first < dated.rows.count; first += BLOCK)
    sums.push(...sumBlock(dated, begins, first, Math.min(first + BLOCK, dated.rows.count)))
  return sums
}

function sumBlock(dated: DatedRows, begins: Float64Array, start: number, end: number): DaySum[] {
  const { at, nth, rows } = dated
  const { account, currency, codes, many, inner, far, outer, gone } = rows
  const currencies = codes.currency.values.length
  const days = begins.length - 1
  const [from, until] = [begins[0] as number, begins[days] as number]
  /** The sums of each account's currency, day by day. */
  const pairs: (Float64Array | undefined)[] = []
  for (let row = start; row < end; row += 1) {
    const time = at[row] as number
    if (!(time >= from && time < until) || gone[row] === 1) continue
    const pair = (account[row] as number) * currencies + (currency[row] as number)
    let sums = pairs[pair]
    if (!sums) {
      sums = new Float64Array(days * WIDTH)
      pairs[pair] = sums
    }
    const sum = dayAt(time, begins, days) * WIDTH
    const one = (row * many + nth) * HALF
    sums[sum] = (sums[sum] as number) + 1
    sums[sum + 2] = (sums[sum + 2] as number) + (inner[one] as number)
    sums[sum + 3] = (sums[sum + 3] as number) + (inner[one + 1] as number)
    const place = far[row] as number
    if (place > 0) addOuter(outer.cells, outerAt(many, place, nth), sums, sum + 1)
  }
  return pairs.flatMap((sums, pair) => (sums ? daySums(dated, pair, sums) : []))
}

/** Gives the day of a time between the first and the last of `days`, epoch ms: by its length in all but the days that follow a change of the clocks. */
export function dayAt(time: number, begins: Float64Array, days: number): number {
  let day = Math.min(days - 1, Math.floor((time - (begins[0] as number)) / DAY_MS))
  while ((begins[day] as number) > time) day -= 1
  while ((begins[day + 1] as number) <= time) day += 1
  return day
}

function daySums({ part, rows: { codes } }: DatedRows, pair: number, sums: Float64Array): DaySum[] {
  const currencies = codes.currency.values.length
  const account = codes.account.values[Math.floor(pair / currencies)] as number
  const currency = codes.currency.values[pair % currencies] as string
  const cell = (at: number) => sums[at] as number
  const found: DaySum[] = []
  for (let day = 0; day * WIDTH < sums.length; day += 1) {
    const at = day * WIDTH
    const count = sums[at] as number
    if (count > 0)
      found.push({
        ...{ part, day, account, currency, count },
        ...joinParts(cell(at + 1), cell(at + 2), cell(at + 3), cell(at + 4)),
      })
  }
  return found
}
