import { asciiDigits } from '../../../../shared/money/read-amount.ts'
import { fold } from '../../../../shared/text/fold.ts'
import { type Days, isDay, monthsFrom } from '../../../../shared/time/days.ts'
import type { OwnWords } from './own-words.ts'

interface KnownDays {
  /** The business day of now. */
  readonly today: string
  readonly own: Pick<OwnWords, 'months' | 'isDayFirst'>
}

/** Reads a day, a month, a year, or a stretch of them ("2026-09..5.10.2026", "5 octobre.."); null for what is none, or may be two. */
export function readDays(value: string, known: KnownDays): Days | null {
  const [first = '', last, more] = asciiDigits(value).split('..')
  if (more !== undefined) return null
  if (last === undefined) return namedDays(first, known)
  const to = last.trim() === '' ? null : namedDays(last, known)
  // "octobre..janvier" is of two years: what begins has begun when it ends.
  const until = to?.to && to.to < known.today ? to.to : known.today
  const from = first.trim() === '' ? null : namedDays(first, { ...known, today: until })
  if ((!from && first.trim() !== '') || (!to && last.trim() !== '')) return null
  return from || to ? { from: from?.from ?? null, to: to?.to ?? null } : null
}

const SLASHED = /^(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})$/

/**
 * Writes a day or a month as "2026-10-05" or "2026-10": "2026/10/5", "5.10.2026", "10/2026". Which of two parts between slashes is the day is what
 * the language has first, and 13 or more is a day in any; else it is another one to another reader, and is left.
 */
function isoOf(typed: string, isDayFirst: boolean): string {
  const slashed = slashedOf(SLASHED.exec(typed), isDayFirst)
  const parts =
    slashed ??
    /^(?<year>\d{4})([-/.])(?<month>\d{1,2})(?:\2(?<day>\d{1,2}))?$/.exec(typed)?.groups ??
    /^(?:(?<day>\d{1,2})\.)?(?<month>\d{1,2})\.(?<year>\d{4})$/.exec(typed)?.groups ??
    /^(?<month>\d{1,2})[/-](?<year>\d{4})$/.exec(typed)?.groups
  if (!parts) return typed
  const { year = '', month = '', day } = parts
  return `${year}-${two(month)}${day === undefined ? '' : `-${two(day)}`}`
}

function slashedOf(match: RegExpExecArray | null, isDayFirst: boolean) {
  const [, first = '', second = '', year = ''] = match ?? []
  // Two digits of a year may as well be a day, where the year comes first.
  if (match === null || (year.length === 2 && !isDayFirst)) return null
  const whole = year.length === 2 ? `20${year}` : year
  if (Number(first) > 12 || isDayFirst) return { year: whole, month: second, day: first }
  return Number(second) > 12 ? { year: whole, month: first, day: second } : null
}

/**
 * A day or a month by its name: "october", "octobre 2026", "1er oct. 2026", "5-oct-2026", "5 أكتوبر". Figures that stand apart are never one:
 * "1-2 octobre" is no 12th.
 */
const NAMED =
  /^(?:(?<day>\d{1,2})(?:er(?=\P{L}))?[\s.-]*)?(?<name>\p{L}[\p{L}\p{M}]*(?: +\p{L}+)*)(?:[\s.-]*(?<year>\d{4}))?\.?$/u

/** A day, a month or a year; what is named without a year is the last one that has begun. */
function namedDays(typed: string, { today, own: { months, isDayFirst } }: KnownDays): Days | null {
  const text = isoOf(typed.trim(), isDayFirst)
  if (isDay(text)) return { from: text, to: text }
  const [, year, month] = /^(?!0000)(\d{4})(?:-(\d\d))?$/.exec(text) ?? []
  if (year && !month) return monthsFrom(Number(year), 1, 12)
  if (year && Number(month) >= 1 && Number(month) <= 12) return monthsFrom(Number(year), Number(month), 1)
  const groups = NAMED.exec(fold(text))?.groups
  const at = groups ? monthNamed(groups.name ?? '', months) : null
  return at === null ? null : ofMonth(at + 1, groups?.day, groups?.year, today)
}

/** Gives the place of the month that is called so or whose name alone begins so: "jui" may be June or July, in French. */
function monthNamed(typed: string, months: readonly string[]): number | null {
  const names = months.map(fold)
  if (names.includes(typed)) return names.indexOf(typed)
  const found = names.flatMap((name, at) => (name.startsWith(typed) ? at : []))
  return typed.length >= 3 && found.length === 1 ? (found[0] ?? null) : null
}

function ofMonth(month: number, day: string | undefined, year: string | undefined, today: string) {
  const thisYear = Number(today.slice(0, 4))
  const written = (of: number) =>
    `${String(of).padStart(4, '0')}-${two(String(month))}${day ? `-${two(day)}` : ''}`
  const isBegun = written(thisYear) <= today.slice(0, day ? 10 : 7)
  const meant = year ? Number(year) : isBegun ? thisYear : thisYear - 1
  if (meant === 0) return null
  if (!day) return monthsFrom(meant, month, 1)
  return isDay(written(meant)) ? { from: written(meant), to: written(meant) } : null
}

function two(part: string): string {
  return part.padStart(2, '0')
}
