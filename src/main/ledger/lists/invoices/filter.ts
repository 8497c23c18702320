import { STATUSES } from '../../../../shared/status/status.ts'
import { isBlankSearch } from '../../../../shared/text/words.ts'
import type { InvoiceFilter } from '../../port/lists.ts'
import { keepAmong, keepAmounts, keepBetween, keepMarked, keepNamed, leavesAllCommon } from '../marks.ts'
import { AMOUNTS, CELLS, type Columns } from './columns.ts'
import { keepReviewed, keepTagged } from './review.ts'

/** What a filter cannot tell by the columns. */
export interface FilterSources {
  /** The keys of the accounts with these ids. */
  accounts(ids: readonly string[]): readonly number[]
  /** Keeps the marks of the invoices that the filter's search finds. */
  keepFound(mask: Uint8Array): void
  /** Reads when the last money of each invoice came, where that was not done yet. */
  readPaid(): void
}

/** Marks with 1 the row of each invoice that a filter leaves. */
export function matchRows(columns: Columns, filter: InvoiceFilter, sources: FilterSources): Uint8Array {
  const mask = new Uint8Array(columns.count).fill(1)
  const { status, period, amount } = filter
  const codes = status.map((one) => STATUSES.indexOf(one))
  if (codes.length > 0) keepAmong(mask, columns.status, codes)
  keepNamed(mask, columns, filter, sources.accounts)
  if (period && (period.from !== null || period.until !== null)) {
    if (period.by === 'paid') sources.readPaid()
    keepBetween(mask, period.by === 'created' ? columns.createdAt : columns.paidAt, period)
  }
  if (amount) keepAmounts(mask, { amounts: columns.amounts, cells: CELLS, at: AMOUNTS[amount.of] }, amount)
  if (filter.attention) keepMarked(mask, columns.attention)
  if (filter.review !== null) keepReviewed(mask, columns.reviewed, filter.review === 'reviewed')
  if (filter.tag.length > 0) keepTagged(mask, columns, filter.tag)
  // Last, when the fewest are left to be looked at.
  if (!isBlankSearch(filter.search)) sources.keepFound(mask)
  return mask
}

/** Says whether a filter leaves out nothing. */
export function leavesAll(filter: InvoiceFilter): boolean {
  const { status, attention, review, tag } = filter
  return leavesAllCommon(filter) && status.length === 0 && !attention && review === null && tag.length === 0
}
