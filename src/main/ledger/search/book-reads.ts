import type { Reading } from '../sqlite/context.ts'
import { get, plainRows } from '../sqlite/sql.ts'

/** Reads the next keys of sales from one on until before another, in their order. */
export function keysFrom(reading: Reading, from: number, until: number, limit: number): number[] {
  const sql = 'SELECT seq FROM invoices WHERE seq >= ? AND seq < ? ORDER BY seq LIMIT ?'
  return plainRows<readonly [number]>(reading, sql, [from, until, limit]).map(([seq]) => seq)
}

/** Reads the last key of a sale; 0 before the first. */
export function readLastKey(reading: Reading): number {
  return Number(get<{ n: bigint | null }>(reading, 'SELECT max(seq) AS n FROM invoices')?.n ?? 0n)
}

/** Says whether the book was salvaged after an event: what did not come then is gone without an event of its own. */
export function wasSalvagedSince(reading: Reading, event: number): boolean {
  const sql = "SELECT seq FROM events NOT INDEXED WHERE seq > ? AND kind = 'book_salvaged' LIMIT 1"
  return get(reading, sql, [event]) !== null
}

/** Reads the id of an event; null where the book has none of this key. */
export function readEventId(reading: Reading, event: number): string | null {
  return get<{ id: string }>(reading, 'SELECT id FROM events WHERE seq = ?', [event])?.id ?? null
}
