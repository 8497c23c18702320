interface WithWeek {
  getWeekInfo?(): { readonly weekend: readonly number[]; readonly firstDay: number }
}

/** How a week is where the computer's language is spoken: 1 is Monday, 7 Sunday. */
const week = (new Intl.Locale(navigator.language) as WithWeek).getWeekInfo?.() ?? {
  ...{ weekend: [6, 7], firstDay: 1 },
}

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
