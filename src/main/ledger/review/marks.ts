import type { Reading, Writing } from '../sqlite/context.ts'
import { get, ms, run } from '../sqlite/sql.ts'

/** Who reviewed a sale, and when, epoch ms. */
export interface Reviewed {
  readonly at: number
  readonly person: string
}

interface ReviewedColumns {
  readonly reviewed_at_ms: bigint | null
  readonly reviewed_by: string | null
}

/** Reads who reviewed a sale from its row; null where nobody has. */
export function reviewedIn({ reviewed_at_ms: at, reviewed_by: person }: ReviewedColumns): Reviewed | null {
  return at === null ? null : { at: ms(at), person: person ?? '' }
}

/** Reads the tags of a sale from its row, in the order of their letters. */
export function tagsIn(tags: string | null): readonly string[] {
  return tags === null ? [] : (JSON.parse(tags) as string[])
}

/** Says of two marks whether they are the same one. */
export function isSameReview(one: Reviewed | null, other: Reviewed | null): boolean {
  return one === null || other === null ? one === other : one.at === other.at && one.person === other.person
}

/** Writes who reviewed a sale, or null for nobody; part of the caller's transaction. */
export function writeReviewed(writing: Writing, invoiceSeq: bigint, reviewed: Reviewed | null): void {
  run(writing, 'UPDATE invoices SET reviewed_at_ms = ?, reviewed_by = ? WHERE seq = ?', [
    reviewed?.at ?? null,
    reviewed?.person ?? null,
    invoiceSeq,
  ])
}

/** Writes the tags of a sale; part of the caller's transaction. */
export function writeTags(writing: Writing, invoiceSeq: bigint, tags: readonly string[]): void {
  const sorted = tags.toSorted((a, b) => (a < b ? -1 : 1))
  run(writing, 'UPDATE invoices SET tags = ? WHERE seq = ?', [
    sorted.length === 0 ? null : JSON.stringify(sorted),
    invoiceSeq,
  ])
}

/** Reads who reviewed a sale; null where nobody has. */
export function readReviewed(reading: Reading, invoiceSeq: bigint): Reviewed | null {
  const row = get<ReviewedColumns>(
    reading,
    'SELECT reviewed_at_ms, reviewed_by FROM invoices WHERE seq = ?',
    [invoiceSeq],
  )
  return row && reviewedIn(row)
}
