import type {
  ReceiptSort,
  ReceiptStretch,
  ReceiptSums,
} from '../../../../shared/contract/shapes/lists/receipts.ts'
import type { ReceiptFilter, ReceiptQuery } from '../../port/lists.ts'
import { inSnapshot, type Reading } from '../../sqlite/context.ts'
import { readCommit } from '../../witness/totals.ts'
import { type Condition, commonConditions, joined, orderSql, scanPlaces, scanTotals } from '../scan-parts.ts'
import { RECEIPTS, RECEIVED } from './received.ts'
import { receiptsBySeq } from './rows.ts'
import { asReceiptSum } from './sums.ts'

/** Reads a stretch of the receipts by looking at every one. */
export function scanReceipts(reading: Reading, { filter, sort, from, limit }: ReceiptQuery): ReceiptStretch {
  return inSnapshot(reading, () => {
    const place = { order: orderOf(sort), limit, from }
    const { count, seqs } = scanPlaces(reading, RECEIPTS, receiptsWhere(reading, filter), place)
    return { asOf: readCommit(reading), count, rows: receiptsBySeq(reading, seqs) }
  })
}

/** Counts and sums the receipts of a filter by looking at every one. */
export function scanReceiptSums(reading: Reading, filter: ReceiptFilter): ReceiptSums {
  return inSnapshot(reading, () => {
    const { count, all, sums, tills } = scanTotals(reading, RECEIPTS, receiptsWhere(reading, filter))
    return { asOf: readCommit(reading), count, all, sums: sums.map(asReceiptSum), tills }
  })
}

/** Gives what a receipt must be to be left by a filter. */
export function receiptsWhere(reading: Reading, filter: ReceiptFilter): Condition {
  const at = filter.period?.by === 'recorded' ? 'receipt.recorded_at_ms' : 'receipt.paid_at_ms'
  return joined([
    { sql: RECEIPTS.standing, params: [] },
    ...commonConditions(reading, filter, { at, amount: RECEIVED, currency: RECEIVED.currency }),
  ])
}

/** What each order compares, the first thing first; what is alike stays in the order it was written. */
const ORDERS: Readonly<Record<ReceiptSort['by'], readonly string[]>> = {
  paid: ['receipt.paid_at_ms'],
  received: [RECEIVED.currency, RECEIVED.whole, RECEIVED.frac],
  number: ['invoice.till_seq', 'length(invoice.number)', 'invoice.number'],
  customer: ["coalesce(invoice.customer_name, '') COLLATE NOCASE", 'invoice.seq'],
  account: ['account.label COLLATE NOCASE', 'account.seq', 'invoice.seq'],
}

function orderOf({ by, down }: ReceiptSort): string {
  return orderSql([...ORDERS[by], 'receipt.seq'], down)
}
