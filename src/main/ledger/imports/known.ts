import { toDecimal } from '../../../shared/money/money.ts'
import { RECEIVED } from '../lists/receipts/received.ts'
import type { KnownPayment, KnownSale, KnownTransaction } from '../port/imports.ts'
import type { Reading } from '../sqlite/context.ts'
import { moneyAt } from '../sqlite/money-columns.ts'
import { all, get, ms } from '../sqlite/sql.ts'

/**
 * The accounts at which a reference is the same sale: the account itself, and those of its provider that were forgotten, for one that was
 * forgotten and added again is a new one with the same links.
 */
export const SAME_ACCOUNTS = `SELECT other.seq FROM provider_accounts AS own JOIN provider_accounts AS other
  ON other.seq = own.seq OR (other.provider = own.provider AND other.forgotten_at_ms IS NOT NULL) WHERE own.id = ?1`

interface KnownRow {
  readonly reference: string
  readonly number: string
  readonly id: string
  readonly currency: string
  readonly asked_whole: bigint
  readonly asked_frac: bigint
  readonly received_whole: bigint
  readonly received_frac: bigint
}

export const KNOWN_SQL = `SELECT wanted.value AS reference, invoice.number, invoice.id, invoice.currency, invoice.asked_whole,
    invoice.asked_frac, invoice.received_whole, invoice.received_frac
  FROM (${SAME_ACCOUNTS}) AS account CROSS JOIN json_each(?2) AS wanted
  CROSS JOIN payment_links AS link ON link.account_seq = account.seq AND link.provider_ref = wanted.value
  CROSS JOIN invoices AS invoice ON invoice.seq = link.invoice_seq ORDER BY wanted.key`

/** Reads the sales of an account that bear any of these references; what was withdrawn bears none any more. */
export function knownReferences(
  reading: Reading,
  accountId: string,
  references: readonly string[],
): readonly KnownSale[] {
  return all<KnownRow>(reading, KNOWN_SQL, { 1: accountId, 2: JSON.stringify(references) }).map(knownSale)
}

export const NUMBERS_SQL = `SELECT wanted.value AS reference, invoice.number, invoice.id, invoice.currency, invoice.asked_whole,
    invoice.asked_frac, invoice.received_whole, invoice.received_frac
  FROM json_each(?) AS wanted CROSS JOIN invoices AS invoice ON invoice.number = wanted.value
  WHERE invoice.withdrawn_at_ms IS NULL ORDER BY wanted.key`

/** Reads the sales that have any of these numbers, whatever their till and account; what was withdrawn is none. */
export function knownNumbers(reading: Reading, numbers: readonly string[]): readonly KnownSale[] {
  return all<KnownRow>(reading, NUMBERS_SQL, [JSON.stringify(numbers)]).map(knownSale)
}

function knownSale({ reference, number, id, currency, ...row }: KnownRow): KnownSale {
  return {
    ...{ reference, number, invoiceId: id, currency },
    asked: toDecimal(moneyAt(currency, row.asked_whole, row.asked_frac)),
    received: toDecimal(moneyAt(currency, row.received_whole, row.received_frac)),
  }
}

/** Says whether an account has a sale of this reference, or a link that stays. */
export function isKnown(reading: Reading, accountId: string, reference: string): boolean {
  const by = `account_seq IN (${SAME_ACCOUNTS}) AND provider_ref = ?2`
  const sql = `SELECT 1 FROM payment_links WHERE ${by} UNION ALL SELECT 1 FROM standing_links WHERE ${by} LIMIT 1`
  return get(reading, sql, { 1: accountId, 2: reference }) !== null
}

export const TRANSACTIONS_SQL = `SELECT wanted.value AS txHash, min(invoice.number) AS number FROM json_each(?) AS wanted
  CROSS JOIN receipts AS receipt INDEXED BY receipts_hash ON receipt.tx_hash = wanted.value COLLATE NOCASE
  CROSS JOIN invoices AS invoice ON invoice.seq = receipt.invoice_seq
  WHERE receipt.tx_hash IS NOT NULL AND receipt.withdrawn_at_ms IS NULL GROUP BY wanted.key ORDER BY wanted.key`

/** Reads those of these transactions that paid a sale here, in whatever spelling of their letters. */
export function knownTransactions(reading: Reading, hashes: readonly string[]): readonly KnownTransaction[] {
  return all<KnownTransaction>(reading, TRANSACTIONS_SQL, [JSON.stringify(hashes)])
}

interface PaymentRow {
  readonly number: string
  readonly customer_name: string | null
  readonly customer_email: string | null
  readonly paid_at_ms: bigint
  readonly currency: string
  readonly whole: bigint
  readonly frac: bigint
  readonly is_same: bigint
}

export const PAYMENTS_SQL = `SELECT invoice.number, invoice.customer_name, invoice.customer_email, receipt.paid_at_ms, ${RECEIVED.currency} AS currency,
    ${RECEIVED.whole} AS whole, ${RECEIVED.frac} AS frac, invoice.account_seq IN (${SAME_ACCOUNTS}) AS is_same
  FROM receipts AS receipt INDEXED BY receipts_paid CROSS JOIN invoices AS invoice ON invoice.seq = receipt.invoice_seq
  WHERE receipt.paid_at_ms >= ?2 AND receipt.paid_at_ms < ?3 AND receipt.withdrawn_at_ms IS NULL
  ORDER BY receipt.paid_at_ms, receipt.seq`

/** Reads the payments that were made between two instants, in the order of their times; what was withdrawn is none. */
export function knownPayments(
  reading: Reading,
  accountId: string,
  from: number,
  until: number,
): readonly KnownPayment[] {
  const rows = all<PaymentRow>(reading, PAYMENTS_SQL, { 1: accountId, 2: from, 3: until })
  return rows.map(({ number, currency, ...row }) => ({
    ...{ number, customerName: row.customer_name, customerEmail: row.customer_email },
    ...{ paidAt: ms(row.paid_at_ms), currency, isSameAccount: row.is_same === 1n },
    amount: toDecimal(moneyAt(currency, row.whole, row.frac)),
  }))
}
