import type { Database } from 'better-sqlite3'
import { expect, test } from 'vitest'
import { scanReceiptCounts } from '../../../../src/main/ledger/lists/counts/scan.ts'
import { scanReceiptSums, scanReceipts } from '../../../../src/main/ledger/lists/receipts/scan.ts'
import { RECEIPT_ORDERS, type ReceiptSums } from '../../../../src/shared/contract/shapes/lists/receipts.ts'
import { type Money, moneyFrom } from '../../../../src/shared/money/money.ts'
import { createChance } from '../../../support/app/chance.ts'
import { transfer } from '../../../support/books/facts.ts'
import { eur, openSale, START, seen } from '../../../support/books/open-book.ts'
import { recordsOf } from '../../../support/books/receipts-file.ts'
import { ANY_RECEIPT } from '../../../support/lists/any-filter.ts'
import { followedBook, followedRandomBook } from './followed-book.ts'
import { createRandomBook, YEAR_BEGAN } from './random-book.ts'
import { randomPlace, randomReceiptFilter } from './random-filter.ts'
import { readReceiptsModel } from './receipts-model.ts'

/** The keys of the receipts by their ids. */
function receiptKeys(db: Database): ReadonlyMap<string, number> {
  const rows = db.prepare<[], { id: string; seq: bigint }>('SELECT id, seq FROM receipts').all()
  return new Map(rows.map(({ id, seq }) => [id, Number(seq)]))
}

/** Money by its currency, without what is nothing. */
function unitsIn(all: readonly Money[]): Readonly<Record<string, bigint>> {
  const sums = [...Map.groupBy(all, ({ currency }) => currency)].map(
    ([currency, own]) => [currency, own.reduce((sum, { units }) => sum + units, 0n)] as const,
  )
  return Object.fromEntries(sums.filter(([, units]) => units > 0n))
}

function unitsOf({ sums }: Pick<ReceiptSums, 'sums'>): Readonly<Record<string, bigint>> {
  return unitsIn(sums.map(({ received }) => moneyFrom(received.currency, received.amount)))
}

function bookId(db: Database): string {
  return db.prepare<[], string>('SELECT id FROM book').pluck().get() ?? ''
}

/** Every question of a few rounds, after changes of all kinds: the scan, the columns and the plain model say the same. */
async function agree(seed: number, rounds: number): Promise<number> {
  const chance = createChance(seed)
  const { ledger, db, path, held, book } = await followedRandomBook(chance, ({ receipts }) =>
    receipts().isFull(),
  )
  /** What was received in a year, and in all, is what the days say and what an export holds. */
  function countedAlike(): void {
    const year = { from: YEAR_BEGAN, until: YEAR_BEGAN + 366 * 86_400_000 }
    const inYear = held.receipts().sums({ ...ANY_RECEIPT, period: { by: 'paid', ...year } })
    expect(unitsOf(inYear)).toEqual(
      unitsIn(ledger.dayTotals(year.from, year.until).map(({ received }) => received)),
    )
    const exported = recordsOf(path, bookId(db)).filter(({ kind }) => kind === 'receipt')
    const all = held.receipts().sums(ANY_RECEIPT)
    expect(all.count).toBe(exported.length)
    expect(unitsOf(all)).toEqual(
      unitsIn(exported.map(({ net_currency: currency, net }) => moneyFrom(String(currency), String(net)))),
    )
  }
  let asked = 0
  for (let round = 0; round < rounds; round += 1) {
    for (let n = Math.floor(chance.unit() * 6); n > 0; n -= 1) book.change()
    const ids = book.sales.map(({ invoiceId }) => invoiceId)
    const model = readReceiptsModel(ledger, ids, receiptKeys(db))
    for (let n = 0; n < 12; n += 1) {
      const filter = n < 2 ? ANY_RECEIPT : randomReceiptFilter(chance)
      const sums = model.sums(filter)
      expect(scanReceiptSums({ db }, filter), filter.search).toMatchObject(sums)
      expect(held.receipts().sums(filter)).toEqual(scanReceiptSums({ db }, filter))
      if (n % 2 === 1) {
        const counted = scanReceiptCounts({ db }, { filter, items: true })
        expect(counted).toEqual({ asOf: counted.asOf, ...model.counts(filter) })
        expect(held.receipts().counts({ filter, items: true })).toEqual(counted)
      }
      const query = { filter, ...randomPlace(chance, RECEIPT_ORDERS, sums.count) }
      const expected = model.stretch(query)
      const scanned = scanReceipts({ db }, query)
      expect({ count: scanned.count, ids: scanned.rows.map(({ id }) => id) }).toEqual(expected)
      expect(held.receipts().stretch(query)).toEqual(scanned)
      asked += sums.count
    }
    countedAlike()
  }
  return asked
}

test.each([1, 2, 3])(
  'whatever is asked of the receipts of a book that changes: columns, scan, a plain model and the days agree to the last unit (%i)',
  async (seed) => {
    expect(await agree(seed, 8)).toBeGreaterThan(1_000)
  },
)

test('a sale that is made and paid while the receipts are read is among them', async () => {
  const { ledger, db, held } = await followedBook(5)
  const book = createRandomBook(ledger, createChance(5))
  for (let n = 0; n < 60; n += 1) book.sell()
  for (const one of book.sales) for (let n = 0; n < 3; n += 1) book.answer(one)
  while (!held.invoices.isFull()) held.fill()
  while (!held.receipts().isFull()) {
    held.fill()
    book.sell()
    const last = book.sales.at(-1)
    if (last) for (let n = 0; n < 2; n += 1) book.answer(last)
  }
  expect(held.receipts().sums(ANY_RECEIPT)).toEqual(scanReceiptSums({ db }, ANY_RECEIPT))
})

test('receipts that come by the thousand are in their places in every order', async () => {
  const { ledger, db, held } = await followedBook()
  const book = createRandomBook(ledger, createChance(9))
  while (!held.receipts().isFull()) held.fill()
  for (const many of [300, 2_600, 3]) {
    db.transaction(() => {
      for (let n = 0; n < many; n += 1) book.sell()
      for (const one of book.sales.slice(-many)) book.answer(one)
    })()
    for (const by of RECEIPT_ORDERS) {
      for (const from of [0, 120, 900]) {
        const query = { filter: ANY_RECEIPT, sort: { by, down: false }, from, limit: 150 } as const
        expect(held.receipts().stretch(query)).toEqual(scanReceipts({ db }, query))
      }
    }
  }
})

test('a receipt whose true time and amount are told later moves, and is summed once', async () => {
  const { ledger, db, held } = await followedBook()
  const { linkId } = openSale(ledger)
  const tell = (amount: string, paidAt: number, timeObserved: boolean) =>
    ledger.recordAnswers([
      seen(linkId, {
        reading: 'underpaid',
        received: eur(amount),
        receipts: [transfer({ amount: eur(amount), credited: eur(amount), paidAt, timeObserved })],
      }),
    ])
  while (!held.receipts().isFull()) held.fill()
  for (const [amount, at, isObserved] of [
    ['10', START + 9_000, true],
    ['10', START + 5_000, false],
    ['12', START + 5_000, false],
  ] as const) {
    tell(amount, at, isObserved)
    const filter = { ...ANY_RECEIPT, period: { by: 'paid', from: at, until: at + 1 } } as const
    expect(held.receipts().sums(filter)).toEqual(scanReceiptSums({ db }, filter))
    expect(held.receipts().sums(filter).sums).toEqual([
      { count: 1, received: { currency: 'EUR', amount: `${amount}.00` } },
    ])
  }
})

test('money that came twice counts twice, and a refund takes nothing off what arrived', async () => {
  const { ledger, held } = await followedBook()
  const { invoiceId, linkId } = openSale(ledger)
  const receipts = [1, 2].map((n) => transfer({ receiptId: `transfer-${n}`, txHash: `0xabcdef0${n}` }))
  ledger.recordAnswers([seen(linkId, { reading: 'overpaid', received: eur('99.80'), receipts })])
  const given = { token: 'refund-1', amount: eur('49.90'), reason: 'twice', reference: null, person: '' }
  ledger.recordRefund(invoiceId, given, START + 10_000)
  while (!held.receipts().isFull()) held.fill()
  expect(held.receipts().sums(ANY_RECEIPT)).toMatchObject({
    all: 2,
    sums: [{ count: 2, received: { currency: 'EUR', amount: '99.80' } }],
  })
  // By the transaction of one of them the sale is found, and so are both.
  expect(held.receipts().sums({ ...ANY_RECEIPT, search: '0xabcdef01' }).count).toBe(2)
})
