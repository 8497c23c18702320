/** Business days as "2026-11-20"; they are reckoned with as days of the calendar, whatever the zone. */

/** The periods that follow the day, and one between two days. */
export const SPANS = [
  'today',
  'yesterday',
  'week',
  'month',
  'lastMonth',
  'quarter',
  'year',
  'between',
] as const
export type Span = (typeof SPANS)[number]

/** From one day to another, both included; null on one side: without an end there. */
export interface Days {
  readonly from: string | null
  readonly to: string | null
}

/** Gives the business day of an instant (epoch ms) in an IANA zone. */
export function dayIn(at: number, zone: string): string {
  const options = { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' } as const
  const parts = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', options).formatToParts(at)
  const part = (name: string) => parts.find(({ type }) => type === name)?.value ?? ''
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`
}

/** Gives the instant at which a day begins in UTC, epoch ms: by it a day is written for people, in UTC. */
export function utcOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`)
}

const dayOf = (utc: number) => new Date(utc).toISOString().slice(0, 10)

const plusDays = (day: string, days: number) => dayOf(utcOf(day) + days * 86_400_000)

/** Gives the first day of a month, counted from 0 and over the ends of years. */
function firstOf(year: number, month: number): string {
  return dayOf(Date.UTC(year, month, 1))
}

/** Gives a whole stretch of months from the one that is counted from 0. */
export function monthsFrom(year: number, month: number, count: number): { from: string; to: string } {
  return { from: firstOf(year, month), to: plusDays(firstOf(year, month + count), -1) }
}

/** Says whether there is such a day. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false
  const utc = utcOf(text)
  return !Number.isNaN(utc) && dayOf(utc) === text
}

/** On which day a week begins where the computer's language is spoken: 0 is Sunday. */
export function weekStartOf(language: string): number {
  const locale = new Intl.Locale(language) as Intl.Locale & { getWeekInfo?(): { readonly firstDay: number } }
  return (locale.getWeekInfo?.().firstDay ?? 1) % 7
}

/** Gives the days of a period that follows the day. */
export function daysOf(span: Exclude<Span, 'between'>, today: string, weekStart: number): Days {
  const [year = 0, month = 1] = today.split('-').map(Number)
  switch (span) {
    case 'today':
      return { from: today, to: today }
    case 'yesterday':
      return { from: plusDays(today, -1), to: plusDays(today, -1) }
    case 'week': {
      const from = plusDays(today, -((new Date(utcOf(today)).getUTCDay() - weekStart + 7) % 7))
      return { from, to: plusDays(from, 6) }
    }
    case 'month':
      return monthsFrom(year, month - 1, 1)
    case 'lastMonth':
      return monthsFrom(year, month - 2, 1)
    case 'quarter':
      return monthsFrom(year, Math.floor((month - 1) / 3) * 3, 3)
    case 'year':
      return monthsFrom(year, 0, 12)
  }
}

/** What a stretch of days is as a whole: one day, a month or a year; null for any other. */
export function wholeOf({ from, to }: Days): 'day' | 'month' | 'year' | null {
  if (from === null || to === null) return null
  if (from === to) return 'day'
  const [year = 0, month = 1] = from.split('-').map(Number)
  const isWhole = (months: number, first: number) => {
    const whole = monthsFrom(year, first, months)
    return whole.from === from && whole.to === to
  }
  if (isWhole(1, month - 1)) return 'month'
  return isWhole(12, 0) ? 'year' : null
}
