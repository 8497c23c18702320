import type { Reading } from '../../sqlite/context.ts'
import { plainRows } from '../../sqlite/sql.ts'
import { type Rows, rowOf } from '../cells.ts'
import type { Condition } from '../scan-parts.ts'

/** From an instant until before another, epoch ms; null on one side: without an end there. */
interface Stretch {
  readonly from: number | null
  readonly until: number | null
}

const IN_SQL = 'refund.recorded_at_ms >= ? AND refund.recorded_at_ms < ?'

function ends({ from, until }: Stretch): [number, number] {
  return [from ?? Number.MIN_SAFE_INTEGER, until ?? Number.MAX_SAFE_INTEGER]
}

/** Keeps the marks of the invoices of which a refund was recorded or undone in a stretch of time: the few are read by their own index. */
export function keepRefunded(reading: Reading, mask: Uint8Array, invoices: Rows, stretch: Stretch): void {
  // By their time, whatever the statistics of a book say that had none yet.
  const sql = `SELECT refund.invoice_seq FROM refunds AS refund INDEXED BY refunds_recorded WHERE ${IN_SQL}`
  const refunded = new Uint8Array(mask.length)
  for (const [seq] of plainRows<readonly [number]>(reading, sql, ends(stretch))) {
    const row = rowOf(invoices, seq)
    if (row >= 0) refunded[row] = 1
  }
  for (let row = 0; row < mask.length; row += 1) mask[row] = (mask[row] as number) & (refunded[row] as number)
}

/** Holds where a refund of the invoice was recorded or undone in a stretch of time. */
export function refundedIn(stretch: Stretch): Condition {
  const sql = `EXISTS (SELECT 1 FROM refunds AS refund WHERE refund.invoice_seq = invoice.seq AND ${IN_SQL})`
  return { sql, params: ends(stretch) }
}
