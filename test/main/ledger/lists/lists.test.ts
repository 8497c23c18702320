import { expect, test } from 'vitest'
import { createHeldLists } from '../../../../src/main/ledger/lists/held-lists.ts'
import type { ListOrder } from '../../../../src/main/ledger/lists/order-keys.ts'
import { scanStretch, scanSums } from '../../../../src/main/ledger/lists/scan.ts'
import type { InvoiceFilter, ListQuery } from '../../../../src/main/ledger/port/lists.ts'
import { openReadOnly } from '../../../../src/main/ledger/sqlite/read-only.ts'
import { PROVIDER_IDS } from '../../../../src/shared/contract/plain/provider-ids.ts'
import { LIST_ORDERS } from '../../../../src/shared/contract/shapes/lists/list.ts'
import { STATUSES } from '../../../../src/shared/status/status.ts'
import { type Chance, createChance } from '../../../support/app/chance.ts'
import { transfer } from '../../../support/books/facts.ts'
import { eur, kindsOf, later, openSale, START, seen, testBook } from '../../../support/books/open-book.ts'
import { readModel } from './list-model.ts'
import { ACCOUNTS, CURRENCIES, createRandomBook, YEAR_BEGAN } from './random-book.ts'

const DAY = 86_400_000
const WORDS = [
  '',
  '',
  '',
  'amina',
  'Elod',
  'мар',
  'محمد',
  'lamp',
  'CAFE',
  'smile',
  'b amina',
  'stras',
  'nobody',
]

function randomFilter(chance: Chance): InvoiceFilter {
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
  return {
    search: WORDS[Math.floor(chance.unit() * WORDS.length)] ?? '',
    status: some(STATUSES),
    provider: some(PROVIDER_IDS),
    accountId: some([...ACCOUNTS.map(({ id }) => id as string), 'account-of-nobody']),
    currency: some(CURRENCIES),
    period:
      chance.unit() < 0.5
        ? null
        : { by: chance.unit() < 0.5 ? 'created' : 'paid', from: maybe(day()), until: maybe(day()) },
    amount:
      chance.unit() < 0.6
        ? null
        : { of: chance.unit() < 0.5 ? 'asked' : 'received', from: maybe(bound()), to: maybe(bound()) },
    attention: chance.unit() < 0.15,
  }
}

function randomQuery(chance: Chance, count: number): Omit<ListQuery, 'filter'> {
  return {
    sort: {
      by: LIST_ORDERS[Math.floor(chance.unit() * LIST_ORDERS.length)] as ListOrder,
      down: chance.unit() < 0.5,
    },
    from: Math.floor(chance.unit() * count * 1.1),
    limit: 1 + Math.floor(chance.unit() * 200),
  }
}

const NO_FILTER: InvoiceFilter = {
  ...{ search: '', status: [], provider: [], accountId: [], currency: [] },
  ...{ period: null, amount: null, attention: false },
}

/** Every question of a few rounds, after changes of all kinds: the scan, the columns and the plain model say the same. */
function agree(seed: number, rounds: number): Promise<number> {
  return testBook().then(({ ledger, db, path }) => {
    const chance = createChance(seed)
    const book = createRandomBook(ledger, chance)
    db.transaction(() => {
      for (let n = 0; n < 400; n += 1) book.sell()
      for (const one of book.sales) if (chance.unit() < 0.8) book.answer(one)
    })()
    const reader = openReadOnly(path)
    later(() => void reader.close())
    const held = createHeldLists({ db: reader }, 50)
    // While it is filled the book goes on.
    while (!held.isFull()) {
      held.fill()
      book.change()
    }
    let asked = 0
    for (let round = 0; round < rounds; round += 1) {
      for (let n = Math.floor(chance.unit() * 6); n > 0; n -= 1) book.change()
      if (round % 2 === 1) held.fill()
      const model = readModel(
        ledger,
        book.sales.map(({ invoiceId }) => invoiceId),
      )
      for (let n = 0; n < 12; n += 1) {
        const filter = n < 2 ? NO_FILTER : randomFilter(chance)
        const sums = model.sums(filter)
        expect(scanSums({ db }, filter)).toMatchObject(sums)
        expect(held.sums(filter)).toEqual(scanSums({ db }, filter))
        const query = { filter, ...randomQuery(chance, sums.count) }
        const { ids, count } = model.stretch(query)
        const scanned = scanStretch({ db }, query)
        expect(scanned.count).toBe(count)
        expect(scanned.rows.map(({ id }) => id)).toEqual(ids)
        expect(held.stretch(query)).toEqual(scanned)
        asked += sums.count
      }
    }
    return asked
  })
}

test.each([1, 2, 3])(
  'whatever is asked of a book that changes: columns, scan and a plain model agree to the last unit (%i)',
  async (seed) => {
    expect(await agree(seed, 15)).toBeGreaterThan(1_000)
  },
)

test('another sum that comes under the same word, and calls for nobody anew, is in the next answer', async () => {
  const { ledger, db, path } = await testBook()
  const { linkId } = openSale(ledger)
  const reader = openReadOnly(path)
  later(() => void reader.close())
  const held = createHeldLists({ db: reader })
  while (held.fill());
  for (const [n, amount] of ['10', '20', '30', '12'].entries()) {
    const told = {
      reading: 'underpaid',
      rawStatus: 'PART',
      received: eur(amount),
      at: START + n * 1_000,
    } as const
    ledger.recordAnswers([seen(linkId, told)])
    expect(held.sums(NO_FILTER)).toEqual(scanSums({ db }, NO_FILTER))
    expect(held.sums(NO_FILTER).sums[0]?.received.amount).toBe(`${amount}.00`)
  }
})

test('a sum that a new receipt or another status tells has no event of its own beside it', async () => {
  const { ledger } = await testBook()
  const { invoiceId, linkId } = openSale(ledger)
  const tell = (amount: string, more: object = {}) =>
    ledger.recordAnswers([seen(linkId, { reading: 'underpaid', received: eur(amount), ...more })])
  const own = () => kindsOf(ledger, invoiceId).filter((kind) => kind === 'received_changed').length
  tell('5')
  tell('10', { receipts: [transfer({ amount: eur('10'), credited: eur('10') })] })
  expect(own()).toBe(0)
  tell('12')
  expect(own()).toBe(1)
})

test('thousands that come at once are in their places in every order', async () => {
  const { ledger, db, path } = await testBook()
  const book = createRandomBook(ledger, createChance(9))
  const reader = openReadOnly(path)
  later(() => void reader.close())
  const held = createHeldLists({ db: reader })
  while (held.fill());
  for (const many of [300, 2_200, 3]) {
    db.transaction(() => {
      for (let n = 0; n < many; n += 1) book.sell()
    })()
    for (const by of LIST_ORDERS) {
      for (const from of [0, 250, 1_300, 2_400]) {
        const query = { filter: NO_FILTER, sort: { by, down: false }, from, limit: 150 } as const
        expect(held.stretch(query)).toEqual(scanStretch({ db }, query))
      }
    }
  }
})

/** The lists of a book, all there, and the book. */
async function heldBook() {
  const { ledger, db, path } = await testBook()
  const reader = openReadOnly(path)
  later(() => void reader.close())
  const held = createHeldLists({ db: reader })
  while (held.fill());
  return { ledger, db, held }
}

test('a search that is asked again finds what has come since', async () => {
  const { ledger, db, held } = await heldBook()
  const book = createRandomBook(ledger, createChance(4))
  const filter = { ...NO_FILTER, search: 'lamp' }
  for (let n = 0; n < 30; n += 1) {
    book.sell()
    expect(held.sums(filter)).toEqual(scanSums({ db }, filter))
  }
  expect(held.sums(filter).count).toBeGreaterThan(5)
})

test('a book whose commits count backwards is another one', async () => {
  const { ledger, db, held } = await heldBook()
  openSale(ledger)
  expect(held.sums(NO_FILTER).count).toBe(1)
  db.prepare('UPDATE book SET last_commit = last_commit - 1').run()
  expect(() => held.sums(NO_FILTER)).toThrow(expect.objectContaining({ code: 'BOOK_REPLACED' }))
})

test('a payment that was told before an older one stays the last', async () => {
  const { ledger, db, path } = await testBook()
  const receipts = [5_000, 1_000, 3_000].map((at) =>
    transfer({
      receiptId: `transfer-${at}`,
      txHash: `0x${at}`,
      amount: eur('5'),
      credited: eur('5'),
      paidAt: START + at,
    }),
  )
  const { linkId } = openSale(ledger)
  ledger.recordAnswers([seen(linkId, { reading: 'underpaid', received: eur('15'), receipts })])
  const reader = openReadOnly(path)
  later(() => void reader.close())
  const held = createHeldLists({ db: reader })
  while (held.fill());
  for (const at of [1_000, 3_000, 5_000]) {
    const filter = { ...NO_FILTER, period: { by: 'paid', from: START + at, until: START + at + 1 } } as const
    expect(held.sums(filter)).toEqual(scanSums({ db }, filter))
    expect(held.sums(filter).count).toBe(at === 5_000 ? 1 : 0)
  }
})
