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

interface TotalsRow {
  readonly invoices: bigint | null
  readonly receipts: bigint | null
  readonly events: bigint | null
  readonly last_event: string | null
  readonly last_number: bigint | null
}

/** Reads the totals; takes no longer in a large book than in a small one. */
export function readTotals(reading: Reading): Totals {
  const row = get<TotalsRow>(
    reading,
    `SELECT (SELECT max(seq) FROM invoices) AS invoices, (SELECT max(seq) FROM receipts) AS receipts,
       (SELECT max(seq) FROM events) AS events, (SELECT id FROM events ORDER BY seq DESC LIMIT 1) AS last_event,
       (SELECT max(last_number) FROM tills) AS last_number`,
  )
  return {
    invoices: Number(row?.invoices ?? 0),
    receipts: Number(row?.receipts ?? 0),
    events: Number(row?.events ?? 0),
    lastEventId: row?.last_event ?? null,
    lastNumber: Number(row?.last_number ?? 0),
  }
}

/** Reads the highest number that an imported sale was given, in whatever series; 0 before the first. Only a book of the newest shape knows it. */
export function readLastImported(reading: Reading): number {
  return Number(get<{ n: bigint | null }>(reading, 'SELECT max(last_number) AS n FROM imports')?.n ?? 0)
}

/** Reads the id of the event at a place; null when there is none. */
export function eventIdAt(reading: Reading, place: number): string | null {
  return get<{ id: string }>(reading, 'SELECT id FROM events WHERE seq = ?', [place])?.id ?? null
}

/** Reads the number of the book's last commit; 0 before its first. Only a book of shape 5 or later knows it. */
export function readCommit(reading: Reading): number {
  return Number(get<{ n: bigint }>(reading, 'SELECT last_commit AS n FROM book')?.n ?? 0)
}
