import type { Matrix } from '../../../../shared/contract/shapes/lists/month.ts'
import { isWaiting, STATUSES } from '../../../../shared/status/status.ts'
import { beginningsOf } from '../../../../shared/time/zone.ts'
import type { MatrixQuery } from '../../port/lists.ts'
import { inSnapshot, type Reading } from '../../sqlite/context.ts'
import { all } from '../../sqlite/sql.ts'
import { RECEIVED } from '../receipts/received.ts'
import { type DaySum, matrixOf, type PartSummed, type Reckoned } from './matrix-of.ts'

interface DatedRow {
  readonly part: PartSummed
  readonly at: bigint
  readonly account: bigint
  readonly currency: string
  readonly whole: bigint
  readonly frac: bigint
}

/** What was asked for, came, was given back and taken back between two instants. */
const DATED_SQL = [
  `SELECT 'asked' AS part, created_at_ms AS at, account_seq AS account, currency, asked_whole AS whole, asked_frac AS frac
    FROM invoices WHERE created_at_ms >= ? AND created_at_ms < ? AND withdrawn_at_ms IS NULL`,
  `SELECT 'received' AS part, receipt.paid_at_ms AS at, invoice.account_seq AS account, ${RECEIVED.currency} AS currency,
      ${RECEIVED.whole} AS whole, ${RECEIVED.frac} AS frac
    FROM receipts AS receipt CROSS JOIN invoices AS invoice ON invoice.seq = receipt.invoice_seq
    WHERE receipt.paid_at_ms >= ? AND receipt.paid_at_ms < ? AND receipt.withdrawn_at_ms IS NULL`,
  `SELECT iif(refund.undoes_seq IS NULL, 'refunded', 'undone') AS part, refund.recorded_at_ms AS at,
      invoice.account_seq AS account, invoice.currency, refund.amount_whole AS whole, refund.amount_frac AS frac
    FROM refunds AS refund CROSS JOIN invoices AS invoice ON invoice.seq = refund.invoice_seq
    WHERE refund.recorded_at_ms >= ? AND refund.recorded_at_ms < ? AND invoice.withdrawn_at_ms IS NULL`,
] as const

const WAITING_SQL = `SELECT count(*) FILTER (WHERE created_at_ms >= ? AND created_at_ms < ?) AS open, account_seq AS account
  FROM invoices WHERE status IN (SELECT value FROM json_each(?)) AND import_seq IS NULL GROUP BY account_seq`

const SALES_SQL = `SELECT invoice.created_at_ms AS at, invoice.status, EXISTS (SELECT 1 FROM exceptions AS raised
    WHERE raised.invoice_seq = invoice.seq AND raised.settled_at_ms IS NULL) AS needs
  FROM invoices AS invoice WHERE invoice.created_at_ms >= ? AND invoice.created_at_ms < ? AND invoice.withdrawn_at_ms IS NULL`

/** Reckons a matrix by looking at every row of its days. */
export function scanMatrix(reading: Reading, query: MatrixQuery): Matrix {
  return inSnapshot(reading, () => matrixOf(reading, query, reckonByScan(reading, query)))
}

/** Reckons what days come to by looking at every row of them; only within a snapshot. */
export function reckonByScan(reading: Reading, query: MatrixQuery): Reckoned {
  const begins = beginningsOf(query.from, query.to, query.zone)
  const ends = [begins[0] ?? 0, begins.at(-1) ?? 0]
  const dayOf = (at: bigint) => begins.findLastIndex((begin) => begin <= Number(at))
  const sums = DATED_SQL.flatMap((sql) => all<DatedRow>(reading, sql, ends)).map(
    (row): DaySum => ({ ...row, day: dayOf(row.at), account: Number(row.account), count: 1 }),
  )
  const waiting = all<{ open: bigint; account: bigint }>(reading, WAITING_SQL, [
    ...ends,
    JSON.stringify(STATUSES.filter(isWaiting)),
  ])
  const sales = all<{ at: bigint; status: string; needs: bigint }>(reading, SALES_SQL, ends)
  const needing = sales.filter(({ needs }) => needs === 1n).map(({ at }) => dayOf(at))
  return {
    sums,
    open: waiting.reduce((count, { open }) => count + Number(open), 0),
    waitedFor: waiting.map(({ account }) => Number(account)),
    statuses: STATUSES.map((one) => sales.filter(({ status }) => status === one).length),
    attention: begins.slice(1).map((_, day) => needing.filter((one) => one === day).length),
  }
}
