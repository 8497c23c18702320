import type { ReceiptRow, ReceiptSum } from '../../../../shared/contract/shapes/lists/receipts.ts'
import type { ReceiptFilter } from '../../port/lists.ts'
import { inSnapshot, type Reading } from '../../sqlite/context.ts'
import { createFollower } from '../follower.ts'
import { answersFrom, type HeldList } from '../held-list.ts'
import { type HeldInvoices, roomFor } from '../invoices/held-invoices.ts'
import { readMost } from '../invoices/read-columns.ts'
import { leavesAllCommon } from '../marks.ts'
import { createOrders, sortingBy } from '../orders.ts'
import { sumRows } from '../sums.ts'
import { createReceiptColumns, type ReceiptColumns } from './columns.ts'
import { matchReceipts } from './filter.ts'
import { type ReceiptOrder, receiptOrderKeys } from './order-keys.ts'
import { readNextReceipts, readReceiptsOf } from './read-receipts.ts'
import { receiptsBySeq } from './rows.ts'
import { asReceiptSum } from './sums.ts'

/** The receipts of a book, and what else is reckoned from them. */
export interface HeldReceipts extends HeldList<ReceiptFilter, ReceiptOrder, ReceiptRow, ReceiptSum> {
  readonly columns: ReceiptColumns
  /** Takes in what has changed in the book; only where all is there, and in the snapshot of the answer. */
  follow(): void
}

/** What of a receipt can change after it was written down. */
const MOVES: ReadonlySet<ReceiptOrder> = new Set(['paid', 'received'])

/** Makes the receipts of the book of `reading`, as yet without any, beside its invoices; they are filled once those are full. */
export function createHeldReceipts(reading: Reading, invoices: HeldInvoices, piece: number): HeldReceipts {
  const columns = createReceiptColumns(roomFor(readMost(reading, 'receipts')))
  const orders = createOrders(
    sortingBy<ReceiptOrder>(
      columns,
      (by) => receiptOrderKeys(columns, by, (order) => invoices.orders.rows(order)),
      MOVES,
    ),
  )
  // What changes while the pieces are read has a later event, and is read again.
  const follower = createFollower(reading)
  let accounts = invoices.accounts()
  let isFull = false
  const answers = answersFrom<ReceiptFilter, ReceiptOrder, ReceiptRow, ReceiptSum>({
    ...{ reading, follower, follow, rows: columns, orders, leavesAll: leavesAllCommon },
    match: (filter) =>
      matchReceipts(columns, filter, {
        accounts: (ids) => invoices.accountKeys(ids),
        invoicesFound: () => invoices.found(filter.search),
      }),
    sum: (mask) => sumRows(columns, 1, mask).map(asReceiptSum),
    read: (seqs) => receiptsBySeq(reading, seqs),
  })

  function follow(): void {
    invoices.follow()
    const touched = follower.next()
    if (touched === null) return
    const known = columns.count
    const rows = readReceiptsOf(reading, columns, invoices.columns, touched)
    orders.follow(
      rows.filter((row) => row < known),
      rows.filter((row) => row >= known),
    )
    if (accounts !== invoices.accounts()) {
      accounts = invoices.accounts()
      orders.forget('account')
    }
    // Another sale, or another name of one, is what a search may find by now.
    answers.drop()
  }

  function readPiece(): number {
    return inSnapshot(reading, () => {
      // The invoices of what is read are to be there.
      invoices.follow()
      return readNextReceipts(reading, columns, invoices.columns, piece)
    })
  }

  return {
    ...{ columns, follow },
    fill() {
      if (isFull) return false
      isFull = invoices.isFull() && readPiece() < piece
      return !isFull
    },
    isFull: () => isFull,
    stretch: answers.stretch,
    sums: answers.sums,
  }
}
