import { append } from '../history/events.ts'
import type { Writing } from '../sqlite/context.ts'
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
