import { exponentOf } from '../../shared/money/currency.ts'
import type { ReceiptRecord } from '../ledger/port/exports.ts'

interface Named {
  readonly name: string
  /** How wide a spreadsheet shows it, in characters. */
  readonly width: number
}

/** A column of the file: what it is called, and what kind of thing stands in it. */
export type Column = Named &
  (
    | {
        /** `ours` is made by the app, so that nobody else chooses how it begins; `text` may pretend to be a formula. */
        readonly kind: 'ours' | 'text'
        text(record: ReceiptRecord): string | null
      }
    | {
        readonly kind: 'amount'
        currency(record: ReceiptRecord): string | null
        /** As the book writes it for people. */
        amount(record: ReceiptRecord): string | null
      }
    | {
        /** An instant in epoch ms, told in the book's zone or in UTC. */
        readonly kind: 'local' | 'utc'
        at(record: ReceiptRecord): number
      }
  )

type Text = (record: ReceiptRecord) => string | null

const ours = (name: string, width: number, text: Text): Column => ({ name, width, kind: 'ours', text })
const text = (name: string, width: number, value: Text): Column => ({
  name,
  width,
  kind: 'text',
  text: value,
})
const amount = (name: string, currency: Text, value: Text): Column => ({
  name,
  width: 18,
  kind: 'amount',
  currency,
  amount: value,
})
const instant = (name: string, kind: 'local' | 'utc', at: (record: ReceiptRecord) => number): Column => ({
  name,
  width: 20,
  kind,
  at,
})

/** The file's columns, in their order. */
export const COLUMNS: readonly Column[] = [
  ours('invoice_number', 14, (record) => record.invoice_number),
  ours('invoice_id', 14, (record) => record.invoice_id),
  ours('provider', 11, (record) => record.provider),
  text('account', 18, (record) => record.account),
  ours('receipt_id', 14, (record) => record.receipt_id),
  text('provider_receipt_id', 20, (record) => record.provider_receipt_id),
  text('tx_hash', 20, (record) => record.tx_hash),
  text('payer', 20, (record) => record.payer),
  text('currency', 9, (record) => record.currency),
  amount(
    'amount',
    (record) => record.currency,
    (record) => record.amount,
  ),
  text('credited_currency', 9, (record) => record.credited_currency),
  amount(
    'credited_amount',
    (record) => record.credited_currency,
    (record) => record.credited_amount,
  ),
  instant('paid_at', 'local', (record) => record.paid_at_ms),
  instant('paid_at_utc', 'utc', (record) => record.paid_at_ms),
  ours('time_observed', 9, (record) => (record.time_observed === 1 ? 'yes' : 'no')),
  instant('recorded_at_utc', 'utc', (record) => record.recorded_at_ms),
  ours('invoice_status', 12, (record) => record.invoice_status),
  text('asked_currency', 9, (record) => record.asked_currency),
  amount(
    'asked_amount',
    (record) => record.asked_currency,
    (record) => record.asked_amount,
  ),
  text('description', 32, (record) => record.description),
  text('customer_name', 22, (record) => record.customer_name),
  text('customer_email', 26, (record) => record.customer_email),
  amount(
    'link_asked_amount',
    (record) => record.asked_currency,
    // A refund went through no link.
    (record) => record.link_asked_amount ?? (record.kind === 'receipt' ? record.asked_amount : null),
  ),
  ours('kind', 13, (record) => record.kind),
  text('reason', 24, (record) => record.reason),
  text('reference', 20, (record) => record.reference),
]

/** Fills the book's readable amount ("49.9") up to the decimals its currency counts in ("49.90"). */
export function withDecimals(currency: string, readable: string): string {
  const exponent = exponentOf(currency)
  const [whole = '', fraction = ''] = readable.split('.')
  const digits = fraction.padEnd(exponent, '0')
  return digits === '' ? whole : `${whole}.${digits}`
}

/** Gives a column's amount with the decimals of its currency; null where the book has none. */
export function amountIn(column: Extract<Column, { kind: 'amount' }>, record: ReceiptRecord): string | null {
  const currency = column.currency(record)
  const readable = column.amount(record)
  return currency === null || readable === null ? null : withDecimals(currency, readable)
}
