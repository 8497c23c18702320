import type { Database } from 'better-sqlite3'
import { accountMethods } from '../accounts/accounts.ts'
import { describeBook, reserveTill } from '../book/book.ts'
import { readLastPeople } from '../book/people.ts'
import { itemMethods } from '../catalogue/items.ts'
import { closingMethods } from '../closing/closing.ts'
import { readTotals } from '../day/day.ts'
import { exceptionMethods } from '../exceptions/exceptions.ts'
import { importMethods } from '../imports/imports.ts'
import { invoiceMethods } from '../invoices/creation.ts'
import { readInvoice, readLink } from '../invoices/detail.ts'
import { readPage } from '../invoices/pages.ts'
import { shortfallMethods } from '../invoices/underpaid.ts'
import { linkMakingMethods } from '../links/creation.ts'
import { linkWatchingMethods } from '../links/methods.ts'
import type { Ledger } from '../port/ledger.ts'
import { refundMethods } from '../refunds/refunds.ts'
import { takeInMethods } from '../restored/take-in.ts'
import { restoredMethods } from '../restored/take-over.ts'
import { reviewMethods } from '../review/edits.ts'
import type { BookRow } from '../sqlite/context.ts'
import { standingMethods } from '../standing-links/methods.ts'
import { trailMethods } from '../trail/entries.ts'

/** Builds the ledger over an open, migrated book; its methods answer at once and throw only for SQLite's own failures. */
export function createLedger(db: Database, book: BookRow): Ledger {
  const context = { db, book }
  return {
    book: () => describeBook(db, book),
    reserveTill: (at, known) => reserveTill(context, at, known),
    ...accountMethods(context),
    ...invoiceMethods(context),
    ...itemMethods(context),
    ...linkMakingMethods(context),
    ...linkWatchingMethods(context),
    ...exceptionMethods(context),
    ...shortfallMethods(context),
    ...standingMethods(context),
    ...refundMethods(context),
    ...closingMethods(context),
    ...importMethods(context),
    ...reviewMethods(context),
    ...restoredMethods(context),
    ...takeInMethods(context),
    ...trailMethods(context),
    invoices: (query) => readPage(context, query),
    invoice: (id) => readInvoice(context, id),
    dayTotals: (from, until, soldBy) => readTotals(context, from, until, soldBy),
    lastPeople: () => readLastPeople(context),
    link: (linkId) => readLink(context, linkId),
  }
}
