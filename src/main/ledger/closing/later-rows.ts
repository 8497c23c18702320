import { toDecimal } from '../../../shared/money/money.ts'
import type { LaterFact } from '../port/periods/closing.ts'
import type { Reading } from '../sqlite/context.ts'
import { moneyAt } from '../sqlite/money-columns.ts'
import { all, get, ms } from '../sqlite/sql.ts'
import type { Bounds } from './checks.ts'
import { COUNTED_SQL, LATER_SQL } from './later-facts.ts'

/** So many are shown. */
const MOST_SHOWN = 200

interface LaterRow {
  readonly id: string
  readonly number: string
  readonly customer_name: string | null
  readonly created_at_ms: bigint
  readonly label: string
  readonly first_day: string
  readonly part: LaterFact['part']
  readonly currency: string
  readonly sign: bigint
  readonly whole: bigint
  readonly frac: bigint
  readonly fact_at_ms: bigint
  readonly recorded_at_ms: bigint
  readonly adjusts: bigint
  readonly counts_at_ms: bigint
}

export const LATER_ROWS_SQL = `SELECT invoice.id, invoice.number, invoice.customer_name, invoice.created_at_ms, account.label,
    period.first_day, later.part, later.currency, later.sign, later.whole, later.frac, later.fact_at_ms, later.recorded_at_ms,
    later.adjusts, later.counts_at_ms
  FROM json_each(?) AS wanted CROSS JOIN later_facts AS later ON later.seq = wanted.value
  CROSS JOIN invoices AS invoice ON invoice.seq = later.invoice_seq
  CROSS JOIN provider_accounts AS account ON account.seq = later.account_seq
  CROSS JOIN periods AS period ON period.seq = later.period_seq ORDER BY wanted.key`

/** Reads what came after the closing of a period, the last of it first; and how many there are in all. */
export function laterOf(reading: Reading, periodSeq: bigint) {
  const rows = rowsOf(reading, LATER_SQL, [periodSeq, MOST_SHOWN])
  const sql = 'SELECT count(*) AS n FROM later_facts INDEXED BY later_facts_of WHERE period_seq = ?'
  return { rows, count: Number(get<{ n: bigint }>(reading, sql, [periodSeq])?.n ?? 0n) }
}

/** Reads what came after the closings of other periods and counts within this one; and how many there are in all. */
export function countedWithin(reading: Reading, { from, until }: Bounds) {
  const rows = rowsOf(reading, `${COUNTED_SQL} ORDER BY later.counts_at_ms, later.seq LIMIT ?`, [
    from,
    until,
    MOST_SHOWN,
  ])
  const counted = get<{ n: bigint }>(reading, COUNTED_SQL.replace('later.seq FROM', 'count(*) AS n FROM'), [
    from,
    until,
  ])
  return { rows, count: Number(counted?.n ?? 0n) }
}

function rowsOf(reading: Reading, sql: string, params: readonly (bigint | number)[]): readonly LaterFact[] {
  const seqs = all<{ seq: bigint }>(reading, sql, params).map(({ seq }) => seq)
  return all<LaterRow>(reading, LATER_ROWS_SQL, [`[${seqs.join(',')}]`]).map(laterFact)
}

function laterFact(row: LaterRow): LaterFact {
  const amount = toDecimal(moneyAt(row.currency, row.whole, row.frac))
  return {
    ...{ invoiceId: row.id, number: row.number, customerName: row.customer_name, accountLabel: row.label },
    ...{ part: row.part, currency: row.currency, amount: row.sign < 0n ? `-${amount}` : amount },
    ...{
      factAt: ms(row.fact_at_ms),
      recordedAt: ms(row.recorded_at_ms),
      saleCreatedAt: ms(row.created_at_ms),
    },
    ...{ adjusts: row.adjusts === 1n, countsAt: ms(row.counts_at_ms), periodFirstDay: row.first_day },
  }
}
