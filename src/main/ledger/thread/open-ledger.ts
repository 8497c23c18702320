import { statSync } from 'node:fs'
import type { Database } from 'better-sqlite3'
import { ensureBook, readBook } from '../book/book.ts'
import type { BookOrigin } from '../port/book.ts'
import type { Ledger } from '../port/ledger.ts'
import { countCommitsFrom } from '../sqlite/context.ts'
import { BookError, problemOf } from '../sqlite/errors.ts'
import { migrate } from '../sqlite/migrate.ts'
import { MIGRATIONS } from '../sqlite/migrations/index.ts'
import { openBook, readVersion } from '../sqlite/open.ts'
import { createLedger } from './create-ledger.ts'

export interface LedgerOptions extends BookOrigin {
  readonly path: string
  /** The id of the book that lay here before; null when there never was one. */
  readonly expectedBookId: string | null
}

export interface OpenLedger {
  readonly db: Database
  readonly ledger: Ledger
}

/**
 * Opens the book, brings it to the newest shape, and gives its ledger; makes a book only where none is expected.
 *
 * Throws a BookError: DATA_MISSING for a file that is gone, emptied, or another book than expected.
 */
export async function openLedger(options: LedgerOptions, at: number): Promise<OpenLedger> {
  refuseMissing(options)
  const db = openBook(options.path, { newestVersion: MIGRATIONS.length })
  try {
    if (options.expectedBookId !== null && readVersion(db) === 0) {
      throw new BookError('DATA_MISSING', 'the file was emptied')
    }
    await migrate(db, MIGRATIONS, at)
    refuseOther(db, options.expectedBookId)
    countCommitsFrom(db, at)
    const book = ensureBook(db, options, at)
    return { db, ledger: createLedger(db, book) }
  } catch (error) {
    db.close()
    const problem = problemOf(error)
    if (!problem || error instanceof BookError) throw error
    throw new BookError(problem, `the book cannot be opened: ${problem}`, { cause: error })
  }
}

/** Closes a book for good: everything in one file, statistics fresh. */
export function closeBook(db: Database): void {
  if (!db.open) return
  try {
    db.pragma('optimize')
    db.pragma('wal_checkpoint(TRUNCATE)')
  } finally {
    db.close()
  }
}

/** A journal without its book is all that is left of lost data: opening would throw it away. */
function refuseMissing(options: LedgerOptions): void {
  const gone = sizeOf(options.path) === 0
  const expected = options.expectedBookId !== null || sizeOf(`${options.path}-wal`) > 0
  if (gone && expected) throw new BookError('DATA_MISSING', 'the book is not where it was')
}

function refuseOther(db: Database, expectedBookId: string | null): void {
  if (expectedBookId === null) return
  const found = readBook(db)
  if (found?.id !== expectedBookId) throw new BookError('DATA_MISSING', 'another book lies here')
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}
