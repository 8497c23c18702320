import type { InvoiceRow } from '../../../shared/contract/models.ts'

const NEEDS_A_PERSON: ReadonlySet<InvoiceRow['status']> = new Set(['underpaid', 'unknown'])

/** Orders the sales that wait: those that need a person first, then the newest; equal ones stay as they came. */
export function byNeed<Row extends Pick<InvoiceRow, 'status' | 'createdAt'>>(
  rows: readonly Row[],
): readonly Row[] {
  const need = (row: Row) => (NEEDS_A_PERSON.has(row.status) ? 1 : 0)
  return rows.toSorted((a, b) => need(b) - need(a) || b.createdAt - a.createdAt)
}
