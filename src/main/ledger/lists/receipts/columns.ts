import {
  type CodedRows,
  createCodedRows,
  growCodedRows,
  longer,
  PARTS,
  rowFor,
  writeParts,
} from '../cells.ts'

/** What a filter, an order or a sum needs of each receipt, in the order of their keys; the arrays may be longer than `count`. */
export interface ReceiptColumns extends CodedRows {
  /** The row of its invoice among the invoices'. */
  invoice: Uint32Array
  /** Epoch ms. */
  paidAt: Float64Array
  recordedAt: Float64Array
  /** What it counts toward its invoice, or what came where that is not known: {@link PARTS} of each receipt. */
  amounts: Uint32Array
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
]

/** Makes columns without any receipt, with room for `capacity` of them. */
export function createReceiptColumns(capacity: number): ReceiptColumns {
  return {
    ...createCodedRows(capacity),
    invoice: new Uint32Array(capacity),
    paidAt: new Float64Array(capacity),
    recordedAt: new Float64Array(capacity),
    amounts: new Uint32Array(capacity * PARTS),
  }
}

/** Writes a receipt into its row, which is new behind the last one where its key is; gives the row. `invoice` is its invoice's row. */
export function writeReceipt(columns: ReceiptColumns, one: ReceiptColumnRow, invoice: number): number {
  const row = rowFor(columns, one[0], (capacity) => grow(columns, capacity))
  const { codes, amounts } = columns
  columns.invoice[row] = invoice
  columns.paidAt[row] = one[2]
  columns.recordedAt[row] = one[3]
  columns.provider[row] = codes.provider.code(one[4])
  columns.account[row] = codes.account.code(one[5])
  columns.currency[row] = codes.currency.code(one[6])
  writeParts(amounts, row * PARTS, one[7], one[8], one[9], one[10])
  return row
}

function grow(columns: ReceiptColumns, capacity: number): void {
  growCodedRows(columns, capacity)
  columns.invoice = longer(columns.invoice, new Uint32Array(capacity))
  columns.paidAt = longer(columns.paidAt, new Float64Array(capacity))
  columns.recordedAt = longer(columns.recordedAt, new Float64Array(capacity))
  columns.amounts = longer(columns.amounts, new Uint32Array(capacity * PARTS))
}
