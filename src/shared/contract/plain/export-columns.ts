/** What stands in one row of a file for others. `movements` are receipts and refunds; `days` are the totals of business days. */
export const EXPORT_KINDS = [
  'receipts',
  'movements',
  'invoices',
  'lines',
  'days',
  'exceptions',
  'events',
] as const
export type ExportKind = (typeof EXPORT_KINDS)[number]

/**
 * What a column holds. `ours` is made by the app, so that nobody else chooses how it begins; `text` may pretend to be a formula; `count` is
 * a whole number; `amount` a decimal in the currency of the column that is named beside it; `local`, `utc`, `day` and `month` are an
 * instant as the zone's clock shows it, in UTC, as its business day and as its month.
 */
export type ColumnType = 'ours' | 'text' | 'count' | 'amount' | 'local' | 'utc' | 'day' | 'month'

/** A column: its name, what it holds, and of an amount the column of its currency. */
export type ExportColumn<Name extends string = string> =
  | readonly [name: Name, type: Exclude<ColumnType, 'amount'>]
  | readonly [name: Name, type: 'amount', currency: string]

/** What is told of the sale beside a row of it, at the end of three tables. */
const OF_THE_SALE = [
  ['note', 'text'],
  ['tags', 'text'],
  ['reviewed', 'ours'],
  ['reviewed_by', 'text'],
  ['reviewed_at_utc', 'utc'],
  ['handled_by', 'text'],
  ['handled_at_utc', 'utc'],
] as const

const OF_MOVEMENTS = [
  ['invoice_number', 'ours'],
  ['invoice_id', 'ours'],
  ['provider', 'ours'],
  ['account', 'text'],
  ['receipt_id', 'ours'],
  ['provider_receipt_id', 'text'],
  ['tx_hash', 'text'],
  ['payer', 'text'],
  ['currency', 'text'],
  ['amount', 'amount', 'currency'],
  ['credited_currency', 'text'],
  ['credited_amount', 'amount', 'credited_currency'],
  ['paid_at', 'local'],
  ['paid_at_utc', 'utc'],
  ['time_observed', 'ours'],
  ['recorded_at_utc', 'utc'],
  ['invoice_status', 'ours'],
  ['asked_currency', 'text'],
  ['asked_amount', 'amount', 'asked_currency'],
  ['description', 'text'],
  ['customer_name', 'text'],
  ['customer_email', 'text'],
  ['link_asked_amount', 'amount', 'asked_currency'],
  ['kind', 'ours'],
  ['reason', 'text'],
  ['reference', 'text'],
  // From version 2 on.
  ['business_day', 'day'],
  ['period', 'month'],
  ['provider_ref', 'text'],
  ['difference', 'amount', 'asked_currency'],
  ['refunded', 'amount', 'asked_currency'],
  ['fee', 'amount', 'currency'],
  ['net_currency', 'text'],
  ['net', 'amount', 'net_currency'],
  ...OF_THE_SALE,
] as const

const OF_INVOICES = [
  ['invoice_number', 'ours'],
  ['invoice_id', 'ours'],
  ['provider', 'ours'],
  ['account', 'text'],
  ['status', 'ours'],
  ['created_at', 'local'],
  ['created_at_utc', 'utc'],
  ['paid_at', 'local'],
  ['paid_at_utc', 'utc'],
  ['recorded_at_utc', 'utc'],
  ['expires_at_utc', 'utc'],
  ['business_day', 'day'],
  ['period', 'month'],
  ['currency', 'text'],
  ['asked', 'amount', 'currency'],
  ['received', 'amount', 'currency'],
  ['difference', 'amount', 'currency'],
  ['refunded', 'amount', 'currency'],
  ['net', 'amount', 'currency'],
  ['receipts', 'count'],
  ['provider_ref', 'text'],
  ['url', 'text'],
  ['provider_status', 'text'],
  ['description', 'text'],
  ['customer_name', 'text'],
  ['customer_email', 'text'],
  ['needs_attention', 'ours'],
  ...OF_THE_SALE,
] as const

const OF_LINES = [
  ['invoice_number', 'ours'],
  ['invoice_id', 'ours'],
  ['provider', 'ours'],
  ['account', 'text'],
  ['status', 'ours'],
  ['created_at', 'local'],
  ['created_at_utc', 'utc'],
  ['business_day', 'day'],
  ['period', 'month'],
  ['position', 'count'],
  ['kind', 'ours'],
  ['item', 'text'],
  ['quantity', 'count'],
  ['currency', 'text'],
  ['unit', 'amount', 'currency'],
  ['sum', 'amount', 'currency'],
  ['customer_name', 'text'],
] as const

const OF_DAYS = [
  ['business_day', 'day'],
  ['period', 'month'],
  ['provider', 'ours'],
  ['account', 'text'],
  ['account_id', 'text'],
  ['currency', 'text'],
  ['sales', 'count'],
  ['asked', 'amount', 'currency'],
  ['receipts', 'count'],
  ['received', 'amount', 'currency'],
  ['refunds', 'count'],
  ['refunded', 'amount', 'currency'],
  ['net', 'amount', 'currency'],
  ['difference', 'amount', 'currency'],
] as const

const OF_EXCEPTIONS = [
  ['exception_id', 'ours'],
  ['kind', 'ours'],
  ['invoice_number', 'text'],
  ['invoice_id', 'ours'],
  ['provider', 'ours'],
  ['account', 'text'],
  ['provider_ref', 'text'],
  ['raised_at', 'local'],
  ['raised_at_utc', 'utc'],
  ['business_day', 'day'],
  ['period', 'month'],
  ['invoice_status', 'ours'],
  ['currency', 'text'],
  ['asked', 'amount', 'currency'],
  ['received', 'amount', 'currency'],
  ['difference', 'amount', 'currency'],
  ['refunded', 'amount', 'currency'],
  ['customer_name', 'text'],
  ['settled_at_utc', 'utc'],
  ['settled_how', 'ours'],
  ['handled_by', 'text'],
  ['note', 'text'],
] as const

const OF_EVENTS = [
  ['event_id', 'ours'],
  ['at', 'local'],
  ['at_utc', 'utc'],
  ['business_day', 'day'],
  ['period', 'month'],
  ['kind', 'ours'],
  ['invoice_number', 'ours'],
  ['invoice_id', 'ours'],
  ['data', 'text'],
  ['by', 'text'],
] as const

/**
 * The columns of each kind, in their order, and the version they are of. A version keeps its columns: another one may add columns, at the
 * end, and never takes one away, moves it or gives it another meaning. `key` names what is one row for good.
 */
export const EXPORT_COLUMNS = {
  receipts: { schema: 2, key: 'receipt_id', columns: OF_MOVEMENTS },
  movements: { schema: 2, key: 'receipt_id', columns: OF_MOVEMENTS },
  invoices: { schema: 1, key: 'invoice_id', columns: OF_INVOICES },
  lines: { schema: 1, key: null, columns: OF_LINES },
  days: { schema: 1, key: null, columns: OF_DAYS },
  exceptions: { schema: 1, key: 'exception_id', columns: OF_EXCEPTIONS },
  events: { schema: 2, key: 'event_id', columns: OF_EVENTS },
} as const satisfies Record<
  ExportKind,
  { readonly schema: number; readonly key: string | null; readonly columns: readonly ExportColumn[] }
>

/** The names of the columns of a kind. */
export type ColumnsOf<Kind extends ExportKind> = (typeof EXPORT_COLUMNS)[Kind]['columns'][number][0]

/** What is added up of each kind, for each currency: the column of the currency, and the amounts. */
export const EXPORT_SUMS = {
  receipts: { currency: 'net_currency', amounts: ['received'] },
  movements: { currency: 'net_currency', amounts: ['net'] },
  invoices: { currency: 'currency', amounts: ['asked', 'received', 'difference'] },
  lines: { currency: 'currency', amounts: ['sum'] },
  days: { currency: 'currency', amounts: ['asked', 'received', 'refunded', 'net'] },
  exceptions: null,
  events: null,
} as const satisfies Record<
  ExportKind,
  { readonly currency: string; readonly amounts: readonly string[] } | null
>

/** Gives the columns of a file: all of a kind, or those of them that are named, in the kind's own order. */
export function columnsOf(kind: ExportKind, chosen: readonly string[] | null): readonly ExportColumn[] {
  const all: readonly ExportColumn[] = EXPORT_COLUMNS[kind].columns
  return chosen === null ? all : all.filter(([name]) => chosen.includes(name))
}
