import { readLastEvent, readTouched } from '../history/touched.ts'
import type { Reading } from '../sqlite/context.ts'
import { LedgerFailure } from '../sqlite/errors.ts'
import { readCommit } from '../witness/totals.ts'

/** Follows a book by its events: whatever a list shows of an invoice or its receipts changes with an event. */
export interface Follower {
  /**
   * Gives the keys of the invoices with an event since it was asked last, or was made; null where the book has no commit since. Throws
   * BOOK_REPLACED where the book is older than it was.
   */
  next(): readonly number[] | null
  /** The commit up to which it has followed; -1 before it was first asked. */
  commit(): number
}

/** Makes a follower that begins with the book as it is now. */
export function createFollower(reading: Reading): Follower {
  let lastEvent = readLastEvent(reading)
  let shown = -1
  return {
    commit: () => shown,
    next() {
      const commit = readCommit(reading)
      if (commit === shown) return null
      if (commit < shown) throw new LedgerFailure('BOOK_REPLACED', 'the book is older than it was')
      const last = readLastEvent(reading)
      const touched = readTouched(reading, lastEvent)
      lastEvent = last
      shown = commit
      return touched
    },
  }
}
