import type { InvoiceRow } from '../../../../shared/contract/shapes/invoice.ts'

const NEEDS_A_PERSON: ReadonlySet<InvoiceRow['status']> = new Set(['underpaid', 'unknown'])
/** So many of the newest that are only awaited are never pushed out of sight by those that need a person. */
const ALWAYS_SEEN = 2

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
