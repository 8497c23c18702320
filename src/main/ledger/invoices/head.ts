import type { InvoiceStatus } from '../../../shared/status/status.ts'
import type { InvoiceChange } from '../port/changes.ts'
import { commitOf, type Writing } from '../sqlite/context.ts'
import { get, run } from '../sqlite/sql.ts'

/** What names an invoice in a write, and how it stands. */
export interface InvoiceHead {
  readonly seq: bigint
  readonly id: string
  readonly status: InvoiceStatus
}

/** Reads what names an invoice; null when the book has none of that id. */
export function invoiceHead(writing: Writing, id: string): InvoiceHead | null {
  return get<InvoiceHead>(writing, 'SELECT seq, id, status FROM invoices WHERE id = ?', [id])
}

/** Marks an invoice as updated by a fact that leaves its status and its money as they are. */
export function touch(writing: Writing, invoice: InvoiceHead, at: number): InvoiceChange {
  run(writing, 'UPDATE invoices SET updated_at_ms = ? WHERE seq = ?', [at, invoice.seq])
  return unchanged(writing, invoice)
}

/** A change of an invoice that keeps its status. */
export function unchanged(writing: Writing, { id, status }: InvoiceHead): InvoiceChange {
  const commit = commitOf(writing)
  return { invoiceId: id, commit, before: status, after: status, changed: true, newReceipts: 0, raised: [] }
}
