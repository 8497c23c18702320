import type { Database } from 'better-sqlite3'
import type { Actor } from '../../acting.ts'
import { ensureBook, readBook } from '../book/book.ts'
import { undoUnfinished } from '../imports/undo.ts'
import type { BookOrigin } from '../port/book.ts'
import type { Ledger } from '../port/ledger.ts'
import type { BookClosed, BookStanding, ChangedOutside } from '../port/standing.ts'
import { wayTaken } from '../restored/way-taken.ts'
import { withActor } from '../sqlite/actor.ts'
import { type BookRow, countCommits, type WriteGuard } from '../sqlite/context.ts'
import { BookError, LedgerFailure, problemOf } from '../sqlite/errors.ts'
import { fileSize } from '../sqlite/file-size.ts'
import { migrate } from '../sqlite/migrate.ts'
import { MIGRATIONS } from '../sqlite/migrations/index.ts'
import { openBook, readVersion } from '../sqlite/open.ts'
import { openReadOnly, tidyAfterReading } from '../sqlite/read-only.ts'
import { type FileStamp, isBookAt, sameBook, sameFile, stampOf } from '../witness/file-stamp.ts'
import { type BookGuard, guardBook } from '../witness/guard.ts'
import { type Found, lookAt, missingOf } from '../witness/look.ts'
import { openWitness, readWitness, type Witness, type WitnessFile } from '../witness/witness-file.ts'
import { createLedger } from './create-ledger.ts'

export interface LedgerOptions extends BookOrigin {
  readonly path: string
  /** The id of the book that lay here before; null when there never was one. */
  readonly expectedBookId: string | null
  /** The file that keeps what was acknowledged, outside the book's folder; absent for a book without a witness. */
  readonly witnessPath?: string | null
  /** The stamp of the book's file and its journal that were just checked whole, as text. */
  readonly checkedFile?: string | null
  /** A person has said to go on with what lies here, whatever of it is missing. */
  readonly goOn?: boolean
  /** The stamp of a backup that a person had put in the book's place, as text, until what the book lacks then is taken over. */
  readonly restoredFile?: string | null
  /** The code that another computer has reserved for the till of this one; null where none has. */
  readonly meantTill?: string | null
  /** Whose way led here, for what is written at the opening; null or absent for nobody's. */
  readonly actor?: Actor | null
  /** The folder of the copies that were kept when the file was changed from outside. */
  readonly keptFolder?: string
}

/** What only the thread itself can say. */
interface ThreadOptions extends LedgerOptions {
  /** Told before each write. */
  readonly writes?: () => void
  /** Told many times a minute that a change of shape gets on. */
  readonly steps?: () => void
}

export interface OpenLedger {
  readonly db: Database
  readonly ledger: Ledger
  readonly standing: BookStanding
  /** Lets nothing be written any more; reading goes on. */
  stop(reason: LedgerFailure): void
  /** Tells what was done to the file from outside since it was opened; nothing is written any more then. */
  changedOutside(): ChangedOutside
  /** Notes that the whole book was checked and is sound, epoch ms. */
  noteChecked(at: number): void
  /** Brings the journal into the file where that is due; for a moment in which nobody waits. */
  foldWhenDue(): void
  /** Closes the book for good: everything in one file, statistics fresh. After a stop, all files stay as they are. */
  close(): void
}

/** A write waits this long for another program that holds the book, ms: less than would be taken for a hang. */
const BUSY_MS = 1_000

/** A whole check is owed when the last one is older, ms. */
const CHECK_EVERY_MS = 20 * 3_600_000

/**
 * Looks at the file, then opens the book, brings it to the newest shape, and gives its ledger; makes a book only where none is
 * expected.
 *
 * A book that may not be written is opened for reading, if this program can read its shape, and its standing says why. Throws a
 * BookError: DATA_MISSING for a file that is gone, emptied, or another book than expected.
 */
export async function openLedger(given: ThreadOptions, at: number): Promise<OpenLedger> {
  const options = asRestored(given)
  const witness = options.witnessPath ? readWitness(options.witnessPath) : null
  const found = named(() =>
    lookAt({
      path: options.path,
      bookId: options.expectedBookId,
      witness,
      witnessed: options.witnessPath !== undefined && options.witnessPath !== null,
      newestVersion: MIGRATIONS.length,
      checkedFile: options.checkedFile ?? null,
      goOn: options.goOn ?? false,
      keptFolder: options.keptFolder ?? null,
    }),
  )
  if (found.kind === 'closed') return openToRead(options, found.closed, found.version, at)
  try {
    return await openToWrite(options, witness, found, at)
  } catch (error) {
    const problem = problemOf(error)
    if (
      found.kind === 'sound' &&
      (problem === 'DISK_FULL' || problem === 'READ_ONLY' || problem === 'DISK_IO')
    ) {
      return openToRead(options, { code: problem, missing: null, kept: null }, found.version, at)
    }
    throw asBookError(error)
  }
}

/** The person's word to go on with a backup, and the check it went through, hold until the first write into it. */
function asRestored(options: ThreadOptions): ThreadOptions {
  const { restoredFile = null, path } = options
  if (restoredFile === null || !sameBook(restoredFile, path)) return options
  return { ...options, goOn: true, checkedFile: restoredFile }
}

function isRestored({ restoredFile = null, path }: LedgerOptions): boolean {
  return restoredFile !== null && isBookAt(restoredFile, path)
}

function openToRead(options: LedgerOptions, closed: BookClosed, version: number, at: number): OpenLedger {
  if (version !== MIGRATIONS.length) {
    throw new BookError(closed.code, 'the book may not be written, and its shape is older', closed)
  }
  const tidy = tidyAfterReading(options.path)
  const db = named(() => openReadOnly(options.path))
  const book = readBook(db)
  if (!book) throw new BookError('CORRUPT', 'the book does not name itself')
  let reason = new LedgerFailure(closed.code, 'the book is open for reading only')
  const refuse = () => {
    throw reason
  }
  const guard: WriteGuard = {
    beforeWrite: refuse,
    beforeCommit: refuse,
    afterWrite: refuse,
    afterRefusal: () => undefined,
    reserve: refuse,
    imported: refuse,
  }
  countCommits(db, at, guard)
  return {
    db,
    ledger: createLedger(db, book),
    standing: { closed, checkOwed: null, restored: false },
    stop(found) {
      reason = found
    },
    changedOutside: () => 'no',
    noteChecked: () => undefined,
    foldWhenDue: () => undefined,
    close() {
      db.close()
      tidy()
    },
  }
}

async function openToWrite(
  options: ThreadOptions,
  before: Witness | null,
  found: Exclude<Found, { readonly kind: 'closed' }>,
  at: number,
): Promise<OpenLedger> {
  const file = options.witnessPath ? openWitness(options.witnessPath) : null
  let db: Database | null = null
  let beside: Database | null = null
  try {
    noteOpen(file, before)
    const looked = stampOf(options.path)
    db = openBook(options.path, { newestVersion: MIGRATIONS.length })
    if (!options.goOn) assertNotExchanged(db, looked, before)
    await migrate(db, MIGRATIONS, at, options.steps)
    countCommits(db, at)
    let book = ensureBook(db, { ...options, tillCode: before?.tillCode ?? options.tillCode }, at)
    // As long as a second connection is open, closing the first leaves the journal as it is.
    beside = file && openReadOnly(options.path)
    const way = { db, book, options, isRestored: isRestored(options), before, found, at }
    book = withActor(db, options.actor ?? null, () => wayTaken(way))
    undoUnfinished({ db, book }, at, options.steps)
    const guard =
      file &&
      guardBook({
        ...{ db, bookId: book.id, tillCode: book.till_code, file, before, now: Date.now },
        goesOn: options.goOn ?? false,
        writes: options.writes ?? (() => undefined),
      })
    countCommits(db, at, guard)
    const checkOwed = owed(before, found, at)
    // From here on others wait for this thread, and a longer wait would be taken for a hang.
    db.pragma(`busy_timeout = ${BUSY_MS}`)
    const standing = { closed: null, checkOwed, restored: isRestored(options) }
    return opened({ db, beside, book, guard, standing })
  } catch (error) {
    beside?.close()
    db?.close()
    file?.close()
    throw error
  }
}

/** Between the look and the opening, or while it was opened, another file may have come to the path. */
function assertNotExchanged(db: Database, looked: FileStamp | null, before: Witness | null): void {
  const now = stampOf(db.name)
  const another = looked !== null && (now === null || !sameFile(looked, now))
  const version = readVersion(db)
  const older = before !== null && (version === 0 || missingOf(db, version, before) !== null)
  if (another || older) throw new BookError('LOCKED', 'another file came to the path of the book')
}

/** Says so before anything is written: a kill from here on is an unclean end. */
function noteOpen(file: WitnessFile | null, before: Witness | null): void {
  if (!file || !before) return
  file.write({ ...before, clean: false })
  file.flush()
}

function owed(before: Witness | null, found: Found, at: number): BookStanding['checkOwed'] {
  if (found.kind !== 'sound') return null
  if (!found.clean) return 'now'
  const last = before?.checkedAt ?? null
  return last === null || at - last > CHECK_EVERY_MS || last > at ? 'soon' : null
}

interface Opened {
  readonly db: Database
  readonly beside: Database | null
  readonly book: BookRow
  readonly guard: BookGuard | null
  readonly standing: BookStanding
}

function opened({ db, beside, book, guard, standing }: Opened): OpenLedger {
  return {
    db,
    ledger: createLedger(db, book),
    standing,
    stop: (reason) => guard?.stop(reason),
    changedOutside: () => guard?.changedOutside() ?? 'no',
    noteChecked: (at) => guard?.noteChecked(at),
    foldWhenDue: () => guard?.foldWhenDue(),
    close() {
      if (!db.open) return
      // Closing writes too: the journal is folded into the file.
      guard?.changedOutside()
      const stopped = guard?.stopped() ?? false
      try {
        if (!stopped) {
          guard?.beforeClose()
          beside?.close()
          closeBook(db)
        }
      } finally {
        db.close()
        beside?.close()
        guard?.close(!stopped && fileSize(`${db.name}-wal`) === 0)
      }
    },
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

function named<T>(look: () => T): T {
  try {
    return look()
  } catch (error) {
    throw asBookError(error)
  }
}

function asBookError(error: unknown): unknown {
  const problem = problemOf(error)
  if (!problem || error instanceof BookError) return error
  return new BookError(problem, `the book cannot be opened: ${problem}`, { cause: error })
}
