import { expect, test } from 'vitest'
import { scanStretch, scanSums } from '../../../../src/main/ledger/lists/invoices/scan.ts'
import { scanReceiptSums, scanReceipts } from '../../../../src/main/ledger/lists/receipts/scan.ts'
import { LIST_ORDERS } from '../../../../src/shared/contract/shapes/lists/list.ts'
import { RECEIPT_ORDERS } from '../../../../src/shared/contract/shapes/lists/receipts.ts'
import { createChance } from '../../../support/app/chance.ts'
import { followedBook, followedRandomBook } from './followed-book.ts'
import { createRandomBook } from './random-book.ts'
import { randomFilter, randomPlace, randomReceiptFilter } from './random-filter.ts'

test.each([11, 12])(
  'what the same filters come to goes on with the book, to the last unit (%i)',
  async (seed) => {
    const chance = createChance(seed)
    const { db, held, book } = await followedRandomBook(chance, ({ receipts }) => receipts().isFull())
    while (held.fill());
    let asked = 0
    for (let round = 0; round < 7; round += 1) {
      // As many as are kept, so that each is answered from what it came to before.
      const filters = [1, 2, 3, 4].map(() => ({
        ...randomFilter(chance),
        search: round % 4 === 0 ? 'lamp' : '',
      }))
      const ofReceipts = [1, 2, 3, 4].map(() => ({ ...randomReceiptFilter(chance), search: '' }))
      for (let turn = 0; turn < 8; turn += 1) {
        for (let n = Math.floor(chance.unit() * 4); n > 0; n -= 1) book.change()
        for (const filter of filters) {
          const sums = scanSums({ db }, filter)
          expect(held.invoices.sums(filter)).toEqual(sums)
          const query = { filter, ...randomPlace(chance, LIST_ORDERS, sums.count) }
          expect(held.invoices.stretch(query)).toEqual(scanStretch({ db }, query))
          asked += sums.count
        }
        for (const filter of ofReceipts) {
          const sums = scanReceiptSums({ db }, filter)
          expect(held.receipts().sums(filter)).toEqual(sums)
          const query = { filter, ...randomPlace(chance, RECEIPT_ORDERS, sums.count) }
          expect(held.receipts().stretch(query)).toEqual(scanReceipts({ db }, query))
          asked += sums.count
        }
      }
    }
    expect(asked).toBeGreaterThan(8_000)
  },
)

test('what thousands of sales at once make of a filter is what the book says', async () => {
  const { ledger, db, held } = await followedBook()
  const book = createRandomBook(ledger, createChance(13))
  while (held.fill());
  const filter = {
    ...randomFilter(createChance(1)),
    ...{ search: '', status: [], provider: [], accountId: [] },
  }
  const open = {
    ...filter,
    ...{ currency: [], item: [], till: [], period: null, amount: null },
    ...{ attention: false, review: null, tag: [] },
  }
  for (const many of [1, 1_999, 2_300, 1]) {
    db.transaction(() => {
      for (let n = 0; n < many; n += 1) book.sell()
    })()
    expect(held.invoices.sums(open)).toEqual(scanSums({ db }, open))
  }
  // Each of them is touched once more.
  db.transaction(() => {
    for (const one of book.sales) book.answer(one)
  })()
  expect(held.invoices.sums(open)).toEqual(scanSums({ db }, open))
})
