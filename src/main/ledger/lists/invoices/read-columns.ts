import type { Reading } from '../../sqlite/context.ts'
import { get, plainRows } from '../../sqlite/sql.ts'
import { cutParts } from '../amounts.ts'
import { rowOf } from '../cells.ts'
import { readTillCodes, TILL_SQL } from '../till-codes.ts'
import { type ColumnRow, type Columns, writeRow } from './columns.ts'

const amount = (name: string) => cutParts(`${name}_whole`, `${name}_frac`)

const COLUMNS = `invoice.seq, invoice.created_at_ms, invoice.status, invoice.provider, invoice.account_seq, invoice.currency,
  ${amount('invoice.asked')}, ${amount('invoice.received')}, invoice.reviewed_at_ms IS NOT NULL,
  iif(invoice.withdrawn_at_ms IS NULL, invoice.tags, NULL), invoice.import_seq IS NOT NULL, invoice.withdrawn_at_ms IS NOT NULL`

const AFTER_SQL = `SELECT ${COLUMNS} FROM invoices AS invoice WHERE invoice.seq > ? ORDER BY invoice.seq LIMIT ?`

/** Reads the next invoices behind those that are there; gives how many came. */
export function readNext(reading: Reading, columns: Columns, limit: number): number {
  const last = columns.count === 0 ? -1 : (columns.seq[columns.count - 1] ?? -1)
  const rows = plainRows<ColumnRow>(reading, AFTER_SQL, [last, limit])
  for (const row of rows) writeRow(columns, row)
  return rows.length
}

/** Reads how many rows a table may hold: nothing is removed, so it is the highest key. */
export function readMost(reading: Reading, table: 'invoices' | 'receipts'): number {
  return Number(get<{ n: bigint | null }>(reading, `SELECT max(seq) AS n FROM ${table}`)?.n ?? 0n)
}

/** Notes which invoices need a person. */
export function readAttention(reading: Reading, columns: Columns): void {
  const sql =
    'SELECT invoice_seq FROM exceptions INDEXED BY exceptions_once WHERE settled_at_ms IS NULL AND invoice_seq IS NOT NULL'
  for (const [seq] of plainRows<readonly [number]>(reading, sql)) {
    const row = rowOf(columns, seq)
    if (row >= 0) columns.attention[row] = 1
  }
}

// By the index of the numbers alone: no text of a million sales is read.
const TILL_ROWS_SQL = 'SELECT seq FROM invoices WHERE number >= ? AND number < ?'

/** Notes what the numbers begin with. */
export function readTills(reading: Reading, columns: Columns): void {
  const found = readTillCodes(reading)
  for (const till of found) {
    const code = columns.tills.code(till)
    // The first code is what each row has as it is.
    if (code === 0) continue
    for (const [seq] of plainRows<readonly [number]>(reading, TILL_ROWS_SQL, [`${till}-`, `${till}.`])) {
      const row = rowOf(columns, seq)
      if (row >= 0) columns.till[row] = code
    }
  }
}

const RECEIPTS_SQL =
  'SELECT seq, invoice_seq, paid_at_ms, recorded_at_ms FROM receipts WHERE seq > ? ORDER BY seq LIMIT ?'

/** Reads when the last money of invoices came, and when the book learned of it, from the receipts behind this one; gives the last that was read, null at the end. */
export function readCameAt(reading: Reading, columns: Columns, after: number, limit: number): number | null {
  const { paidAt, recordedAt } = columns
  const receipts = plainRows<readonly [number, number, number, number]>(reading, RECEIPTS_SQL, [after, limit])
  for (const [, invoice, paid, recorded] of receipts) {
    const row = rowOf(columns, invoice)
    if (row < 0) continue
    if (!((paidAt[row] as number) >= paid)) paidAt[row] = paid
    if (!((recordedAt[row] as number) >= recorded)) recordedAt[row] = recorded
  }
  return receipts.length < limit ? null : (receipts.at(-1)?.[0] ?? null)
}

/** An invoice as it is now. */
export type ChangedRow = readonly [
  ...ColumnRow,
  attention: number,
  paidAt: number | null,
  recordedAt: number | null,
  till: string,
]

export const CHANGED_SQL = `SELECT ${COLUMNS},
    EXISTS (SELECT 1 FROM exceptions AS raised INDEXED BY exceptions_once WHERE raised.invoice_seq = invoice.seq AND raised.settled_at_ms IS NULL),
    (SELECT max(receipt.paid_at_ms) FROM receipts AS receipt WHERE receipt.invoice_seq = invoice.seq),
    (SELECT max(receipt.recorded_at_ms) FROM receipts AS receipt WHERE receipt.invoice_seq = invoice.seq), ${TILL_SQL}
  FROM json_each(?) AS wanted CROSS JOIN invoices AS invoice ON invoice.seq = wanted.value ORDER BY invoice.seq`

/** Reads these invoices anew, and those that are new, in the order of their keys. */
export function readChanged(reading: Reading, seqs: readonly number[]): readonly ChangedRow[] {
  return plainRows<ChangedRow>(reading, CHANGED_SQL, [`[${seqs.join(',')}]`])
}

/** Writes an invoice as it is now into its row, which may be a new one; gives the row. */
export function writeChanged(columns: Columns, one: ChangedRow): number {
  const row = writeRow(columns, one as unknown as ColumnRow)
  columns.attention[row] = one[18]
  columns.paidAt[row] = one[19] ?? Number.NaN
  columns.recordedAt[row] = one[20] ?? Number.NaN
  columns.till[row] = columns.tills.code(one[21])
  return row
}

/** An account as a list sorts by it and a search finds it. */
export interface ListedAccount {
  readonly seq: number
  readonly id: string
  readonly label: string
}

/** Reads the accounts in the order a list shows them. */
export function readAccounts(reading: Reading): readonly ListedAccount[] {
  const sql = 'SELECT seq, id, label FROM provider_accounts ORDER BY label COLLATE NOCASE, seq'
  return plainRows<readonly [number, string, string]>(reading, sql).map(([seq, id, label]) => ({
    ...{ seq, id, label },
  }))
}
