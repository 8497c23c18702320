import { type InvoiceHead, unchanged } from '../invoices/head.ts'
import type { InvoiceChange } from '../port/changes.ts'
import type { LinkUnanswered } from '../port/links.ts'
import type { Reading, Writing } from '../sqlite/context.ts'
import { all } from '../sqlite/sql.ts'
import { raise, resolveCompleted, wasHandled } from './raise.ts'

/**
 * Raises what a provider does not know any more, each sale once: what a person has handled is not raised again before the provider has
 * known it in between. Part of the caller's transaction.
 */
export function raiseGhosts(
  writing: Writing,
  linkIds: readonly string[],
  at: number,
): readonly InvoiceChange[] {
  const invoices = all<InvoiceHead>(
    writing,
    `SELECT DISTINCT invoice.seq, invoice.id, invoice.status FROM json_each(?) AS wanted
     CROSS JOIN payment_links AS link ON link.id = wanted.value AND link.stage = 'live'
     CROSS JOIN invoices AS invoice ON invoice.seq = link.invoice_seq AND invoice.import_seq IS NULL`,
    [JSON.stringify(linkIds)],
  )
  return invoices.flatMap((invoice) => {
    if (wasHandled(writing, invoice.seq, 'ghost')) return []
    const raised = raise(writing, invoice, ['ghost'], at)
    return raised.length === 0 ? [] : [{ ...unchanged(writing, invoice), raised }]
  })
}

/** Gives the links of which their provider says for the second time running that it does not know them: the first time may be a slip. */
export function unknownAgain(reading: Reading, failed: readonly LinkUnanswered[]): readonly string[] {
  const unknown = failed.filter(({ code }) => code === 'LINK_NOT_FOUND').map(({ linkId }) => linkId)
  if (unknown.length === 0) return []
  const sql = `SELECT id FROM payment_links WHERE id IN (SELECT value FROM json_each(?)) AND last_error = 'LINK_NOT_FOUND'`
  return all<{ id: string }>(reading, sql, [JSON.stringify(unknown)]).map(({ id }) => id)
}

/** Ends the exception of a link that its provider knows after all; part of the caller's transaction. */
export function endGhost(
  writing: Writing,
  {
    invoice_seq: invoiceSeq,
    last_error: error,
  }: { readonly invoice_seq: bigint; readonly last_error: string | null },
  at: number,
): void {
  // Only a link whose last question failed can have been unknown.
  if (error !== null) resolveCompleted(writing, invoiceSeq, 'ghost', at)
}
