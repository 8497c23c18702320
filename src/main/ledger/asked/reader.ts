import { existsSync } from 'node:fs'
import type { Book } from '../../../shared/contract/shapes/book.ts'
import type { ListStretch, ListSums } from '../../../shared/contract/shapes/lists/list.ts'
import type { Matrix } from '../../../shared/contract/shapes/lists/month.ts'
import type { ReceiptStretch, ReceiptSums } from '../../../shared/contract/shapes/lists/receipts.ts'
import { describeBook, readBook } from '../book/book.ts'
import { readInvoice } from '../invoices/detail.ts'
import { scanStretch, scanSums } from '../lists/invoices/scan.ts'
import { scanMatrix } from '../lists/month/scan.ts'
import { scanReceiptSums, scanReceipts } from '../lists/receipts/scan.ts'
import type { InvoiceFilter, ListQuery, MatrixQuery, ReceiptFilter, ReceiptQuery } from '../port/lists.ts'
import type { InvoiceRecord } from '../port/record.ts'
import { BookError, problemOf } from '../sqlite/errors.ts'
import { MIGRATIONS } from '../sqlite/migrations/index.ts'
import { APPLICATION_ID, readVersion } from '../sqlite/open.ts'
import { openReadOnly, tidyAfterReading } from '../sqlite/read-only.ts'
import { all, get } from '../sqlite/sql.ts'
import { headsIn } from '../trail/kept-heads.ts'
import { type VerifyPorts, type Walked, walkTrail } from '../trail/verify.ts'

/** An account of a book as a person names it, a forgotten one too. */
export interface NamedAccount {
  readonly id: string
  readonly label: string
  readonly provider: string
}

/** A book that is read by itself, beside the app or without it; nothing of it is ever written. */
export interface BookReader {
  readonly kind: 'live' | 'practice'
  /** The IANA zone of its business days. */
  readonly zone: string
  /** What the app calls the book. */
  readonly origin: Book
  /** How far it is, by which an export knows it again. */
  readonly state: { readonly id: string; readonly lastEvent: number }
  accounts(): readonly NamedAccount[]
  invoices(query: ListQuery): ListStretch
  sums(filter: InvoiceFilter): ListSums
  receipts(query: ReceiptQuery): ReceiptStretch
  receiptSums(filter: ReceiptFilter): ReceiptSums
  matrix(query: MatrixQuery): Matrix
  /** The sale of this id or number; null for none. */
  sale(name: string): InvoiceRecord | null
  /** Walks along the trail, and tells against how many heads outside of the book, which lie at `witnessPath`, it was held. */
  trail(witnessPath: string, at: number, ports: VerifyPorts): { walked: Walked; heads: number } | null
  close(): void
}

/** There is no book to be read: none at its place, or one that the app has to bring to today's shape first. */
export class NoBook extends Error {
  override readonly name = 'NoBook'
  readonly why: 'missing' | 'older'
  constructor(why: 'missing' | 'older') {
    super(`the book is ${why}`)
    this.why = why
  }
}

/** Opens the book at `path` for reading alone, also while the app holds it. Throws a {@link NoBook}, or a BookError: NOT_A_DATABASE, FROM_FUTURE, CORRUPT, DISK_*. */
export function readBookAt(path: string): BookReader {
  if (!existsSync(path)) throw new NoBook('missing')
  const tidy = tidyAfterReading(path)
  try {
    return readerOf(path, tidy)
  } catch (error) {
    tidy()
    const problem = problemOf(error)
    if (error instanceof BookError || error instanceof NoBook || problem === null) throw error
    throw new BookError(problem, `the book cannot be read: ${problem}`, { cause: error })
  }
}

function readerOf(path: string, tidy: () => void): BookReader {
  const db = openReadOnly(path)
  try {
    if (Number(db.pragma('application_id', { simple: true })) !== APPLICATION_ID)
      throw new BookError('NOT_A_DATABASE', 'the file is no book')
    const shape = readVersion(db)
    if (shape > MIGRATIONS.length) throw new BookError('FROM_FUTURE', 'a newer version has written this book')
    if (shape < MIGRATIONS.length) throw new NoBook('older')
    const row = readBook(db)
    if (!row) throw new BookError('NOT_A_DATABASE', 'the file holds no book')
    const { schemaVersion: _, lastEvent, ...origin } = describeBook(db, row)
    const { kind, zone, id } = origin
    const reading = { db }
    return {
      ...{ kind, zone, origin, state: { id, lastEvent } },
      accounts: () =>
        all<NamedAccount>(reading, 'SELECT id, label, provider FROM provider_accounts ORDER BY seq', []),
      invoices: (query) => scanStretch(reading, query),
      sums: (filter) => scanSums(reading, filter),
      receipts: (query) => scanReceipts(reading, query),
      receiptSums: (filter) => scanReceiptSums(reading, filter),
      matrix: (query) => scanMatrix(reading, query),
      sale(name) {
        const found = get<{ id: string }>(
          reading,
          'SELECT id FROM invoices WHERE number = ? UNION ALL SELECT id FROM invoices WHERE id = ? LIMIT 1',
          [name, name],
        )
        return found && readInvoice(reading, found.id)
      },
      trail(witnessPath, at, ports) {
        const heads = headsIn(witnessPath)
        const walked = walkTrail(reading, heads, at, ports)
        return walked && { walked, heads: heads.length }
      },
      close() {
        db.close()
        tidy()
      },
    }
  } catch (error) {
    db.close()
    throw error
  }
}
