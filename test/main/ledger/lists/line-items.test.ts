import { expect, test } from 'vitest'
import { scanCounts } from '../../../../src/main/ledger/lists/counts/scan.ts'
import { scanSums } from '../../../../src/main/ledger/lists/invoices/scan.ts'
import { transfer } from '../../../support/books/facts.ts'
import { eur, openSale, START, seen } from '../../../support/books/open-book.ts'
import { there } from '../../../support/books/there.ts'
import { ANY_INVOICE } from '../../../support/lists/any-filter.ts'
import { followedBook } from './followed-book.ts'

/** A book with an item in its catalogue, and what sells it. */
async function shop(piece?: number) {
  const book = await followedBook(piece)
  const { ledger } = book
  const save = (name: string, id: string | null = null) =>
    there(ledger.saveItem({ id, name, price: eur('2.50'), code: null, picture: null, at: START }))
  const sell = (...itemIds: readonly string[]) =>
    openSale(ledger, {
      asked: { currency: 'EUR', units: BigInt(itemIds.length) * eur('2.50').units },
      lines: itemIds.map((itemId) => ({ kind: 'item', itemId, unit: eur('2.50'), quantity: 1 })),
    })
  return { ...book, save, sell }
}

test('a sale is found by the name that it has, though the item was renamed, sold again and put away since', async () => {
  const { ledger, db, held, save, sell } = await shop()
  const tea = save('Tea')
  sell(tea.id)
  while (held.fill());
  save('Mint tea', tea.id)
  sell(tea.id)
  sell(tea.id)
  ledger.retireItem(tea.id, true, START)
  for (const [name, count] of [
    ['Tea', 1],
    ['Mint tea', 2],
    ['tea', 0],
  ] as const) {
    const filter = { ...ANY_INVOICE, item: [name] }
    expect(held.invoices.sums(filter)).toEqual(scanSums({ db }, filter))
    expect(held.invoices.sums(filter).count).toBe(count)
  }
  expect(held.invoices.sums({ ...ANY_INVOICE, item: ['Tea', 'Mint tea'] }).count).toBe(3)
})

test('a sale with several lines of one item counts once, and its receipts each', async () => {
  const { ledger, db, held, save, sell } = await shop()
  const [tea, cake] = [save('Tea'), save('Cake')]
  const { linkId } = sell(tea.id, cake.id, tea.id)
  sell(cake.id)
  const receipts = [1, 2].map((n) =>
    transfer({ receiptId: `transfer-${n}`, txHash: `0x${n}`, amount: eur('3.75'), credited: eur('3.75') }),
  )
  ledger.recordAnswers([seen(linkId, { reading: 'paid', received: eur('7.50'), receipts })])
  while (!held.receipts().isFull()) held.fill()
  const query = { filter: ANY_INVOICE, items: true }
  expect(held.invoices.counts(query)).toEqual(scanCounts({ db }, query))
  expect(held.invoices.counts(query).item).toEqual([
    { value: 'Cake', count: 2 },
    { value: 'Tea', count: 1 },
  ])
  const { filter: _, ...items } = query
  const ofReceipts = { search: '', provider: [], accountId: [], currency: [], period: null, amount: null }
  const counted = held.receipts().counts({ filter: { ...ofReceipts, item: [], till: [] }, ...items })
  expect(counted.item).toEqual([
    { value: 'Cake', count: 2 },
    { value: 'Tea', count: 2 },
  ])
})

test('lines that lie in another order than their sales, as in a salvaged book, are read all the same', async () => {
  const { db, held, save, sell } = await shop(3)
  const items = ['Tea', 'Cake', 'Card'].map((name) => save(name))
  for (let n = 0; n < 20; n += 1) sell(items[n % 3]?.id ?? '')
  // Each line gets a key on the other side of all.
  db.exec(`DROP TRIGGER invoice_lines_stay; UPDATE invoice_lines SET seq = 1000 - seq;`)
  while (held.fill());
  const query = { filter: ANY_INVOICE, items: true }
  expect(held.invoices.counts(query).item).toEqual([
    { value: 'Cake', count: 7 },
    { value: 'Card', count: 6 },
    { value: 'Tea', count: 7 },
  ])
  for (const name of ['Tea', 'Card'])
    expect(held.invoices.sums({ ...ANY_INVOICE, item: [name] })).toEqual(
      scanSums({ db }, { ...ANY_INVOICE, item: [name] }),
    )
})
