import type { Database } from 'better-sqlite3'
import type { BookState } from '../port/book.ts'
import { get } from '../sqlite/sql.ts'

/** Reads which book this is and how far it has come; null in a file that has none yet. Every change of the book makes an event. */
export function readState(db: Database): BookState | null {
  const row = get<{ id: string; last: bigint | number | null }>(
    { db },
    'SELECT id, (SELECT max(seq) FROM events) AS last FROM book',
  )
  return row && { id: row.id, lastEvent: Number(row.last ?? 0) }
}
