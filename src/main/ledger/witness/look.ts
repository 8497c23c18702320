import { existsSync, readdirSync, statSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import type { Database } from 'better-sqlite3'
import type { BookClosed, Missing } from '../port/standing.ts'
import { BookError } from '../sqlite/errors.ts'
import { fileSize } from '../sqlite/file-size.ts'
import { APPLICATION_ID, isCutBack, readVersion } from '../sqlite/open.ts'
import { whileReading } from '../sqlite/read-only.ts'
import { get } from '../sqlite/sql.ts'
import { mayBeFolded, sameBook, stampFrom, stampOf, untouched } from './file-stamp.ts'
import { eventIdAt, readCommit, readTotals } from './totals.ts'
import type { Witness } from './witness-file.ts'

/** What is known of a book before its file is looked at. */
export interface Expected {
  readonly path: string
  /** The id of the book that lay here before; null when there never was one. */
  readonly bookId: string | null
  readonly witness: Witness | null
  /** Whether the book has a witness; without one it is opened however its files look. */
  readonly witnessed: boolean
  readonly newestVersion: number
  /** The stamp of the file and its journal (as text) that were checked whole just now; null where none were. */
  readonly checkedFile: string | null
  /** A person has said to go on with what lies here, whatever of it is missing. */
  readonly goOn: boolean
  /** The folder of the copies that were kept; null where there are none. */
  readonly keptFolder: string | null
}

/** What a look at the file found. */
export type Found =
  /** Nothing lies here, and nothing ever did. */
  | { readonly kind: 'new' }
  /** The book as it was left, or one that a person goes on with; `clean` when it was closed in order. */
  | {
      readonly kind: 'sound'
      readonly clean: boolean
      readonly version: number
      readonly missing: Missing | null
    }
  /** Nothing may be written; `version` is the shape of what lies here. */
  | { readonly kind: 'closed'; readonly closed: BookClosed; readonly version: number }

/**
 * Looks at the book's file before anything is written, and leaves it, its journal and its rights as they are.
 *
 * Throws a BookError for a file that is gone or cannot be a book, and what SQLite or the disk throws.
 */
export function lookAt(expected: Expected): Found {
  try {
    return lookOnce(expected)
  } catch (error) {
    if (!(error instanceof BookError) || error.code !== 'DATA_MISSING' || !expected.witness) throw error
    const missing = allOf(expected.witness)
    throw new BookError(error.code, error.message, { missing, kept: keptCopy(expected), cause: error })
  }
}

function lookOnce(expected: Expected): Found {
  const { path, witness } = expected
  const known = !expected.goOn && (expected.bookId !== null || witness !== null)
  const file = statSync(path, { throwIfNoEntry: false })
  if (file && !file.isFile()) throw new BookError('NOT_A_DATABASE', 'what lies here is no file')
  if (!file || file.size === 0) {
    // A journal without its book is all that is left of lost data: opening would throw it away.
    if (known || (!expected.goOn && fileSize(`${path}-wal`) > 0))
      throw new BookError('DATA_MISSING', 'the book is not where it was')
    return { kind: 'new' }
  }
  // A book never has one: with it, this is another program's file, and reading it would change it.
  if (fileSize(`${path}-journal`) > 0)
    throw new BookError('NOT_A_DATABASE', 'another kind of journal lies beside')
  return whileReading(path, (db) => compared(db, expected))
}

function compared(db: Database, expected: Expected): Found {
  const { witness, goOn } = expected
  const version = ours(db, expected.newestVersion)
  const expectedId = goOn ? null : (witness?.bookId ?? expected.bookId)
  if (version === 0) {
    if (expectedId !== null) throw new BookError('DATA_MISSING', 'the file was emptied')
    return { kind: 'new' }
  }
  const id = get<{ id: string }>({ db }, 'SELECT id FROM book')?.id ?? null
  if (expectedId !== null && id !== expectedId) throw new BookError('DATA_MISSING', 'another book lies here')
  const missing = witness && missingOf(db, version, witness)
  if (missing && !goOn) {
    return { kind: 'closed', closed: { code: 'BOOK_BEHIND', missing, kept: keptCopy(expected) }, version }
  }
  if (touched(expected, commitIn(db, version))) {
    return {
      kind: 'closed',
      closed: { code: 'BOOK_CHECKING', missing: null, kept: keptCopy(expected) },
      version,
    }
  }
  return { kind: 'sound', clean: witness?.clean ?? false, version, missing }
}

/** Comes before all else: another program's file, or a newer one, is not even asked for its content. */
function ours(db: Database, newestVersion: number): number {
  const version = readVersion(db)
  const mark = Number(db.pragma('application_id', { simple: true }))
  const tables = Number(get<{ n: bigint }>({ db }, 'SELECT count(*) AS n FROM sqlite_schema')?.n ?? 0)
  const empty = version === 0 && mark === 0 && tables === 0
  if (!empty && mark !== APPLICATION_ID) throw new BookError('NOT_A_DATABASE', 'the file is no book')
  if (version > newestVersion) {
    throw new BookError('FROM_FUTURE', `the book has shape ${version}, this program knows ${newestVersion}`)
  }
  return version
}

/** The first shape in which a book knows its last commit. */
const WITH_COMMITS = 5

/** Gives the number of the last commit of a book of this shape; null where it does not count them yet. */
export function commitIn(db: Database, version: number): number | null {
  return version >= WITH_COMMITS ? readCommit({ db }) : null
}

/** Gives what the book lacks of its witness; null when it lacks nothing. */
export function missingOf(db: Database, version: number, witness: Witness): Missing | null {
  const found = readTotals({ db })
  const commit = commitIn(db, version)
  const same = witness.lastEventId === null || eventIdAt({ db }, witness.events) === witness.lastEventId
  const older = commit !== null && commit < witness.commit
  const fewer =
    found.invoices < witness.invoices ||
    found.receipts < witness.receipts ||
    found.lastNumber < witness.lastNumber
  if (same && !older && !fewer) return null
  return {
    sales: Math.max(0, witness.invoices - found.invoices),
    receipts: Math.max(0, witness.receipts - found.receipts),
    until: witness.at,
    nextNumber: numberAfter(db, witness),
  }
}

function allOf(witness: Witness): Missing {
  return { sales: witness.invoices, receipts: witness.receipts, until: witness.at, nextNumber: null }
}

/** Kept copies that are looked through, the newest first. */
const KEPT_LOOKED_AT = 5

/** Finds the newest kept copy of this book that lacks nothing; null when there is none. */
function keptCopy({ path, witness, keptFolder, newestVersion }: Expected): string | null {
  if (!witness || keptFolder === null || !existsSync(keptFolder)) return null
  const book = basename(path, extname(path))
  const names = readdirSync(keptFolder).filter(
    (name) => name.startsWith(`${book}-`) && name.endsWith('.sqlite'),
  )
  for (const name of names.toSorted().toReversed().slice(0, KEPT_LOOKED_AT)) {
    const copy = join(keptFolder, name)
    try {
      if (lacksNothing(copy, witness, newestVersion)) return copy
    } catch {
      // A copy that cannot be read is none; the file stays.
    }
  }
  return null
}

function lacksNothing(copy: string, witness: Witness, newestVersion: number): boolean {
  return whileReading(copy, (db) => {
    const version = ours(db, newestVersion)
    const id = get<{ id: string }>({ db }, 'SELECT id FROM book')?.id
    return version > 0 && id === witness.bookId && missingOf(db, version, witness) === null
  })
}

/** The number that is given next where a person says to go on: by the till that gave those before. */
function numberAfter(db: Database, { tillCode, reservedNumber }: Witness): string | null {
  const own = 'SELECT till.code FROM book JOIN tills AS till ON till.seq = book.till_seq'
  const code = tillCode ?? get<{ code: string }>({ db }, own)?.code
  return code === undefined ? null : `${code}-${String(reservedNumber + 1).padStart(6, '0')}`
}

/** A power cut takes less than a second of what was witnessed, and a kill one commit. */
const MOST_AHEAD = 50

/**
 * Tells whether somebody else may have written into the file since the app did: then it is checked whole before it is sold into.
 * A journal that nobody left there is such a sign too, and one that was left and is gone.
 *
 * A kill between the app's own writing and its witness leaves such signs as well. What tells it is that the book has gone on by some of
 * the commits that the app alone counts, or that the witness says the app was bringing the journal into the book.
 */
function touched({ path, witness, witnessed, checkedFile }: Expected, commit: number | null): boolean {
  if (!witnessed) return false
  const file = stampOf(path)
  if (!file) return true
  if (checkedFile !== null && sameBook(checkedFile, path)) return false
  const journalBytes = fileSize(`${path}-wal`)
  if (!witness) return journalBytes > 0
  if (witness.suspect) return true
  const left = stampFrom(witness.file)
  if (!left) return true
  if (witness.foldingAt !== undefined && !witness.clean && commit === witness.commit) {
    const isJournalKept = journalBytes === 0 || journalBytes === witness.journalBytes
    return !isJournalKept || !mayBeFolded(left, file, witness.foldingAt)
  }
  if (!untouched(left, file)) return true
  const ahead = witness.clean || commit === null ? 0 : commit - witness.commit
  if (ahead > 0 && ahead <= MOST_AHEAD)
    return journalBytes < witness.journalBytes && !isCutBack(BigInt(journalBytes))
  return journalBytes !== (witness.clean ? 0 : witness.journalBytes)
}
