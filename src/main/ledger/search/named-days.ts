import { Temporal } from 'temporal-polyfill'
import { fold } from '../../../shared/text/fold.ts'
import { boundsOfDay, businessDay } from '../../../shared/time/zone.ts'
import { dateNames } from '../../../shared/words/intl.ts'

/** From an instant until before another, epoch ms. */
export interface Instants {
  readonly from: number
  readonly until: number
}

/** The languages in which a month may be named: those of the app's users. */
const LANGUAGES = ['en', 'fr', 'ar', 'ar-DZ', 'es', 'de'] as const

/** Gives each name of a month, whole and short, with its number. */
const MONTHS: ReadonlyMap<string, number> = new Map(
  LANGUAGES.flatMap((language) =>
    (['long', 'short'] as const).flatMap((month) =>
      dateNames(language, { month }).map((name, n): [string, number] => [
        fold(name).replace(/\.$/, ''),
        n + 1,
      ]),
    ),
  ),
)

/** No date with its time is longer. */
const LONGEST = 60

/** Weekdays and what stands between the parts of a date, which say nothing more. */
const BESIDE: ReadonlySet<string> = new Set([
  ...LANGUAGES.flatMap((language) =>
    (['long', 'short'] as const).flatMap((weekday) =>
      dateNames(language, { weekday }).map((name) => fold(name).replace(/\.$/, '')),
    ),
  ),
  ...['of', 'the', 'at', 'on', 'le', 'de', 'du', 'a', 'el', 'am', 'um', 'في'],
])

interface Span {
  readonly zone: string
  readonly first: number
  readonly last: number
}

interface Named {
  readonly year: number | null
  readonly month: number
  /** Null for the whole month. */
  readonly day: number | null
}

/** What the clock of the zone shows; the second is null for the whole minute. */
interface Clock {
  readonly hour: number
  readonly minute: number
  readonly second: number | null
}

/**
 * Gives the business days that a folded text names, in the book's zone: "2026-10-15", "15/10/2026", "15 oct", "october 2026", or a minute of
 * them: "15 oct 14:32". A day without a year is that of each year between `first` and `last`. Nothing where it names none.
 */
export function namedInstants(text: string, { zone, first, last }: Span): readonly Instants[] {
  if (text.length > LONGEST) return []
  const { day: date, clock } = parted(text)
  const named = namedIn(date)
  if (named.length === 0) return []
  const [from, to] = [first, last].map((at) => Number(businessDay(at, zone).slice(0, 4))) as [number, number]
  const years = Array.from({ length: to - from + 1 }, (_, n) => from + n)
  return named.flatMap(({ year, month, day }) =>
    (year === null ? years : [year]).flatMap((one) => {
      if (!clock) return instantsOf(one, month, day, zone)
      return day === null ? [] : momentsOf({ year: one, month, day, ...clock }, zone)
    }),
  )
}

/** Takes the time from behind a date: "15 oct 14:32", "15 october 2026, 2:32:05 pm", "2026-10-15t14:32". */
function parted(text: string): { readonly day: string; readonly clock: Clock | null } {
  const found = /^(.*\d.*?)(?:[\s,]+|(?<=\d)t)(\d{1,2})[:h](\d\d)(?::(\d\d))?(?:\s?([ap])\.?m\.?)?$/.exec(
    text,
  )
  if (!found) return { day: text, clock: null }
  const [, day = '', hour, minute, second, half] = found
  const hours = half ? (Number(hour) % 12) + (half === 'p' ? 12 : 0) : Number(hour)
  return {
    day: day.replace(/,$/, ''),
    clock: { hour: hours, minute: Number(minute), second: second ? Number(second) : null },
  }
}

/** A minute or a second of a day: two of them where the clock is set back, none where it is set ahead. */
function momentsOf(
  date: { year: number; month: number; day: number } & Clock,
  zone: string,
): readonly Instants[] {
  try {
    const length = date.second === null ? 60_000 : 1_000
    const wanted = Temporal.PlainDateTime.from({ ...date, second: date.second ?? 0 }, { overflow: 'reject' })
    const moments = (['earlier', 'later'] as const)
      .map((disambiguation) => wanted.toZonedDateTime(zone, { disambiguation }))
      .filter((one) => one.toPlainDateTime().equals(wanted))
      .map((one) => one.epochMilliseconds)
    return [...new Set(moments)].map((from) => ({ from, until: from + length }))
  } catch {
    // There is no such time.
    return []
  }
}

function instantsOf(year: number, month: number, day: number | null, zone: string): readonly Instants[] {
  try {
    const begins = Temporal.PlainDate.from({ year, month, day: day ?? 1 }, { overflow: 'reject' })
    const ends = day === null ? begins.add({ months: 1 }).subtract({ days: 1 }) : begins
    return [
      { from: boundsOfDay(begins.toString(), zone).from, until: boundsOfDay(ends.toString(), zone).until },
    ]
  } catch {
    // There is no such day.
    return []
  }
}

function namedIn(text: string): readonly Named[] {
  // With hyphens a day has two figures: "2026-10-1" is on the way to the 15th.
  const iso = /^(\d{4})-(\d\d)(?:-(\d\d))?$/.exec(text) ?? /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})$/.exec(text)
  if (iso) return [{ year: Number(iso[1]), month: Number(iso[2]), day: iso[3] ? Number(iso[3]) : null }]
  const ofYear = /^(\d{1,2})\/(\d{4})$/.exec(text)
  if (ofYear) return [{ year: Number(ofYear[2]), month: Number(ofYear[1]), day: null }]
  const figures =
    /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})$/.exec(text) ?? /^(\d{1,2})(\/)(\d{1,2})$/.exec(text)
  if (figures) {
    const [one, other] = [Number(figures[1]), Number(figures[3])]
    const year = figures[4] ? wholeYear(figures[4]) : null
    // "03/04/2026" is a day in March to one reader and in April to another.
    return one === other
      ? [{ year, month: one, day: one }]
      : [
          { year, month: other, day: one },
          { year, month: one, day: other },
        ]
  }
  return namedInWords(text)
}

function namedInWords(text: string): readonly Named[] {
  const isJoined = /^[\p{L}\d]+-[\p{L}\d]+(?:-\d+)?$/u.test(text)
  const words = text
    .replaceAll(isJoined ? /[-.,]/g : /[.,]/g, ' ')
    .split(' ')
    .filter((word) => word !== '' && !BESIDE.has(word))
  const at = words.findIndex((word) => MONTHS.has(word))
  const month = MONTHS.get(words[at] ?? '')
  const numbers = words.filter((_, n) => n !== at)
  if (month === undefined || numbers.length === 0 || numbers.length > 2) return []
  const days = numbers
    .filter((one) => /^\d{1,2}(?:st|nd|rd|th|er)?$/.test(one))
    .map((one) => Number.parseInt(one, 10))
  const years = numbers.filter((one) => /^\d{4}$/.test(one)).map(Number)
  if (days.length + years.length < numbers.length || days.length > 1 || years.length > 1) return []
  return [{ year: years[0] ?? null, month, day: days[0] ?? null }]
}

const wholeYear = (year: string) => (year.length === 2 ? 2_000 + Number(year) : Number(year))
