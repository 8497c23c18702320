import type { Database } from 'better-sqlite3'
import { append } from '../history/events.ts'
import type { BookOrigin } from '../port/book.ts'
import type { Ledger } from '../port/ledger.ts'
import {
  type BookRow,
  inTransaction,
  type LedgerContext,
  type Reading,
  type Writing,
} from '../sqlite/context.ts'
import { BookError } from '../sqlite/errors.ts'
import { newId } from '../sqlite/ids.ts'
import { readVersion } from '../sqlite/open.ts'
import { get, insert, run } from '../sqlite/sql.ts'
import { readState } from './state.ts'

/** Reads the book's row; null in a file that has none yet. */
export function readBook(db: Database): BookRow | null {
  return get<BookRow>(
    { db },
    `SELECT book.id, book.kind, book.zone, book.till_seq, tills.code AS till_code
     FROM book JOIN tills ON tills.seq = book.till_seq`,
  )
}

/** Writes the book's and its till's first rows where there are none; a book of the other kind is refused (DATA_MISSING). */
export function ensureBook(db: Database, origin: BookOrigin, at: number): BookRow {
  const known = readBook(db)
  if (known && known.kind !== origin.kind) {
    throw new BookError('DATA_MISSING', `a ${known.kind} book lies where the ${origin.kind} book belongs`)
  }
  return known ?? inTransaction({ db }, (writing) => begin(writing, origin, at))
}

/** What this computer knows of the numbers it gave. */
export interface GivenNumbers {
  /** The code they were given under; absent where that was not noted. */
  readonly tillCode?: string | undefined
  readonly reservedNumber: number
}

/**
 * Goes on with a book that lacks what was acknowledged, by a person's word: under the code that numbers were given under here, which an
 * older state may not know, and above every reserved one, so that none is given twice. An event says so. Gives the book as it is then.
 */
export function goOn(
  context: LedgerContext,
  { tillCode = context.book.till_code, reservedNumber }: GivenNumbers,
  missing: { readonly sales: number; readonly receipts: number },
  at: number,
): BookRow {
  return inTransaction(context, (writing) => {
    const book = underTill(writing, tillCode, reservedNumber, at)
    const data = {
      missingSales: missing.sales,
      missingReceipts: missing.receipts,
      numbersAbove: reservedNumber,
    }
    append({ ...writing, book }, null, 'book_went_on', data, at)
    return book
  })
}

/** Lets the till of this code write, begun here where the book does not know it; its next number lies above `reserved`. */
function underTill(writing: Writing, code: string, reserved: number, at: number): BookRow {
  const known = get<{ seq: bigint }>(writing, 'SELECT seq FROM tills WHERE code = ?', [code])
  const add = 'INSERT INTO tills (id, code, created_at_ms) VALUES (?, ?, ?)'
  const seq = known?.seq ?? insert(writing, add, [newId(at), code, at])
  run(writing, 'UPDATE tills SET last_number = max(last_number, ?) WHERE seq = ?', [reserved, seq])
  run(writing, 'UPDATE book SET till_seq = ?', [seq])
  const book = readBook(writing.db)
  if (!book) throw new Error('the book does not name itself')
  return book
}

/** What a code of a till is made of: its letters, and how often it was begun anew. */
const CODE = /^([A-Z0-9]*?[A-Z])(\d*)$/
const LONGEST_CODE = 8

/**
 * Goes on under a new code, by a person's word, where nobody knows which numbers were given after this state of the book: paper with
 * them may be out there, also where it holds no sale: the computer that it comes from may have sold since. `meant` is the code that another
 * computer has reserved for this one; null where none has. The next number lies above all that were reserved here for another book. Gives
 * the book as it is then.
 */
export function beginTill(
  context: LedgerContext,
  reserved: number,
  at: number,
  meant: string | null = null,
): BookRow {
  const before = context.book.till_code
  const isFree = meant !== null && !isUsed(context, meant)
  return inTransaction(context, (writing) => {
    const code = isFree ? meant : nextCode(before, (one) => isTaken(context, one))
    const book = underTill(writing, code, reserved, at)
    append({ ...writing, book }, null, 'till_begun', { code, before }, at)
    return book
  })
}

/**
 * Reserves a code for the till of another computer, which no other computer is ever given: this till's own code, and behind it letters of
 * which none is the beginning of another. `known` are those that were reserved on this computer before, in whatever book. Gives it.
 */
export function reserveTill(context: LedgerContext, at: number, known: readonly string[] = []): string {
  return inTransaction(context, (writing) => {
    const code = otherCode(context.book.till_code, (one) => known.includes(one) || isTaken(writing, one))
    insert(writing, 'INSERT INTO tills (id, code, created_at_ms) VALUES (?, ?, ?)', [newId(at), code, at])
    append(writing, null, 'till_reserved', { code }, at)
    return code
  })
}

function otherCode(own: string, isTaken: (code: string) => boolean): string {
  for (let n = 0; ; n += 1) {
    const code = `${own}${'Z'.repeat(n / LETTERS.length)}${LETTERS[n % LETTERS.length]}`
    // A till that is itself the last of many has no letters left.
    if (code.length > LONGEST_CODE) return nextCode(own, isTaken)
    if (!isTaken(code)) return code
  }
}

/** Z is none of them: it stands before the letters of the next round. */
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXY'

function isTaken(reading: Reading, code: string): boolean {
  return get(reading, 'SELECT 1 FROM tills WHERE code = ?', [code]) !== null || hasNumberUnder(reading, code)
}

/** A code that was only reserved is not used. */
function isUsed(reading: Reading, code: string): boolean {
  return (
    get(reading, 'SELECT 1 FROM tills WHERE code = ? AND last_number > 0', [code]) !== null ||
    hasNumberUnder(reading, code)
  )
}

/** A sale that was taken over from a later state may have a number of a till that this one does not know. */
function hasNumberUnder(reading: Reading, code: string): boolean {
  // What sorts after the hyphen is a point.
  return (
    get(reading, 'SELECT 1 FROM invoices WHERE number > ? AND number < ?', [`${code}-`, `${code}.`]) !== null
  )
}

function nextCode(before: string, isTaken: (code: string) => boolean): string {
  const [, letters = 'T', digits = ''] = CODE.exec(before) ?? []
  for (let n = Number(digits || 1) + 1; ; n += 1) {
    const code = `${letters.slice(0, LONGEST_CODE - String(n).length)}${n}`
    if (!isTaken(code)) return code
  }
}

function begin(writing: Writing<Reading>, origin: BookOrigin, at: number): BookRow {
  const till = insert(writing, 'INSERT INTO tills (id, code, created_at_ms) VALUES (?, ?, ?)', [
    newId(at),
    origin.tillCode,
    at,
  ])
  run(writing, 'INSERT INTO book (seq, id, kind, zone, till_seq, created_at_ms) VALUES (1, ?, ?, ?, ?, ?)', [
    newId(at),
    origin.kind,
    origin.zone,
    till,
    at,
  ])
  const made = readBook(writing.db)
  if (!made) throw new Error('the book was not written')
  return made
}

/** Describes the book as the rest of the app sees it. */
export function describeBook(db: Database, book: BookRow): ReturnType<Ledger['book']> {
  return {
    id: book.id,
    kind: book.kind,
    tillCode: book.till_code,
    zone: book.zone,
    schemaVersion: readVersion(db),
    lastEvent: readState(db)?.lastEvent ?? 0,
  }
}
