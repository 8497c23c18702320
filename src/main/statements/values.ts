import type { StatementDates, StatementMark } from '../../shared/contract/plain/statements.ts'
import { asciiDigits, readAmount } from '../../shared/money/read-amount.ts'
import { signedAtto } from '../../shared/money/tie-out.ts'
import { businessDay } from '../../shared/time/zone.ts'

/** What a date may be: the same day whoever reads it, another for each order, or none. */
export type ReadDate =
  | { readonly kind: 'day'; readonly day: string }
  | ({ readonly kind: 'orders' } & Readonly<Record<StatementDates, string | null>>)
  | { readonly kind: 'none' }

const INSTANT = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s?(?:Z|[+-]\d\d:?\d\d)$/
const YEAR_FIRST = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/
const YEAR_LAST = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?!\d)/

/** Reads a date of a statement; an instant with its zone becomes the business day of `zone`. The order of day and month is never guessed. */
export function readDate(text: string, zone: string): ReadDate {
  // Marks of direction come along with a copy.
  const written = asciiDigits(text.replace(/\p{Cf}/gu, '').trim())
  if (INSTANT.test(written)) {
    const at = Date.parse(written.replace(' ', 'T'))
    return Number.isNaN(at) ? { kind: 'none' } : { kind: 'day', day: businessDay(at, zone) }
  }
  const [, year, month, day] = YEAR_FIRST.exec(written) ?? []
  if (year !== undefined) {
    const found = dayOf(year, month, day)
    return found === null ? { kind: 'none' } : { kind: 'day', day: found }
  }
  const [, one, other, last] = YEAR_LAST.exec(written) ?? []
  if (last === undefined) return { kind: 'none' }
  const whole = last.length === 2 ? wholeYear(last) : last
  const dayFirst = whole === null ? null : dayOf(whole, other, one)
  const monthFirst = whole === null ? null : dayOf(whole, one, other)
  const first = last.length === 2 && one?.length === 2 ? wholeYear(one) : null
  const yearFirst = first === null ? null : dayOf(first, other, last)
  if (dayFirst === null && monthFirst === null && yearFirst === null) return { kind: 'none' }
  if (dayFirst === monthFirst && dayFirst !== null && yearFirst === null)
    return { kind: 'day', day: dayFirst }
  return { kind: 'orders', dayFirst, monthFirst, yearFirst }
}

/** A year of two digits; null for one before which no link was ever paid: "26-10-05" is a day of 2026, for nobody's statement is of 2005. */
function wholeYear(digits: string): string | null {
  return Number(digits) < 9 ? null : `20${digits}`
}

function dayOf(year = '', month = '', day = ''): string | null {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const at = Date.parse(`${text}T00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text) ? text : null
}

/** Gives the day that a date is in an order; null where it is none in it. */
export function dayIn(date: ReadDate, order: StatementDates | null): string | null {
  if (date.kind === 'day') return date.day
  if (date.kind === 'none') return null
  // "10-10-26" is the same day, whichever of day and month comes first.
  if (order === null) return date.dayFirst === date.monthFirst ? date.dayFirst : null
  return date[order]
}

/** What an amount may be: in 10^-18, another for each decimal mark, or none. */
export type ReadTold =
  | {
      readonly kind: 'amount'
      readonly atto: bigint
      readonly decimals: number
      readonly mark: StatementMark | null
    }
  | { readonly kind: 'marks'; readonly by: Readonly<Record<StatementMark, bigint>> }
  | { readonly kind: 'none' }

/** Words of books behind or before an amount that say which way it went; letters that stand alone may say it too, and are not guessed. */
const WENT = /^(?:(dr|db|cr)\b\.?\s*)?(.*?)(?:\s*\b(dr|db|cr)\b\.?)?$/isu
const MAY_SAY = /(?:^|[\s\d])[dcsh](?:$|[\s\d])/i

/** Reads an amount of a statement, below nothing too; `decimals` are those of its currency. A mark that may group as well as part is never guessed. */
export function readTold(text: string, decimals: number): ReadTold {
  const [, before, trimmed = '', behind] = WENT.exec(text.trim()) ?? []
  const went = (before ?? behind)?.toLowerCase()
  if (MAY_SAY.test(trimmed) || (before && behind)) return { kind: 'none' }
  // "5,-" and "5.–" are without cents, not below nothing.
  const round = trimmed.replace(/(\d)[.,]\s?[-−–—]{1,2}(?=[^\d]*$)/, '$1')
  const inner = /^\((.*)\)$/.exec(round)?.[1] ?? round
  const isSigned = inner !== round || /^[^\d]*[-−–]|[-−–][^\d]*$/.test(inner)
  // A minus beside such a word could be meant either way.
  if (isSigned && went !== undefined) return { kind: 'none' }
  const isBelow = isSigned || went === 'dr' || went === 'db'
  const bare = inner.replace(/^([^\d]*?)[-−–+]\s*/, '$1').replace(/\s*[-−–]\s*([^\d]*)$/, '$1')
  // Two decimals at least: three digits behind a mark are unclear whatever the currency.
  const read = readAmount(bare, Math.min(decimals, 2))
  const signed = (decimal: string) => (isBelow ? -signedAtto(decimal) : signedAtto(decimal))
  if (read.kind === 'none') return { kind: 'none' }
  if (read.kind === 'unclear') {
    const isComma = /,\d{3}\D*$/.test(bare)
    const [grouped, pointed] = [signed(read.grouped), signed(read.pointed)]
    return { kind: 'marks', by: isComma ? { '.': grouped, ',': pointed } : { '.': pointed, ',': grouped } }
  }
  const mark = /([.,])\d*[^\d.,]*$/.exec(bare)?.[1]
  const isParted = read.decimal.includes('.')
  return {
    ...{ kind: 'amount', atto: signed(read.decimal), decimals: read.decimal.split('.')[1]?.length ?? 0 },
    mark: isParted && (mark === '.' || mark === ',') ? mark : groupedBy(bare),
  }
}

/** A mark that stands twice, or before other digits, groups: the other one parts the cents. */
function groupedBy(text: string): StatementMark | null {
  if (/\d[.]\d{3}[.]\d{3}/.test(text)) return ','
  return /\d[,]\d{3}[,]\d{3}/.test(text) ? '.' : null
}
