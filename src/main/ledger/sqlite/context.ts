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

const lastCommits = new WeakMap<Database, number>()

/** Begins to count a connection's commits after `first`; a later session of the same book counts on from a higher number. */
export function countCommitsFrom(db: Database, first: number): void {
  lastCommits.set(db, first)
}

/** Gives the number of the commit under way, or of the last one: whoever read at it knows all that it and those before wrote. */
export function commitOf({ db }: Reading): number {
  return lastCommits.get(db) ?? 0
}

/** Runs `work` as one transaction that takes the write lock at its beginning; all of it is written, or nothing. */
export function inTransaction<C extends Reading, T>(context: C, work: (writing: Writing<C>) => T): T {
  const begin = () => {
    lastCommits.set(context.db, commitOf(context) + 1)
    return work(context as Writing<C>)
  }
  return context.db.transaction(begin).immediate()
}

/** Runs reads that must agree with each other on one state of the book. */
export function inSnapshot<T>(reading: Reading, work: () => T): T {
  return reading.db.transaction(work)()
}
