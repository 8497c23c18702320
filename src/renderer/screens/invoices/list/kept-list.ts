import type { ExceptionFilter } from '../../../data/exceptions.ts'
import type { FigureRows } from '../../../window/navigation.tsx'
import { type Choice, NO_CHOICE, OPEN_STATUSES } from '../filter/choice.ts'

/** The lists that the switch in the head chooses from, as it shows them. */
export const VIEWS = ['all', 'receipts', 'attention', 'standing'] as const
export type View = (typeof VIEWS)[number]

/** How a person left one list of a book. */
export interface KeptRows {
  choice: Choice
  /** Null for the list's usual order. */
  sort: { readonly by: string; readonly down: boolean } | null
  /** The row the keys stand on: its id, and the place where it was seen last. */
  active: { readonly id: string | null; readonly index: number }
  /** How far the rows had moved up, CSS px. */
  offset: number
}

/** How a person left the lists of a book. */
export interface KeptList extends KeptRows {
  openId: string | null
  /** Which of the lists was looked at. */
  view: View
  readonly receipts: KeptRows
  /** The list of what needs attention. */
  attention: KeptAttention
  /** While the rows behind a figure of the books are looked at: how the lists were left before; null for the lists themselves. */
  readonly own: KeptList | null
  /** Where those rows were come from; the lists themselves have none. */
  readonly backTo: FigureRows['backTo'] | null
}

/** How a person left the list of what needs attention. */
export interface KeptAttention extends Pick<KeptRows, 'active' | 'offset'> {
  filter: ExceptionFilter
  /** The invoice that somebody came for, whose row the keys are to stand on; null for none. */
  wantedId: string | null
}

const BEGUN: KeptRows = { choice: NO_CHOICE, sort: null, active: { id: null, index: 0 }, offset: 0 }

const NO_ATTENTION: KeptAttention = {
  filter: { resolved: false, kind: null },
  active: { id: null, index: 0 },
  offset: 0,
  wantedId: null,
}

const kept = new Map<string, KeptList>()

/** Gives how the lists of a book were left, to be written to while they are looked at; each book has its own, until the window closes. */
export function keptList(book: string): KeptList {
  const known = kept.get(book)
  if (known) return known
  const begun: KeptList = {
    ...BEGUN,
    openId: null,
    view: 'all',
    receipts: { ...BEGUN },
    attention: { ...NO_ATTENTION },
    ...{ own: null, backTo: null },
  }
  kept.set(book, begun)
  return begun
}

let begun = { visit: -1, book: '' }

/** Says whether a visit of the place has begun in this book, and not in another that was open before. */
export function hasBegunIn(book: string, visit: number): boolean {
  if (begun.visit !== visit) begun = { visit, book }
  return begun.book === book
}

/** Begins the lists of a book as they were left before the window was opened; where they were looked at since, those stay. */
export function beginAsLeft(book: string, left: KeptList): void {
  if (!kept.has(book)) kept.set(book, left)
}

/** Ends a look at the rows behind a figure: the lists of a book are as they were left before it. */
export function endAtRows(book: string): void {
  const own = kept.get(book)?.own
  if (own) kept.set(book, own)
}

/** Begins what needs attention with this invoice open, null for none. */
export function beginAttention(kept: KeptList, invoiceId: string | null): void {
  Object.assign(kept, {
    view: 'attention',
    attention: { ...NO_ATTENTION, wantedId: invoiceId },
    openId: invoiceId,
  })
}

/** Begins the list of invoices with another filter: at its top, with no invoice open. */
export function beginAnew(kept: KeptList, choice: Choice): void {
  Object.assign(kept, { view: 'all', choice, active: { id: null, index: 0 }, openId: null, offset: 0 })
}

/** Begins a list by another filter and order: at its top, with no invoice open. */
export function beginView(
  kept: KeptList,
  list: 'invoices' | 'receipts',
  { choice, sort }: Pick<KeptRows, 'choice' | 'sort'>,
): void {
  const rows = { choice, sort, active: { id: null, index: 0 }, offset: 0 }
  Object.assign(list === 'invoices' ? kept : kept.receipts, rows)
  Object.assign(kept, { view: list === 'invoices' ? 'all' : 'receipts', openId: null })
}

/** Begins the list that a figure was summed from with the rows behind it alone; how the lists were left is kept for whoever comes back. */
export function beginAtRows(book: string, { list, by, from, to, of, only, backTo }: FigureRows): void {
  endAtRows(book)
  const own = keptList(book)
  const choice: Choice = {
    ...NO_CHOICE,
    ...(of && { accountId: [of.accountId], currency: [of.currency] }),
    ...{ period: { by, span: 'between', from, to }, attention: only === 'attention' },
    ...(only === 'unreviewed' && { review: 'unreviewed' }),
    ...(only === 'waiting' && { status: OPEN_STATUSES }),
  }
  kept.set(book, {
    ...{ ...BEGUN, sort: own.sort, openId: null, attention: { ...NO_ATTENTION }, own, backTo },
    receipts: { ...BEGUN, sort: own.receipts.sort, ...(list === 'receipts' && { choice }) },
    ...(list === 'receipts' ? { view: 'receipts' } : { view: 'all', choice }),
  })
}
