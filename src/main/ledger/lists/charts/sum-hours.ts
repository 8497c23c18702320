import type { StoredAmount } from '../../../../shared/money/scale.ts'
import { addOuter, HALF, joinParts, outerAt, PARTS } from '../amounts.ts'
import { dayAt } from '../month/sum-days.ts'
import type { ReceiptColumns } from '../receipts/columns.ts'
import type { WaitCounts } from './sum-waits.ts'

/** One hour of the week in one currency; whole parts and fractions are each summed by themselves. */
export interface HourSum extends StoredAmount {
  /** The hour of the week, from Monday's first one: 0 to 167. */
  readonly hour: number
  readonly currency: string
  readonly count: number
}

/** Of which days receipts are looked at, and what else is told of them. */
export interface Looked {
  /** Where each day begins and the last one ends, epoch ms. */
  readonly begins: Float64Array
  /** The hour of an instant of a day. */
  readonly hourOf: (at: number, day: number) => number
  /** The weekday of the first day, from 0 for Monday. */
  readonly weekday: number
  /** The wait of each receipt's row. */
  readonly waits: Uint32Array
}

export const HOURS_OF_WEEK = 168
/** A part is below 2^32, so the sum of so many of them is below 2^53, and a double holds it exactly. */
const BLOCK = 2 ** 20
/** The count, and each part of all amounts. */
const WIDTH = 1 + PARTS

/** Walks the receipts of some days once: sums them by hour of the week and currency, and counts how long they took. */
export function sumHours(came: ReceiptColumns, looked: Looked, waits: WaitCounts): HourSum[] {
  const sums: HourSum[] = []
  // What is summed twice is added up by who writes it down.
  for (let first = 0; first < came.count; first += BLOCK)
    sums.push(...sumBlock(came, looked, waits, first, Math.min(first + BLOCK, came.count)))
  return sums
}

function sumBlock(
  came: ReceiptColumns,
  { begins, hourOf, weekday, waits: seconds }: Looked,
  waits: WaitCounts,
  start: number,
  end: number,
): HourSum[] {
  const { paidAt, account, currency, inner, far, outer, codes, gone } = came
  const days = begins.length - 1
  const [from, until] = [begins[0] as number, begins[days] as number]
  const currencies: (Float64Array | undefined)[] = []
  for (let row = start; row < end; row += 1) {
    const time = paidAt[row] as number
    if (!(time >= from && time < until) || gone[row] === 1) continue
    waits.add(account[row] as number, seconds[row] as number)
    const code = currency[row] as number
    let sums = currencies[code]
    if (!sums) {
      sums = new Float64Array(HOURS_OF_WEEK * WIDTH)
      currencies[code] = sums
    }
    const day = dayAt(time, begins, days)
    const sum = (((weekday + day) % 7) * 24 + hourOf(time, day)) * WIDTH
    sums[sum] = (sums[sum] as number) + 1
    sums[sum + 2] = (sums[sum + 2] as number) + (inner[row * HALF] as number)
    sums[sum + 3] = (sums[sum + 3] as number) + (inner[row * HALF + 1] as number)
    const place = far[row] as number
    if (place > 0) addOuter(outer.cells, outerAt(1, place, 0), sums, sum + 1)
  }
  return currencies.flatMap((sums, code) =>
    sums ? hourSums(codes.currency.values[code] as string, sums) : [],
  )
}

function hourSums(currency: string, sums: Float64Array): HourSum[] {
  const cell = (at: number) => sums[at] as number
  const found: HourSum[] = []
  for (let hour = 0; hour < HOURS_OF_WEEK; hour += 1) {
    const at = hour * WIDTH
    const count = sums[at] as number
    if (count === 0) continue
    const amount = joinParts(cell(at + 1), cell(at + 2), cell(at + 3), cell(at + 4))
    found.push({ hour, currency, count, ...amount })
  }
  return found
}
