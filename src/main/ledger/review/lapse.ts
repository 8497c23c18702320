import { append, type EventKind } from '../history/events.ts'
import type { Reading, Writing } from '../sqlite/context.ts'
import { get } from '../sqlite/sql.ts'
import { readReviewed, writeReviewed } from './marks.ts'

/** What was new about a sale that had been reviewed. */
export type LapseReason = 'status' | 'received' | 'refund' | 'attention'

/**
 * Takes the mark of a review from a sale of which something is new that a bookkeeper must see; the history says what, and whose mark it was.
 * A sale that is not reviewed stays as it is. Part of the caller's transaction.
 */
export function lapseReview(writing: Writing, invoiceSeq: bigint, why: LapseReason, at: number): void {
  const reviewed = readReviewed(writing, invoiceSeq)
  if (reviewed === null) return
  writeReviewed(writing, invoiceSeq, null)
  append(writing, invoiceSeq, 'review_lapsed', { why, person: reviewed.person, at: reviewed.at }, at)
}

/** The events of what makes a review lapse, and of a lapse. */
const NEWS: readonly EventKind[] = [
  ...(['status_changed', 'receipt_seen', 'received_changed', 'exception_raised'] as const),
  ...(['refund_recorded', 'refund_undone', 'review_lapsed'] as const),
]

const LAST_SQL = `SELECT kind FROM events WHERE invoice_seq = ? AND (kind IN (${NEWS.map((kind) => `'${kind}'`).join()})
  OR kind IN ('reviewed', 'unreviewed')
  OR (kind IN ('edit_undone', 'edit_redone') AND json_extract(data, '$.what') IN ('reviewed', 'unreviewed')))
  ORDER BY seq DESC LIMIT 1`

/** Says whether something is new about a sale since a person last set the mark of its review or took it away: an older mark would speak for what nobody saw. */
export function hasNews(reading: Reading, invoiceSeq: bigint): boolean {
  const last = get<{ kind: EventKind }>(reading, LAST_SQL, [invoiceSeq])
  return last !== null && NEWS.includes(last.kind)
}

const SINCE_SQL = `SELECT 1 FROM events INDEXED BY events_of_invoice WHERE invoice_seq = ? AND seq > ?
  AND kind IN (${NEWS.filter((kind) => kind !== 'review_lapsed')
    .map((kind) => `'${kind}'`)
    .join()}) LIMIT 1`

/** Says whether something a bookkeeper must see is new about a sale since a fact of the book, by its number. */
export function newsSince(reading: Reading, invoiceSeq: bigint, fact: number): boolean {
  return get(reading, SINCE_SQL, [invoiceSeq, fact]) !== null
}
