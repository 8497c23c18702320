import { SHOWN_KINDS, type ShownKind } from '../../../shared/status/exceptions.ts'
import type { ExceptionKinds, ExceptionQuery } from '../port/exceptions.ts'
import type { Reading } from '../sqlite/context.ts'
import { all, get } from '../sqlite/sql.ts'

/** How many receipts the sale of an exception has, or had when it was resolved. */
const HAS_RECEIPTS = `EXISTS (SELECT 1 FROM receipts WHERE receipts.invoice_seq = raised.invoice_seq
  AND (raised.settled_at_ms IS NULL OR receipts.recorded_at_ms < raised.settled_at_ms))`

/** How a kind that a person reads is kept: two of them are one kind, told apart by its receipts. */
export function shownKindSql(kind: ShownKind): string {
  if (kind === 'differs') return `raised.kind = 'differs' AND ${HAS_RECEIPTS}`
  if (kind === 'no_receipt') return `raised.kind = 'differs' AND NOT ${HAS_RECEIPTS}`
  return `raised.kind = '${kind}'`
}

export const OPEN_COUNT_SQL =
  'SELECT count(*) AS n FROM exceptions INDEXED BY exceptions_newest WHERE settled_at_ms IS NULL'

/** Counts what is open of one kind. */
export const openCountSql = (kind: ShownKind): string =>
  `SELECT count(*) AS n FROM exceptions AS raised INDEXED BY exceptions_open
   WHERE raised.settled_at_ms IS NULL AND ${shownKindSql(kind)}`

/** Gives the keys of what is open of one kind, the newest first. */
export const openSql = (kind: ShownKind): string =>
  `SELECT raised.seq FROM exceptions AS raised INDEXED BY exceptions_open
   WHERE raised.settled_at_ms IS NULL AND ${shownKindSql(kind)}
   ORDER BY raised.raised_at_ms DESC, raised.seq DESC LIMIT ? OFFSET ?`

/** Gives the keys of what is resolved, what was resolved last first; of every kind for null. */
export const resolvedSql = (kind: ShownKind | null): string =>
  `SELECT raised.seq FROM exceptions AS raised INDEXED BY exceptions_newest
   WHERE raised.settled_at_ms IS NOT NULL ${kind === null ? '' : `AND ${shownKindSql(kind)}`}
   ORDER BY raised.settled_at_ms DESC, raised.raised_at_ms DESC, raised.seq DESC LIMIT ? OFFSET ?`

interface Counted {
  readonly n: bigint
}

function count(reading: Reading, sql: string, params: readonly number[] = []): number {
  return Number(get<Counted>(reading, sql, params)?.n ?? 0n)
}

/** Counts the exceptions that a query is about, whatever its stretch. */
export function countOf(reading: Reading, { resolved, kind = null }: ExceptionQuery): number {
  if (!resolved) return count(reading, kind === null ? OPEN_COUNT_SQL : openCountSql(kind))
  const sql = `SELECT count(*) AS n FROM exceptions AS raised WHERE raised.settled_at_ms IS NOT NULL`
  return count(reading, kind === null ? sql : `${sql} AND ${shownKindSql(kind)}`)
}

/** Gives the keys of a stretch, in the order of the list: what is open by kind and then the newest first. */
export function placesOf(
  reading: Reading,
  { resolved, kind = null, from = 0, limit }: ExceptionQuery,
): readonly bigint[] {
  const read = (sql: string, most: number, skipped: number) =>
    all<{ seq: bigint }>(reading, sql, [most, skipped]).map(({ seq }) => seq)
  if (resolved) return read(resolvedSql(kind), limit, from)
  if (kind !== null) return read(openSql(kind), limit, from)
  const found: bigint[] = []
  let skipped = from
  for (const one of SHOWN_KINDS) {
    if (found.length >= limit) break
    const some = read(openSql(one), limit - found.length, skipped)
    found.push(...some)
    // Whatever of the places before the stretch is none of this kind is of the next ones.
    skipped =
      some.length > 0 ? 0 : Math.max(0, skipped - (skipped > 0 ? count(reading, openCountSql(one)) : 0))
  }
  return found
}

/** Counts each kind, those that there are, in the order of the list; and what a person has handled since an instant, epoch ms. */
export function countByKind(reading: Reading, resolved: boolean, since: number): ExceptionKinds {
  const kinds = SHOWN_KINDS.map((kind) => ({ kind, count: countOf(reading, { resolved, kind, limit: 0 }) }))
  // What was opened again and handled once more is one matter.
  const handled = `SELECT count(*) AS n FROM (SELECT DISTINCT invoice_seq, provider_ref, kind, raised_at_ms FROM exceptions
    WHERE settled_at_ms >= ? AND settled_how = 'person')`
  return { kinds: kinds.filter((one) => one.count > 0), handledSince: count(reading, handled, [since]) }
}
