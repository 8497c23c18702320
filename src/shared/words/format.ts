import type { Amount } from '../contract/shapes/atoms.ts'
import { commaOf, intlAges, intlDates, intlNumbers } from './intl.ts'
import { isolated } from './isolate.ts'
import { digitsOf } from './locale.ts'

// `locale` is what `localeOf` gives, or a language alone: "en", "fr-DZ", "ar-DZ-u-nu-arab".

/** An amount cut at its decimal mark, so that lists can align it. */
export interface AmountParts {
  readonly sign: string
  readonly whole: string
  readonly mark: string
  readonly fraction: string
  readonly currency: string
}

/** Tokens count in up to 18 decimals; zeros beyond this many say nothing and are left out on screen. */
const SHOWN_ZEROS = 2

/** Cuts an exact decimal text for the screen: digits grouped as the locale does, never rounded. */
export function amountParts({ currency, amount }: Amount, locale: string): AmountParts {
  const negative = amount.startsWith('-')
  const [whole = '0', fraction = ''] = (negative ? amount.slice(1) : amount).split('.')
  const { numbers, mark } = numbersOf(locale)
  const shown = shownFraction(fraction)
  return {
    sign: negative ? '−' : '',
    whole: numbers.format(BigInt(whole)),
    mark: shown === '' ? '' : mark,
    fraction: digitsIn(shown, locale),
    currency,
  }
}

interface Numbers {
  readonly numbers: Intl.NumberFormat
  /** The decimal mark. */
  readonly mark: string
}

const numbersByLocale = new Map<string, Numbers>()

/** How a locale groups digits and marks decimals. */
export function numbersOf(locale: string): Numbers {
  const known = numbersByLocale.get(locale)
  if (known) return known
  const numbers = intlNumbers(locale)
  const mark = numbers.formatToParts(1.5).find((part) => part.type === 'decimal')?.value ?? '.'
  numbersByLocale.set(locale, { numbers, mark })
  return { numbers, mark }
}

/** Writes the digits of a text as the locale has them; all else stays. */
export function digitsIn(text: string, locale: string): string {
  if (digitsOf(locale) === 'latn') return text
  const { numbers } = numbersOf(locale)
  return text.replaceAll(/[0-9]/g, (digit) => numbers.format(Number(digit)))
}

function shownFraction(fraction: string): string {
  const kept = fraction.replace(/0+$/, '')
  return kept.padEnd(Math.min(SHOWN_ZEROS, fraction.length), '0')
}

/** Whether thousands are set apart ("1,250.00") or not ("1250.00"). */
export type Grouping = 'grouped' | 'ungrouped'

/** Writes an exact amount within a text: "1,250.00 DZD"; where the text is read from the right, it stays as it stands here. */
export function amountText(amount: Amount, locale: string, grouping: Grouping = 'grouped'): string {
  return isolated(bareAmount(amount, locale, grouping), locale)
}

/** Writes an exact amount for a file or a program, without marks of direction. */
export function bareAmount(amount: Amount, locale: string, grouping: Grouping = 'grouped'): string {
  const { sign, whole, mark, fraction, currency } = amountParts(amount, locale)
  const digits = grouping === 'grouped' ? whole : whole.replace(/\P{Nd}/gu, '')
  return `${sign}${digits}${mark}${fraction} ${currency}`
}

/** Takes the sign off, for sentences that say "missing" or "too much" themselves. */
export function withoutSign(amount: Amount): Amount {
  return { currency: amount.currency, amount: amount.amount.replace(/^-/, '') }
}

/** Says whether a decimal text is above zero. */
export function isPositive(decimal: string): boolean {
  return !decimal.startsWith('-') && /[1-9]/.test(decimal)
}

/** Says whether a decimal text is below zero. */
export function isNegative(decimal: string): boolean {
  return decimal.startsWith('-') && /[1-9]/.test(decimal)
}

/** Writes a remaining time: "1:05:09", "19:59", "0:07"; never below zero. */
export function durationText(ms: number, locale: string): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000))
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60].map((part) => String(part).padStart(2, '0'))
  const hours = Math.floor(seconds / 3600)
  return digitsIn(hours > 0 ? `${hours}:${parts.join(':')}` : parts.join(':').replace(/^0(\d)/, '$1'), locale)
}

/** So many seconds are told as such, and more of them in minutes. */
const MOST_SECONDS = 100

/** Writes how long ago something was, in whole seconds or minutes: "5 sec ago", "12 min ago". */
export function agoText(seconds: number, locale: string): string {
  const ages = intlAges(locale)
  return seconds < MOST_SECONDS
    ? ages.format(-seconds, 'second')
    : ages.format(-Math.round(seconds / 60), 'minute')
}

/** With the month in letters everywhere: some locales have a short form of figures alone, which is read in two ways. */
const DAY = { day: 'numeric', month: 'short', year: 'numeric' } as const
const MINUTE = { hour: '2-digit', minute: '2-digit' } as const

/** Writes an instant in the book's zone: "20 Nov 2026, 14:03:09". */
export function instantText(epochMs: number, locale: string, zone: string): string {
  return intlDates(locale, zone, { ...DAY, ...MINUTE, second: '2-digit' }).format(epochMs)
}

/** Writes only the time of day of an instant, in the book's zone: "14:03:09". */
export function clockText(epochMs: number, locale: string, zone: string): string {
  return intlDates(locale, zone, { ...MINUTE, second: '2-digit' }).format(epochMs)
}

/** Writes only the hour and the minute of an instant, in the book's zone: "14:03". */
export function minuteText(epochMs: number, locale: string, zone: string): string {
  return intlDates(locale, zone, MINUTE).format(epochMs)
}

/** Writes only the month of an instant, in the book's zone: "October". */
export function monthText(epochMs: number, locale: string, zone: string): string {
  return intlDates(locale, zone, { month: 'long' }).format(epochMs)
}

/** Writes an instant for a list, short: "20 Nov, 14:03", with the year when it is not this one, both as the zone counts them. */
export function shortInstantText(epochMs: number, now: number, locale: string, zone: string): string {
  const year = intlDates(locale, zone, { year: 'numeric' })
  const sameYear = year.format(epochMs) === year.format(now)
  return intlDates(locale, zone, {
    day: 'numeric',
    month: 'short',
    ...MINUTE,
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(epochMs)
}

/** Writes an instant for a narrow column: "20 Nov 14:03" within the year of `now`, "20 Nov 2025" of any other, as the zone counts them. */
export function columnInstantText(epochMs: number, now: number, locale: string, zone: string): string {
  const year = intlDates(locale, zone, { year: 'numeric' })
  const day = { day: 'numeric', month: 'short' } as const
  if (year.format(epochMs) !== year.format(now)) {
    return intlDates(locale, zone, { ...day, year: 'numeric' }).format(epochMs)
  }
  return `${intlDates(locale, zone, day).format(epochMs)} ${minuteText(epochMs, locale, zone)}`
}

/** Counts the midnights of the zone from one instant to a later one: 0 on the same day, 1 where it was yesterday; negative where it is yet to come. */
export function nightsBetween(epochMs: number, later: number, zone: string): number {
  return Math.round((dayNumber(later, zone) - dayNumber(epochMs, zone)) / DAY_MS)
}

const DAY_MS = 86_400_000

function dayNumber(epochMs: number, zone: string): number {
  const parts = intlDates('en', zone, { year: 'numeric', month: 'numeric', day: 'numeric' })
    .formatToParts(epochMs)
    .map(({ type, value }) => [type, Number(value)] as const)
  const { year = 0, month = 1, day = 1 } = Object.fromEntries(parts)
  return Date.UTC(year, month - 1, day)
}

const SIZES = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

/** Writes how large something on a disk is, as file managers count: "38.2 MB", "212 GB". */
export function sizeText(bytes: number, locale: string): string {
  const step = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), SIZES.length - 1)
  const size = bytes / 1000 ** step
  const decimals = size < 100 && step > 0 ? 1 : 0
  return intlNumbers(locale, {
    style: 'unit',
    unit: SIZES[step] ?? 'byte',
    unitDisplay: step === 0 ? 'long' : 'short',
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(size)
}

/** Writes a part of a whole, from 0 to 1: "12.5%". */
export function shareText(share: number, locale: string): string {
  return intlNumbers(locale, { style: 'percent', maximumFractionDigits: 1 }).format(share)
}

/** Writes several names or amounts beside each other, each by itself: "a, b". */
export function listText(texts: readonly string[], locale: string): string {
  return texts.map((text) => isolated(text, locale)).join(commaOf(locale))
}

/** Writes an account and one of its currencies: "Web shop DZD", in this order whichever way the name is read. */
export function accountText(label: string, currency: string, locale: string): string {
  return `${isolated(label, locale)} ${isolated(currency, locale)}`
}

/** Writes things that are told beside each other: "a · b". */
export function besideText(texts: readonly string[], locale: string): string {
  return texts.map((text) => isolated(text, locale)).join(' · ')
}
