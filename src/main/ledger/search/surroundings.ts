import type { Reading } from '../sqlite/context.ts'
import { get, plainRows } from '../sqlite/sql.ts'
import type { Surroundings } from './wanted.ts'

/** Reads which book it is, and the zone of its days. */
export function readBookOf(reading: Reading): { readonly id: string; readonly zone: string } {
  const book = get<{ id: string; zone: string }>(reading, 'SELECT id, zone FROM book')
  if (!book) throw new Error('the book has no row of its own')
  return book
}

/** Reads what a search may speak of, by looking at every invoice and every receipt. */
export function readSurroundings(reading: Reading): Surroundings {
  const sql = `SELECT min(at), max(at) FROM (
    SELECT min(created_at_ms) AS at FROM invoices WHERE withdrawn_at_ms IS NULL
    UNION ALL SELECT max(created_at_ms) FROM invoices WHERE withdrawn_at_ms IS NULL
    UNION ALL SELECT min(paid_at_ms) FROM receipts WHERE withdrawn_at_ms IS NULL
    UNION ALL SELECT max(paid_at_ms) FROM receipts WHERE withdrawn_at_ms IS NULL)`
  const [[first, last] = [null, null]] = plainRows<readonly [number | null, number | null]>(reading, sql)
  const codes = plainRows<readonly [string]>(
    reading,
    'SELECT DISTINCT currency FROM invoices WHERE withdrawn_at_ms IS NULL',
  )
  return {
    zone: readBookOf(reading).zone,
    first: first ?? 0,
    last: last ?? 0,
    currencies: codes.map(([code]) => code.toLowerCase()),
  }
}
