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

/**
 * Goes on with a book that lacks what was acknowledged, by a person's word: its next number lies above `reserved`, so that none
 * is given twice, and an event says so.
 */
export function goOn(
  context: LedgerContext,
  reserved: number,
  missing: { readonly sales: number; readonly receipts: number },
  at: number,
): void {
  inTransaction(context, (writing) => {
    run(writing, 'UPDATE tills SET last_number = max(last_number, ?) WHERE seq = ?', [
      reserved,
      context.book.till_seq,
    ])
    const data = { missingSales: missing.sales, missingReceipts: missing.receipts, numbersAbove: reserved }
    append(writing, null, 'book_went_on', data, at)
  })
}

/** What a code of a till is made of: its letters, and how often it was begun anew. */
const CODE = /^([A-Z0-9]*?[A-Z])(\d*)$/
const LONGEST_CODE = 8

/**
 * Goes on under a new code, by a person's word, where nobody knows which numbers were given after this state of the book: paper with
 * them may be out there. A book without a sale keeps its code. Gives the book as it is then.
 */
export function beginTill(context: LedgerContext, at: number): BookRow {
  const given = get<{ n: bigint }>(context, 'SELECT max(last_number) AS n FROM tills')?.n ?? 0n
  if (given === 0n) return context.book
  return inTransaction(context, (writing) => {
    const before = writing.book.till_code
    const code = nextCode(before, (one) => get(writing, 'SELECT 1 FROM tills WHERE code = ?', [one]) !== null)
    const seq = insert(writing, 'INSERT INTO tills (id, code, created_at_ms) VALUES (?, ?, ?)', [
      newId(at),
      code,
      at,
    ])
    run(writing, 'UPDATE book SET till_seq = ?', [seq])
    const book = readBook(writing.db)
    if (!book) throw new Error('the book does not name itself')
    append({ ...writing, book }, null, 'till_begun', { code, before }, at)
    return book
  })
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
