import type { Reading } from '../../sqlite/context.ts'
import { plainRows } from '../../sqlite/sql.ts'
import { type AmountRows, createAmounts, cutParts, growAmounts, writeAmounts } from '../amounts.ts'
import {
  type CodedRows,
  createCodedRows,
  FIRST_CAPACITY,
  growCodedRows,
  longer,
  rowFor,
  rowOf,
  writeGone,
} from '../cells.ts'

/** What a sum needs of each refund, or of what undoes one, in the order of their keys; the arrays may be longer than `count`. */
export interface RefundColumns extends AmountRows {
  /** When it was recorded, epoch ms. */
  recordedAt: Float64Array
  /** The key of its invoice. */
  invoice: Float64Array
}

/** Every refund of a book, and what undoes them; none is ever rewritten or removed. */
export interface Refunds {
  readonly refunded: RefundColumns
  readonly undone: RefundColumns
  /** Reads those that came since, at most `limit` of them; gives how many came. */
  readNext(limit: number): number
  /** Notes which of them are of invoices that count nowhere. */
  followGone(invoices: CodedRows): void
}

type RefundRow = readonly [
  seq: number,
  undoes: number | null,
  recordedAt: number,
  provider: string,
  account: number,
  currency: string,
  amount0: number,
  amount1: number,
  amount2: number,
  amount3: number,
  invoice: number,
]

const AFTER_SQL = `SELECT refund.seq, refund.undoes_seq, refund.recorded_at_ms, invoice.provider, invoice.account_seq,
    invoice.currency, ${cutParts('refund.amount_whole', 'refund.amount_frac')}, refund.invoice_seq
  FROM refunds AS refund CROSS JOIN invoices AS invoice ON invoice.seq = refund.invoice_seq
  WHERE refund.seq > ? ORDER BY refund.seq LIMIT ?`

/** Makes the refunds of a book, as yet without any. */
export function createRefunds(reading: Reading): Refunds {
  const [refunded, undone] = [createColumns(), createColumns()]
  let last = -1
  return {
    ...{ refunded, undone },
    readNext(limit) {
      const rows = plainRows<RefundRow>(reading, AFTER_SQL, [last, limit])
      for (const row of rows) write(row[1] === null ? refunded : undone, row)
      last = rows.at(-1)?.[0] ?? last
      return rows.length
    },
    followGone(invoices) {
      if (invoices.goneCount === 0) return
      for (const columns of [refunded, undone])
        for (let row = 0; row < columns.count; row += 1)
          writeGone(columns, row, invoices.gone[rowOf(invoices, columns.invoice[row] as number)] ?? 0)
    },
  }
}

function createColumns(): RefundColumns {
  return {
    ...createCodedRows(),
    recordedAt: new Float64Array(FIRST_CAPACITY),
    invoice: new Float64Array(FIRST_CAPACITY),
    ...createAmounts(1, FIRST_CAPACITY),
  }
}

function write(columns: RefundColumns, one: RefundRow): void {
  const row = rowFor(columns, one[0], (capacity) => grow(columns, capacity))
  const { codes } = columns
  columns.recordedAt[row] = one[2]
  columns.invoice[row] = one[10]
  columns.provider[row] = codes.provider.code(one[3])
  columns.account[row] = codes.account.code(one[4])
  columns.currency[row] = codes.currency.code(one[5])
  writeAmounts(columns, row, [one[6], one[7], one[8], one[9]])
}

function grow(columns: RefundColumns, capacity: number): void {
  growCodedRows(columns, capacity)
  columns.recordedAt = longer(columns.recordedAt, new Float64Array(capacity))
  columns.invoice = longer(columns.invoice, new Float64Array(capacity))
  growAmounts(columns, capacity)
}
