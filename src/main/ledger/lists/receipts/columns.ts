import { type AmountRows, createAmounts, growAmounts, writeAmounts } from '../amounts.ts'
import { createCodedRows, growCodedRows, longer, rowFor, writeGone } from '../cells.ts'

/**
 * What a filter, an order or a sum needs of each receipt, in the order of their keys; the arrays may be longer than `count`. Its amount is what
 * it counts toward its invoice, or what came where that is not known.
 */
export interface ReceiptColumns extends AmountRows {
  /** The row of its invoice among the invoices'. */
  invoice: Uint32Array
  /** Epoch ms. */
  paidAt: Float64Array
  recordedAt: Float64Array
}

/** What is read of a receipt. */
export type ReceiptColumnRow = readonly [
  seq: number,
  invoice: number,
  paidAt: number,
  recordedAt: number,
  provider: string,
  account: number,
  currency: string,
  received0: number,
  received1: number,
  received2: number,
  received3: number,
  gone: number,
]

/** Makes columns without any receipt, with room for `capacity` of them. */
export function createReceiptColumns(capacity: number): ReceiptColumns {
  return {
    ...createCodedRows(capacity),
    invoice: new Uint32Array(capacity),
    paidAt: new Float64Array(capacity),
    recordedAt: new Float64Array(capacity),
    ...createAmounts(1, capacity),
  }
}

/** Writes a receipt into its row, which is new behind the last one where its key is; gives the row. `invoice` is its invoice's row. */
export function writeReceipt(columns: ReceiptColumns, one: ReceiptColumnRow, invoice: number): number {
  const row = rowFor(columns, one[0], (capacity) => grow(columns, capacity))
  const { codes } = columns
  columns.invoice[row] = invoice
  columns.paidAt[row] = one[2]
  columns.recordedAt[row] = one[3]
  columns.provider[row] = codes.provider.code(one[4])
  columns.account[row] = codes.account.code(one[5])
  columns.currency[row] = codes.currency.code(one[6])
  writeAmounts(columns, row, [one[7], one[8], one[9], one[10]])
  writeGone(columns, row, one[11])
  return row
}

function grow(columns: ReceiptColumns, capacity: number): void {
  growCodedRows(columns, capacity)
  columns.invoice = longer(columns.invoice, new Uint32Array(capacity))
  columns.paidAt = longer(columns.paidAt, new Float64Array(capacity))
  columns.recordedAt = longer(columns.recordedAt, new Float64Array(capacity))
  growAmounts(columns, capacity)
}
