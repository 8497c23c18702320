import type { Database } from 'better-sqlite3'
import type { BookRow } from '../book/book.ts'

/** What every part of the ledger works with: the connection, and the book whose till writes. */
export interface Desk {
  readonly db: Database
  readonly book: BookRow
}

/** Runs `work` as one transaction that takes the write lock at its beginning. */
export function write<T>(desk: Desk, work: () => T): T {
  return desk.db.transaction(work).immediate()
}
