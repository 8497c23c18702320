import type { Database } from 'better-sqlite3'
import { accountMethods } from './accounts.ts'
import { type BookRow, describeBook } from './book.ts'
import { exceptionMethods } from './exceptions.ts'
import { readInvoice, readLink } from './invoice-detail.ts'
import { invoiceMethods } from './invoices.ts'
import { itemMethods } from './items.ts'
import type { Ledger } from './ledger.ts'
import { linkMakingMethods } from './link-making.ts'
import { linkWatchingMethods } from './link-watching.ts'
import { readPage } from './pages.ts'
import { shortfallMethods } from './shortfall.ts'

/** Builds the ledger over an open, migrated book; its methods answer at once and throw only for SQLite's own failures. */
export function createLedger(db: Database, book: BookRow): Ledger {
  const desk = { db, book }
  return {
    book: () => describeBook(db, book),
    ...accountMethods(desk),
    ...invoiceMethods(desk),
    ...itemMethods(desk),
    ...linkMakingMethods(desk),
    ...linkWatchingMethods(desk),
    ...exceptionMethods(desk),
    ...shortfallMethods(desk),
    invoices: (query) => readPage(desk, query),
    invoice: (id) => readInvoice(desk, id),
    link: (linkId) => readLink(desk, linkId),
  }
}
