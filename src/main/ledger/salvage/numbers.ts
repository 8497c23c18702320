import { rangesOf } from '../history/ranges.ts'
import type { NumberRange } from '../port/copies/salvage.ts'
import { all } from '../sqlite/sql.ts'
import { indexed, told, type Work, wholeRows } from './fill.ts'

/** What is known of the numbers of sales. */
export interface Numbers {
  /** The numbers of sales that are missing, and how many sales are missing beyond these. */
  readonly missing: readonly NumberRange[]
  readonly unnamed: number
  /** The number of a sale by its key, whether it came or not; null where nothing tells it. */
  of(seq: number): string | null
  /** The highest number that was given, as far as the file tells. */
  readonly highest: number
}

interface Parts {
  readonly code: string
  readonly count: number
}

/** Reads the numbers of all sales, of those too that are missing: in the index of numbers, in the history, or between two others. */
export function numbersOf(work: Work, missing: readonly number[], lastNumber: number): Numbers {
  const known = new Map<number, string>()
  for (const [seq, { number }] of wholeRows(work, 'invoices')) known.set(seq, String(number))
  for (const [seq, number] of indexed(work.source, 'sqlite_autoindex_invoices_2'))
    if (!known.has(seq) && partsOf(number)) known.set(seq, number)
  for (const [, event] of work.filled.get('events')?.withoutOwner ?? []) {
    const number = event.kind === 'created' || event.kind === 'sale_imported' ? told(event, 'number') : null
    if (number !== null) known.set(Number(event.invoice_seq), number)
  }
  const series = seriesOf(work)
  // Numbers of imported sales are counted by themselves: the shop's own do not go on above them.
  const highest = known.values().reduce((most, number) => {
    const parts = partsOf(number)
    return parts && !series.has(parts.code) ? Math.max(most, parts.count) : most
  }, 0)
  for (const range of rangesOf(missing.filter((seq) => !known.has(seq)))) {
    const first = known.get(range.from - 1) ?? null
    const next = known.get(range.to + 1) ?? null
    const last = Math.max(lastNumber, highest)
    for (const [seq, number] of between(
      first,
      next,
      range,
      series.has(partsOf(first ?? '')?.code ?? '') ? null : last,
    ))
      known.set(seq, number)
  }
  const named = missing.flatMap((seq) => known.get(seq) ?? [])
  return {
    missing: joined(named),
    unnamed: missing.length - named.length,
    of: (seq) => known.get(seq) ?? null,
    highest,
  }
}

/** What the numbers of imported sales begin with. */
function seriesOf({ book }: Work): ReadonlySet<string> {
  const sql = 'SELECT DISTINCT till.code FROM imports AS one JOIN tills AS till ON till.seq = one.till_seq'
  return new Set(all<{ code: string }>(book, sql).map(({ code }) => code))
}

/**
 * Sales whose numbers are the only ones left between those around them, of one series; `last` is the last one that the till gave, null where
 * nobody knows.
 */
function between(
  before: string | null,
  behind: string | null,
  { from, to }: { readonly from: number; readonly to: number },
  last: number | null,
): readonly (readonly [number, string])[] {
  const [low, high] = [partsOf(before ?? ''), partsOf(behind ?? '')]
  const code = low?.code ?? high?.code
  const start = low?.count ?? (from === 1 ? 0 : null)
  const end = high?.count ?? (last === null ? null : last + 1)
  if (low && high && low.code !== high.code) return []
  if (code === undefined || start === null || end === null || end - start !== to - from + 2) return []
  return Array.from({ length: to - from + 1 }, (_, n) => [from + n, written({ code, count: start + 1 + n })])
}

/** Splits a number into its till and its count; null where it is none. */
export function partsOf(number: string): Parts | null {
  const [, code, count] = /^([A-Z0-9]{1,9})-(\d{6,15})$/.exec(number) ?? []
  return code === undefined ? null : { code, count: Number(count) }
}

function written({ code, count }: Parts): string {
  return `${code}-${String(count).padStart(6, '0')}`
}

function joined(numbers: readonly string[]): readonly NumberRange[] {
  const byCode = Map.groupBy(
    numbers.flatMap((number) => partsOf(number) ?? []),
    ({ code }) => code,
  )
  return [...byCode].flatMap(([code, parts]) =>
    rangesOf(parts.map(({ count }) => count).toSorted((a, b) => a - b)).map(({ from, to }) => ({
      from: written({ code, count: from }),
      to: written({ code, count: to }),
    })),
  )
}
