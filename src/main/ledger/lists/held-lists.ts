import type { Reading } from '../sqlite/context.ts'
import { createHeldInvoices, type HeldInvoices } from './invoices/held-invoices.ts'
import { createHeldDays, type HeldDays } from './month/held-days.ts'
import { createHeldReceipts, type HeldReceipts } from './receipts/held-receipts.ts'

/** The lists of a book, from columns in memory that follow it. */
export interface HeldLists {
  readonly invoices: HeldInvoices
  /** Gives the receipts; their columns are begun when they are first asked for. */
  receipts(): HeldReceipts
  /** Gives what the business days came to; what it needs is begun when it is first asked for. */
  days(): HeldDays
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
  let held: HeldReceipts | null = null
  let days: HeldDays | null = null
  function receipts(): HeldReceipts {
    held ??= createHeldReceipts(reading, invoices, piece)
    return held
  }
  return {
    invoices,
    receipts,
    days() {
      days ??= createHeldDays(reading, invoices, receipts(), piece)
      return days
    },
    fill() {
      if (held?.isFull() && days?.isFull() === false) return days.fill() || invoices.fill()
      // What somebody waits for comes first, and when the last money of each invoice came after it.
      if (!invoices.isFull() || !held || held.isFull()) return invoices.fill() || held?.isFull() === false
      return held.fill() || days?.isFull() === false || invoices.fill()
    },
    close: () => invoices.close(),
  }
}
