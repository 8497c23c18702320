import type { ProviderId } from '../../../../shared/contract/plain/provider-ids.ts'
import type { ReceiptRow } from '../../../../shared/contract/shapes/lists/receipts.ts'
import type { Reading } from '../../sqlite/context.ts'
import { asAmount, moneyAt, moneyOrNull } from '../../sqlite/money-columns.ts'
import { all, ms } from '../../sqlite/sql.ts'

interface StoredReceipt {
  readonly id: string
  readonly invoice_id: string
  readonly number: string
  readonly provider: ProviderId
  readonly account_id: string
  readonly account_label: string
  readonly customer_name: string | null
  readonly provider_ref: string | null
  readonly tx_hash: string | null
  readonly payer: string | null
  readonly currency: string
  readonly amount_whole: bigint
  readonly amount_frac: bigint
  readonly credited_currency: string | null
  readonly credited_whole: bigint | null
  readonly credited_frac: bigint | null
  readonly paid_at_ms: bigint
  readonly time_observed: bigint
  readonly recorded_at_ms: bigint
}

export const RECEIPTS_BY_SEQ_SQL = `
  SELECT receipt.id, invoice.id AS invoice_id, invoice.number, invoice.provider, account.id AS account_id,
    account.label AS account_label, invoice.customer_name, link.provider_ref, receipt.tx_hash, receipt.payer,
    receipt.currency, receipt.amount_whole, receipt.amount_frac, receipt.credited_currency, receipt.credited_whole,
    receipt.credited_frac, receipt.paid_at_ms, receipt.time_observed, receipt.recorded_at_ms
  FROM json_each(?) AS wanted CROSS JOIN receipts AS receipt ON receipt.seq = wanted.value
  CROSS JOIN invoices AS invoice ON invoice.seq = receipt.invoice_seq
  CROSS JOIN payment_links AS link ON link.seq = receipt.link_seq
  CROSS JOIN provider_accounts AS account ON account.seq = invoice.account_seq
  ORDER BY wanted.key`

/** Reads the receipts of these integer keys, in the order of the keys. */
export function receiptsBySeq(reading: Reading, seqs: readonly bigint[]): ReceiptRow[] {
  return all<StoredReceipt>(reading, RECEIPTS_BY_SEQ_SQL, [`[${seqs.join(',')}]`]).map(asReceiptRow)
}

function asReceiptRow(row: StoredReceipt): ReceiptRow {
  const transferred = asAmount(moneyAt(row.currency, row.amount_whole, row.amount_frac))
  const credited = moneyOrNull(row.credited_currency, row.credited_whole, row.credited_frac)
  return {
    id: row.id,
    invoiceId: row.invoice_id,
    number: row.number,
    provider: row.provider,
    accountId: row.account_id,
    accountLabel: row.account_label,
    customerName: row.customer_name,
    received: credited ? asAmount(credited) : transferred,
    transferred,
    reference: row.provider_ref,
    txHash: row.tx_hash,
    payer: row.payer,
    paidAt: ms(row.paid_at_ms),
    timeObserved: row.time_observed === 1n,
    recordedAt: ms(row.recorded_at_ms),
  }
}
