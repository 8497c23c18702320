import type { Amount } from '../../../shared/contract/shapes/atoms.ts'
import type { ListCounts, ReceiptCounts } from '../../../shared/contract/shapes/lists/counts.ts'
import type {
  CurrencySum,
  ListedInvoice,
  ListFilter,
  ListSort,
} from '../../../shared/contract/shapes/lists/list.ts'
import type {
  ReceiptListFilter,
  ReceiptRow,
  ReceiptSort,
  ReceiptSum,
} from '../../../shared/contract/shapes/lists/receipts.ts'
import { isBlankSearch } from '../../../shared/text/words.ts'
import { call } from '../call.ts'
import type { Listed } from './stretches.ts'

/** What the rows of one currency come to, whatever the list. */
export interface SumLine {
  readonly count: number
  readonly received: Amount
}

/** What a list is made of: its filter, its orders, its rows, and what they come to in one currency. */
export interface ListTypes {
  readonly filter: { readonly search: string; readonly currency: readonly string[]; readonly period: unknown }
  readonly by: string
  readonly row: Listed
  readonly line: SumLine
}

export interface InvoiceTypes extends ListTypes {
  readonly filter: ListFilter
  readonly by: ListSort['by']
  readonly row: ListedInvoice
  readonly line: CurrencySum
}

export interface ReceiptTypes extends ListTypes {
  readonly filter: ReceiptListFilter
  readonly by: ReceiptSort['by']
  readonly row: ReceiptRow
  readonly line: ReceiptSum
}

/** By what a list is sorted, and whether the greatest comes first. */
export interface Sort<By extends string> {
  readonly by: By
  readonly down: boolean
}

/** A list as a person looks at it: what it is narrowed to, and its order. */
export interface ListView<T extends ListTypes> {
  readonly filter: T['filter']
  readonly sort: Sort<T['by']>
}

/** How many rows a filter leaves, and what they come to. */
export interface Totals<Line extends SumLine> {
  readonly count: number
  readonly all: number
  readonly sums: readonly Line[]
  /** How many nobody has reviewed, and every tag of the book; absent where the list is none of invoices. */
  readonly unreviewed?: number
  readonly tags?: readonly string[]
  /** Every till code that a number of the book has. */
  readonly tills: readonly string[]
}

/** How many rows each choice of a filter would leave; what only invoices have is absent where the list is another. */
export type Counts = Omit<ReceiptCounts, 'asOf'> & Partial<ListCounts>

export type ListName = 'invoices' | 'receipts'

/** Where the rows of a list are read. */
export interface Stretches<T extends ListTypes> {
  readonly name: string
  stretch(
    view: ListView<T>,
    from: number,
    limit: number,
  ): Promise<{ readonly count: number; readonly rows: readonly T['row'][] }>
  /** The first rows of a view before it is known how many there are; null where they come no sooner than by a stretch. */
  first(view: ListView<T>, limit: number): Promise<FirstRows<T['row']> | null>
}

/** Where a list is read, and what it comes to. */
export interface ListSource<T extends ListTypes> extends Stretches<T> {
  readonly name: ListName
  sums(filter: T['filter']): Promise<Totals<T['line']>>
  /** `items` are counted only where they are asked for, because they may be many. */
  counts(filter: T['filter'], items: boolean): Promise<Counts>
}

/** With `isWhole` there are no others. */
export interface FirstRows<Row> {
  readonly count: number
  readonly isWhole: boolean
  readonly rows: readonly Row[]
}

export const INVOICES: ListSource<InvoiceTypes> = {
  name: 'invoices',
  stretch: (view, from, limit) => call('lists.invoices', { ...view, from, limit }),
  async first({ filter, sort }, limit) {
    const isSooner = !isBlankSearch(filter.search) && sort.by === 'created' && sort.down
    return isSooner ? await call('lists.newest', { filter, limit }) : null
  },
  sums: (filter) => call('lists.sums', { filter }),
  counts: (filter, items) => call('lists.counts', { filter, items }),
}

export const RECEIPTS: ListSource<ReceiptTypes> = {
  name: 'receipts',
  stretch: (view, from, limit) => call('lists.receipts', { ...view, from, limit }),
  first: async () => null,
  sums: (filter) => call('lists.receiptSums', { filter }),
  counts: (filter, items) => call('lists.receiptCounts', { filter, items }),
}
