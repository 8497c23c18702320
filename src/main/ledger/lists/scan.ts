import type {
  CurrencySum,
  ListSort,
  ListStretch,
  ListSums,
} from '../../../shared/contract/shapes/lists/list.ts'
import { LARGEST_WHOLE } from '../../../shared/money/money.ts'
import type { StoredAmount } from '../../../shared/money/scale.ts'
import { STATUSES } from '../../../shared/status/status.ts'
import { asInvoiceRow, invoicesBySeq } from '../invoices/rows.ts'
import { searchSeqs } from '../invoices/search.ts'
import type { InvoiceFilter, ListQuery } from '../port/lists.ts'
import { inSnapshot, type Reading } from '../sqlite/context.ts'
import { all, type Bound, get } from '../sqlite/sql.ts'
import { readCommit } from '../witness/totals.ts'
import { asSum } from './sums.ts'

/** Reads a stretch of a list by looking at every invoice. */
export function scanStretch(reading: Reading, { filter, sort, from, limit }: ListQuery): ListStretch {
  return inSnapshot(reading, () => {
    const { sql, params } = whereOf(reading, filter)
    const [n] = all<{ n: bigint }>(reading, `SELECT count(*) AS n FROM ${FROM} WHERE ${sql}`, params)
    const seqs = all<{ seq: bigint }>(
      reading,
      `SELECT invoice.seq FROM ${FROM} WHERE ${sql} ORDER BY ${orderOf(sort)} LIMIT ? OFFSET ?`,
      [...params, limit, from],
    )
    const rows = invoicesBySeq(
      reading,
      seqs.map(({ seq }) => seq),
    )
    return { asOf: readCommit(reading), count: Number(n?.n ?? 0), rows: rows.map(asInvoiceRow) }
  })
}

/** Counts and sums the invoices of a filter by looking at every one. */
export function scanSums(reading: Reading, filter: InvoiceFilter): ListSums {
  return inSnapshot(reading, () => {
    const { sql, params } = whereOf(reading, filter)
    const rows = all<SumRow>(
      reading,
      `SELECT invoice.currency, count(*) AS n, ${summed('asked')}, ${summed('received')}
       FROM ${FROM} WHERE ${sql} GROUP BY invoice.currency ORDER BY n DESC, invoice.currency`,
      params,
    )
    const everything = get<{ n: bigint }>(reading, 'SELECT count(*) AS n FROM invoices')
    return {
      asOf: readCommit(reading),
      count: rows.reduce((count, { n }) => count + Number(n), 0),
      all: Number(everything?.n ?? 0),
      sums: rows.map(sumIn),
    }
  })
}

const FROM =
  'invoices AS invoice CROSS JOIN provider_accounts AS account ON account.seq = invoice.account_seq'

/** SQLite's own sum ends at 2^63: each column is summed in halves of nine digits. */
const HALF = 1_000_000_000n
const ONE = HALF * HALF

const summed = (column: string) =>
  ['whole', 'frac']
    .map(
      (part) =>
        `sum(invoice.${column}_${part} / ${HALF}) AS ${column}_${part}_high, sum(invoice.${column}_${part} % ${HALF}) AS ${column}_${part}_low`,
    )
    .join(', ')

type Half = `${'asked' | 'received'}_${'whole' | 'frac'}_${'high' | 'low'}`
type SumRow = { readonly currency: string; readonly n: bigint } & Readonly<Record<Half, bigint>>

function sumIn(row: SumRow): CurrencySum {
  const summedUp = (column: 'asked' | 'received') => ({
    whole: row[`${column}_whole_high`] * HALF + row[`${column}_whole_low`],
    frac: row[`${column}_frac_high`] * HALF + row[`${column}_frac_low`],
  })
  const { currency, n } = row
  return asSum({ currency, count: Number(n), asked: summedUp('asked'), received: summedUp('received') })
}

interface Condition {
  readonly sql: string
  readonly params: readonly Bound[]
}

/** A search finds at most this many invoices. */
const MOST_FOUND = 100_000_000
/** Before it come all keys. */
const NEWEST = 9_223_372_036_854_775_807n

function whereOf(reading: Reading, filter: InvoiceFilter): Condition {
  const { period, amount, attention } = filter
  const search = filter.search.trim()
  const among = (column: string, values: readonly string[]): Condition[] =>
    values.length === 0
      ? []
      : [{ sql: `${column} IN (SELECT value FROM json_each(?))`, params: [JSON.stringify(values)] }]
  const conditions = [
    ...among('invoice.status', filter.status),
    ...among('invoice.provider', filter.provider),
    ...among('account.id', filter.accountId),
    ...among('invoice.currency', filter.currency),
    ...(period ? between(PERIODS[period.by], period.from, period.until) : []),
    ...(amount ? amountBetween(amount.of, amount.from, amount.to) : []),
    ...(attention ? [{ sql: NEEDS_A_PERSON, params: [] }] : []),
    ...(search === '' ? [] : [found(reading, filter, search)]),
  ]
  return {
    sql: conditions.map(({ sql }) => sql).join(' AND ') || 'true',
    params: conditions.flatMap(({ params }) => params),
  }
}

const NEEDS_A_PERSON =
  'EXISTS (SELECT 1 FROM exceptions AS raised WHERE raised.invoice_seq = invoice.seq AND raised.settled_at_ms IS NULL)'

const PERIODS = {
  created: 'invoice.created_at_ms',
  paid: '(SELECT max(receipt.paid_at_ms) FROM receipts AS receipt WHERE receipt.invoice_seq = invoice.seq)',
} as const

function between(at: string, from: number | null, until: number | null): Condition[] {
  return [
    ...(from === null ? [] : [{ sql: `${at} >= ?`, params: [from] }]),
    ...(until === null ? [] : [{ sql: `${at} < ?`, params: [until] }]),
  ]
}

function amountBetween(of: string, from: StoredAmount | null, to: StoredAmount | null): Condition[] {
  const columns = `(invoice.${of}_whole, invoice.${of}_frac)`
  const beyond = { sql: 'false', params: [] }
  const atLeast = from && { sql: `${columns} >= (?, ?)`, params: [from.whole, from.frac] }
  const atMost = to && { sql: `${columns} <= (?, ?)`, params: [to.whole, to.frac] }
  return [
    ...(atLeast ? [from.whole > LARGEST_WHOLE ? beyond : atLeast] : []),
    ...(atMost && to.whole <= LARGEST_WHOLE ? [atMost] : []),
  ]
}

function found(reading: Reading, { status, provider }: InvoiceFilter, search: string): Condition {
  const seqs = searchSeqs(reading, { status, provider, search }, NEWEST, MOST_FOUND)
  return { sql: 'invoice.seq IN (SELECT value FROM json_each(?))', params: [`[${seqs.join(',')}]`] }
}

const STATUS_ORDER = `CASE invoice.status ${STATUSES.map((one, place) => `WHEN '${one}' THEN ${place}`).join(' ')} END`
const SHORT = '(invoice.received_frac < invoice.asked_frac)'

/** What each order compares, the first thing first; what is alike stays in the order it was written. */
const ORDERS: Readonly<Record<ListSort['by'], readonly string[]>> = {
  created: ['invoice.created_at_ms'],
  number: ['invoice.till_seq', 'length(invoice.number)', 'invoice.number'],
  customer: ["coalesce(invoice.customer_name, '') COLLATE NOCASE"],
  asked: ['invoice.asked_whole', 'invoice.asked_frac'],
  received: ['invoice.received_whole', 'invoice.received_frac'],
  difference: [
    `invoice.received_whole - invoice.asked_whole - ${SHORT}`,
    `invoice.received_frac - invoice.asked_frac + ${SHORT} * ${ONE}`,
  ],
  status: [STATUS_ORDER],
  account: ['account.label COLLATE NOCASE', 'account.seq'],
}

function orderOf({ by, down }: ListSort): string {
  return [...ORDERS[by], 'invoice.seq'].map((one) => `${one} ${down ? 'DESC' : 'ASC'}`).join(', ')
}
