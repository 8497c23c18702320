import type { ColumnsOf } from '../../../../shared/contract/plain/export-columns.ts'
import { RECEIVED } from '../../lists/receipts/received.ts'
import {
  type Arm,
  amountIn,
  type FieldSql,
  lessSql,
  OF_THE_INVOICE,
  OF_THE_SALE,
  REFUNDED,
} from '../expressions.ts'

type Fields = Readonly<Record<ColumnsOf<'movements'>, FieldSql>>

const ASKED = amountIn('invoice.currency', 'invoice.asked')

const OF_BOTH = {
  invoice_number: 'invoice.number',
  invoice_id: 'invoice.id',
  provider: 'invoice.provider',
  account: 'account.label',
  invoice_status: 'invoice.status',
  asked_currency: 'invoice.currency',
  asked_amount: ASKED,
  description: 'invoice.description',
  customer_name: 'invoice.customer_name',
  customer_email: 'invoice.customer_email',
  difference: lessSql('invoice.currency', amountIn('', 'invoice.received'), ASKED),
  refunded: REFUNDED,
  ...OF_THE_SALE,
} as const

/** What files for accounting are told besides: the id of an account whose provider had one of its label before it; so the first of them keeps its name whatever comes. */
const OF_ACCOUNTING = {
  account_twin: `(SELECT account.id FROM provider_accounts AS other WHERE other.provider = account.provider
    AND other.label = account.label AND other.seq < account.seq LIMIT 1)`,
} as const

const COMPARED = 'receipt.currency = receipt.credited_currency'
const FEE = lessSql('receipt.currency', amountIn('', 'receipt.amount'), amountIn('', 'receipt.credited'))

/** The receipts; `business_day` and `period` are of the instant `at`. */
export function receiptsArm(at: string): Arm {
  const fields: Fields = {
    ...OF_BOTH,
    receipt_id: 'receipt.id',
    provider_receipt_id: 'receipt.provider_receipt_id',
    tx_hash: 'receipt.tx_hash',
    payer: 'receipt.payer',
    currency: 'receipt.currency',
    amount: amountIn('receipt.currency', 'receipt.amount'),
    credited_currency: 'receipt.credited_currency',
    credited_amount: amountIn('receipt.credited_currency', 'receipt.credited'),
    paid_at: 'receipt.paid_at_ms',
    paid_at_utc: 'receipt.paid_at_ms',
    time_observed: "iif(receipt.time_observed = 1, 'yes', 'no')",
    recorded_at_utc: 'receipt.recorded_at_ms',
    link_asked_amount: {
      currency: 'invoice.currency',
      whole: 'coalesce(link.asked_whole, invoice.asked_whole)',
      frac: 'coalesce(link.asked_frac, invoice.asked_frac)',
    },
    kind: "'receipt'",
    reason: 'NULL',
    reference: 'NULL',
    business_day: at,
    period: at,
    provider_ref: 'link.provider_ref',
    fee: { ...FEE, whole: `iif(${COMPARED}, ${FEE.whole}, NULL)` },
    net_currency: RECEIVED.currency,
    net: RECEIVED,
  }
  return {
    from: `CROSS JOIN receipts AS receipt ON receipt.seq = chosen.seq
      CROSS JOIN invoices AS invoice ON invoice.seq = receipt.invoice_seq
      CROSS JOIN payment_links AS link ON link.seq = receipt.link_seq
      CROSS JOIN provider_accounts AS account ON account.seq = invoice.account_seq`,
    joins: OF_THE_INVOICE,
    fields: { ...fields, ...OF_ACCOUNTING, received: RECEIVED },
  }
}

const SIGN = 'iif(refund.undoes_seq IS NULL, -1, 1)'
const GIVEN = {
  currency: 'invoice.currency',
  whole: `${SIGN} * refund.amount_whole`,
  frac: `${SIGN} * refund.amount_frac`,
}

/** The refunds; each takes what it gives back off its sale, and what undoes one adds it again. */
export function refundsArm(): Arm {
  const fields: Fields = {
    ...OF_BOTH,
    receipt_id: 'refund.id',
    provider_receipt_id: 'NULL',
    tx_hash: 'NULL',
    payer: 'NULL',
    currency: 'invoice.currency',
    amount: GIVEN,
    credited_currency: 'invoice.currency',
    credited_amount: GIVEN,
    paid_at: 'refund.recorded_at_ms',
    paid_at_utc: 'refund.recorded_at_ms',
    time_observed: "'yes'",
    recorded_at_utc: 'refund.recorded_at_ms',
    link_asked_amount: 'NULL',
    kind: "iif(refund.undoes_seq IS NULL, 'refund', 'refund_undone')",
    reason: 'refund.reason',
    reference: 'refund.reference',
    business_day: 'refund.recorded_at_ms',
    period: 'refund.recorded_at_ms',
    provider_ref: 'NULL',
    fee: 'NULL',
    net_currency: 'invoice.currency',
    net: GIVEN,
  }
  return {
    from: `CROSS JOIN refunds AS refund ON refund.seq = chosen.seq
      CROSS JOIN invoices AS invoice ON invoice.seq = refund.invoice_seq
      CROSS JOIN provider_accounts AS account ON account.seq = invoice.account_seq`,
    joins: OF_THE_INVOICE,
    fields: { ...fields, ...OF_ACCOUNTING },
  }
}
