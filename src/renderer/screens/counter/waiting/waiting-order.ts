import type { InvoiceRow } from '../../../../shared/contract/shapes/invoice.ts'

/** What a person has to answer, the gravest first. */
const NEEDS_A_PERSON: readonly InvoiceRow['status'][] = ['underpaid', 'unknown']

/** The sales of the counter that are not over, in the groups and the order in which they stand at the side. */
export interface WaitingGroups<Row> {
  /** Those that need a person: too little before unknown, the oldest first. */
  readonly attention: readonly Row[]
  /** Those of today that are only awaited, the newest first. */
  readonly today: readonly Row[]
  /** Those that are only awaited since an earlier day of the book: a till that never forgets has hundreds after a year. */
  readonly older: readonly Row[]
}

/** Parts the sales that are not over; `today` is a day of the book, YYYY-MM-DD. */
export function groupWaiting<Row extends Pick<InvoiceRow, 'status' | 'createdAt'>>(
  rows: readonly Row[],
  today: string,
  dayOf: (at: number) => string,
): WaitingGroups<Row> {
  const gravity = ({ status }: Row) => NEEDS_A_PERSON.indexOf(status)
  const attention = rows
    .filter((row) => gravity(row) >= 0)
    .toSorted((a, b) => gravity(a) - gravity(b) || a.createdAt - b.createdAt)
  const awaited = rows.filter((row) => gravity(row) < 0).toSorted((a, b) => b.createdAt - a.createdAt)
  return {
    attention,
    today: awaited.filter(({ createdAt }) => dayOf(createdAt) >= today),
    older: awaited.filter(({ createdAt }) => dayOf(createdAt) < today),
  }
}
