import type { ProviderId } from '../../../../shared/contract/plain/provider-ids.ts'
import type { ListFilter } from '../../../../shared/contract/shapes/lists/list.ts'
import type { ReceiptListFilter } from '../../../../shared/contract/shapes/lists/receipts.ts'
import { attoOf, decimalOfAtto } from '../../../../shared/money/scale.ts'
import { type InvoiceStatus, isWaiting, STATUSES } from '../../../../shared/status/status.ts'
import { isBlankSearch } from '../../../../shared/text/words.ts'
import { type Days, daysOf, type Span } from '../../../../shared/time/days.ts'

/** The days of a list: by what they are counted, and a period that follows the day or lies between two days. */
export interface PeriodChoice extends Days {
  readonly by: 'created' | 'paid' | 'recorded' | 'refunded'
  /** The two days count for `between` alone. */
  readonly span: Span | 'between'
}

/** One end of a stretch of amounts; an `open` one is left out itself. */
export interface AmountEnd {
  readonly at: string
  readonly open: boolean
}

export interface AmountChoice {
  readonly of: 'asked' | 'received'
  readonly from: AmountEnd | null
  readonly to: AmountEnd | null
}

/** What a person has narrowed the list to; an empty set leaves out nothing. */
export interface Choice {
  /** As it stands in the box, with filters that are still being typed. */
  readonly search: string
  readonly status: readonly InvoiceStatus[]
  readonly provider: readonly ProviderId[]
  readonly accountId: readonly string[]
  readonly currency: readonly string[]
  readonly period: PeriodChoice | null
  readonly amount: AmountChoice | null
  readonly attention: boolean
  /** Null for both. */
  readonly review: 'reviewed' | 'unreviewed' | null
  readonly tag: readonly string[]
  /** By the names that the sales have. */
  readonly item: readonly string[]
  /** What the numbers begin with. */
  readonly till: readonly string[]
}

export const NO_CHOICE: Choice = {
  search: '',
  status: [],
  provider: [],
  accountId: [],
  currency: [],
  period: null,
  amount: null,
  attention: false,
  review: null,
  tag: [],
  item: [],
  till: [],
}

/** The book never shows a draft: an invoice is written down as it is asked for. */
export const OFFERED_STATUSES = STATUSES.filter((status) => status !== 'draft')

/** What "open" means: money can still be expected. */
export const OPEN_STATUSES = STATUSES.filter(isWaiting)

/** Says whether exactly the open ones are chosen. */
export function isOpenChosen(chosen: readonly InvoiceStatus[]): boolean {
  return chosen.length === OPEN_STATUSES.length && OPEN_STATUSES.every((one) => chosen.includes(one))
}

/** The days that a period means today. */
export function daysChosen(period: PeriodChoice, today: string, weekStart: number): Days {
  if (period.span === 'between') return { from: period.from, to: period.to }
  return daysOf(period.span, today, weekStart)
}

/** Says what of a choice does not go together; null where it does. */
export function backwards({ period, amount }: Pick<Choice, 'period' | 'amount'>): 'period' | 'amount' | null {
  if (period?.from && period.to && period.span === 'between' && period.from > period.to) return 'period'
  if (amount?.from && amount.to && isLess(amount.to.at, amount.from.at)) return 'amount'
  return null
}

function isLess(one: string, other: string): boolean {
  return attoOf(one) < attoOf(other)
}

/** An end that is left out itself lies one unit of the book's finest fraction further in. */
function inward({ at, open }: AmountEnd, by: bigint): string {
  if (!open) return at
  const atto = attoOf(at) + by
  return atto < 0n ? '0' : decimalOfAtto(atto)
}

/** Gives what the main process is asked for of invoices; `search` is what of the box is searched as text. */
export function filterOf(choice: Choice, search: string, today: string, weekStart: number): ListFilter {
  const { status, period, amount, attention, review, tag } = choice
  return {
    ...setsOf(choice, search),
    status: [...status],
    period: period && {
      by: period.by,
      ...daysChosen(period, today, weekStart),
    },
    amount: amount && { of: amount.of, ...endsOf(amount) },
    attention,
    review,
    tag: [...tag],
  }
}

/** Gives what the main process is asked for of receipts, as {@link filterOf} does of invoices. */
export function receiptFilterOf(
  choice: Choice,
  search: string,
  today: string,
  weekStart: number,
): ReceiptListFilter {
  const { period, amount } = choice
  return {
    ...setsOf(choice, search),
    period: period && {
      by: period.by === 'recorded' ? 'recorded' : 'paid',
      ...daysChosen(period, today, weekStart),
    },
    amount: amount && endsOf(amount),
  }
}

function setsOf({ provider, accountId, currency, item, till }: Choice, search: string) {
  return {
    search,
    provider: [...provider],
    accountId: [...accountId],
    currency: [...currency],
    item: [...item],
    till: [...till],
  }
}

function endsOf({ from, to }: AmountChoice) {
  return { from: from && inward(from, 1n), to: to && inward(to, -1n) }
}

/** Says whether anything is left out. */
export function isNarrowed(choice: Choice): boolean {
  return !isBlankSearch(choice.search) || hasFilter(choice)
}

/** Says whether a filter other than the search is set. */
export function hasFilter({
  status,
  provider,
  accountId,
  currency,
  period,
  amount,
  attention,
  review,
  tag,
  item,
  till,
}: Choice): boolean {
  const sets = [status, provider, accountId, currency, tag, item, till]
  return (
    attention ||
    review !== null ||
    period !== null ||
    amount !== null ||
    sets.some(({ length }) => length > 0)
  )
}
