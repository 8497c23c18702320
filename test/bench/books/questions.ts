import type {
  CommonFilter,
  InvoiceFilter,
  ListQuery,
  ReceiptFilter,
  ReceiptQuery,
} from '../../../src/main/ledger/port/lists.ts'
import { PROVIDER_IDS } from '../../../src/shared/contract/plain/provider-ids.ts'
import { LIST_ORDERS, type ListSort } from '../../../src/shared/contract/shapes/lists/list.ts'
import { RECEIPT_ORDERS, type ReceiptSort } from '../../../src/shared/contract/shapes/lists/receipts.ts'
import { STATUSES } from '../../../src/shared/status/status.ts'
import type { Chance } from '../../support/app/chance.ts'

/** What a book holds, as far as questions about it need to know. */
export interface BookFacts {
  readonly count: number
  readonly currencies: readonly string[]
  readonly accounts: readonly string[]
  /** What its sales name on their lines. */
  readonly items: readonly string[]
  /** When its first and its last sale were made, epoch ms. */
  readonly from: number
  readonly until: number
}

export const EVERYTHING: InvoiceFilter = {
  ...{ search: '', status: [], provider: [], accountId: [], currency: [], item: [], till: [] },
  ...{ period: null, amount: null, attention: false, review: null, tag: [] },
}

/** The first page of all, as the screen shows it first. */
export const NEWEST: ListQuery = {
  filter: EVERYTHING,
  sort: { by: 'created', down: true },
  from: 0,
  limit: 100,
}

/** Words that are found often, and seldom. */
const WORDS = ['customer', 'a', 'lamp', 'maria', 'leila', 'nobody at all']

/** The receipts as the screen shows them first. */
export const LAST_PAID: ReceiptQuery = {
  filter: {
    ...{ search: '', provider: [], accountId: [], currency: [], item: [], till: [] },
    ...{ period: null, amount: null },
  },
  sort: { by: 'paid', down: true },
  from: 0,
  limit: 100,
}

/** Makes random filters, orders and words for a book, of the kinds that a person chooses. */
export function createQuestions({ unit }: Chance, facts: BookFacts) {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(unit() * from.length)] as T
  const some = <T>(odds: number, from: readonly T[]): readonly T[] =>
    unit() >= odds ? [] : from.filter(() => unit() < 0.4)

  function period() {
    if (unit() < 0.5) return null
    const length = (facts.until - facts.from) * unit() ** 2
    const from = facts.from + (facts.until - facts.from - length) * unit()
    return { from, until: unit() < 0.2 ? null : from + length }
  }

  function amount() {
    if (unit() < 0.7) return null
    const whole = BigInt(Math.floor(10 ** (1 + 4 * unit())))
    return { from: { whole, frac: 0n }, to: unit() < 0.5 ? null : { whole: whole * 3n, frac: 0n } }
  }

  const common = (): CommonFilter => ({
    search: '',
    provider: some(0.25, PROVIDER_IDS),
    accountId: some(0.2, facts.accounts),
    currency: some(0.3, facts.currencies),
    item: unit() < 0.85 ? [] : [pick(facts.items)],
    till: [],
    period: period(),
    amount: amount(),
  })

  return {
    filter(): InvoiceFilter {
      const { period: days, amount: ends, ...sets } = common()
      return {
        ...sets,
        status: some(0.5, STATUSES),
        period: days && { by: unit() < 0.7 ? 'created' : unit() < 0.7 ? 'paid' : 'recorded', ...days },
        amount: ends && { of: unit() < 0.6 ? 'asked' : 'received', ...ends },
        attention: unit() < 0.05,
        review: unit() < 0.2 ? 'unreviewed' : null,
        tag: [],
      }
    },
    receiptFilter(): ReceiptFilter {
      const { period: days, ...rest } = common()
      return { ...rest, period: days && { by: unit() < 0.8 ? 'paid' : 'recorded', ...days } }
    },
    sort: (): ListSort => ({ by: pick(LIST_ORDERS), down: unit() < 0.6 }),
    receiptSort: (): ReceiptSort => ({ by: pick(RECEIPT_ORDERS), down: unit() < 0.6 }),
    search: () => pick(WORDS),
  }
}
