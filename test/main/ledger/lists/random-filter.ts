import type { CommonFilter, InvoiceFilter, ReceiptFilter } from '../../../../src/main/ledger/port/lists.ts'
import { PROVIDER_IDS } from '../../../../src/shared/contract/plain/provider-ids.ts'
import { STATUSES } from '../../../../src/shared/status/status.ts'
import type { Chance } from '../../../support/app/chance.ts'
import { ACCOUNTS, CURRENCIES, ITEM_NAMES, SERIES, TAGS, TILLS, YEAR_BEGAN } from './random-book.ts'

const DAY = 86_400_000
const WORDS = [
  ...['', '', '', 'amina', 'Elod', 'мар', 'محمد', 'lamp', 'CAFE', 'smile', 'b amina', 'stras', 'nobody'],
  // Parts of words, of numbers and of what a provider gave; statuses, currencies, accounts, amounts and days.
  ...[
    'mi',
    'é',
    'ngstr',
    '00001',
    'f-0000',
    'b-0',
    'sse lam',
    '雷',
    'ref-',
    '0x',
    'pple',
    'مت',
    'late',
    'eur',
    'usd',
    'imp-0',
  ],
  ...['49.9', '49.90', '7400', '0.01', '1.5', '500', '2026-03-1', '2026-03-05', '2025-12-24', 'zed 7400.50'],
]

/** What a filter of any list may be, at random. */
function randomCommon(chance: Chance) {
  const some = <T>(from: readonly T[]): readonly T[] =>
    chance.unit() < 0.6 ? [] : from.filter(() => chance.unit() < 0.4)
  const maybe = <T>(value: T): T | null => (chance.unit() < 0.7 ? value : null)
  const day = () => YEAR_BEGAN + Math.floor(chance.unit() * 366) * DAY
  const bound = () => ({
    whole:
      [0n, 49n, 7_400n, 4_294_967_295n, 4_294_967_296n, 9_007_199_254_740_993n, 10n ** 30n][
        Math.floor(chance.unit() * 7)
      ] ?? 0n,
    frac: [0n, 1n, 900_000_000_000_000_000n, 999_999_999_999_999_999n][Math.floor(chance.unit() * 4)] ?? 0n,
  })
  const common: CommonFilter = {
    search: WORDS[Math.floor(chance.unit() * WORDS.length)] ?? '',
    provider: some(PROVIDER_IDS),
    accountId: some([...ACCOUNTS.map(({ id }) => id as string), 'account-of-nobody']),
    currency: some(CURRENCIES),
    item: chance.unit() < 0.7 ? [] : some([...ITEM_NAMES, 'Sold to nobody']),
    till: chance.unit() < 0.7 ? [] : some([...TILLS, SERIES, 'NONE']),
    period: chance.unit() < 0.5 ? null : { from: maybe(day()), until: maybe(day()) },
    amount: chance.unit() < 0.6 ? null : { from: maybe(bound()), to: maybe(bound()) },
  }
  const either = <T>(one: T, other: T): T => (chance.unit() < 0.5 ? one : other)
  return { ...common, some, either }
}

/** A filter of invoices. */
export function randomFilter(chance: Chance): InvoiceFilter {
  const { some, either, ...common } = randomCommon(chance)
  return {
    ...common,
    status: some(STATUSES),
    period: common.period && {
      by: chance.unit() < 0.1 ? 'refunded' : either('created', either('paid', 'recorded')),
      ...common.period,
    },
    amount: common.amount && { of: either('asked', 'received'), ...common.amount },
    attention: chance.unit() < 0.15,
    review: chance.unit() < 0.7 ? null : either('reviewed', 'unreviewed'),
    tag: chance.unit() < 0.7 ? [] : some([...TAGS, 'of-nothing']),
  }
}

/** A filter of receipts. */
export function randomReceiptFilter(chance: Chance): ReceiptFilter {
  const { some: _, either, ...common } = randomCommon(chance)
  return { ...common, period: common.period && { by: either('paid', 'recorded'), ...common.period } }
}

/** An order and a place in a list of so many rows. */
export function randomPlace<By extends string>(chance: Chance, orders: readonly By[], count: number) {
  return {
    sort: { by: orders[Math.floor(chance.unit() * orders.length)] as By, down: chance.unit() < 0.5 },
    from: Math.floor(chance.unit() * count * 1.1),
    limit: 1 + Math.floor(chance.unit() * 200),
  }
}
