import type { ProviderId } from '../../../../shared/contract/plain/provider-ids.ts'
import type { ReceiptRow } from '../../../../shared/contract/shapes/lists/receipts.ts'
import { type StoredReceipt, valuesOf } from '../../links/receipts.ts'
import type { Reading } from '../../sqlite/context.ts'
import { asAmount } from '../../sqlite/money-columns.ts'
import { all, ms } from '../../sqlite/sql.ts'

interface ListedReceipt extends StoredReceipt {
  readonly id: string
  readonly invoice_id: string
  readonly number: string
  readonly provider: ProviderId
  readonly account_id: string
  readonly account_label: string
  readonly customer_name: string | null
  readonly provider_ref: string | null
  readonly recorded_at_ms: bigint
}

export const RECEIPTS_BY_SEQ_SQL = `
  SELECT receipt.id, invoice.id AS invoice_id, invoice.number, invoice.provider, account.id AS account_id,
    account.label AS account_label, invoice.customer_name, link.provider_ref,
    receipt.provider_receipt_id, receipt.tx_hash, receipt.payer,
    receipt.currency, receipt.amount_whole, receipt.amount_frac, receipt.credited_currency, receipt.credited_whole,
    receipt.credited_frac, receipt.paid_at_ms, receipt.time_observed, receipt.recorded_at_ms
  FROM json_each(?) AS wanted CROSS JOIN receipts AS receipt ON receipt.seq = wanted.value
  CROSS JOIN invoices AS invoice ON invoice.seq = receipt.invoice_seq
  CROSS JOIN payment_links AS link ON link.seq = receipt.link_seq
  CROSS JOIN provider_accounts AS account ON account.seq = invoice.account_seq
  ORDER BY wanted.key`

/** Reads the receipts of these integer keys, in the order of the keys. */
export function receiptsBySeq(reading: Reading, seqs: readonly bigint[]): ReceiptRow[] {
  return all<ListedReceipt>(reading, RECEIPTS_BY_SEQ_SQL, [`[${seqs.join(',')}]`]).map(asReceiptRow)
}

function asReceiptRow(row: ListedReceipt): ReceiptRow {
  const { amount, credited, txHash, payer, paidAt, timeObserved } = valuesOf(row)
  return {
    id: row.id,
    invoiceId: row.invoice_id,
    number: row.number,
    provider: row.provider,
    accountId: row.account_id,
    accountLabel: row.account_label,
    customerName: row.customer_name,
    received: asAmount(credited ?? amount),
    transferred: asAmount(amount),
    reference: row.provider_ref,
    ...{ txHash, payer, paidAt, timeObserved },
    recordedAt: ms(row.recorded_at_ms),
  }
}
