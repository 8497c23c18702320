import type { InvoiceRecord } from '../port/record.ts'
import type { Reading } from '../sqlite/context.ts'
import { get, ms, msOrNull } from '../sqlite/sql.ts'

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
  readonly begun_at_ms: bigint
  readonly sales: bigint
}

const SELECT = `SELECT one.seq, one.id, one.file_name, one.till_seq, till.code, one.account_seq, account.id AS account_id, account.provider,
    one.begun_at_ms, one.finished_at_ms, one.undone_at_ms, one.sales
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

/** The imports that are in the book by half: what was begun and not finished, and what is being undone. */
export const UNFINISHED_SQL = `SELECT id FROM imports WHERE (finished_at_ms IS NULL AND undone_at_ms IS NULL)
  OR (undone_at_ms IS NOT NULL AND EXISTS (SELECT 1 FROM invoices INDEXED BY invoices_of_import
    WHERE invoices.import_seq = imports.seq AND invoices.withdrawn_at_ms IS NULL)) ORDER BY seq`

/** Says whether an import is in the book by half, so that what the book comes to is no figure of anything. */
export function isImporting(reading: Reading): boolean {
  return get(reading, `${UNFINISHED_SQL} LIMIT 1`) !== null
}

/**
 * Says of a sale whether its import is not finished: it may go with it any moment, so that nothing is written about it that would hold it;
 * false where no such sale is there.
 */
export function isBeingImported(reading: Reading, invoiceId: string): boolean {
  const sql = `SELECT 1 FROM invoices AS invoice CROSS JOIN imports AS own ON own.seq = invoice.import_seq
    WHERE invoice.id = ? AND own.finished_at_ms IS NULL`
  return get(reading, sql, [invoiceId]) !== null
}

/** Says of a sale whether it came out of a file, so that its provider is asked for nothing of it; false where no such sale is there. */
export function isImported(reading: Reading, invoiceId: string): boolean {
  return get(reading, 'SELECT 1 FROM invoices WHERE id = ? AND import_seq IS NOT NULL', [invoiceId]) !== null
}

interface OriginRow {
  readonly id: string
  readonly file_name: string
  readonly person: string
  readonly begun_at_ms: bigint
  readonly undone_at_ms: bigint | null
}

/** Reads out of which file a sale came, by the key of its import; null for a sale that was made here. */
export function importedFrom(
  reading: Reading,
  importSeq: bigint | null,
): InvoiceRecord['invoice']['importedFrom'] {
  if (importSeq === null) return null
  const row = get<OriginRow>(
    reading,
    'SELECT id, file_name, person, begun_at_ms, undone_at_ms FROM imports WHERE seq = ?',
    [importSeq],
  )
  if (!row) throw new Error('an imported sale without its import')
  const { id: importId, file_name: fileName, person } = row
  return { importId, fileName, person, importedAt: ms(row.begun_at_ms), undoneAt: msOrNull(row.undone_at_ms) }
}
