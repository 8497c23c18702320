import type { Database } from 'better-sqlite3'

/** The book's own row with its till. */
export interface BookRow {
  readonly id: string
  readonly kind: 'live' | 'practice'
  readonly zone: string
  readonly till_seq: bigint
  readonly till_code: string
}

/** What a read takes: the connection. */
export interface Reading {
  readonly db: Database
}

/** What the parts of the ledger are built over: the connection, and the book whose till writes. */
export interface LedgerContext extends Reading {
  readonly book: BookRow
}

declare const heldByTransaction: unique symbol

/** What a write takes: a context whose write lock is held. Only {@link inTransaction} makes one. */
export type Writing<C extends Reading = LedgerContext> = C & { readonly [heldByTransaction]: true }

/** Runs `work` as one transaction that takes the write lock at its beginning; all of it is written, or nothing. */
export function inTransaction<C extends Reading, T>(context: C, work: (writing: Writing<C>) => T): T {
  return context.db.transaction(() => work(context as Writing<C>)).immediate()
}

/** Runs reads that must agree with each other on one state of the book. */
export function inSnapshot<T>(reading: Reading, work: () => T): T {
  return reading.db.transaction(work)()
}
