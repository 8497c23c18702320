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

const formatters = new Map<string, Intl.DateTimeFormat>()

/** Writes a business day in a language. */
export function dayText(day: string, style: DayStyle, language: string): string {
  const name = `${language} ${style}`
  const known = formatters.get(name)
  const one =
    known ??
    new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
      ...STYLES[style],
      timeZone: 'UTC',
      numberingSystem: 'latn',
    })
  formatters.set(name, one)
  return one.format(Date.parse(day))
}
