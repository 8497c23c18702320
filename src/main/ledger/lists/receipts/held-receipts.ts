import type { ReceiptCounts } from '../../../../shared/contract/shapes/lists/counts.ts'
import type {
  ReceiptRow,
  ReceiptSum,
  ReceiptSums,
} from '../../../../shared/contract/shapes/lists/receipts.ts'
import { isBlankSearch } from '../../../../shared/text/words.ts'
import type { ReceiptFilter } from '../../port/lists.ts'
import { inSnapshot, type Reading } from '../../sqlite/context.ts'
import { rowOf } from '../cells.ts'
import { countReceipts } from '../counts/of-receipts.ts'
import { createFollower } from '../follower.ts'
import { answersFrom, type HeldList } from '../held-list.ts'
import { knownTills } from '../invoices/columns.ts'
import { type HeldInvoices, roomFor } from '../invoices/held-invoices.ts'
import { readMost } from '../invoices/read-columns.ts'
import { leavesAllCommon } from '../marks.ts'
import { createOrders, sortingBy } from '../orders.ts'
import { addSums, type StoredSums, sumRows } from '../sums.ts'
import { createReceiptColumns, type ReceiptColumns, writeReceipt } from './columns.ts'
import { keepOfInvoices, matchReceipts, openedReceipts } from './filter.ts'
import { type ReceiptOrder, receiptOrderKeys } from './order-keys.ts'
import { invoiceRow, readNextReceipts, readReceiptsOf } from './read-receipts.ts'
import { receiptsBySeq } from './rows.ts'
import { asReceiptSum } from './sums.ts'

/** The receipts of a book, and what else is reckoned from them. */
export interface HeldReceipts
  extends HeldList<ReceiptFilter, ReceiptOrder, ReceiptRow, ReceiptSum, ReceiptCounts> {
  sums(filter: ReceiptFilter): ReceiptSums
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
  const sources = {
    ...{ accounts: invoices.accountKeys, accountId: invoices.accountId, items: invoices.items },
    ...{ invoices: invoices.columns, keepItems },
  }
  const answers = answersFrom<ReceiptFilter, ReceiptOrder, ReceiptRow, ReceiptColumns, readonly StoredSums[]>(
    {
      ...{ reading, follower, follow, rows: columns, orders },
      leavesAll: (filter) => columns.goneCount === 0 && leavesAllCommon(filter),
      // Another sale, or another name of one, is what a search may find by now.
      isBeyondRows: ({ search }) => !isBlankSearch(search),
      match: (filter, of) =>
        matchReceipts(of, filter, { ...sources, invoicesFound: () => invoices.found(filter.search) }),
      tally: (of, mask) => sumRows(of, mask),
      add: addSums,
      read: (seqs) => receiptsBySeq(reading, seqs),
    },
  )

  function keepItems(mask: Uint8Array, of: ReceiptColumns, names: readonly string[]): void {
    if (of !== columns) {
      invoices.items.keepAt(mask, of.invoice.subarray(0, of.count), names)
      return
    }
    const sales = new Uint8Array(invoices.columns.count).fill(1)
    invoices.items.keep(sales, names)
    keepOfInvoices(mask, of.invoice, sales)
  }

  function follow(): void {
    invoices.follow()
    const touched = follower.next()
    if (touched === null) return
    if (accounts !== invoices.accounts()) {
      accounts = invoices.accounts()
      orders.forget('account')
      answers.drop()
    }
    if (touched.length === 0) return
    const known = columns.count
    const read = readReceiptsOf(reading, touched)
    answers.leave(read.map(([seq]) => rowOf(columns, seq)).filter((row) => row >= 0))
    const rows = read.map((one) => writeReceipt(columns, one, invoiceRow(invoices.columns, one)))
    orders.follow(
      rows.filter((row) => row < known),
      rows.filter((row) => row >= known),
    )
    answers.enter(rows)
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
    sums(filter) {
      const { tally, ...counted } = answers.tallied(filter)
      return { ...counted, sums: tally.map(asReceiptSum), tills: knownTills(invoices.columns) }
    },
    counts: (query) =>
      inSnapshot(reading, () => {
        follow()
        const left = answers.maskOf(openedReceipts(query.filter))
        return { asOf: follower.commit(), ...countReceipts(columns, query, left, sources) }
      }),
  }
}
