import type { Reading } from '../../../support/day/reading.ts'
import { STALL_MS } from '../../../support/day/till.ts'
import { type DayLedger, HOUR_MS } from './room.ts'

/** Memory may grow by a tenth over its first hour. */
const MOST_GROWN = 1.1

/** What was read of the till: at rest before and after the day, and every quarter of an hour between. */
export interface ReadingsOfDay {
  readonly opening: Reading
  readonly readings: readonly Reading[]
  readonly closing: Reading
}

/** What the till's process held over the day, and what of it goes beyond what it may. */
export function measureDay(
  { opening, readings, closing }: ReadingsOfDay,
  { done, named }: DayLedger,
  tell: (line: string) => void,
): { readonly measured: Readonly<Record<string, number>>; readonly exceeded: readonly string[] } {
  const begin = readings[0]?.at ?? 0
  const end = readings.at(-1)?.at ?? 0
  const first = readings.filter(({ at }) => at < begin + HOUR_MS)
  const last = readings.filter(({ at }) => at > end - HOUR_MS)
  const mainGrown = ratio(first, last, ({ main }) => main)
  const wholeGrown = ratio(first, last, ({ whole }) => whole)
  const grown = grownHandles(opening, closing)
  const stalls = readings.flatMap((one) => one.stalls)
  const long = stalls.filter(({ ran }) => ran > STALL_MS)
  const own = long.filter(({ unscheduled }) => unscheduled <= STALL_MS)
  for (const stall of long) tell(`stall: ${JSON.stringify(stall)}`)
  const exceeded = [
    ...(mainGrown > MOST_GROWN ? [`main's memory grew ${mainGrown} times`] : []),
    ...(wholeGrown > MOST_GROWN ? [`the process's memory grew ${wholeGrown} times`] : []),
    ...grown,
    ...(own.length > 0 ? [`${own.length} stalls over ${STALL_MS} ms in main`] : []),
  ]
  const mb = (bytes: readonly number[]) => round(Math.max(0, ...bytes) / 1e6)
  return {
    exceeded,
    measured: {
      ...Object.fromEntries(done),
      salesNamedByTheRestore: named.size,
      readings: readings.length,
      longestAtOpeningMs: longest(opening.stalls.map(({ ran }) => ran)),
      mainMbFirstHour: mb(first.map(({ main }) => main)),
      mainMbLastHour: mb(last.map(({ main }) => main)),
      mainGrown,
      wholeMbFirstHour: mb(first.map(({ whole }) => whole)),
      wholeMbLastHour: mb(last.map(({ whole }) => whole)),
      wholeGrown,
      handlesGrown: grown.length,
      stallsOfMain: own.length,
      longestOfMainMs: longest(own.map(({ ran }) => ran)),
      stallsOfBacklog: long.length - own.length,
      longestOfBacklogMs: longest(long.map(({ ran }) => ran)),
      standstills: stalls.length,
      longestStandstillMs: longest(stalls.map(({ stood }) => stood)),
      longestUnscheduledMs: longest(stalls.map(({ unscheduled }) => unscheduled)),
      longestWaitMs: longest(stalls.map(({ stood, ran, unscheduled }) => stood - ran - unscheduled)),
    },
  }
}

/** The kinds of which more are open after the day than before it. */
function grownHandles(opening: Reading, closing: Reading): readonly string[] {
  return Object.entries(closing.handles).flatMap(([kind, after]) => {
    const before = opening.handles[kind] ?? 0
    return after > before ? [`${kind}: ${after} open instead of ${before}`] : []
  })
}

function ratio(first: readonly Reading[], last: readonly Reading[], of: (one: Reading) => number): number {
  const mean = (all: readonly Reading[]) => all.reduce((sum, one) => sum + of(one), 0) / all.length
  return round(mean(last) / mean(first))
}

function longest(ms: readonly number[]): number {
  return round(Math.max(0, ...ms))
}

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000
}
