import type { BookOrigin, BookProblem } from '../book.ts'

/** What else is known of a damaged book; each null where it is not. */
export interface KnownOfBook {
  /** The book's own id, for where its first page of all is lost. */
  readonly bookId: string | null
  readonly invoices: number | null
  readonly receipts: number | null
  readonly events: number | null
  /** No number up to this one may be given again. */
  readonly reservedNumber: number | null
  /** The number of its last commit. */
  readonly commit: number | null
}

export interface SalvageOrder {
  /** The damaged book; it, its journal, their rights and times stay as they are. */
  readonly from: string
  /** Where the new book is to lie; nothing may lie there. */
  readonly to: string
  /** What a book of this till is made with, where the damaged one no longer tells. */
  readonly origin: BookOrigin
  readonly known: KnownOfBook
  /** When it is done, epoch ms. */
  readonly at: number
  /** Who was signed in and asked for it; null where nobody was. */
  readonly by: string | null
}

/** How much of a table came. */
export interface SalvagedTable {
  readonly table: string
  readonly came: number
  /** As many as are known to have been there. */
  readonly known: number
  /** Made anew of what the rest of the book tells, and counted among those that came. */
  readonly rebuilt: number
  /** Whole, and left out because the row they belong to is lost: a receipt whose sale is. */
  readonly withoutOwner: number
  /** Read, and not taken: they break a rule of the book, or stand there twice. */
  readonly refused: number
}

/** Money that came, and whose receipt is not in the new book. */
export interface MissingReceipt {
  readonly receiptId: string
  /** The provider's own id; null where only the history tells of the receipt. */
  readonly providerReceiptId: string | null
  /** "49.90 EUR". */
  readonly amount: string
  readonly txHash: string | null
  /** The number of its sale; null where it is not known. */
  readonly number: string | null
}

/** Numbers of sales that follow each other, both counted. */
export interface NumberRange {
  readonly from: string
  readonly to: string
}

/** What became of a salvage. */
export type SalvageOutcome =
  /** A new book lies at the target, and its whole check found nothing wrong. */
  | {
      readonly state: 'saved'
      readonly tables: readonly SalvagedTable[]
      /** The numbers of sales that are missing, each from one to another: CF-041870 to CF-041872. */
      readonly missingNumbers: readonly NumberRange[]
      /** Sales that are missing and whose number nothing tells. */
      readonly unnamedSales: number
      readonly missingReceipts: readonly MissingReceipt[]
      /** The stamp of the new book as it was checked, as text. */
      readonly file: string
    }
  /** Nothing of a book could be read. Nothing was written. */
  | { readonly state: 'nothing'; readonly reason: string }
  /** Nothing lies at the target that did not lie there before. */
  | {
      readonly state: 'failed'
      readonly code: BookProblem | 'TARGET_EXISTS' | 'INTERNAL'
      readonly reason: string
    }
  | { readonly state: 'cancelled' }

/** A salvage under way. */
export interface RunningSalvage {
  /** Never rejects. */
  readonly finished: Promise<SalvageOutcome>
  /** Gives it up at its next step; nothing is left of it. */
  cancel(): void
}
