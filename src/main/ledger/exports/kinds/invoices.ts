import type { ColumnsOf } from '../../../../shared/contract/plain/export-columns.ts'
import {
  type Arm,
  amountIn,
  type FieldSql,
  lessSql,
  OF_THE_INVOICE,
  OF_THE_SALE,
  REFUNDED,
} from '../expressions.ts'

const ASKED = amountIn('invoice.currency', 'invoice.asked')
const RECEIVED = amountIn('invoice.currency', 'invoice.received')

const lastReceipt = (at: string) =>
  `(SELECT max(receipt.${at}) FROM receipts AS receipt WHERE receipt.invoice_seq = invoice.seq)`

/** The instants that the days of an invoice may be counted by. */
export const INVOICE_BASES = {
  created: 'invoice.created_at_ms',
  paid: lastReceipt('paid_at_ms'),
  recorded: lastReceipt('recorded_at_ms'),
  refunded:
    '(SELECT max(refund.recorded_at_ms) FROM refunds AS refund WHERE refund.invoice_seq = invoice.seq)',
} as const

const NEWEST_LINK = `LEFT JOIN payment_links AS link
  ON link.seq = (SELECT max(one.seq) FROM payment_links AS one WHERE one.invoice_seq = invoice.seq)`

const OF_BOTH = {
  invoice_number: 'invoice.number',
  invoice_id: 'invoice.id',
  provider: 'invoice.provider',
  account: 'account.label',
  status: 'invoice.status',
  created_at: 'invoice.created_at_ms',
  created_at_utc: 'invoice.created_at_ms',
  currency: 'invoice.currency',
  customer_name: 'invoice.customer_name',
} as const

const ACCOUNT = 'CROSS JOIN provider_accounts AS account ON account.seq = invoice.account_seq'

/** The invoices; `business_day` and `period` are of the instant `at`. */
export function invoicesArm(at: string): Arm {
  const fields: Readonly<Record<ColumnsOf<'invoices'>, FieldSql>> = {
    ...OF_BOTH,
    paid_at: INVOICE_BASES.paid,
    paid_at_utc: INVOICE_BASES.paid,
    recorded_at_utc: INVOICE_BASES.recorded,
    expires_at_utc: 'link.expires_at_ms',
    business_day: at,
    period: at,
    asked: ASKED,
    received: RECEIVED,
    difference: lessSql('invoice.currency', RECEIVED, ASKED),
    refunded: REFUNDED,
    net: lessSql('invoice.currency', RECEIVED, REFUNDED),
    receipts: '(SELECT count(*) FROM receipts WHERE receipts.invoice_seq = invoice.seq)',
    provider_ref: 'link.provider_ref',
    url: 'link.url',
    provider_status: 'link.raw_status',
    description: 'invoice.description',
    customer_email: 'invoice.customer_email',
    needs_attention: `(SELECT group_concat(kind, ' ') FROM (SELECT raised.kind FROM exceptions AS raised
      WHERE raised.invoice_seq = invoice.seq AND raised.settled_at_ms IS NULL ORDER BY raised.kind))`,
    ...OF_THE_SALE,
  }
  const from = `CROSS JOIN invoices AS invoice ON invoice.seq = chosen.seq ${ACCOUNT}`
  return { from, joins: { ...OF_THE_INVOICE, link: NEWEST_LINK }, fields }
}

/** The lines of invoices, and a row for each sale of which only an amount was typed, so that their sums are what was asked. */
export function linesArm(at: string): Arm {
  const fields: Readonly<Record<ColumnsOf<'lines'>, FieldSql>> = {
    ...OF_BOTH,
    business_day: at,
    period: at,
    position: 'coalesce(line.position, 1)',
    kind: "coalesce(line.kind, 'amount')",
    item: 'line.name',
    quantity: 'coalesce(line.quantity, 1)',
    unit: {
      currency: 'invoice.currency',
      whole: 'coalesce(line.unit_whole, invoice.asked_whole)',
      frac: 'coalesce(line.unit_frac, invoice.asked_frac)',
    },
    sum: {
      currency: 'invoice.currency',
      whole: 'coalesce(line.sum_whole, invoice.asked_whole)',
      frac: 'coalesce(line.sum_frac, invoice.asked_frac)',
    },
  }
  const from = `CROSS JOIN invoices AS invoice ON invoice.seq = chosen.seq ${ACCOUNT}
    LEFT JOIN invoice_lines AS line ON line.seq = chosen.second`
  return { from, joins: {}, fields }
}
