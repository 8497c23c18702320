import type { ProviderId } from '../../../../shared/contract/plain/provider-ids.ts'
import type { ListCounts } from '../../../../shared/contract/shapes/lists/counts.ts'
import { type InvoiceStatus, STATUSES } from '../../../../shared/status/status.ts'
import type { CountsQuery, InvoiceFilter } from '../../port/lists.ts'
import { tagsIn } from '../../review/marks.ts'
import type { Columns } from '../invoices/columns.ts'
import { CHOICES, type Choice, type FilterSources, isChosen, keepChosen } from '../invoices/filter.ts'
import type { LineItems } from '../invoices/line-items.ts'
import { byValue, type Counted, missedBy, named, tally } from './tally.ts'

/** What the counts of any list need beside its columns. */
export interface CountSources extends Pick<FilterSources, 'accounts' | 'keepItems'> {
  /** The id of the account with this key; null for none. */
  accountId(seq: number): string | null
  readonly items: LineItems
}

/** Counts how many of the invoices that `opened` marks each choice of a filter would leave. */
export function countInvoices(
  columns: Columns,
  { filter, items }: CountsQuery<InvoiceFilter>,
  opened: Uint8Array,
  sources: CountSources,
): Omit<ListCounts, 'asOf'> {
  const { codes, tills, tagSets } = columns
  const keepers = CHOICES.map((choice) =>
    isChosen(filter, choice)
      ? (mask: Uint8Array) => keepChosen(mask, columns, filter, choice, sources)
      : null,
  )
  const missed = missedBy(opened, keepers)
  const without = (choice: Choice) => missed.without(CHOICES.indexOf(choice))
  const counted = (choice: Choice, column: Uint8Array | Uint16Array | Uint32Array, many: number) =>
    tally(column, many, without(choice))
  const [unreviewed = 0, reviewed = 0] = counted('review', columns.reviewed, 2)
  const [, attention = 0] = counted('attention', columns.attention, 2)
  return {
    provider: named(
      codes.provider,
      counted('provider', columns.provider, codes.provider.values.length),
      (one) => one as ProviderId,
    ),
    accountId: named(
      codes.account,
      counted('accountId', columns.account, codes.account.values.length),
      sources.accountId,
    ),
    currency: named(
      codes.currency,
      counted('currency', columns.currency, codes.currency.values.length),
      (one) => one,
    ),
    till: named(tills, counted('till', columns.till, tills.values.length), (one) => one),
    item: items ? named(sources.items.names, sources.items.count(without('item')), (one) => one, true) : [],
    // A status that this app does not know is behind them all.
    status: named(
      { values: STATUSES },
      counted('status', columns.status, STATUSES.length + 1),
      (one): InvoiceStatus => one,
    ),
    tag: taggedIn(tagSets.values, counted('tag', columns.tags, tagSets.values.length)),
    ...{ reviewed, unreviewed, attention },
  }
}

/** A set of tags counts for each of them. */
function taggedIn(sets: readonly string[], counts: Uint32Array): Counted<string>[] {
  const tags = new Map<string, number>()
  for (const [code, set] of sets.entries()) {
    const count = counts[code] ?? 0
    if (count > 0) for (const tag of tagsIn(set || null)) tags.set(tag, (tags.get(tag) ?? 0) + count)
  }
  return [...tags].map(([value, count]) => ({ value, count })).toSorted(byValue)
}
