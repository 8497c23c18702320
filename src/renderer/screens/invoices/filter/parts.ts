import type { AmountChoice, PeriodChoice } from './choice.ts'

/** What a list is filtered by, in the order of the menu. */
export const PARTS = [
  'status',
  'account',
  'currency',
  'period',
  'amount',
  'attention',
  'review',
  'tag',
  'item',
  'till',
] as const
export type Part = (typeof PARTS)[number]

/** What a filter that is typed begins with, before its colon. */
export const FILTER_KEYS = [
  ...(['status', 'provider', 'account', 'currency', 'created', 'paid', 'recorded', 'refunded'] as const),
  ...(['amount', 'requested', 'received', 'review', 'tag', 'item', 'till', 'needs'] as const),
]
export type FilterKey = (typeof FILTER_KEYS)[number]

/** What one list can be filtered by: the first of its days and of its amounts is meant where none is named. */
export interface FilterKind {
  readonly parts: readonly Part[]
  readonly days: readonly [PeriodChoice['by'], ...PeriodChoice['by'][]]
  readonly amounts: readonly [AmountChoice['of'], ...AmountChoice['of'][]]
}

export const INVOICE_FILTERS: FilterKind = {
  parts: PARTS,
  days: ['created', 'paid', 'recorded', 'refunded'],
  amounts: ['asked', 'received'],
}

export const RECEIPT_FILTERS: FilterKind = {
  parts: ['account', 'currency', 'period', 'amount', 'item', 'till'],
  days: ['paid', 'recorded'],
  amounts: ['received'],
}
