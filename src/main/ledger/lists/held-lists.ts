import type { Reading } from '../sqlite/context.ts'
import { createHeldInvoices, type HeldInvoices } from './invoices/held-invoices.ts'
import { createHeldReceipts, type HeldReceipts } from './receipts/held-receipts.ts'

/** The lists of a book, from columns in memory that follow it. */
export interface HeldLists {
  readonly invoices: HeldInvoices
  /** Gives the receipts; their columns are begun when they are first asked for. */
  receipts(): HeldReceipts
  /** Reads one more piece of the book, each for itself; false once there is none left. */
  fill(): boolean
  /** Lets go of what lies beside the book. */
  close(): void
}

/** Rows are read so many at once: a few hundredths of a second. */
const PIECE = 20_000

/**
 * Makes the lists of the book of `reading`, as yet without any row; a piece is so many of them. What is searched of older sales may lie in a
 * file at `searchPath`.
 */
export function createHeldLists(
  reading: Reading,
  piece = PIECE,
  searchPath: string | null = null,
): HeldLists {
  const invoices = createHeldInvoices(reading, piece, searchPath)
  let receipts: HeldReceipts | null = null
  return {
    invoices,
    receipts() {
      receipts ??= createHeldReceipts(reading, invoices, piece)
      return receipts
    },
    fill() {
      // What somebody waits for comes first, and when the last money of each invoice came after it.
      if (!invoices.isFull() || !receipts || receipts.isFull())
        return invoices.fill() || receipts?.isFull() === false
      return receipts.fill() || invoices.fill()
    },
    close: () => invoices.close(),
  }
}
