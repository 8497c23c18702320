import type { ProviderId } from '../../../shared/contract/plain/provider-ids.ts'
import type { ListSort, ListStretch, ListSums } from '../../../shared/contract/shapes/lists/list.ts'
import type { StoredAmount } from '../../../shared/money/scale.ts'
import type { InvoiceStatus } from '../../../shared/status/status.ts'

/** What a list of invoices is narrowed to, in instants and stored amounts; an empty set leaves out nothing. */
export interface InvoiceFilter {
  readonly search: string
  readonly status: readonly InvoiceStatus[]
  readonly provider: readonly ProviderId[]
  readonly accountId: readonly string[]
  readonly currency: readonly string[]
  /** From an instant until before another, epoch ms; null on one side: without an end there. */
  readonly period: {
    readonly by: 'created' | 'paid'
    readonly from: number | null
    readonly until: number | null
  } | null
  /** Both ends included. */
  readonly amount: {
    readonly of: 'asked' | 'received'
    readonly from: StoredAmount | null
    readonly to: StoredAmount | null
  } | null
  readonly attention: boolean
}

/** A stretch of a list in an order, from a place that is counted from 0. */
export interface ListQuery {
  readonly filter: InvoiceFilter
  readonly sort: ListSort
  readonly from: number
  readonly limit: number
}

/** The lists of one open book. */
export interface Lists {
  /** A stretch of a list in an order, as the book stands now; rejects with the book's code where nobody can answer. */
  stretch(query: ListQuery): Promise<ListStretch>
  /** How many invoices a filter leaves, and what they come to; rejects as {@link Lists.stretch} does. */
  sums(filter: InvoiceFilter): Promise<ListSums>
  /** Lets go of the book; what is asked from then on is refused. Never rejects. */
  close(): Promise<void>
}
