import type { StatementDates } from '../../../shared/contract/plain/statements.ts'
import { asciiDigits } from '../../../shared/money/read-amount.ts'
import { boundsOfDay, instantIn } from '../../../shared/time/zone.ts'
import { dayIn, type ReadDate, readDate } from '../values.ts'

const DAY_MS = 86_400_000
/** A day without a time is taken at its noon, so that it is that day in most zones. */
const NOON = 12 * 3_600_000

/** What a text says as an instant, before the order of its day and month is known. */
export type ReadInstant =
  | { readonly kind: 'at'; readonly at: number }
  /** `time` counts from the day's beginning, ms, null where none is said; `offset` is that of its zone, minutes, null where none is named. */
  | {
      readonly kind: 'clock'
      readonly date: ReadDate
      readonly time: number | null
      readonly offset: number | null
    }
  /** `noDay` is a day that its month does not have: "02-31". */
  | { readonly kind: 'none'; readonly noDay: string | null }
  | { readonly kind: 'empty' }

const CLOCK =
  /^(.*?)(?:[T,\s]\s*(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s*([AaPp]\.?[Mm]\.?)?\s*(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?$/i
/** All of a date, and nothing behind it. */
const WHOLE = /^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/. ]\d{1,2}[-/. ](?:\d{4}|\d{2}))$/
const BASIC = /^(20\d\d)(\d\d)(\d\d)$/
const NAMED = /^(?:(\d{1,2})[ -]([\p{L}.]+)[ -](\d{4})|([\p{L}.]+) (\d{1,2}),? (\d{4}))$/u
/** Seconds, or with three digits more milliseconds, since 1970. */
const EPOCH = /^(\d{10})(?:\.\d+)?$|^(\d{13})$/

/** Reads a date, with a time and a zone or without, as files write it; numbers of ten or thirteen digits count from 1970. Nothing is guessed. */
export function readInstant(text: string): ReadInstant {
  const written = asciiDigits(text.replace(/\p{Cf}/gu, '').trim())
  if (written === '') return { kind: 'empty' }
  const [, seconds, millis] = EPOCH.exec(written) ?? []
  if (millis !== undefined) return { kind: 'at', at: Number(millis) }
  if (seconds !== undefined) return { kind: 'at', at: Math.round(Number(written) * 1_000) }
  const [, day = '', hour, minute, second, fraction, half, zone] = CLOCK.exec(written) ?? []
  const plain = plainDate(day.trim().replace(/,$/, ''))
  if (plain === null || !WHOLE.test(plain)) return { kind: 'none', noDay: null }
  const date = readDate(plain, 'UTC')
  if (date.kind === 'none') return { kind: 'none', noDay: noDayOf(plain) }
  const time =
    hour === undefined ? null : timeOf(Number(hour), Number(minute), Number(second ?? 0), fraction, half)
  if (hour !== undefined && time === null) return { kind: 'none', noDay: null }
  const offset = zone === undefined ? null : offsetOf(zone)
  return Number.isNaN(offset) ? { kind: 'none', noDay: null } : { kind: 'clock', date, time, offset }
}

function timeOf(hour: number, minute: number, second: number, fraction = '', half = ''): number | null {
  const isHalved = half !== ''
  if (minute > 59 || second > 59 || hour > (isHalved ? 12 : 23) || (isHalved && hour === 0)) return null
  const own = isHalved ? (hour % 12) + (/^p/i.test(half) ? 12 : 0) : hour
  return ((own * 60 + minute) * 60 + second) * 1_000 + Number(fraction.padEnd(3, '0').slice(0, 3))
}

/** No zone is further from UTC, minutes. */
const FURTHEST = 14 * 60

/** Gives minutes; NaN for what no zone is. */
function offsetOf(zone: string): number {
  const [, sign, hours, minutes = '0'] = /^([+-])(\d\d):?(\d\d)?$/.exec(zone) ?? []
  if (sign === undefined) return 0
  const offset = Number(hours) * 60 + Number(minutes)
  if (Number(minutes) > 59 || offset > FURTHEST) return Number.NaN
  return sign === '-' ? -offset : offset
}

/** Names of months as dates are written in English and French. */
const MONTHS: readonly (readonly string[])[] = [
  ['jan', 'january', 'janv', 'janvier'],
  ['feb', 'february', 'fév', 'fev', 'févr', 'février', 'fevrier'],
  ['mar', 'march', 'mars'],
  ['apr', 'april', 'avr', 'avril'],
  ['may', 'mai'],
  ['jun', 'june', 'juin'],
  ['jul', 'july', 'juil', 'juillet'],
  ['aug', 'august', 'août', 'aout'],
  ['sep', 'sept', 'september', 'septembre'],
  ['oct', 'october', 'octobre'],
  ['nov', 'november', 'novembre'],
  ['dec', 'december', 'déc', 'décembre', 'decembre'],
]

/** Writes "2 Mar 2025" and "20250302" as "2025-3-2"; null for a month that nobody knows. */
function plainDate(day: string): string | null {
  const [, year, month, date] = BASIC.exec(day) ?? []
  if (year !== undefined) return `${year}-${month}-${date}`
  const named = NAMED.exec(day)
  if (!named) return day
  const [, early, behind, lastYear, before, late, otherYear] = named
  const name = (behind ?? before ?? '').toLowerCase().replaceAll('.', '').normalize('NFC')
  const place = MONTHS.findIndex((names) => names.includes(name))
  return place < 0 ? null : `${lastYear ?? otherYear}-${place + 1}-${early ?? late}`
}

/** Gives month and day of a date that would be one in another month; null for anything else. */
function noDayOf(plain: string): string | null {
  const [one = 0, two = 0, three = 0] = plain.split(/[-/. ]/).map(Number)
  const [month, day] = one > 31 ? [two, three] : two > 12 ? [one, two] : [two, one]
  if (month < 1 || month > 12 || day < 29 || day > 31) return null
  return `${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** A day, epoch ms: `until` belongs to the next one. */
export interface DayBounds {
  readonly from: number
  readonly until: number
}

/** Places instants in a zone. */
export interface Instants {
  /** Epoch ms; null where it is no day in this order. */
  in(read: Extract<ReadInstant, { kind: 'at' | 'clock' }>, order: StatementDates | null): number | null
  /** From the beginning of a day that is told without a time to the next one's, epoch ms; null where a time is told, or it is no day. */
  day(read: ReadInstant, order: StatementDates | null): DayBounds | null
}

/** Places times that name no zone in `zone`, and days without a time at noon in `dayZone`. */
export function createInstants(zone: string, dayZone: string): Instants {
  const begins = new Map<string, { readonly from: number; readonly isUsual: boolean }>()
  function beginOf(day: string, own: string) {
    const key = `${day} ${own}`
    const known = begins.get(key)
    if (known) return known
    const { from, until } = boundsOfDay(day, own)
    const begin = { from, isUsual: until - from === DAY_MS }
    begins.set(key, begin)
    return begin
  }
  function placed(day: string, time: number, own: string): number {
    const { from, isUsual } = beginOf(day, own)
    if (isUsual) return from + time
    return instantIn(day, new Date(time).toISOString().slice(11, 23), own)
  }
  return {
    in(read, order) {
      if (read.kind === 'at') return read.at
      const day = dayIn(read.date, order)
      if (day === null) return null
      if (read.offset !== null) return placed(day, read.time ?? NOON, 'UTC') - read.offset * 60_000
      return read.time === null ? placed(day, NOON, dayZone) : placed(day, read.time, zone)
    },
    day(read, order) {
      if (read.kind !== 'clock' || read.time !== null) return null
      const day = dayIn(read.date, order)
      return day === null ? null : boundsOfDay(day, dayZone)
    },
  }
}

/** Says whether a time is told whose zone only whoever wrote the file knows. */
export function needsZone(read: ReadInstant): boolean {
  return read.kind === 'clock' && read.time !== null && read.offset === null
}
