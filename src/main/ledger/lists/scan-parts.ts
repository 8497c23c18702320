import { LARGEST_WHOLE } from '../../../shared/money/money.ts'
import type { StoredAmount } from '../../../shared/money/scale.ts'
import { isBlankSearch } from '../../../shared/text/words.ts'
import type { CommonFilter } from '../port/lists.ts'
import { scanSearch } from '../search/scan-search.ts'
import type { Reading } from '../sqlite/context.ts'
import { all, type Bound, get } from '../sqlite/sql.ts'
import type { StoredSums } from './sums.ts'
import { readTillCodes, TILL_SQL } from './till-codes.ts'

/** What a row must be to be left by a filter. */
export interface Condition {
  readonly sql: string
  readonly params: readonly Bound[]
}

/** Where an amount lies, as expressions. */
export interface AmountAt {
  readonly whole: string
  readonly frac: string
}

/** What a scan looks at: `table` alone, and `from` with the invoice and its account beside each row. */
export interface Scanned {
  readonly table: 'invoices' | 'receipts'
  readonly from: string
  /** What each row is that counts: one whose import was undone is none. */
  readonly standing: string
  /** The expressions of the row's key and its currency. */
  readonly key: string
  readonly currency: string
  readonly amounts: readonly AmountAt[]
}

/** Joins conditions that all hold. */
export function joined(conditions: readonly Condition[]): Condition {
  return {
    sql: conditions.map(({ sql }) => sql).join(' AND ') || 'true',
    params: conditions.flatMap(({ params }) => params),
  }
}

/** Holds where an expression is one of these values; nothing is left out by none. */
export function among(expression: string, values: readonly string[]): Condition[] {
  if (values.length === 0) return []
  return [{ sql: `${expression} IN (SELECT value FROM json_each(?))`, params: [JSON.stringify(values)] }]
}

const NAMES_ITEM = `EXISTS (SELECT 1 FROM invoice_lines AS line WHERE line.invoice_seq = invoice.seq
  AND line.name IN (SELECT value FROM json_each(?)))`

/** The conditions that the filters of all lists have in common: `at` is the instant that the period is of, `amount` where its amount lies. */
export function commonConditions(
  reading: Reading,
  filter: CommonFilter,
  { at, amount, currency }: { readonly at: string; readonly amount: AmountAt; readonly currency: string },
): Condition[] {
  const { period, search } = filter
  return [
    ...among('invoice.provider', filter.provider),
    ...among('account.id', filter.accountId),
    ...among(currency, filter.currency),
    ...among(TILL_SQL, filter.till),
    ...(filter.item.length > 0 ? [{ sql: NAMES_ITEM, params: [JSON.stringify(filter.item)] }] : []),
    ...(period ? between(at, period.from, period.until) : []),
    ...(filter.amount ? amountBetween(amount, filter.amount) : []),
    ...(isBlankSearch(search) ? [] : [found(reading, search)]),
  ]
}

function between(at: string, from: number | null, until: number | null): Condition[] {
  return [
    ...(from === null ? [] : [{ sql: `${at} >= ?`, params: [from] }]),
    ...(until === null ? [] : [{ sql: `${at} < ?`, params: [until] }]),
  ]
}

function amountBetween(
  { whole, frac }: AmountAt,
  { from, to }: { readonly from: StoredAmount | null; readonly to: StoredAmount | null },
): Condition[] {
  const columns = `(${whole}, ${frac})`
  const beyond = { sql: 'false', params: [] }
  const atLeast = from && { sql: `${columns} >= (?, ?)`, params: [from.whole, from.frac] }
  const atMost = to && { sql: `${columns} <= (?, ?)`, params: [to.whole, to.frac] }
  return [
    ...(atLeast ? [from.whole > LARGEST_WHOLE ? beyond : atLeast] : []),
    ...(atMost && to.whole <= LARGEST_WHOLE ? [atMost] : []),
  ]
}

function found(reading: Reading, search: string): Condition {
  const seqs = scanSearch(reading, search)
  return { sql: 'invoice.seq IN (SELECT value FROM json_each(?))', params: [`[${seqs.join(',')}]`] }
}

/** Counts the rows of a table that count: those that an undone import has withdrawn, which an index of their own knows, are none. */
export function countStanding(reading: Reading, table: Scanned['table']): bigint {
  const sql = `SELECT (SELECT count(*) FROM ${table}) -
    (SELECT count(*) FROM ${table} INDEXED BY ${table}_withdrawn WHERE withdrawn_at_ms IS NOT NULL) AS n`
  return get<{ n: bigint }>(reading, sql)?.n ?? 0n
}

/** Counts the rows that a condition leaves, and gives the keys of some of them: `limit` from the place `from` in an order. */
export function scanPlaces(
  reading: Reading,
  { table, from: source, key, standing }: Scanned,
  { sql, params }: Condition,
  { order, limit, from }: { readonly order: string; readonly limit: number; readonly from: number },
): { readonly count: number; readonly seqs: bigint[] } {
  const [n] =
    sql === standing
      ? [{ n: countStanding(reading, table) }]
      : all<{ n: bigint }>(reading, `SELECT count(*) AS n FROM ${source} WHERE ${sql}`, params)
  const seqs = all<{ seq: bigint }>(
    reading,
    `SELECT ${key} AS seq FROM ${source} WHERE ${sql} ORDER BY ${order} LIMIT ? OFFSET ?`,
    [...params, limit, from],
  )
  return { count: Number(n?.n ?? 0), seqs: seqs.map(({ seq }) => seq) }
}

/** Writes an order: what is compared, the first thing first. */
export function orderSql(compared: readonly string[], down: boolean): string {
  return compared.map((one) => `${one} ${down ? 'DESC' : 'ASC'}`).join(', ')
}

/** SQLite's own sum ends at 2^63: each column is summed in halves of nine digits. */
const HALF = 1_000_000_000n
/** One whole unit: a fraction is counted in parts of so many. */
export const ONE = HALF * HALF

type Half = `a${number}_${'whole' | 'frac'}_${'high' | 'low'}`
type SumRow = { readonly currency: string; readonly n: bigint } & Readonly<Record<Half, bigint>>

/** Counts and sums the rows that a condition leaves, and counts all that there are. */
export function scanTotals(
  reading: Reading,
  { table, from, currency, amounts }: Scanned,
  { sql, params }: Condition,
): {
  readonly count: number
  readonly all: number
  readonly sums: StoredSums[]
  readonly tills: string[]
} {
  const halves = amounts.flatMap((amount, nth) =>
    (['whole', 'frac'] as const).map((part) => {
      const [one, name] = [amount[part], `a${nth}_${part}`]
      return `sum(${one} / ${HALF}) AS ${name}_high, sum(${one} % ${HALF}) AS ${name}_low`
    }),
  )
  const rows = all<SumRow>(
    reading,
    `SELECT ${currency} AS currency, count(*) AS n, ${halves.join(', ')}
     FROM ${from} WHERE ${sql} GROUP BY 1 ORDER BY n DESC, 1`,
    params,
  )
  return {
    count: rows.reduce((count, { n }) => count + Number(n), 0),
    all: Number(countStanding(reading, table)),
    sums: rows.map((row) => sumsIn(row, amounts.length)),
    tills: readTillCodes(reading),
  }
}

function sumsIn(row: SumRow, many: number): StoredSums {
  const part = (nth: number, name: 'whole' | 'frac') =>
    (row[`a${nth}_${name}_high`] ?? 0n) * HALF + (row[`a${nth}_${name}_low`] ?? 0n)
  const totals = Array.from({ length: many }, (_, nth) => ({
    whole: part(nth, 'whole'),
    frac: part(nth, 'frac'),
  }))
  return { currency: row.currency, count: Number(row.n), totals }
}
