import { type InvoiceHead, unchanged } from '../invoices/head.ts'
import type { InvoiceChange } from '../port/changes.ts'
import type { LedgerContext, Reading, Writing } from '../sqlite/context.ts'
import { all, get, run } from '../sqlite/sql.ts'
import { raise } from './raise.ts'

/** Says whether a sale of the live book is asked for at a test environment of its provider, where no money is real. */
export function isTestAccount(reading: Reading & Pick<LedgerContext, 'book'>, invoiceSeq: bigint): boolean {
  if (reading.book.kind !== 'live') return false
  const sql = `SELECT 1 FROM invoices AS invoice JOIN provider_accounts AS account ON account.seq = invoice.account_seq
    WHERE invoice.seq = ? AND account.environment = 'sandbox'`
  return get(reading, sql, [invoiceSeq]) !== null
}

/**
 * Keeps what a key's test said of its account: live, sandbox or unstated. In the live book, what came there is called to a person once it
 * turns out to be of a test environment; gives the sales. Part of the caller's transaction.
 */
export function noteEnvironment(
  writing: Writing,
  accountId: string,
  environment: string,
  at: number,
): readonly InvoiceChange[] {
  const another = run(
    writing,
    'UPDATE provider_accounts SET environment = ? WHERE id = ? AND environment IS NOT ?',
    [environment, accountId, environment],
  )
  if (another === 0 || environment !== 'sandbox' || writing.book.kind !== 'live') return []
  const paid = all<InvoiceHead>(
    writing,
    `SELECT invoice.seq, invoice.id, invoice.status FROM invoices AS invoice
     JOIN provider_accounts AS account ON account.seq = invoice.account_seq
     WHERE account.id = ? AND (invoice.received_whole > 0 OR invoice.received_frac > 0) AND invoice.import_seq IS NULL
       AND NOT EXISTS (SELECT 1 FROM exceptions AS raised WHERE raised.invoice_seq = invoice.seq AND raised.kind = 'test')`,
    [accountId],
  )
  return paid.map((invoice) => ({
    ...unchanged(writing, invoice),
    raised: raise(writing, invoice, ['test'], at),
  }))
}
