import type { InvoiceRow } from '../../../../shared/contract/shapes/invoice.ts'
import type { ListIds } from '../../../../shared/contract/shapes/lists/list.ts'
import type { LocalEdit } from '../../../../shared/contract/shapes/lists/review.ts'
import type { InvoiceTypes, ListTypes, ListView } from '../../../data/lists/sources.ts'
import { nextDue, readIds } from '../../../data/review.ts'

/** How the rows of a list are reviewed. */
export interface Reviewing<T extends ListTypes> {
  /** The invoice that a row is. */
  rowOf(row: T['row']): InvoiceRow
  /** Reads the ids of a stretch, all of one moment; rejects as a call does. */
  ids(view: ListView<T>, from: number, limit: number): Promise<ListIds>
  /** Reads the place of the next that needs something, from a place on and then from the top; null where there is none. */
  next(view: ListView<T>, from: number): Promise<number | null>
  /** Says whether an edit may take rows out of what a filter leaves. */
  leaves(filter: T['filter'], edit: LocalEdit): boolean
}

export const INVOICE_REVIEW: Reviewing<InvoiceTypes> = {
  rowOf: (row) => row,
  ids: readIds,
  next: nextDue,
  leaves: ({ review, tag }, { kind }) =>
    (kind === 'review' && review !== null) || (kind === 'tag' && tag.length > 0),
}
