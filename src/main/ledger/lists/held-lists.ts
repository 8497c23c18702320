import type { Reading } from '../sqlite/context.ts'
import { createHeldCharts, type HeldCharts } from './charts/held-charts.ts'
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
  /** Gives what charts are drawn from, begun likewise. */
  charts(): HeldCharts
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
  let ofDays: HeldDays | null = null
  let charts: HeldCharts | null = null
  function receipts(): HeldReceipts {
    held ??= createHeldReceipts(reading, invoices, piece)
    return held
  }
  function days(): HeldDays {
    ofDays ??= createHeldDays(reading, invoices, receipts(), piece)
    return ofDays
  }
  /** Begun and not yet full, one after the other: each needs those before it. */
  function unfull(): HeldReceipts | HeldDays | HeldCharts | undefined {
    return [held, ofDays, charts].find((one) => one?.isFull() === false) ?? undefined
  }
  return {
    ...{ invoices, receipts, days },
    charts() {
      charts ??= createHeldCharts(reading, days(), receipts(), piece)
      return charts
    },
    fill() {
      // What somebody waits for comes first, and when the last money of each invoice came after it.
      const next = unfull()
      if (!invoices.isFull() || !next) return invoices.fill() || next !== undefined
      return next.fill() || unfull() !== undefined || invoices.fill()
    },
    close: () => invoices.close(),
  }
}
