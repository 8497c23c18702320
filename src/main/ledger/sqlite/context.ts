import type { Database, Statement } from 'better-sqlite3'
import { LedgerFailure } from './errors.ts'

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

/** Holds each write of a connection against what surrounds the book. */
export interface WriteGuard {
  /** Throws a LedgerFailure where nothing may be written. */
  beforeWrite(): void
  /** Reads what is about to be committed, while it is at hand. */
  beforeCommit(): void
  /** Told of each commit once it is on the disk. */
  afterWrite(commit: number): void
  /** Told of each transaction that came to nothing: a large one may have been in the journal already. */
  afterRefusal(): void
  /** Notes that this number is about to be given. Throws a LedgerFailure where it cannot be noted. */
  reserve(number: number): void
  /** The highest number that an imported sale was given here by any state of the book; 0 before the first. */
  imported(): number
}

interface Counting {
  /** The number of the last commit. */
  last: number
  /** The number of the commit under way; the last one's when there is none. */
  current: number
  /** What stands in the book; lower than the last number until this connection has written. */
  stored: number
  readonly guard: WriteGuard | null
  readonly note: Statement<[number, number]>
}

const countings = new WeakMap<Database, Counting>()

/**
 * Begins to count a connection's commits, from `first` or from where the book stands, whichever is higher: what is read later
 * has a higher number, in this book or in another.
 */
export function countCommits(db: Database, first: number, guard: WriteGuard | null = null): void {
  const noted = db.prepare('SELECT last_commit FROM book').pluck().get() as bigint | undefined
  const note = db.prepare<[number, number]>('UPDATE book SET last_commit = ? WHERE last_commit = ?')
  const stored = Number(noted ?? 0n)
  const last = Math.max(stored, first)
  countings.set(db, { last, current: last, stored, guard, note })
}

function countingOf(db: Database): Counting {
  const known = countings.get(db)
  if (known) return known
  countCommits(db, 0)
  return countingOf(db)
}

/** Gives the number of the commit under way, or of the last one: whoever read at it knows all that it and those before wrote. */
export function commitOf({ db }: Reading): number {
  return countingOf(db).current
}

/** Notes that this number is about to be given, so that no older state of the book gives it again. */
export function reserveNumber({ db }: Writing<Reading>, number: number): void {
  countingOf(db).guard?.reserve(number)
}

/** Gives the highest number that an imported sale was given here, also by a state of the book that is gone; 0 where nobody knows of any. */
export function importedHere({ db }: Reading): number {
  return countingOf(db).guard?.imported() ?? 0
}

/** Runs `work` as one transaction that takes the write lock at its beginning; all of it is written, or nothing. */
export function inTransaction<C extends Reading, T>(context: C, work: (writing: Writing<C>) => T): T {
  const counting = countingOf(context.db)
  counting.guard?.beforeWrite()
  const begin = () => {
    counting.current = counting.last + 1
    const worked = work(context as Writing<C>)
    // Somebody else has written since: what this connection knows of the book is not so any more.
    if (counting.note.run(counting.current, counting.stored).changes !== 1) {
      throw new LedgerFailure('BOOK_REPLACED', 'another program has written into the book')
    }
    counting.guard?.beforeCommit()
    return worked
  }
  try {
    const done = context.db.transaction(begin).immediate()
    counting.last = counting.current
    counting.stored = counting.current
    counting.guard?.afterWrite(counting.last)
    return done
  } catch (error) {
    const replaced = error instanceof LedgerFailure && error.code === 'BOOK_REPLACED'
    if (!replaced) counting.guard?.afterRefusal()
    throw error
  } finally {
    counting.current = counting.last
  }
}

/** Does one part of a transaction whole or not at all: where it throws, nothing of it is written, and the rest may go on. */
export function asPart<T>(writing: Writing<Reading>, work: () => T): T {
  return writing.db.transaction(work)()
}

/** Runs reads that must agree with each other on one state of the book. */
export function inSnapshot<T>(reading: Reading, work: () => T): T {
  return reading.db.transaction(work)()
}
