import { STATUSES } from '../../../../shared/status/status.ts'
import { isBlankSearch } from '../../../../shared/text/words.ts'
import type { InvoiceFilter } from '../../port/lists.ts'
import { standingRows } from '../cells.ts'
import {
  COMMON_CHOICES,
  keepAmong,
  keepAmounts,
  keepBetween,
  keepCoded,
  keepMarked,
  keepNamed,
  keepStretch,
  leavesAllCommon,
  NONE_CHOSEN,
} from '../marks.ts'
import { AMOUNTS, type Columns } from './columns.ts'
import { keepReviewed, keepTagged } from './review.ts'

/** What a filter cannot tell by the columns. */
export interface FilterSources {
  /** The keys of the accounts with these ids. */
  accounts(ids: readonly string[]): readonly number[]
  /** Keeps the marks of the invoices that the filter's search finds. */
  keepFound(mask: Uint8Array): void
  /** Keeps the marks of the invoices in these columns that name any of these items. */
  keepItems(mask: Uint8Array, columns: Columns, names: readonly string[]): void
  /** Reads when the last money of each invoice came, and when the book learned of it, where that was not done yet. */
  readCame(): void
  /** Keeps the marks of the invoices in these columns of which a refund was recorded or undone in a stretch of time. */
  keepRefunded(mask: Uint8Array, columns: Columns, period: NonNullable<InvoiceFilter['period']>): void
}

/** What of a filter is chosen among a few, and how many each choice would leave is counted. */
export const CHOICES = [...COMMON_CHOICES, 'status', 'attention', 'review', 'tag'] as const
export type Choice = (typeof CHOICES)[number]

/** Says whether a choice leaves out anything. */
export function isChosen(filter: InvoiceFilter, choice: Choice): boolean {
  if (choice === 'attention') return filter.attention
  if (choice === 'review') return filter.review !== null
  return filter[choice].length > 0
}

/** Gives a filter without any of its choices. */
export function opened(filter: InvoiceFilter): InvoiceFilter {
  return { ...filter, ...NONE_CHOSEN, status: [], attention: false, review: null, tag: [] }
}

/** Keeps the marks of the invoices that one choice of a filter leaves. */
export function keepChosen(
  mask: Uint8Array,
  columns: Columns,
  filter: InvoiceFilter,
  choice: Choice,
  sources: Pick<FilterSources, 'accounts' | 'keepItems'>,
): void {
  if (choice === 'status') {
    const codes = filter.status.map((one) => STATUSES.indexOf(one))
    keepAmong(mask, columns.status, codes)
  } else if (choice === 'attention') keepMarked(mask, columns.attention)
  else if (choice === 'review') keepReviewed(mask, columns.reviewed, filter.review === 'reviewed')
  else if (choice === 'tag') keepTagged(mask, columns, filter.tag)
  else if (choice === 'till') keepCoded(mask, columns.till, columns.tills, filter.till)
  else if (choice === 'item') sources.keepItems(mask, columns, filter.item)
  else keepNamed(mask, columns, choice, filter, sources.accounts)
}

const DAYS = { created: 'createdAt', paid: 'paidAt', recorded: 'recordedAt' } as const

/** Marks with 1 the row of each invoice that a filter leaves. */
export function matchRows(columns: Columns, filter: InvoiceFilter, sources: FilterSources): Uint8Array {
  const mask = standingRows(columns)
  const { period, amount } = filter
  for (const choice of CHOICES)
    if (isChosen(filter, choice)) keepChosen(mask, columns, filter, choice, sources)
  if (period && (period.from !== null || period.until !== null)) {
    if (period.by === 'refunded') sources.keepRefunded(mask, columns, period)
    else if (period.by === 'created' && columns.isInTime) keepStretch(mask, columns.createdAt, period)
    else {
      if (period.by !== 'created') sources.readCame()
      keepBetween(mask, columns[DAYS[period.by]], period)
    }
  }
  if (amount) keepAmounts(mask, { rows: columns, nth: AMOUNTS[amount.of] }, amount)
  // Last, when the fewest are left to be looked at.
  if (!isBlankSearch(filter.search)) sources.keepFound(mask)
  return mask
}

/** Says whether a filter leaves out nothing. */
export function leavesAll(filter: InvoiceFilter): boolean {
  return leavesAllCommon(filter) && !CHOICES.some((choice) => isChosen(filter, choice))
}
