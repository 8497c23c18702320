import type { Database } from 'better-sqlite3'
import { accountMethods } from '../accounts/accounts.ts'
import { describeBook } from '../book/book.ts'
import { itemMethods } from '../catalogue/items.ts'
import { exceptionMethods } from '../exceptions/exceptions.ts'
import { invoiceMethods } from '../invoices/creation.ts'
import { readInvoice, readLink } from '../invoices/detail.ts'
import { readPage } from '../invoices/pages.ts'
import { shortfallMethods } from '../invoices/underpaid.ts'
import { linkMakingMethods } from '../links/creation.ts'
import { linkWatchingMethods } from '../links/methods.ts'
import type { Ledger } from '../port/ledger.ts'
import type { BookRow } from '../sqlite/context.ts'

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
