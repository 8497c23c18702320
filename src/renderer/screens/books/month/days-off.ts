interface WithWeek {
  getWeekInfo?(): { readonly weekend: readonly number[] }
}

/** The days of the week on which few work where the computer's language is spoken: 1 is Monday, 7 Sunday. */
const off = (new Intl.Locale(navigator.language) as WithWeek).getWeekInfo?.().weekend ?? [6, 7]

/** Says whether a business day is one on which few work. */
export function isDayOff(day: string): boolean {
  return off.includes(new Date(day).getUTCDay() || 7)
}
