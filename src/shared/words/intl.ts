import { typedText } from '../contract/plain/typed-text.ts'
import { knownLocale } from './locale.ts'

// Making a formatter of `Intl` takes longer than using it: each is made once. All of the app's are made here, so that days are Gregorian
// and hours run from 0 to 23 in every locale, whatever the computer's own settings are.

const dates = new Map<string, Intl.DateTimeFormat>()
const numbers = new Map<string, Intl.NumberFormat>()
const ages = new Map<string, Intl.RelativeTimeFormat>()
const commas = new Map<string, string>()
const orders = new Map<string, Intl.Collator>()

/** Gives a formatter of dates and times in a zone; `UTC` for a business day, which has none of its own. */
export function intlDates(
  locale: string,
  zone: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  return kept(dates, `${locale}|${zone}|${JSON.stringify(options)}`, () => {
    const hasHour = options.timeStyle !== undefined || options.hour !== undefined
    return new Intl.DateTimeFormat(knownLocale(locale), {
      ...options,
      ...(hasHour && { hourCycle: 'h23' }),
      ...{ timeZone: zone, calendar: 'gregory' },
    })
  })
}

/**
 * Gives what months or days of the week are called in a language, beginning in January or on Sunday. Also in one without a catalogue: it is for
 * reading what a person wrote, and what a spreadsheet would.
 */
export function dateNames(
  language: string,
  options: Pick<Intl.DateTimeFormatOptions, 'month' | 'weekday'>,
): readonly string[] {
  const format = new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC', calendar: 'gregory' })
  // The first of February 2026 is a Sunday.
  return options.month === undefined
    ? Array.from({ length: 7 }, (_, day) => format.format(Date.UTC(2026, 1, day + 1)))
    : Array.from({ length: 12 }, (_, month) => format.format(Date.UTC(2026, month, 15)))
}

/** Gives a formatter of numbers, in the locale's own digits. */
export function intlNumbers(locale: string, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
  return kept(
    numbers,
    `${locale}|${JSON.stringify(options)}`,
    () => new Intl.NumberFormat(knownLocale(locale), options),
  )
}

/** Gives a formatter of what was some time ago, short: "5 sec ago", "il y a 5 s". */
export function intlAges(locale: string): Intl.RelativeTimeFormat {
  return kept(ages, locale, () => new Intl.RelativeTimeFormat(knownLocale(locale), { style: 'short' }))
}

/** Gives what stands between things that are told one after the other: ", " or "، ". */
export function commaOf(locale: string): string {
  return kept(commas, locale, () => {
    const three = new Intl.ListFormat(knownLocale(locale), { type: 'unit' }).formatToParts(['1', '2', '3'])
    const between = three.find(({ type }) => type === 'literal')?.value ?? ''
    // Arabic says "and" before each of them as well.
    return `${/\p{P}/u.exec(between)?.[0] ?? ','} `
  })
}

/** Gives the order of names in a locale: as its alphabet has them, capitals beside small letters, "Till 9" before "Till 10". */
export function nameOrder(locale: string): (a: string, b: string) => number {
  return kept(orders, locale, () => new Intl.Collator(knownLocale(locale), { numeric: true })).compare
}

/** Gives the first letter that can be seen of a text, with all that belongs to it, as its reader counts letters; empty where none can be. */
export function firstLetterOf(text: string): string {
  for (const { segment } of new Intl.Segmenter().segment(text)) if (typedText(segment) !== '') return segment
  return ''
}

interface Week {
  /** 1 is Monday, 7 Sunday. */
  readonly firstDay: number
  readonly weekend: readonly number[]
}

/** Tells how a week is where a locale is spoken. */
export function weekOf(locale: string): Week {
  const known = new Intl.Locale(locale) as Intl.Locale & { getWeekInfo?(): Week }
  return known.getWeekInfo?.() ?? { firstDay: 1, weekend: [6, 7] }
}

function kept<T>(among: Map<string, T>, name: string, make: () => T): T {
  const known = among.get(name)
  if (known !== undefined) return known
  const made = make()
  among.set(name, made)
  return made
}
