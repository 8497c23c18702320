import { expect, it } from 'vitest'
import type { StandingLinkSeen } from '../../../../src/main/ledger/port/standing-links.ts'
import { closeBook, openLedger } from '../../../../src/main/ledger/thread/open-ledger.ts'
import {
  ACCOUNT,
  addAccount,
  bookOptions,
  eur,
  later,
  START,
  testBook,
  transfer,
} from '../../../support/books/open-book.ts'
import {
  begin,
  pastReceipt,
  pastSale,
  TAKEN_AT,
  takePast,
  undoPast,
} from '../../../support/books/past-sales.ts'
import { walk } from '../../../support/books/tampering.ts'
import { there } from '../../../support/books/there.ts'

const FIVE = eur('5')
const hash = (id: string) => `0x${Buffer.from(id).toString('hex').padEnd(64, 'a')}`
const paid = (id: string, change = {}) =>
  transfer({ receiptId: id, amount: FIVE, credited: FIVE, txHash: hash(id), ...change })
/** A sale of a file that one transaction paid. */
const told = (id: string, amount = '5.00', txHash = hash(id).toUpperCase().replace('0X', '0x')) =>
  pastSale(id, { asked: amount, receipts: [pastReceipt(`file-${id}`, { txHash, amount })] })

/** A book with a standing link of 5 EUR that was made. */
async function withLink() {
  const book = await testBook()
  const { ledger } = book
  const wanted = { token: 'token-one', accountId: ACCOUNT, itemId: null, name: 'Donation box', asked: FIVE }
  const { link } = there(ledger.createStandingLink({ ...wanted, at: START }))
  const facts = { rawStatus: '0', rawAnswer: '{}', nextCheckAt: START + 30_000, at: START }
  ledger.recordStandingMade({ id: link.id, ref: 'ref-1', url: 'https://pay.example/1', ...facts })
  const see = (count: number | null, id: string, change: Partial<StandingLinkSeen> = {}) =>
    ledger.recordStandingSeen({
      ...{ id: link.id, reading: 'open', rawStatus: '0', rawAnswer: '{}', count, isPending: false },
      ...{ receipt: paid(id), nextCheckAt: START + 60_000, at: TAKEN_AT + 10_000, ...change },
    })
  const sales = () =>
    ledger
      .invoices({ search: '', status: [], provider: [], cursor: null, limit: 100 })
      .rows.map(({ number, received }) => `${number} ${received.amount}`)
      .toSorted()
  const state = () => {
    const { payments, unseen } = there(ledger.standingLink(link.id))
    return { payments, unseen }
  }
  return { ...book, link, see, sales, state }
}

it('a payment that a file told of before the link stays the one sale that it is, however often it is told', async () => {
  const { db, ledger, see, sales, state } = await withLink()
  takePast(ledger, [told('p1'), told('x')])
  for (let n = 0; n < 2; n++) expect(see(1, 'p1').changes).toEqual([])
  expect(sales()).toEqual(['IMP-000001 5.00', 'IMP-000002 5.00'])
  expect(state()).toEqual({ payments: 1, unseen: 0 })
  see(2, 'p2')
  see(2, 'p1')
  expect(sales()).toEqual(['CF-000001 5.00', 'IMP-000001 5.00', 'IMP-000002 5.00'])
  expect([state(), ledger.receiptCount()]).toEqual([{ payments: 2, unseen: 0 }, 3])
  expect(ledger.exceptions({ resolved: false, limit: 10 })).toEqual([])
  expect(walk(db)).toMatchObject({ state: 'whole' })
})

it.each([true, false])(
  'undoing the import books the payment again, once; told again meanwhile: %s',
  async (isTold) => {
    const { db, ledger, see, sales, state } = await withLink()
    const importId = takePast(ledger, [told('p1'), told('x')])
    see(1, 'p1')
    expect(undoPast(ledger, importId)).toEqual({ ok: true, left: 0 })
    if (isTold) for (let n = 0; n < 2; n++) see(1, 'p1')
    expect(sales()).toEqual(['CF-000001 5.00'])
    expect([state(), ledger.receiptCount()]).toEqual([{ payments: 1, unseen: 0 }, 1])
    see(2, 'p2')
    expect(sales()).toEqual(['CF-000001 5.00', 'CF-000002 5.00'])
    expect(ledger.exceptions({ resolved: false, limit: 10 })).toEqual([])
    // The file a second time: a person is asked, and the link tells of nothing new.
    expect(ledger.knownTransactions([hash('p1')])).toEqual([{ txHash: hash('p1'), number: 'CF-000001' }])
    takePast(ledger, [told('p1')])
    see(2, 'p1')
    expect(sales()).toEqual(['CF-000001 5.00', 'CF-000002 5.00', 'IMP-000003 5.00'])
    expect(walk(db)).toMatchObject({ state: 'whole' })
  },
)

it('a payment that the link told of first is named by its transaction to whoever imports it, and stays what it was', async () => {
  const { ledger, see, sales, state } = await withLink()
  see(1, 'p1')
  expect(ledger.knownTransactions([hash('p1')])).toEqual([{ txHash: hash('p1'), number: 'CF-000001' }])
  // A person takes it all the same.
  const importId = takePast(ledger, [told('p1')])
  see(1, 'p1')
  expect([sales(), state()]).toEqual([['CF-000001 5.00', 'IMP-000001 5.00'], { payments: 1, unseen: 0 }])
  undoPast(ledger, importId)
  see(1, 'p1')
  expect([sales(), state()]).toEqual([['CF-000001 5.00'], { payments: 1, unseen: 0 }])
})

it('what was undone, is of another account, or is spelt otherwise where the case counts, is no payment of the link', async () => {
  const { ledger, see, sales } = await withLink()
  const other = '01a2216c-39d9-72fc-877d-12b30afbd6ff'
  addAccount(ledger, other)
  undoPast(ledger, takePast(ledger, [told('p1')]))
  takePast(ledger, [told('p1')], { accountId: other })
  const base58 = '5VERv8NMvzbJMEkV8xnrLkEaWRtSz9CosKDYjCJjBRnb'
  takePast(ledger, [told('s', '5.00', base58)])
  see(1, 'p1')
  see(2, 'p2', { receipt: paid('p2', { txHash: base58.toLowerCase() }) })
  see(3, 'p3', { receipt: paid('p3', { txHash: base58 }) })
  expect(sales().filter((one) => one.startsWith('CF'))).toEqual(['CF-000001 5.00', 'CF-000002 5.00'])
})

it('of a transaction that paid several, each is the sale of its amount, and one that no file has is a sale', async () => {
  const { ledger, see, sales, state } = await withLink()
  takePast(ledger, [told('a', '7.00', hash('t')), told('b', '5.00', hash('t'))])
  const seven = { amount: eur('7'), credited: eur('7') }
  see(1, 'p1', { receipt: paid('p1', { txHash: hash('t') }) })
  see(2, 'p2', { receipt: paid('p2', { txHash: hash('t'), ...seven }) })
  see(3, 'p3', { receipt: paid('p3', { txHash: hash('t') }) })
  expect(sales()).toEqual(['CF-000001 5.00', 'IMP-000001 7.00', 'IMP-000002 5.00'])
  expect(state()).toEqual({ payments: 3, unseen: 0 })
})

it('a payment that was only counted before, and then shown to be of a file, leaves its count to the next one', async () => {
  const { ledger, see, sales, state } = await withLink()
  see(1, '', { receipt: null })
  takePast(ledger, [told('p1')])
  see(1, 'p1')
  see(2, 'p2')
  expect([sales(), state()]).toEqual([['CF-000001 5.00', 'IMP-000001 5.00'], { payments: 2, unseen: 0 }])
})

it('an import that is cut off leaves the payment of the link, also where its account was forgotten since', async () => {
  const options = bookOptions()
  const { db, ledger } = await testBook(options)
  const wanted = { token: 'one', accountId: ACCOUNT, itemId: null, name: 'Box', asked: FIVE, at: START }
  const { link } = there(ledger.createStandingLink(wanted))
  const facts = { rawStatus: '0', rawAnswer: '{}', nextCheckAt: START + 30_000, at: START }
  ledger.recordStandingMade({ id: link.id, ref: 'ref-1', url: 'https://pay.example/1', ...facts })
  ledger.importSales(begin(ledger), [told('p1')], TAKEN_AT)
  ledger.recordStandingSeen({
    ...{ id: link.id, reading: 'open', rawStatus: '0', rawAnswer: '{}', count: 1, isPending: false },
    ...{ receipt: paid('p1'), nextCheckAt: START + 60_000, at: TAKEN_AT + 10 },
  })
  db.prepare('UPDATE provider_accounts SET forgotten_at_ms = ?').run(TAKEN_AT + 20)
  db.close()
  const again = await openLedger(options, TAKEN_AT + 90_000)
  later(() => closeBook(again.db))
  const { rows } = again.ledger.invoices({ search: '', status: [], provider: [], cursor: null, limit: 9 })
  expect(rows.map(({ number, status }) => [number, status])).toEqual([['CF-000001', 'paid']])
  expect(walk(again.db)).toMatchObject({ state: 'whole' })
})
