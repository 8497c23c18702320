import type { Reading } from '../../sqlite/context.ts'
import { plainRows } from '../../sqlite/sql.ts'
import { cutParts } from '../amounts.ts'
import { type Rows, rowOf } from '../cells.ts'
import { type ReceiptColumnRow, type ReceiptColumns, writeReceipt } from './columns.ts'
import { RECEIVED } from './received.ts'

const COLUMNS = `receipt.seq, receipt.invoice_seq, receipt.paid_at_ms, receipt.recorded_at_ms, invoice.provider,
  invoice.account_seq, ${RECEIVED.currency}, ${cutParts(RECEIVED.whole, RECEIVED.frac)}, receipt.withdrawn_at_ms IS NOT NULL`

const AFTER_SQL = `SELECT ${COLUMNS} FROM receipts AS receipt CROSS JOIN invoices AS invoice ON invoice.seq = receipt.invoice_seq
  WHERE receipt.seq > ? ORDER BY receipt.seq LIMIT ?`

/** Reads the next receipts behind those that are there; gives how many came. */
export function readNextReceipts(
  reading: Reading,
  columns: ReceiptColumns,
  invoices: Rows,
  limit: number,
): number {
  const last = columns.count === 0 ? -1 : (columns.seq[columns.count - 1] ?? -1)
  const rows = plainRows<ReceiptColumnRow>(reading, AFTER_SQL, [last, limit])
  for (const row of rows) writeReceipt(columns, row, invoiceRow(invoices, row))
  return rows.length
}

export const RECEIPTS_OF_SQL = `SELECT ${COLUMNS} FROM json_each(?) AS wanted
  CROSS JOIN receipts AS receipt ON receipt.invoice_seq = wanted.value
  CROSS JOIN invoices AS invoice ON invoice.seq = receipt.invoice_seq ORDER BY receipt.seq`

/** Reads the receipts of these invoices anew, and those that are new, in the order of their keys. */
export function readReceiptsOf(
  reading: Reading,
  invoiceSeqs: readonly number[],
): readonly ReceiptColumnRow[] {
  return plainRows<ReceiptColumnRow>(reading, RECEIPTS_OF_SQL, [`[${invoiceSeqs.join(',')}]`])
}

/** Gives the row of a receipt's invoice among the invoices. Throws where it is not there. */
export function invoiceRow(invoices: Rows, row: ReceiptColumnRow): number {
  const invoice = rowOf(invoices, row[1])
  if (invoice < 0) throw new Error('a receipt has no invoice')
  return invoice
}
