import type { Reading } from '../sqlite/context.ts'
import { get, plainRows } from '../sqlite/sql.ts'

// By the key of the events alone: SQLite would rather walk the index that knows each invoice's.
export const TOUCHED_SQL =
  'SELECT DISTINCT invoice_seq FROM events NOT INDEXED WHERE seq > ? AND invoice_seq IS NOT NULL'

/** Reads which invoices have an event behind this one; whatever a list shows of an invoice changes with an event. */
export function readTouched(reading: Reading, lastEvent: number): readonly number[] {
  return plainRows<readonly [number]>(reading, TOUCHED_SQL, [lastEvent]).map(([seq]) => seq)
}

/** Reads the key of the last event; 0 before the first. */
export function readLastEvent(reading: Reading): number {
  return Number(get<{ n: bigint | null }>(reading, 'SELECT max(seq) AS n FROM events')?.n ?? 0n)
}
