import { intlDates } from './intl.ts'

/** How a business day ("2026-11-20"), or a stretch of them, is written; days have no zone of their own. */
const STYLES = {
  /** "Fri" */
  weekday: { weekday: 'short' },
  /** "Friday" */
  weekdayName: { weekday: 'long' },
  /** "20" */
  number: { day: 'numeric' },
  /** "20 Nov" */
  short: { day: 'numeric', month: 'short' },
  /** "Friday 20 November 2026" */
  whole: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  /** "Nov" */
  month: { month: 'short' },
  /** "Nov 2026" */
  shortMonthOfYear: { month: 'short', year: 'numeric' },
  /** "November 2026" */
  monthOfYear: { month: 'long', year: 'numeric' },
  /** "2026" */
  year: { year: 'numeric' },
} as const satisfies Readonly<Record<string, Intl.DateTimeFormatOptions>>

export type DayStyle = keyof typeof STYLES

/** Writes a business day in a locale, or a language. */
export function dayText(day: string, style: DayStyle, locale: string): string {
  return intlDates(locale, 'UTC', STYLES[style]).format(Date.parse(day))
}
