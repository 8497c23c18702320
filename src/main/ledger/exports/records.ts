import Database from 'better-sqlite3'
import { EXPORT_SUMS } from '../../../shared/contract/plain/export-columns.ts'
import { readState } from '../book/state.ts'
import { readHead } from '../history/trail-head.ts'
import type { BookState } from '../port/book.ts'
import type { ExportCut, ExportQuery, RecordsChunk, RecordsQuery } from '../port/exports.ts'
import { LedgerFailure } from '../sqlite/errors.ts'
import { get } from '../sqlite/sql.ts'
import { readCommit } from '../witness/totals.ts'
import { fillBeside } from './beside.ts'
import { chooseRows } from './choose.ts'
import { closedOf } from './closed-of.ts'
import { type Arm, partsOf } from './expressions.ts'
import { INVOICE_BASES, invoicesArm, linesArm } from './kinds/invoices.ts'
import { receiptsArm, refundsArm } from './kinds/movements.ts'
import { daysArm, eventsArm, exceptionsArm } from './kinds/others.ts'

/** The rows of a file as they stood at one moment. */
export interface RecordsReader {
  readonly cut: ExportCut
  /** Chooses the rows, and gives how many there are. */
  choose(): number
  /** All of them in their order, some at a time. Each row begins with what is summed of it: its currency and its amounts. */
  chunks(): Iterable<RecordsChunk>
}

/** What ends a field: no text has this byte, which UTF-8 does not use. */
export const FIELD_END = 0xff

/** Rows a chunk; the first ones are there at once. */
const FIRST = 50
const CHUNK = 1_000

/**
 * Reads the rows of a file out of the book at `bookPath` over a connection of its own, read-only, within one read transaction: what is
 * sold meanwhile does not move under the reader. Throws what SQLite throws, and BOOK_REPLACED where another book lies there, or
 * one that is less far than `known`.
 */
export function readRecords<T>(
  bookPath: string,
  known: BookState,
  query: RecordsQuery,
  use: (records: RecordsReader) => T,
): T {
  const db = new Database(bookPath, { readonly: true, fileMustExist: true, timeout: 5_000 })
  try {
    db.defaultSafeIntegers(true)
    db.pragma('trusted_schema = OFF')
    db.pragma('temp_store = MEMORY')
    return db.transaction(() => use(readerOf(db, known, query)))()
  } finally {
    db.close()
  }
}

function readerOf(db: Database.Database, known: BookState, query: RecordsQuery): RecordsReader {
  const state = readState(db)
  if (state?.id !== known.id || state.lastEvent < known.lastEvent)
    throw new LedgerFailure('BOOK_REPLACED', 'the file is not the book that is open')
  const last = get<{ at: bigint }>({ db }, 'SELECT at_ms AS at FROM events ORDER BY seq DESC LIMIT 1')
  let rows = 0
  return {
    cut: {
      bookId: state.id,
      commit: readCommit({ db }),
      lastEvent: state.lastEvent,
      lastEventAt: last && Number(last.at),
      lastEventHash: readHead({ db }).hash,
      ...closedOf({ db }, query),
    },
    choose() {
      rows = chooseRows(db, query)
      return rows
    },
    *chunks() {
      const statement = db.prepare(recordsSql(db, query, rows)).pluck()
      for (let place = 1; place <= rows; ) {
        const many = Math.min(place === 1 ? FIRST : CHUNK, rows - place + 1)
        const bytes = statement.get({ first: place, last: place + many - 1 }) as Uint8Array
        yield { kind: query.query.kind, bytes, rows: many }
        place += many
      }
    },
  }
}

function armsOf(query: ExportQuery): readonly Arm[] {
  switch (query.kind) {
    case 'receipts':
    case 'movements':
      return [
        receiptsArm(query.basis === 'paid' ? 'receipt.paid_at_ms' : 'receipt.recorded_at_ms'),
        refundsArm(),
      ]
    case 'invoices':
      return [invoicesArm(INVOICE_BASES[query.basis])]
    case 'lines':
      return [linesArm(INVOICE_BASES[query.basis])]
    case 'days':
      return [daysArm()]
    case 'exceptions':
      return [exceptionsArm()]
    case 'events':
      return [eventsArm()]
  }
}

/** Gives the statement that reads the rows from one place to another as bytes, and fills what it reads beside the book; once they are chosen. */
export function recordsSql(db: Database.Database, { query, columns }: RecordsQuery, rows: number): string {
  const ofReceipts = query.kind === 'receipts' || query.kind === 'movements'
  const sums = EXPORT_SUMS[query.kind]
  const names = [...(sums ? [sums.currency, ...sums.amounts] : []), ...columns]
  const hasSecond = db.prepare('SELECT max(arm) FROM temp.chosen').pluck().safeIntegers(false).get() === 1
  const arms = armsOf(query).slice(0, hasSecond ? 2 : 1)
  const lines = arms.map(({ fields }) =>
    names.flatMap((name) => {
      const field = fields[name]
      if (field === undefined) throw new Error(`nothing is read for the column ${name}`)
      return [...partsOf(field), END]
    }),
  )
  fillBeside(db, lines.flat().join(' '), ofReceipts, rows)
  const selects = arms.map(({ from, joins }, arm) => {
    const values = lines[arm] ?? []
    const used = Object.entries(joins).filter(([name]) => values.some((one) => one.includes(`${name}.`)))
    return `SELECT chosen.place AS place, ${concatenated(values)} AS line FROM temp.chosen AS chosen ${from}
      ${used.map(([, sql]) => sql).join(' ')}
      WHERE chosen.place BETWEEN @first AND @last ${hasSecond ? `AND chosen.arm = ${arm}` : ''}`
  })
  return `SELECT CAST(group_concat(line, '') AS BLOB) FROM (${selects.join(' UNION ALL ')} ORDER BY place)`
}

const END = "CAST(x'FF' AS TEXT)"

/** SQLite gives a function no more values than these in every build. */
const MOST_VALUES = 100

function concatenated(values: readonly string[]): string {
  const pieces = Array.from({ length: Math.ceil(values.length / MOST_VALUES) }, (_, n) =>
    values.slice(n * MOST_VALUES, (n + 1) * MOST_VALUES),
  )
  return pieces.map((piece) => `concat(${piece.join(', ')})`).join(' || ')
}
