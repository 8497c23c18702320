import type { AmountAt, Scanned } from '../scan-parts.ts'

/**
 * What arrived by a receipt: what it counts toward its invoice, and where that is another currency, what came. It is what a day's totals and
 * the export count as well.
 */
export const RECEIVED: AmountAt & { readonly currency: string } = {
  currency: 'coalesce(receipt.credited_currency, receipt.currency)',
  whole: 'coalesce(receipt.credited_whole, receipt.amount_whole)',
  frac: 'coalesce(receipt.credited_frac, receipt.amount_frac)',
}

/** The receipts, each with its invoice and its account. A receipt is completed and never removed; one that was imported counts until its import is undone. */
export const RECEIPTS: Scanned = {
  table: 'receipts',
  from: `receipts AS receipt CROSS JOIN invoices AS invoice ON invoice.seq = receipt.invoice_seq
    CROSS JOIN provider_accounts AS account ON account.seq = invoice.account_seq`,
  standing: 'receipt.withdrawn_at_ms IS NULL',
  key: 'receipt.seq',
  currency: RECEIVED.currency,
  amounts: [RECEIVED],
}
