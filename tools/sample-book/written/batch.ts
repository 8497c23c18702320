/** A value as it is bound. */
export type Bound = string | number | bigint | Uint8Array | null

/** The place of the one till, which all but the lines name and no row brings along. */
export const TILL = 1

/** The columns of each table that is written in bulk, in the order in which a row's values come. */
export const COLUMNS = {
  invoices: `seq id number token account_seq provider status currency asked_whole asked_frac received_whole
    received_frac tolerance_whole tolerance_frac description customer_name customer_email created_at_ms updated_at_ms
    checked_at_ms abandoned_at_ms`,
  invoice_lines: 'invoice_seq position kind item_seq name unit_whole unit_frac quantity sum_whole sum_frac',
  payment_links: `seq id invoice_seq account_seq marker stage reading provider_ref url raw_status raw_answer
    failure_code failure_words last_error created_at_ms made_at_ms expires_at_ms checked_at_ms next_check_at_ms
    received_whole received_frac end_reason mismatched asked_whole asked_frac begun_at_ms`,
  receipts: `id invoice_seq link_seq provider_receipt_id tx_hash payer currency amount_whole amount_frac
    credited_currency credited_whole credited_frac paid_at_ms time_observed not_before_ms recorded_at_ms raw`,
  events: 'seq id invoice_seq at_ms kind data hash',
  exceptions: 'id invoice_seq kind raised_at_ms settled_at_ms settled_how note person',
} as const
export type TableName = keyof typeof COLUMNS
export const TABLE_NAMES = Object.keys(COLUMNS) as readonly TableName[]

/** Names the columns of a table one by one. */
export function columnsOf(table: TableName): readonly string[] {
  return COLUMNS[table].split(/\s+/)
}

/** A part of a book on its way from the thread that tells its history to the one that writes it. */
export interface Batch {
  /** The values of many rows of each table, one row after the other. */
  readonly rows: Readonly<Record<TableName, readonly Bound[]>>
  /** What else is to be run, in this order. */
  readonly statements: readonly Statement[]
  /** How many sales and receipts there are up to here. */
  readonly sales: number
  readonly receipts: number
}

export interface Statement {
  readonly sql: string
  readonly params: readonly Bound[]
}
