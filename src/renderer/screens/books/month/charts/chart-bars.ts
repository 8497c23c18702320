import type { MatrixSpan } from '../../../../../shared/contract/plain/matrix-spans.ts'
import { eachDay } from '../../../../../shared/time/days.ts'
import { dayText } from '../../../../../shared/words/day-texts.ts'
import { weekdayOf, weekIn } from '../../../../i18n/week.ts'

/** The days that one bar is of: a day of a month, a week of a quarter, a month of a year. */
export interface ChartBar {
  /** The places of its first day and of the one behind its last. */
  readonly first: number
  readonly end: number
  /** What stands beneath the bar, and its whole name. */
  readonly label: string
  readonly name: string
  /** One day on which few work. */
  readonly isOff: boolean
}

/** Cuts a stretch into what its bars are of, in a language. */
export function chartBarsOf(
  span: MatrixSpan,
  from: string,
  to: string,
  language: string,
): readonly ChartBar[] {
  const days = eachDay(from, to)
  const { weekdays, isDayOff } = weekIn(language)
  const begins = days.flatMap((day, place) => (place === 0 || isBegin(span, day, weekdays[0]) ? [place] : []))
  return begins.map((first, nth) => {
    const end = begins[nth + 1] ?? days.length
    const [day = '', last = ''] = [days[first], days[end - 1]]
    return { first, end, ...wordsOf(span, day, last, language), isOff: span === 'month' && isDayOff(day) }
  })
}

function isBegin(span: MatrixSpan, day: string, weekStart: number | undefined): boolean {
  if (span === 'month') return true
  return span === 'quarter' ? weekdayOf(day) === weekStart : day.endsWith('-01')
}

function wordsOf(
  span: MatrixSpan,
  day: string,
  last: string,
  language: string,
): Pick<ChartBar, 'label' | 'name'> {
  const text = (one: string, style: Parameters<typeof dayText>[1]) => dayText(one, style, language)
  switch (span) {
    case 'month':
      return { label: text(day, 'number'), name: text(day, 'whole') }
    case 'quarter':
      return { label: text(day, 'short'), name: `${text(day, 'short')} – ${text(last, 'short')}` }
    case 'year':
      return { label: text(day, 'month'), name: text(day, 'monthOfYear') }
  }
}

/** Of `many` labels, at most so wide, that stand under bars of one width, CSS px: the places of those that have room. */
export function labelled(many: number, each: number, widest: number, isByNumber: boolean): readonly number[] {
  const least = (widest + 12) / each
  const step = [1, 2, 5, 10, 20].find((one) => one >= Math.max(least, isByNumber ? 5 : 1)) ?? many
  const last = many - 1
  const all = Array.from({ length: many }, (_, n) => n)
  // Days are told by round numbers: the 1st, the 5th, the 10th.
  const chosen = all.filter((n) => (isByNumber ? n === 0 || (n + 1) % step === 0 : n % step === 0))
  if (!isByNumber || chosen.includes(last)) return chosen
  return [...chosen.filter((n) => n === 0 || last - n >= Math.max(least, 3)), last]
}
