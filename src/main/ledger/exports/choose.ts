import type { Database } from 'better-sqlite3'
import type { ShownKind } from '../../../shared/status/exceptions.ts'
import { shownKindSql } from '../exceptions/inbox.ts'
import { INVOICES, invoicesWhere } from '../lists/invoices/scan.ts'
import { RECEIPTS } from '../lists/receipts/received.ts'
import { receiptsWhere } from '../lists/receipts/scan.ts'
import { type Condition, commonConditions, joined } from '../lists/scan-parts.ts'
import type { ExportQuery, ExportStretch, RecordsQuery } from '../port/exports.ts'
import type { ReceiptFilter } from '../port/lists.ts'
import type { Bound } from '../sqlite/sql.ts'
import { fillDays } from './days-told.ts'

/** The rows of a file in their order: a place from 1, which arm reads a row, its key, and the key of a second table. */
const CHOSEN_SQL =
  'CREATE TEMP TABLE chosen (place INTEGER PRIMARY KEY, arm INTEGER, seq INTEGER, second INTEGER)'

/** Chooses the rows of a file, by the same conditions as the lists; only within the snapshot that they are read in. Gives how many there are. */
export function chooseRows(db: Database, { query, zone }: RecordsQuery): number {
  db.exec(CHOSEN_SQL)
  const put = (sql: string, params: readonly Bound[]) =>
    db.prepare(`INSERT INTO temp.chosen (arm, seq, second) ${sql}`).run(...params)
  switch (query.kind) {
    case 'receipts':
    case 'movements':
      putMovements(db, query, put)
      break
    case 'invoices': {
      const { sql, params } = invoicesWhere({ db }, query.filter)
      put(
        `SELECT 0, invoice.seq, NULL FROM ${sql === INVOICES.standing ? 'invoices AS invoice' : INVOICES.from} WHERE ${sql}
         ORDER BY invoice.created_at_ms, invoice.seq`,
        params,
      )
      break
    }
    case 'lines': {
      const { sql, params } = invoicesWhere({ db }, query.filter)
      put(
        `SELECT 0, invoice.seq, line.seq FROM ${INVOICES.from} LEFT JOIN invoice_lines AS line ON line.invoice_seq = invoice.seq
         WHERE ${sql} ORDER BY invoice.created_at_ms, invoice.seq, line.position`,
        params,
      )
      break
    }
    case 'days':
      fillDays(db, query, zone)
      put('SELECT 0, seq, NULL FROM temp.days_told ORDER BY seq', [])
      break
    case 'exceptions': {
      const { sql, params } = joined([
        ...within('raised.raised_at_ms', query.period),
        ...ofState(query.resolved, query.exception),
      ])
      put(
        `SELECT 0, raised.seq, NULL FROM exceptions AS raised WHERE ${sql} ORDER BY raised.raised_at_ms, raised.seq`,
        params,
      )
      break
    }
    case 'events': {
      const { sql, params } = joined(within('event.at_ms', query.period))
      put(`SELECT 0, event.seq, NULL FROM events AS event WHERE ${sql} ORDER BY event.seq`, params)
      break
    }
  }
  return db.prepare('SELECT count(*) FROM temp.chosen').pluck().safeIntegers(false).get() as number
}

type Put = (sql: string, params: readonly Bound[]) => void

function putMovements(
  db: Database,
  { kind, filter, basis }: Extract<ExportQuery, { kind: 'receipts' | 'movements' }>,
  put: Put,
): void {
  const at = basis === 'paid' ? 'receipt.paid_at_ms' : 'receipt.recorded_at_ms'
  const { sql, params } = receiptsWhere({ db }, filter)
  const source = sql === RECEIPTS.standing ? 'receipts AS receipt' : RECEIPTS.from
  const receipts = `FROM ${source} WHERE ${sql}`
  const refunded = kind === 'movements' ? refundsWhere(db, filter) : null
  if (refunded === null) {
    put(`SELECT 0, receipt.seq, NULL ${receipts} ORDER BY ${at}, receipt.seq`, params)
    return
  }
  put(
    `SELECT arm, seq, NULL FROM (
       SELECT 0 AS arm, receipt.seq AS seq, ${at} AS at ${receipts}
       UNION ALL SELECT 1, refund.seq, refund.recorded_at_ms FROM ${REFUNDS} WHERE ${refunded.sql})
     ORDER BY at, arm, seq`,
    [...params, ...refunded.params],
  )
}

const REFUNDS = `refunds AS refund CROSS JOIN invoices AS invoice ON invoice.seq = refund.invoice_seq
  CROSS JOIN provider_accounts AS account ON account.seq = invoice.account_seq`

/** What a refund must be to be left by a filter of receipts: its day is the one it was recorded on. */
function refundsWhere(db: Database, filter: ReceiptFilter): Condition {
  const amount = { whole: 'refund.amount_whole', frac: 'refund.amount_frac' }
  const where = { at: 'refund.recorded_at_ms', amount, currency: 'invoice.currency' }
  return joined([{ sql: INVOICES.standing, params: [] }, ...commonConditions({ db }, filter, where)])
}

function within(at: string, period: ExportStretch | null): Condition[] {
  const { from, until } = period ?? { from: null, until: null }
  return [
    ...(from === null ? [] : [{ sql: `${at} >= ?`, params: [from] }]),
    ...(until === null ? [] : [{ sql: `${at} < ?`, params: [until] }]),
  ]
}

function ofState(resolved: boolean | null, kind: ShownKind | null): Condition[] {
  const state = `raised.settled_at_ms IS ${resolved === true ? 'NOT NULL' : 'NULL'}`
  return [
    ...(resolved === null ? [] : [{ sql: state, params: [] }]),
    ...(kind === null ? [] : [{ sql: shownKindSql(kind), params: [] }]),
  ]
}
