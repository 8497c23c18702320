import { type Days, daysOf, eachDay, stretchAfter } from '../../../shared/time/days.ts'

/** So many files are made up for at once, the newest of them: who was away for years wants no thousand. */
export const MOST_DUE = 62

/** Gives the days, or the months, that are over on the business day `today` and come after `through`, the earliest first. */
export function dueOf(every: 'day' | 'month', through: string, today: string): readonly Days[] {
  const due: Days[] = []
  if (every === 'day') {
    if (through >= today) return []
    for (const day of eachDay(through, today).slice(1, -1)) due.push({ from: day, to: day })
    return due.slice(-MOST_DUE)
  }
  let month = daysOf('month', through, 0)
  // A month that is written to its end is not written again.
  if (month.to === through) month = daysOf('month', stretchAfter('month', through, 1), 0)
  while ((month.to ?? today) < today) {
    due.push(month)
    month = daysOf('month', stretchAfter('month', month.from ?? today, 1), 0)
  }
  return due.slice(-MOST_DUE)
}

/**
 * Gives how far is truly written on the business day `today`. What was written beyond yesterday was written by a clock that was ahead, and is due again once it
 * is over; where it is further off than could be made up for, this clock is the wrong one, and nothing is written twice for it.
 */
export function writtenThrough(every: 'day' | 'month', through: string, today: string): string {
  const begun = begunBefore(every, today)
  const isNear = Date.parse(through) - Date.parse(today) <= MOST_DUE * DAY_MS
  return through >= today && isNear ? begun : through
}

/** Gives the day before the day, or the month, that is not over yet. */
export function begunBefore(every: 'day' | 'month', today: string): string {
  const first = every === 'day' ? today : `${today.slice(0, 7)}-01`
  return new Date(Date.parse(first) - DAY_MS).toISOString().slice(0, 10)
}

const DAY_MS = 86_400_000
