import { Temporal } from 'temporal-polyfill'

/** From one business day ("2026-11-20") to another, both included; null on one side: without an end there. */
export interface Days {
  readonly from: string | null
  readonly to: string | null
}

/** The periods that follow the day. */
export const SPANS = ['today', 'yesterday', 'week', 'month', 'lastMonth', 'quarter', 'year'] as const
export type Span = (typeof SPANS)[number]

/** Gives the days of a period that follows the day `today`; a week begins on `weekStart`, 0 for Sunday. */
export function daysOf(span: Span, today: string, weekStart: number): Days {
  const day = Temporal.PlainDate.from(today)
  const { year, month } = day
  switch (span) {
    case 'today':
      return stretch(day, { days: 1 })
    case 'yesterday':
      return stretch(day.subtract({ days: 1 }), { days: 1 })
    case 'week':
      return stretch(day.subtract({ days: (day.dayOfWeek - weekStart + 7) % 7 }), { days: 7 })
    case 'month':
      return monthsFrom(year, month, 1)
    case 'lastMonth':
      return stretch(day.with({ day: 1 }).subtract({ months: 1 }), { months: 1 })
    case 'quarter':
      return monthsFrom(year, month - ((month - 1) % 3), 3)
    case 'year':
      return monthsFrom(year, 1, 12)
  }
}

/** Gives so many whole months from a month of a year, 1 for January. */
export function monthsFrom(year: number, month: number, months: number): Days {
  return stretch(Temporal.PlainDate.from({ year, month, day: 1 }), { months })
}

/** Gives the first day of the month, quarter or year that lies so many of them after the one of a day; before it where `by` is below nothing. */
export function stretchAfter(span: 'month' | 'quarter' | 'year', day: string, by: number): string {
  const months = { month: 1, quarter: 3, year: 12 }[span]
  const { from } = daysOf(span, day, 0)
  return Temporal.PlainDate.from(from ?? day)
    .add({ months: months * by })
    .toString()
}

/** Gives every day from one to another, both included. */
export function eachDay(from: string, to: string): string[] {
  const all: string[] = []
  const last = Temporal.PlainDate.from(to)
  for (
    let day = Temporal.PlainDate.from(from);
    Temporal.PlainDate.compare(day, last) <= 0;
    day = day.add({ days: 1 })
  )
    all.push(day.toString())
  return all
}

function stretch(from: Temporal.PlainDate, length: Temporal.DurationLike): Days {
  return { from: from.toString(), to: from.add(length).subtract({ days: 1 }).toString() }
}

/** Says whether there is such a day, written as "2026-11-20"; there was no year 0. */
export function isDay(text: string): boolean {
  if (!/^(?!0000)\d{4}-\d\d-\d\d$/.test(text)) return false
  try {
    Temporal.PlainDate.from(text, { overflow: 'reject' })
    return true
  } catch {
    return false
  }
}

/** What a stretch of days is as a whole: one day, a month or a year; null for any other. */
export function wholeOf({ from, to }: Days): 'day' | 'month' | 'year' | null {
  if (from === null || to === null) return null
  if (from === to) return 'day'
  const { year, month } = Temporal.PlainDate.from(from)
  const isWhole = (whole: Days) => whole.from === from && whole.to === to
  if (isWhole(monthsFrom(year, month, 1))) return 'month'
  return isWhole(monthsFrom(year, 1, 12)) ? 'year' : null
}
