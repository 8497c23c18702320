import type { ClosedDays, OfClosedPeriod } from '../port/periods/closing.ts'
import type { Reading } from '../sqlite/context.ts'
import { all, get, ms } from '../sqlite/sql.ts'

export const PERIOD_AT_SQL = `SELECT seq, first_day, last_day, from_ms, until_ms FROM periods INDEXED BY periods_closed
  WHERE reopened_at_ms IS NULL AND until_ms > ? ORDER BY until_ms LIMIT 1`

/** A period that is closed, with its key. */
export interface PeriodRow {
  readonly seq: bigint
  readonly first_day: string
  readonly last_day: string
  readonly from_ms: bigint
  readonly until_ms: bigint
}

/** Gives the closed period that an instant lies in, epoch ms; null where it lies in none. */
export function periodAt(reading: Reading, at: number): PeriodRow | null {
  const row = get<PeriodRow>(reading, PERIOD_AT_SQL, [at])
  return row !== null && ms(row.from_ms) <= at ? row : null
}

/** Gives the first instant from this one on that lies in no closed period, epoch ms. */
export function firstOpen(reading: Reading, at: number): number {
  let open = at
  for (let row = periodAt(reading, open); row !== null; row = periodAt(reading, open)) open = ms(row.until_ms)
  return open
}

/** Says whether any period of the book is closed. */
export function hasClosed(reading: Reading): boolean {
  return (
    get(reading, 'SELECT 1 FROM periods INDEXED BY periods_closed WHERE reopened_at_ms IS NULL LIMIT 1') !==
    null
  )
}

/** Gives the periods that are closed, in their order. */
export function closedDays(reading: Reading): readonly ClosedDays[] {
  const sql = `SELECT seq, first_day, last_day, zone, from_ms, until_ms, trail_head FROM periods INDEXED BY periods_closed
    WHERE reopened_at_ms IS NULL ORDER BY until_ms`
  return all<PeriodRow & { readonly zone: string; readonly trail_head: string | null }>(reading, sql).map(
    (row) => ({
      ...{ firstDay: row.first_day, lastDay: row.last_day, zone: row.zone },
      ...{ from: ms(row.from_ms), until: ms(row.until_ms), trailHead: row.trail_head },
    }),
  )
}

/**
 * Refuses what the shop would decide anew about a sale of a closed period: taking too little for enough, another link, giving it up. Null
 * where the period is open, or no such sale is there. Facts are never refused.
 */
export function refusedOf(reading: Reading, invoiceId: string): OfClosedPeriod | null {
  if (!hasClosed(reading)) return null
  const sale = get<{ created_at_ms: bigint }>(reading, 'SELECT created_at_ms FROM invoices WHERE id = ?', [
    invoiceId,
  ])
  const period = sale && periodAt(reading, ms(sale.created_at_ms))
  return period && { ok: false, reason: 'PERIOD_CLOSED', firstDay: period.first_day }
}
