import type { ProviderId } from '../../../shared/contract/plain/provider-ids.ts'
import type { InvoiceRow } from '../../../shared/contract/shapes/invoice.ts'
import { type Money, subtract } from '../../../shared/money/money.ts'
import type { InvoiceStatus } from '../../../shared/status/status.ts'
import { REFUNDED_COLUMNS, type RefundedRow, refundedOf } from '../refunds/rows.ts'
import { reviewedIn, tagsIn } from '../review/marks.ts'
import type { Reading } from '../sqlite/context.ts'
import { asAmount, moneyAt } from '../sqlite/money-columns.ts'
import { all, ms, msOrNull } from '../sqlite/sql.ts'

/** An invoice as it lies in the book, with its account's label. */
export interface StoredInvoice extends RefundedRow {
  readonly seq: bigint
  readonly id: string
  readonly number: string
  readonly account_seq: bigint
  readonly account_id: string
  readonly account_label: string
  readonly provider: ProviderId
  readonly status: InvoiceStatus
  readonly asked_whole: bigint
  readonly asked_frac: bigint
  readonly received_whole: bigint
  readonly received_frac: bigint
  readonly description: string
  readonly customer_name: string | null
  readonly customer_email: string | null
  readonly link_options: string | null
  readonly reviewed_at_ms: bigint | null
  readonly reviewed_by: string | null
  readonly tags: string | null
  readonly created_at_ms: bigint
  readonly updated_at_ms: bigint
  readonly checked_at_ms: bigint | null
  readonly abandoned_at_ms: bigint | null
  /** The earliest next check of its links; null when none of them is asked about again. */
  readonly next_check_at_ms: bigint | null
  /** The import that it came by; null where it was sold here. */
  readonly import_seq: bigint | null
}

const SELECT = `
  SELECT invoice.seq, invoice.id, invoice.number, invoice.account_seq, account.id AS account_id,
    account.label AS account_label, invoice.provider, invoice.status, invoice.currency, invoice.asked_whole,
    invoice.asked_frac, invoice.received_whole, invoice.received_frac, invoice.description, invoice.customer_name,
    invoice.customer_email, invoice.link_options, invoice.reviewed_at_ms, invoice.reviewed_by, invoice.tags, invoice.created_at_ms, invoice.updated_at_ms, invoice.checked_at_ms,
    invoice.abandoned_at_ms, invoice.import_seq, (
      SELECT min(link.next_check_at_ms) FROM payment_links AS link WHERE link.invoice_seq = invoice.seq
    ) AS next_check_at_ms, ${REFUNDED_COLUMNS}`

const ACCOUNT = 'CROSS JOIN provider_accounts AS account ON account.seq = invoice.account_seq'

export const BY_SEQS_SQL = `${SELECT}
  FROM json_each(?) AS wanted CROSS JOIN invoices AS invoice ON invoice.seq = wanted.value ${ACCOUNT}
  ORDER BY wanted.key`

/** Reads the invoices of these integer keys, in the order of the keys. */
export function invoicesBySeq(reading: Reading, seqs: readonly bigint[]): StoredInvoice[] {
  return all<StoredInvoice>(reading, BY_SEQS_SQL, [`[${seqs.join(',')}]`])
}

/** Reads one invoice by its id; null when the book has none. */
export function invoiceById(reading: Reading, id: string): StoredInvoice | null {
  return (
    all<StoredInvoice>(reading, `${SELECT} FROM invoices AS invoice ${ACCOUNT} WHERE invoice.id = ?`, [
      id,
    ]).at(0) ?? null
  )
}

/** What an invoice asks for. */
export function askedOf(invoice: StoredInvoice): Money {
  return moneyAt(invoice.currency, invoice.asked_whole, invoice.asked_frac)
}

/** Asked less received: positive is still due, negative is too much. */
export function dueOf(invoice: StoredInvoice): Money {
  return subtract(askedOf(invoice), moneyAt(invoice.currency, invoice.received_whole, invoice.received_frac))
}

/** Writes an invoice as the list shows it. */
export function asInvoiceRow(invoice: StoredInvoice): InvoiceRow {
  return {
    id: invoice.id,
    number: invoice.number,
    provider: invoice.provider,
    accountId: invoice.account_id,
    accountLabel: invoice.account_label,
    asked: asAmount(askedOf(invoice)),
    received: asAmount(moneyAt(invoice.currency, invoice.received_whole, invoice.received_frac)),
    refunded: asAmount(refundedOf(invoice)),
    status: invoice.status,
    description: invoice.description,
    customerName: invoice.customer_name,
    createdAt: ms(invoice.created_at_ms),
    updatedAt: ms(invoice.updated_at_ms),
    checkedAt: msOrNull(invoice.checked_at_ms),
    nextCheckAt: msOrNull(invoice.next_check_at_ms),
    reviewed: reviewedIn(invoice),
    tags: [...tagsIn(invoice.tags)],
    imported: invoice.import_seq !== null,
  }
}
