import type { ProviderId } from '../../../shared/contract/plain/provider-ids.ts'
import type { Charts } from '../../../shared/contract/shapes/lists/charts.ts'
import type { ListCounts, ReceiptCounts } from '../../../shared/contract/shapes/lists/counts.ts'
import type {
  ListIds,
  ListNewest,
  ListPlace,
  ListSort,
  ListStretch,
  ListSums,
} from '../../../shared/contract/shapes/lists/list.ts'
import type { Matrix } from '../../../shared/contract/shapes/lists/month.ts'
import type {
  ReceiptSort,
  ReceiptStretch,
  ReceiptSums,
} from '../../../shared/contract/shapes/lists/receipts.ts'
import type { StoredAmount } from '../../../shared/money/scale.ts'
import type { InvoiceStatus } from '../../../shared/status/status.ts'

/** From an instant until before another, epoch ms; null on one side: without an end there. */
interface Stretch {
  readonly from: number | null
  readonly until: number | null
}

/** Both ends included. */
interface AmountEnds {
  readonly from: StoredAmount | null
  readonly to: StoredAmount | null
}

/** What any list is narrowed to, in instants and stored amounts; an empty set leaves out nothing. */
export interface CommonFilter {
  readonly search: string
  readonly provider: readonly ProviderId[]
  readonly accountId: readonly string[]
  readonly currency: readonly string[]
  /** Names on the sales' lines. */
  readonly item: readonly string[]
  /** What the sales' numbers begin with. */
  readonly till: readonly string[]
  readonly period: Stretch | null
  readonly amount: AmountEnds | null
}

/** What a list of invoices is narrowed to. */
export interface InvoiceFilter extends CommonFilter {
  readonly status: readonly InvoiceStatus[]
  readonly period: (Stretch & { readonly by: 'created' | 'paid' | 'recorded' | 'refunded' }) | null
  readonly amount: (AmountEnds & { readonly of: 'asked' | 'received' }) | null
  readonly attention: boolean
  /** Null for both. */
  readonly review: 'reviewed' | 'unreviewed' | null
  /** Any of these. */
  readonly tag: readonly string[]
}

/** What a list of receipts is narrowed to; a search finds those of the sales that it finds. */
export interface ReceiptFilter extends CommonFilter {
  readonly period: (Stretch & { readonly by: 'paid' | 'recorded' }) | null
}

/** A stretch of a list in an order, from a place that is counted from 0. */
export interface StretchQuery<Filter, By extends string> {
  readonly filter: Filter
  readonly sort: { readonly by: By; readonly down: boolean }
  readonly from: number
  readonly limit: number
}

export type ListQuery = StretchQuery<InvoiceFilter, ListSort['by']>
export type ReceiptQuery = StretchQuery<ReceiptFilter, ReceiptSort['by']>

/** The newest of the invoices that a filter leaves, so many of them. */
export type NewestQuery = Omit<ListQuery, 'sort' | 'from'>

/** Which choices are counted: those of a filter, with or without the items that the sales name. */
export interface CountsQuery<Filter> {
  readonly filter: Filter
  readonly items: boolean
}

/** A place in a list of invoices, counted from 0. */
export type PlaceQuery = Omit<ListQuery, 'limit'>

/** The business days of a matrix, the first and the last of them ("2026-11-20"), in an IANA zone. */
export interface MatrixQuery {
  readonly from: string
  readonly to: string
  readonly zone: string
}

/** The lists of one open book. */
export interface Lists {
  /** A stretch of a list in an order, as the book stands now; rejects with the book's code where nobody can answer. */
  stretch(query: ListQuery): Promise<ListStretch>
  /** The newest invoices of a filter, before it is known how many there are; rejects as {@link Lists.stretch} does. */
  newest(query: NewestQuery): Promise<ListNewest>
  /** How many invoices a filter leaves, and what they come to; rejects as {@link Lists.stretch} does. */
  sums(filter: InvoiceFilter): Promise<ListSums>
  /** How many invoices each choice of a filter would leave; rejects as {@link Lists.stretch} does. */
  counts(query: CountsQuery<InvoiceFilter>): Promise<ListCounts>
  /** The ids of a stretch of the invoices, all of one moment; rejects as {@link Lists.stretch} does. */
  ids(query: ListQuery): Promise<ListIds>
  /** The next invoice from a place on that nobody has reviewed, or that needs a person; rejects as {@link Lists.stretch} does. */
  next(query: PlaceQuery): Promise<ListPlace>
  /** A stretch of the receipts; rejects as {@link Lists.stretch} does. */
  receipts(query: ReceiptQuery): Promise<ReceiptStretch>
  /** How many receipts a filter leaves, and what they come to; rejects as {@link Lists.stretch} does. */
  receiptSums(filter: ReceiptFilter): Promise<ReceiptSums>
  /** How many receipts each choice of a filter would leave; rejects as {@link Lists.stretch} does. */
  receiptCounts(query: CountsQuery<ReceiptFilter>): Promise<ReceiptCounts>
  /** What each business day came to, by account and currency; rejects as {@link Lists.stretch} does. */
  matrix(query: MatrixQuery): Promise<Matrix>
  /** What the charts of some business days are drawn from; rejects as {@link Lists.stretch} does. */
  charts(query: MatrixQuery): Promise<Charts>
  /** Lets go of the book; what is asked from then on is refused. Never rejects. */
  close(): Promise<void>
}
