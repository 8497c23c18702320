import type { Reading } from '../sqlite/context.ts'
import { get } from '../sqlite/sql.ts'

/** How much a book holds. Nothing is ever removed, so the highest key of a table is its count. */
export interface Totals {
  readonly invoices: number
  readonly receipts: number
  readonly events: number
  readonly lastEventId: string | null
  readonly lastNumber: number
}

/** Reads the totals; takes no longer in a large book than in a small one. */
export function readTotals(reading: Reading): Totals {
  const highest = (sql: string) => Number(get<{ n: bigint | null }>(reading, sql)?.n ?? 0)
  const last = get<{ seq: bigint; id: string }>(
    reading,
    'SELECT seq, id FROM events ORDER BY seq DESC LIMIT 1',
  )
  return {
    invoices: highest('SELECT max(seq) AS n FROM invoices'),
    receipts: highest('SELECT max(seq) AS n FROM receipts'),
    events: Number(last?.seq ?? 0),
    lastEventId: last?.id ?? null,
    lastNumber: highest('SELECT max(last_number) AS n FROM tills'),
  }
}

/** Reads the id of the event at a place; null when there is none. */
export function eventIdAt(reading: Reading, place: number): string | null {
  return get<{ id: string }>(reading, 'SELECT id FROM events WHERE seq = ?', [place])?.id ?? null
}

/** Reads the number of the book's last commit; 0 before its first. Only a book of shape 5 or later knows it. */
export function readCommit(reading: Reading): number {
  return Number(get<{ n: bigint }>(reading, 'SELECT last_commit AS n FROM book')?.n ?? 0)
}
