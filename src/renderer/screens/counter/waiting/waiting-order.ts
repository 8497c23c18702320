import type { InvoiceRow } from '../../../../shared/contract/shapes/invoice.ts'

const NEEDS_A_PERSON: ReadonlySet<InvoiceRow['status']> = new Set(['underpaid', 'unknown'])
/** So many of the newest that are only awaited are never pushed out of sight by those that need a person. */
const ALWAYS_SEEN = 2

/**
 * Parts the sales that belong to the counter from those that are only awaited since an earlier day of the book: a till that
 * never forgets has hundreds of them after a year. `today` is a day of the book, YYYY-MM-DD.
 */
export function partOlder<Row extends Pick<InvoiceRow, 'status' | 'createdAt'>>(
  rows: readonly Row[],
  today: string,
  dayOf: (at: number) => string,
): { readonly here: readonly Row[]; readonly older: readonly Row[] } {
  const isHere = ({ status, createdAt }: Row) => NEEDS_A_PERSON.has(status) || dayOf(createdAt) >= today
  return { here: rows.filter(isHere), older: rows.filter((row) => !isHere(row)) }
}

/**
 * Orders the sales that wait so that the first three, which every window has room for, hold both kinds: the newest that needs a
 * person, the two newest that are awaited, then the others that need a person, then the rest; equal ones stay as they came.
 */
export function byNeed<Row extends Pick<InvoiceRow, 'status' | 'createdAt'>>(
  rows: readonly Row[],
): readonly Row[] {
  const newest = rows.toSorted((a, b) => b.createdAt - a.createdAt)
  const needing = newest.filter(({ status }) => NEEDS_A_PERSON.has(status))
  const awaited = newest.filter(({ status }) => !NEEDS_A_PERSON.has(status))
  return [
    ...needing.slice(0, 1),
    ...awaited.slice(0, ALWAYS_SEEN),
    ...needing.slice(1),
    ...awaited.slice(ALWAYS_SEEN),
  ]
}
