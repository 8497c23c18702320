import type { Reading } from '../../../support/day/reading.ts'
import { STALL_MS } from '../../../support/day/till.ts'
import { type DayLedger, HOUR_MS } from './room.ts'

/** Memory may grow by a tenth over its first hour. */
const MOST_GROWN = 1.1

/** What the till's process held over the day, and what of it goes beyond what it may. */
export function measureDay(
  opening: Reading,
  readings: readonly Reading[],
  { done, named }: DayLedger,
  tell: (line: string) => void,
): { readonly measured: Readonly<Record<string, number>>; readonly exceeded: readonly string[] } {
  const begin = readings[0]?.at ?? 0
  const end = readings.at(-1)?.at ?? 0
  const first = readings.filter(({ at }) => at < begin + HOUR_MS)
  const last = readings.filter(({ at }) => at > end - HOUR_MS)
  const mainGrown = ratio(first, last, ({ main }) => main)
  const wholeGrown = ratio(first, last, ({ whole }) => whole)
  const grown = grownHandles(first, last)
  const stalls = readings.flatMap((one) => one.stalls)
  const own = stalls.filter(({ ran }) => ran > STALL_MS)
  for (const stall of own) tell(`stall: ${JSON.stringify(stall)}`)
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
      longestOfMainMs: longest(stalls.map(({ ran }) => ran)),
      standstills: stalls.length,
      longestStandstillMs: longest(stalls.map(({ stood }) => stood)),
      longestUnscheduledMs: longest(stalls.map(({ unscheduled }) => unscheduled)),
      longestWaitMs: longest(stalls.map(({ stood, ran, unscheduled }) => stood - ran - unscheduled)),
    },
  }
}

/** The kinds of which more were open in the last hour than in the first, at their fewest. */
function grownHandles(first: readonly Reading[], last: readonly Reading[]): readonly string[] {
  const fewest = (of: readonly Reading[], kind: string) =>
    Math.min(...of.map(({ handles }) => handles[kind] ?? 0))
  const kinds = new Set([...first, ...last].flatMap(({ handles }) => Object.keys(handles)))
  return [...kinds].flatMap((kind) => {
    const [before, after] = [fewest(first, kind), fewest(last, kind)]
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
