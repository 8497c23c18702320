import type { Database } from 'better-sqlite3'
import type { BookContent, CurrencySums } from '../port/copies/backups.ts'
import type { Reading } from '../sqlite/context.ts'
import { BookError } from '../sqlite/errors.ts'
import { imports } from '../sqlite/migrations/0014-imports.ts'
import { MIGRATIONS } from '../sqlite/migrations/index.ts'
import { APPLICATION_ID, readVersion } from '../sqlite/open.ts'
import { all, get, ms } from '../sqlite/sql.ts'
import { commitIn } from '../witness/look.ts'
import { readTotals } from '../witness/totals.ts'

interface NameRow {
  readonly id: string
  readonly kind: 'live' | 'practice'
  readonly code: string
}

interface SumRow {
  readonly currency: string
  readonly asked_whole: bigint
  readonly asked_upper: bigint
  readonly asked_lower: bigint
  readonly received_whole: bigint
  readonly received_upper: bigint
  readonly received_lower: bigint
}

/**
 * Reads which book a file is and how far it is; to be called within one snapshot.
 *
 * Throws a BookError: NOT_A_DATABASE for what is no book, FROM_FUTURE for a newer shape; and what SQLite throws.
 */
export function readContent(db: Database): BookContent {
  if (Number(db.pragma('application_id', { simple: true })) !== APPLICATION_ID)
    throw new BookError('NOT_A_DATABASE', 'the file is no book')
  const shape = readVersion(db)
  if (shape > MIGRATIONS.length)
    throw new BookError('FROM_FUTURE', `the book has shape ${shape}, this program knows ${MIGRATIONS.length}`)
  const name = get<NameRow>(
    { db },
    'SELECT book.id, book.kind, tills.code FROM book JOIN tills ON tills.seq = book.till_seq',
  )
  if (!name) throw new BookError('CORRUPT', 'the book does not name itself')
  return {
    bookId: name.id,
    kind: name.kind,
    tillCode: name.code,
    shape,
    commit: commitIn(db, shape) ?? 0,
    ...readTotals({ db }),
    lastSale: readLastSale({ db }, shape),
    sums: sumsIn(db, shape),
  }
}

/** Reads the last sale that was made here, in a book of that shape; null before the first. What came out of a file is of any time. */
export function readLastSale(reading: Reading, shape: number): BookContent['lastSale'] {
  const where = shape < imports.number ? '' : 'WHERE import_seq IS NULL'
  const sql = `SELECT number, created_at_ms AS at FROM invoices ${where} ORDER BY seq DESC LIMIT 1`
  const last = get<{ number: string; at: bigint }>(reading, sql)
  return last && { number: last.number, at: ms(last.at) }
}

/** Says whether two files hold the same book as of the same commit. */
export function sameContent(a: BookContent, b: BookContent): boolean {
  return JSON.stringify(asContent(a)) === JSON.stringify(asContent(b))
}

/** In one order, and without what a witness holds besides. */
function asContent(one: BookContent): readonly unknown[] {
  return [
    [one.bookId, one.kind, one.tillCode, one.shape, one.commit],
    [one.invoices, one.receipts, one.events, one.lastEventId, one.lastNumber],
    one.lastSale && [one.lastSale.number, one.lastSale.at],
    one.sums.map(({ currency, asked, received }) => [currency, asked, received]),
  ]
}

function sumsIn(db: Database, shape: number): readonly CurrencySums[] {
  const sum = (name: string) => `
    sum(${name}_whole) AS ${name}_whole, sum(${name}_frac / 1000000000) AS ${name}_upper,
    sum(${name}_frac % 1000000000) AS ${name}_lower`
  const where = shape < imports.number ? '' : 'WHERE withdrawn_at_ms IS NULL'
  const sql = `SELECT currency, ${sum('asked')}, ${sum('received')} FROM invoices ${where} GROUP BY currency ORDER BY currency`
  return all<SumRow>({ db }, sql).map((row) => ({
    currency: row.currency,
    asked: decimalOf(row.asked_whole, row.asked_upper, row.asked_lower),
    received: decimalOf(row.received_whole, row.received_upper, row.received_lower),
  }))
}

/** Joins a sum of whole units, of 10^-9 and of 10^-18. */
function decimalOf(whole: bigint, upper: bigint, lower: bigint): string {
  const atto = (whole * 10n ** 9n + upper) * 10n ** 9n + lower
  const rest = (atto % 10n ** 18n).toString().padStart(18, '0').replace(/0+$/, '')
  return `${atto / 10n ** 18n}${rest && `.${rest}`}`
}
