import type { Amount } from '../contract/shapes/atoms.ts'

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

/** Cuts an exact decimal text for the screen: digits grouped as `language` does, never rounded. */
export function amountParts({ currency, amount }: Amount, language: string): AmountParts {
  const negative = amount.startsWith('-')
  const [whole = '0', fraction = ''] = (negative ? amount.slice(1) : amount).split('.')
  const { numbers, mark } = numbersOf(language)
  const shown = shownFraction(fraction)
  return {
    sign: negative ? '−' : '',
    whole: numbers.format(BigInt(whole)),
    mark: shown === '' ? '' : mark,
    fraction: shown,
    currency,
  }
}

interface Numbers {
  readonly numbers: Intl.NumberFormat
  /** The decimal mark. */
  readonly mark: string
}

const numbersByLanguage = new Map<string, Numbers>()

/** How a language groups digits and marks decimals; made once, for making it takes longer than using it. */
export function numbersOf(language: string): Numbers {
  const known = numbersByLanguage.get(language)
  if (known) return known
  const numbers = new Intl.NumberFormat(language, { numberingSystem: 'latn' })
  const mark = numbers.formatToParts(1.5).find((part) => part.type === 'decimal')?.value ?? '.'
  numbersByLanguage.set(language, { numbers, mark })
  return { numbers, mark }
}

function shownFraction(fraction: string): string {
  const kept = fraction.replace(/0+$/, '')
  return kept.padEnd(Math.min(SHOWN_ZEROS, fraction.length), '0')
}

/** Whether thousands are set apart ("1,250.00") or not ("1250.00"). */
export type Grouping = 'grouped' | 'ungrouped'

/** Writes an exact amount within a text: "1,250.00 DZD". */
export function amountText(amount: Amount, language: string, grouping: Grouping = 'grouped'): string {
  const { sign, whole, mark, fraction, currency } = amountParts(amount, language)
  const digits = grouping === 'grouped' ? whole : whole.replace(/\D/g, '')
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
export function durationText(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000))
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60].map((part) => String(part).padStart(2, '0'))
  const hours = Math.floor(seconds / 3600)
  return hours > 0 ? `${hours}:${parts.join(':')}` : parts.join(':').replace(/^0(\d)/, '$1')
}

/** Writes an instant in the book's zone: "20 Nov 2026, 14:03:09". */
export function instantText(epochMs: number, language: string, zone: string): string {
  return formatter(language, zone, { dateStyle: 'medium', timeStyle: 'medium' }).format(epochMs)
}

/** Writes only the time of day of an instant, in the book's zone: "14:03:09". */
export function clockText(epochMs: number, language: string, zone: string): string {
  return formatter(language, zone, { timeStyle: 'medium' }).format(epochMs)
}

/** Writes only the hour and the minute of an instant, in the book's zone: "14:03". */
export function minuteText(epochMs: number, language: string, zone: string): string {
  return formatter(language, zone, { timeStyle: 'short' }).format(epochMs)
}

/** Writes only the month of an instant, in the book's zone: "October". */
export function monthText(epochMs: number, language: string, zone: string): string {
  return formatter(language, zone, { month: 'long' }).format(epochMs)
}

/** Writes an instant for a list, short: "20 Nov, 14:03", with the year when it is not this one, both as the zone counts them. */
export function shortInstantText(epochMs: number, now: number, language: string, zone: string): string {
  const year = formatter(language, zone, { year: 'numeric' })
  const sameYear = year.format(epochMs) === year.format(now)
  return formatter(language, zone, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(epochMs)
}

/** Writes an instant for a narrow column: "20 Nov 14:03" within the year of `now`, "20 Nov 2025" of any other, as the zone counts them. */
export function columnInstantText(epochMs: number, now: number, language: string, zone: string): string {
  const year = formatter(language, zone, { year: 'numeric' })
  const day = { day: 'numeric', month: 'short' } as const
  if (year.format(epochMs) !== year.format(now)) {
    return formatter(language, zone, { ...day, year: 'numeric' }).format(epochMs)
  }
  return `${formatter(language, zone, day).format(epochMs)} ${minuteText(epochMs, language, zone)}`
}

/** Counts the midnights of the zone from one instant to a later one: 0 on the same day, 1 where it was yesterday; negative where it is yet to come. */
export function nightsBetween(epochMs: number, later: number, zone: string): number {
  return Math.round((dayNumber(later, zone) - dayNumber(epochMs, zone)) / DAY_MS)
}

const DAY_MS = 86_400_000

function dayNumber(epochMs: number, zone: string): number {
  const parts = formatter('en', zone, { year: 'numeric', month: 'numeric', day: 'numeric' })
    .formatToParts(epochMs)
    .map(({ type, value }) => [type, Number(value)] as const)
  const { year = 0, month = 1, day = 1 } = Object.fromEntries(parts)
  return Date.UTC(year, month - 1, day)
}

const SIZES = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

/** Writes how large something on a disk is, as file managers count: "38.2 MB", "212 GB". */
export function sizeText(bytes: number, language: string): string {
  const step = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), SIZES.length - 1)
  const size = bytes / 1000 ** step
  const decimals = size < 100 && step > 0 ? 1 : 0
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: SIZES[step] ?? 'byte',
    unitDisplay: step === 0 ? 'long' : 'short',
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    numberingSystem: 'latn',
  }).format(size)
}

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(language: string, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const locale = language === 'en' ? 'en-GB' : language
  const key = `${locale}|${zone}|${JSON.stringify(options)}`
  const known = formatters.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(locale, { ...options, timeZone: zone, numberingSystem: 'latn' })
  formatters.set(key, made)
  return made
}
