import { weekOf } from '../../../../shared/words/intl.ts'

/** How a week is where the computer's language is spoken: 1 is Monday, 7 Sunday. */
const week = weekOf(navigator.language)

/** The days of the week in the order in which they are told there. */
export const WEEKDAYS: readonly number[] = Array.from(
  { length: 7 },
  (_, n) => ((week.firstDay - 1 + n) % 7) + 1,
)

/** Gives the weekday of a business day. */
export function weekdayOf(day: string): number {
  return new Date(day).getUTCDay() || 7
}

/** Says whether a business day is one on which few work. */
export function isDayOff(day: string): boolean {
  return week.weekend.includes(weekdayOf(day))
}
