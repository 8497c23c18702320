import type { Reading } from '../../sqlite/context.ts'
import { plainRows } from '../../sqlite/sql.ts'
import { longer, type Rows, rowOf } from '../cells.ts'
import { createFollower } from '../follower.ts'

/** Nobody can tell how long it took. */
export const UNTOLD = 2 ** 32 - 1

/** From the moment a link was made until money was paid through it, of each receipt; it follows the book. */
export interface Waits {
  /** By the receipt's row, whole seconds begun; {@link UNTOLD} where nobody can tell. */
  seconds(): Uint32Array
  /** Reads those that come next, at most `limit` of them; gives how many came. The receipts are to be full. */
  readNext(limit: number): number
  /** Takes in what has changed in the book; only behind the receipts, and where all is there. */
  follow(): void
}

type WaitRow = readonly [seq: number, seconds: number | null]

/**
 * A sale of a link that stays is written down once it was paid, so that it waited for nothing; a provider's clock may be behind ours, and a
 * link that was never seen to be made has no such moment.
 */
export const WAIT_SQL = `CASE WHEN receipt.paid_at_ms >= link.made_at_ms AND NOT EXISTS
    (SELECT 1 FROM standing_payments AS standing WHERE standing.invoice_seq = receipt.invoice_seq)
  THEN min((receipt.paid_at_ms - link.made_at_ms + 999) / 1000, ${UNTOLD - 1}) END`

const AFTER_SQL = `SELECT receipt.seq, ${WAIT_SQL}
  FROM receipts AS receipt CROSS JOIN payment_links AS link ON link.seq = receipt.link_seq
  WHERE receipt.seq > ? ORDER BY receipt.seq LIMIT ?`

const OF_SQL = `SELECT receipt.seq, ${WAIT_SQL} FROM json_each(?) AS wanted
  CROSS JOIN receipts AS receipt ON receipt.invoice_seq = wanted.value
  CROSS JOIN payment_links AS link ON link.seq = receipt.link_seq`

/** Makes the waits of a book's receipts, as yet without any. */
export function createWaits(reading: Reading, receipts: Rows): Waits {
  // What changes while the pieces are read has a later event, and is read again.
  const follower = createFollower(reading)
  let seconds = new Uint32Array(0)
  let last = -1

  function write(rows: readonly WaitRow[]): void {
    if (seconds.length < receipts.count) seconds = longer(seconds, new Uint32Array(receipts.seq.length))
    for (const [seq, wait] of rows) {
      const row = rowOf(receipts, seq)
      if (row >= 0) seconds[row] = wait ?? UNTOLD
    }
  }

  return {
    seconds: () => seconds,
    readNext(limit) {
      const rows = plainRows<WaitRow>(reading, AFTER_SQL, [last, limit])
      write(rows)
      last = rows.at(-1)?.[0] ?? last
      return rows.length
    },
    follow() {
      const touched = follower.next()
      if (touched !== null) write(plainRows<WaitRow>(reading, OF_SQL, [`[${touched.join(',')}]`]))
    },
  }
}
