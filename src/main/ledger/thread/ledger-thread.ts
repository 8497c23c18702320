import type { ResourceLimits, Worker } from 'node:worker_threads'
import type { Database } from 'better-sqlite3'
import type { BookStanding, ThreadEnd } from '../port/standing.ts'
import { openReadOnly } from '../sqlite/read-only.ts'
import type { LedgerOptions } from './open-ledger.ts'
import { isWriting, type Pulse } from './pulse.ts'

/** The thread that holds a book, as its client has it. */
export interface LedgerThread {
  readonly worker: Worker
  readonly pulse: Pulse
  /** Keeps the journal where it is when the thread ends by itself; null where nothing is written. */
  readonly beside: Database | null
}

/**
 * More memory than this no call needs: the thread is ended before it takes what the app itself lives on, bytes.
 *
 * V8's own limit comes later, for it ends the whole process where a single piece is larger than what it leaves to a thread that ends.
 */
const MOST_HEAP = 512 * 2 ** 20

export const LIMITS: ResourceLimits = { maxOldGenerationSizeMb: 1_536, maxYoungGenerationSizeMb: 8 }

/** Tells whether a thread has taken more memory than it may; false too where it cannot be asked, within a call of the system. */
export async function isOverfull(worker: Worker): Promise<boolean> {
  const found = await worker.getHeapStatistics().catch(() => null)
  return found !== null && found.used_heap_size > MOST_HEAP
}

/** A thread that has not ended after this time is within a call of the system or of SQLite, which nobody can end, ms. */
const ENDS_WITHIN_MS = 500

/**
 * Opens a second connection to an open book, outside of the thread that holds it.
 *
 * A thread that dies closes its connections in any order. Were the one that writes the last, SQLite would fold the journal into the
 * book's file, and the book would look as if another hand had touched it.
 */
export function besideOf({ path, witnessPath }: LedgerOptions, standing: BookStanding): Database | null {
  return witnessPath && standing.closed === null ? openReadOnly(path) : null
}

/**
 * Waits for the end of a lost thread.
 *
 * Of one that is within a call which only reads, nothing more is run when that call is over: it need not be waited for. One that may be
 * writing holds its lock, and may still commit.
 */
export function endOf({ pulse, beside }: LedgerThread, exited: Promise<void>): ThreadEnd {
  const closed = exited.then(() => {
    beside?.close()
  })
  const late = new Promise<void>((done) => setTimeout(done, ENDS_WITHIN_MS).unref())
  const released = Promise.race([closed, late.then(() => (isWriting(pulse) ? closed : undefined))])
  return { released, exited: closed }
}
