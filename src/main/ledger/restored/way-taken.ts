import type { Database } from 'better-sqlite3'
import { beginTill, goOn } from '../book/book.ts'
import type { BookRow } from '../sqlite/context.ts'
import type { Found } from '../witness/look.ts'
import type { Witness } from '../witness/witness-file.ts'
import { askStandingAgain } from './ask-again.ts'

/** A book that a person has said to go on with, or that was put in its place, as it is opened. */
export interface WayTaken {
  readonly db: Database
  readonly book: BookRow
  readonly options: { readonly goOn?: boolean; readonly meantTill?: string | null }
  readonly isRestored: boolean
  /** What was acknowledged of the book that lay there; null where nothing is known. */
  readonly before: Witness | null
  readonly found: Exclude<Found, { readonly kind: 'closed' }>
  readonly at: number
}

/** Does what the way that led to this book asks for, before anything else is written; gives the till that the book goes on with. */
export function wayTaken({ db, book, options, isRestored, before, found, at }: WayTaken): BookRow {
  let own = book
  if (options.goOn && before && (found.kind === 'new' || before.bookId === book.id)) {
    own = goOn({ db, book }, before, lost(before, found), at)
  } else if (isRestored) {
    own = beginTill({ db, book }, before?.reservedNumber ?? 0, at, options.meantTill)
  }
  if (isRestored) askStandingAgain({ db, book: own }, at)
  return own
}

function lost(before: Witness, found: Found): { readonly sales: number; readonly receipts: number } {
  if (found.kind === 'new') return { sales: before.invoices, receipts: before.receipts }
  return (found.kind === 'sound' && found.missing) || { sales: 0, receipts: 0 }
}
