import { exponentOf } from '../../shared/money/currency.ts'
import type { ReceiptRecord } from '../ledger/port/exports.ts'

/** Writes an instant as local time with its offset. */
export type ZoneWriter = (epochMs: number) => string

interface Column {
  readonly name: string
  /** True where a person, a provider or a stranger chose the text, so that it may pretend to be a formula. */
  readonly freeText: boolean
  value(record: ReceiptRecord, zone: ZoneWriter): string
}

const plain = (name: string, value: Column['value']): Column => ({ name, freeText: false, value })
const text = (name: string, value: Column['value']): Column => ({ name, freeText: true, value })

/** The file's columns, in their order. */
export const COLUMNS: readonly Column[] = [
  plain('invoice_number', (record) => record.invoice_number),
  plain('invoice_id', (record) => record.invoice_id),
  plain('provider', (record) => record.provider),
  text('account', (record) => record.account),
  plain('receipt_id', (record) => record.receipt_id),
  text('provider_receipt_id', (record) => record.provider_receipt_id),
  text('tx_hash', (record) => record.tx_hash ?? ''),
  text('payer', (record) => record.payer ?? ''),
  text('currency', (record) => record.currency),
  plain('amount', (record) => withDecimals(record.currency, record.amount)),
  text('credited_currency', (record) => record.credited_currency ?? ''),
  plain('credited_amount', (record) =>
    record.credited_currency === null || record.credited_amount === null
      ? ''
      : withDecimals(record.credited_currency, record.credited_amount),
  ),
  plain('paid_at', (record, zone) => zone(record.paid_at_ms)),
  plain('paid_at_utc', (record) => new Date(record.paid_at_ms).toISOString()),
  plain('time_observed', (record) => (record.time_observed === 1 ? 'yes' : 'no')),
  plain('recorded_at_utc', (record) => new Date(record.recorded_at_ms).toISOString()),
  plain('invoice_status', (record) => record.invoice_status),
  text('asked_currency', (record) => record.asked_currency),
  plain('asked_amount', (record) => withDecimals(record.asked_currency, record.asked_amount)),
  text('description', (record) => record.description),
  text('customer_name', (record) => record.customer_name ?? ''),
  text('customer_email', (record) => record.customer_email ?? ''),
  plain('link_asked_amount', (record) =>
    withDecimals(record.asked_currency, record.link_asked_amount ?? record.asked_amount),
  ),
]

/** Fills the book's readable amount ("49.9") up to the decimals its currency counts in ("49.90"). */
export function withDecimals(currency: string, readable: string): string {
  const exponent = exponentOf(currency)
  const [whole = '', fraction = ''] = readable.split('.')
  const digits = fraction.padEnd(exponent, '0')
  return digits === '' ? whole : `${whole}.${digits}`
}
