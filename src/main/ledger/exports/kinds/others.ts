import type { ColumnsOf } from '../../../../shared/contract/plain/export-columns.ts'
import { type Arm, amountIn, type FieldSql, lessSql, OF_THE_INVOICE, REFUNDED } from '../expressions.ts'

const told = (name: 'asked' | 'received') => ({
  currency: 'coalesce(invoice.currency, raised.told_currency)',
  whole: `coalesce(invoice.${name}_whole, raised.told_whole)`,
  frac: `coalesce(invoice.${name}_frac, raised.told_frac)`,
})

const DIFFERENCE = lessSql(
  'invoice.currency',
  amountIn('', 'invoice.received'),
  amountIn('', 'invoice.asked'),
)

/** What calls for a person, with the sale it is of; `difference` is the sale's, received less asked. */
export function exceptionsArm(): Arm {
  const fields: Readonly<Record<ColumnsOf<'exceptions'>, FieldSql>> = {
    exception_id: 'raised.id',
    kind: 'raised.kind',
    invoice_number: 'coalesce(invoice.number, raised.told_number)',
    invoice_id: 'invoice.id',
    provider: 'account.provider',
    account: 'account.label',
    provider_ref: 'raised.provider_ref',
    raised_at: 'raised.raised_at_ms',
    raised_at_utc: 'raised.raised_at_ms',
    business_day: 'raised.raised_at_ms',
    period: 'raised.raised_at_ms',
    invoice_status: 'invoice.status',
    currency: 'coalesce(invoice.currency, raised.told_currency)',
    asked: told('asked'),
    received: told('received'),
    difference: DIFFERENCE,
    refunded: { ...REFUNDED, whole: `iif(invoice.seq IS NULL, NULL, ${REFUNDED.whole})` },
    customer_name: 'invoice.customer_name',
    settled_at_utc: 'raised.settled_at_ms',
    settled_how: 'raised.settled_how',
    handled_by: 'raised.person',
    note: 'raised.note',
  }
  return {
    from: `CROSS JOIN exceptions AS raised ON raised.seq = chosen.seq
      LEFT JOIN invoices AS invoice ON invoice.seq = raised.invoice_seq
      LEFT JOIN provider_accounts AS account ON account.seq = coalesce(raised.account_seq, invoice.account_seq)`,
    joins: OF_THE_INVOICE,
    fields,
  }
}

/** The facts of the book as they were written; what each of them names stands in `data`, as JSON. */
export function eventsArm(): Arm {
  const fields: Readonly<Record<ColumnsOf<'events'>, FieldSql>> = {
    event_id: 'event.id',
    at: 'event.at_ms',
    at_utc: 'event.at_ms',
    business_day: 'event.at_ms',
    period: 'event.at_ms',
    kind: 'event.kind',
    invoice_number: 'invoice.number',
    invoice_id: 'invoice.id',
    data: 'event.data',
    by: "iif(json_valid(event.data), event.data ->> '$.by', NULL)",
  }
  return {
    from: `CROSS JOIN events AS event ON event.seq = chosen.seq
      LEFT JOIN invoices AS invoice ON invoice.seq = event.invoice_seq`,
    joins: {},
    fields,
  }
}

const summed = (name: 'asked' | 'received' | 'refunded' | 'net' | 'difference') =>
  amountIn('told.currency', `told.${name}`)

/** What business days came to; the table `days_told` is made before. */
export function daysArm(): Arm {
  const fields: Readonly<Record<ColumnsOf<'days'>, FieldSql>> = {
    business_day: 'told.begins_ms',
    period: 'told.begins_ms',
    provider: 'account.provider',
    account: 'account.label',
    account_id: 'account.id',
    currency: 'told.currency',
    sales: 'told.sales',
    asked: summed('asked'),
    receipts: 'told.receipts',
    received: summed('received'),
    refunds: 'told.refunds',
    refunded: summed('refunded'),
    net: summed('net'),
    difference: summed('difference'),
  }
  return {
    from: `CROSS JOIN temp.days_told AS told ON told.seq = chosen.seq
      CROSS JOIN provider_accounts AS account ON account.seq = told.account_seq`,
    joins: {},
    fields,
  }
}
