import { expect, test } from 'vitest'
import { createHeldLists } from '../../../../src/main/ledger/lists/held-lists.ts'
import { scanStretch, scanSums } from '../../../../src/main/ledger/lists/invoices/scan.ts'
import { openReadOnly } from '../../../../src/main/ledger/sqlite/read-only.ts'
import { createChance } from '../../../support/app/chance.ts'
import { later, openSale, START, seen, testBook, transfer } from '../../../support/books/open-book.ts'
import { pastReceipt, pastSale, pastSales, takePast, undoPast } from '../../../support/books/past-sales.ts'
import { walk } from '../../../support/books/tampering.ts'
import { ANY_INVOICE } from '../../../support/lists/any-filter.ts'
import { answersOf } from './answers-of.ts'
import { followedBook, followedRandomBook } from './followed-book.ts'
import { YEAR_BEGAN } from './random-book.ts'

test.each([21, 22])(
  'a random book whose imports were undone answers like the same book without them, everywhere (%i)',
  async (seed) => {
    const { ledger, db, path, held, book } = await followedRandomBook(createChance(seed), (lists) =>
      lists.charts().isFull(),
    )
    const at = Date.UTC(2027, 0, 1)
    for (let round = 0; round < 2; round += 1) {
      for (let n = 0; n < 15; n += 1) book.change()
      const before = answersOf({ ledger, db, path, held })
      const known = new Set(book.sales)
      for (let n = 0; n < 4; n += 1) book.takeFile()
      const taken = book.sales.filter((one) => !known.has(one))
      const ids = taken.map(({ invoiceId }) => invoiceId)
      expect(answersOf({ ledger, db, path, held })).not.toEqual(before)
      // What a person does to them goes with them.
      for (const edit of [
        { kind: 'tag', tag: 'of-a-file', isOn: true },
        { kind: 'review', reviewed: true },
        { kind: 'note', text: 'from the file' },
      ] as const)
        ledger.editSales({ token: `${edit.kind}-${round}`, edit, invoiceIds: ids, person: 'Nadia' }, at)
      for (const one of taken) book.refund(one)
      const imports = new Set(taken.flatMap(({ importId }) => importId ?? []))
      for (const one of imports) book.undoFile(one)
      expect(book.sales.filter((one) => !known.has(one))).toEqual([])
      expect(answersOf({ ledger, db, path, held })).toEqual(before)
    }
    expect(walk(db)).toMatchObject({ state: 'whole' })
  },
)

test('a book that had one import, and no other, answers as before it once that is undone', async () => {
  const followed = await followedBook()
  const { ledger, db, held } = followed
  const paid = [1, 2, 3].map((n) => openSale(ledger, { token: `sold-${n}`, at: START + n * 60_000 }))
  for (const [n, { linkId }] of paid.entries())
    ledger.recordAnswers([
      seen(linkId, {
        reading: 'paid',
        receipts: [transfer({ receiptId: `r-${n}`, paidAt: START + n * 90_000 })],
      }),
    ])
  while (!held.charts().isFull()) held.fill()
  const before = answersOf(followed)
  const sales = [
    pastSale('a', {
      currency: 'USD',
      customerName: 'amina',
      receipts: [pastReceipt('a', { amount: '12.50' })],
    }),
    pastSale('b', { createdAt: YEAR_BEGAN, receipts: [] }),
    pastSale('c', { receipts: [pastReceipt('c', { amount: '1' })] }),
  ]
  const importId = takePast(ledger, sales)
  const between = held.invoices.sums(ANY_INVOICE)
  expect(between).toMatchObject({ count: 6, tills: ['CF', 'IMP'] })
  expect(between).toEqual(scanSums({ db }, ANY_INVOICE))
  undoPast(ledger, importId)
  expect(answersOf(followed)).toEqual(before)
  expect(held.invoices.sums({ ...ANY_INVOICE, search: 'usd' }).count).toBe(0)
  // What is sold next is in its place among them.
  openSale(ledger, { token: 'next' })
  const query = { filter: ANY_INVOICE, sort: { by: 'created', down: true }, from: 0, limit: 9 } as const
  expect(held.invoices.stretch(query)).toEqual(scanStretch({ db }, query))
  expect(held.invoices.sums(ANY_INVOICE)).toMatchObject({ count: 4, all: 4, tills: ['CF'] })
})

test('whoever opens the book after an import was undone finds a period by halving again', async () => {
  const { ledger, db, path } = await testBook()
  for (let n = 0; n < 6; n += 1) openSale(ledger, { token: `before-${n}`, at: START + n * 60_000 })
  const [first, second] = [pastSales(4, 'a'), pastSales(4, 'b')]
  const [undone, kept] = [takePast(ledger, first), takePast(ledger, second)]
  for (let n = 6; n < 12; n += 1) openSale(ledger, { token: `behind-${n}`, at: START + n * 60_000 })
  const period = { by: 'created', from: START + 3 * 60_000, until: START + 9 * 60_000 } as const
  const filter = { ...ANY_INVOICE, period }
  for (const [importId, isInTime] of [
    [undone, false],
    [kept, true],
  ] as const) {
    undoPast(ledger, importId)
    const reader = openReadOnly(path)
    later(() => void reader.close())
    const { invoices } = createHeldLists({ db: reader }, 5)
    while (invoices.fill());
    expect(invoices.columns.isInTime).toBe(isInTime)
    expect(invoices.sums(filter)).toEqual(scanSums({ db }, filter))
    expect(invoices.sums(filter).count).toBe(6)
  }
})
