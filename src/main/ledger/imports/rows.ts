import type { Reading } from '../sqlite/context.ts'
import { get } from '../sqlite/sql.ts'

/** An import as it lies in the book. */
export interface ImportRow {
  readonly seq: bigint
  readonly id: string
  readonly file_name: string
  readonly till_seq: bigint
  readonly code: string
  readonly account_seq: bigint
  readonly account_id: string
  readonly provider: string
  readonly finished_at_ms: bigint | null
  readonly undone_at_ms: bigint | null
  readonly sales: bigint
}

const SELECT = `SELECT one.seq, one.id, one.file_name, one.till_seq, till.code, one.account_seq, account.id AS account_id, account.provider,
    one.finished_at_ms, one.undone_at_ms, one.sales
  FROM imports AS one CROSS JOIN tills AS till ON till.seq = one.till_seq
  CROSS JOIN provider_accounts AS account ON account.seq = one.account_seq`

/** Reads an import by its id; null for none. */
export function importById(reading: Reading, id: string): ImportRow | null {
  return get<ImportRow>(reading, `${SELECT} WHERE one.id = ?`, [id])
}

/** Reads an import by the token that it was begun with; null for none. */
export function importByToken(reading: Reading, token: string): ImportRow | null {
  return get<ImportRow>(reading, `${SELECT} WHERE one.token = ?`, [token])
}

/**
 * What a sale is of which nothing may be written any more: its import was undone, or is being undone. For a statement that calls the sale
 * `invoice`.
 */
export const IS_UNDONE = `(invoice.withdrawn_at_ms IS NOT NULL OR EXISTS (SELECT 1 FROM imports AS own
  WHERE own.seq = invoice.import_seq AND own.undone_at_ms IS NOT NULL))`

/** Says of a sale whether its import was undone, or is being undone; false where no such sale is there. */
export function isUndone(reading: Reading, invoiceId: string): boolean {
  return get(reading, `SELECT 1 FROM invoices AS invoice WHERE id = ? AND ${IS_UNDONE}`, [invoiceId]) !== null
}

/** Says of a sale whether it came out of a file, so that its provider is asked for nothing of it; false where no such sale is there. */
export function isImported(reading: Reading, invoiceId: string): boolean {
  return get(reading, 'SELECT 1 FROM invoices WHERE id = ? AND import_seq IS NOT NULL', [invoiceId]) !== null
}
