import { expect, test } from 'vitest'
import { scanCounts } from '../../../../src/main/ledger/lists/counts/scan.ts'
import { createHeldLists, type HeldLists } from '../../../../src/main/ledger/lists/held-lists.ts'
import {
  scanIds,
  scanNewest,
  scanNext,
  scanStretch,
  scanSums,
} from '../../../../src/main/ledger/lists/invoices/scan.ts'
import type { NewestQuery } from '../../../../src/main/ledger/port/lists.ts'
import type { Reading } from '../../../../src/main/ledger/sqlite/context.ts'
import { openReadOnly } from '../../../../src/main/ledger/sqlite/read-only.ts'
import { LIST_ORDERS } from '../../../../src/shared/contract/shapes/lists/list.ts'
import { createChance } from '../../../support/app/chance.ts'
import { transfer } from '../../../support/books/facts.ts'
import { eur, kindsOf, later, openSale, START, seen, testBook } from '../../../support/books/open-book.ts'
import { ANY_INVOICE } from '../../../support/lists/any-filter.ts'
import { followedRandomBook } from './followed-book.ts'
import { readModel } from './list-model.ts'
import { createRandomBook } from './random-book.ts'
import { randomFilter, randomPlace } from './random-filter.ts'

/** The newest of a filter are those that a scan finds. */
function expectNewest({ invoices }: HeldLists, reading: Reading, query: NewestQuery): void {
  const { isWhole, ...newest } = invoices.newest(query)
  const looked = scanNewest(reading, query)
  expect({ ...newest, isWhole: looked.isWhole }, query.filter.search).toEqual(looked)
  // Who has found as many as were wanted may know of no more.
  expect(isWhole === looked.isWhole || looked.count === query.limit).toBe(true)
}

/** Every question of a few rounds, after changes of all kinds: the scan, the columns and the plain model say the same. */
async function agree(seed: number, rounds: number): Promise<number> {
  const chance = createChance(seed)
  const { ledger, db, held, book } = await followedRandomBook(chance, ({ invoices }) => invoices.isFull())
  let asked = 0
  for (let round = 0; round < rounds; round += 1) {
    for (let n = Math.floor(chance.unit() * 6); n > 0; n -= 1) book.change()
    if (round % 2 === 1) held.fill()
    const model = readModel(
      ledger,
      book.sales.map(({ invoiceId }) => invoiceId),
    )
    for (let n = 0; n < 12; n += 1) {
      const filter = n < 2 ? ANY_INVOICE : randomFilter(chance)
      const sums = model.sums(filter)
      expect(scanSums({ db }, filter), filter.search).toMatchObject(sums)
      expect(held.invoices.sums(filter)).toEqual(scanSums({ db }, filter))
      if (n % 2 === 1) {
        const counted = scanCounts({ db }, { filter, items: true })
        expect(counted).toEqual({ asOf: counted.asOf, ...model.counts(filter) })
        expect(held.invoices.counts({ filter, items: true })).toEqual(counted)
      }
      const query = { filter, ...randomPlace(chance, LIST_ORDERS, sums.count) }
      const { ids, count } = model.stretch(query)
      const scanned = scanStretch({ db }, query)
      expect(scanned.count).toBe(count)
      expect(scanned.rows.map(({ id }) => id)).toEqual(ids)
      expect(held.invoices.stretch(query)).toEqual(scanned)
      if (n % 4 === 0) expectNewest(held, { db }, query)
      expect(scanIds({ db }, query)).toMatchObject({ count, ids })
      expect(held.invoices.ids(query)).toEqual(scanIds({ db }, query))
      expect(scanNext({ db }, query).place).toBe(model.next(query))
      expect(held.invoices.next(query)).toEqual(scanNext({ db }, query))
      asked += sums.count
    }
  }
  return asked
}

test.each([1, 2, 3])(
  'whatever is asked of a book that changes: columns, scan and a plain model agree to the last unit (%i)',
  async (seed) => {
    expect(await agree(seed, 8)).toBeGreaterThan(1_000)
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
    expect(held.invoices.sums(ANY_INVOICE)).toEqual(scanSums({ db }, ANY_INVOICE))
    expect(held.invoices.sums(ANY_INVOICE).sums[0]?.received.amount).toBe(`${amount}.00`)
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
        const query = { filter: ANY_INVOICE, sort: { by, down: false }, from, limit: 150 } as const
        expect(held.invoices.stretch(query)).toEqual(scanStretch({ db }, query))
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
  const filter = { ...ANY_INVOICE, search: 'lamp' }
  for (let n = 0; n < 30; n += 1) {
    book.sell()
    expect(held.invoices.sums(filter)).toEqual(scanSums({ db }, filter))
  }
  expect(held.invoices.sums(filter).count).toBeGreaterThan(5)
})

test('a book whose commits count backwards is another one', async () => {
  const { ledger, db, held } = await heldBook()
  openSale(ledger)
  expect(held.invoices.sums(ANY_INVOICE).count).toBe(1)
  db.prepare('UPDATE book SET last_commit = last_commit - 1').run()
  expect(() => held.invoices.sums(ANY_INVOICE)).toThrow(expect.objectContaining({ code: 'BOOK_REPLACED' }))
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
    const filter = {
      ...ANY_INVOICE,
      period: { by: 'paid', from: START + at, until: START + at + 1 },
    } as const
    expect(held.invoices.sums(filter)).toEqual(scanSums({ db }, filter))
    expect(held.invoices.sums(filter).count).toBe(at === 5_000 ? 1 : 0)
  }
})

test('what the book learned of last stays that, whenever it was paid and whatever the clock said', async () => {
  const { ledger, db, path } = await testBook()
  const { linkId } = openSale(ledger)
  const told = [9_000, 50_000, 20_000].map((at) =>
    transfer({
      ...{ receiptId: `transfer-${at}`, txHash: `0x${at}`, amount: eur('5'), credited: eur('5') },
      paidAt: START + 1_000,
    }),
  )
  for (const [n, at] of [9_000, 50_000, 20_000].entries())
    ledger.recordAnswers([
      seen(linkId, { reading: 'underpaid', receipts: told.slice(0, n + 1), at: START + at }),
    ])
  const reader = openReadOnly(path)
  later(() => void reader.close())
  const held = createHeldLists({ db: reader })
  while (held.fill());
  for (const at of [9_000, 20_000, 50_000]) {
    const period = { by: 'recorded', from: START + at, until: START + at + 1 } as const
    const filter = { ...ANY_INVOICE, period }
    expect(held.invoices.sums(filter)).toEqual(scanSums({ db }, filter))
    expect(held.invoices.sums(filter).count).toBe(at === 50_000 ? 1 : 0)
  }
})
