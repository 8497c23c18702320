import type { Database } from 'better-sqlite3'

/** The book's own row with its till. */
export interface BookRow {
  readonly id: string
  readonly kind: 'live' | 'practice'
  readonly zone: string
  readonly till_seq: bigint
  readonly till_code: string
}

/** What every part of the ledger works with: the connection, and the book whose till writes. */
export interface Desk {
  readonly db: Database
  readonly book: BookRow
}

/** Runs `work` as one transaction that takes the write lock at its beginning. */
export function write<T>(desk: Desk, work: () => T): T {
  return desk.db.transaction(work).immediate()
}
