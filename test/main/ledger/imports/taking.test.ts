import { expect, test } from 'vitest'
import { scanSums } from '../../../../src/main/ledger/lists/invoices/scan.ts'
import type { ImportedSale } from '../../../../src/main/ledger/port/imports.ts'
import { STATUSES } from '../../../../src/shared/status/status.ts'
import { CLOSED_AT, OCTOBER, at as october, october as octoberBook } from '../../../support/books/october.ts'
import { ACCOUNT, addAccount, kindsOf, openSale, START, testBook } from '../../../support/books/open-book.ts'
import {
  begin,
  pastReceipt,
  pastSale,
  pastSales,
  TAKEN_AT,
  takePast,
} from '../../../support/books/past-sales.ts'
import { walk } from '../../../support/books/tampering.ts'
import { there } from '../../../support/books/there.ts'
import { ANY_INVOICE } from '../../../support/lists/any-filter.ts'

type Book = Awaited<ReturnType<typeof testBook>>

function known({ ledger }: Book, sale: ImportedSale) {
  const [one] = ledger.knownReferences(ACCOUNT, [sale.reference])
  return there(ledger.invoice(there(one).invoiceId))
}

test('a sale of a file is in the book as the file tells it, with a number of a series of its own', async () => {
  const book = await testBook()
  const { ledger, db } = book
  openSale(ledger)
  const one = pastSale('one', { customerEmail: 'amina@example.com' })
  const importId = takePast(ledger, [one, pastSale('two')])
  openSale(ledger)
  const { invoice, links, receipts, events } = known(book, one)
  expect(invoice).toMatchObject({
    ...{ number: 'IMP-000001', status: 'paid', accountId: ACCOUNT, provider: 'daisy', imported: true },
    ...{ asked: { currency: 'EUR', amount: '49.90' }, received: { currency: 'EUR', amount: '49.90' } },
    ...{ customerName: 'Amina', customerEmail: 'amina@example.com', description: 'A lamp of before' },
    ...{
      createdAt: one.createdAt,
      updatedAt: TAKEN_AT,
      checkedAt: null,
      nextCheckAt: null,
      shareLinkId: null,
    },
    importedFrom: { importId, fileName: 'daisy.csv', importedAt: TAKEN_AT, person: 'Nadia', undoneAt: null },
  })
  expect(links).toMatchObject([
    { stage: 'live', reading: 'paid', providerRef: one.reference, rawAnswer: 'sale,one', nextCheckAt: null },
  ])
  expect(receipts).toMatchObject([
    {
      ...{ providerReceiptId: 'one', txHash: '0xone', paidAt: one.receipts[0]?.paidAt, timeObserved: false },
      ...{ credited: { currency: 'EUR', amount: '49.90' }, recordedAt: TAKEN_AT },
    },
  ])
  expect(events.map(({ kind }) => kind)).toEqual(['sale_imported', 'receipt_seen'])
  expect(events[0]?.data).toEqual({
    ...{ number: 'IMP-000001', currency: 'EUR', amount: '49.90', account: ACCOUNT },
    ...{ import: importId, ref: one.reference },
  })
  // The shop's own numbers go on without a gap.
  const numbers = ledger.invoices({ search: '', status: [], provider: [], cursor: null, limit: 9 }).rows
  expect(numbers.map(({ number }) => number).toSorted()).toEqual([
    ...['CF-000001', 'CF-000002', 'IMP-000001', 'IMP-000002'],
  ])
  expect(ledger.imports()).toEqual([
    {
      ...{ id: importId, accountId: ACCOUNT, accountLabel: 'Shop', fileName: 'daisy.csv', person: 'Nadia' },
      ...{ sha256: expect.stringMatching(/^[0-9a-f]{64}$/), begunAt: TAKEN_AT, finishedAt: TAKEN_AT },
      ...{ undone: null, sales: 2, receipts: 2 },
    },
  ])
  expect(walk(db)).toMatchObject({ state: 'whole' })
})

test('the status of a sale of a file is by its amounts alone, and nobody is called for any', async () => {
  const book = await testBook()
  const { ledger, db } = book
  const received = (...amounts: readonly string[]) =>
    pastSale(amounts.join('+') || 'none', {
      receipts: amounts.map((amount, n) => pastReceipt(`${amounts.join('+')}/${n}`, { amount })),
    })
  const [none, short, inTwo, over] = [
    received(),
    received('10'),
    received('10', '39.90'),
    received('49.90', '5'),
  ]
  takePast(ledger, [none, short, inTwo, over])
  const statusOf = (sale: ImportedSale) => known(book, sale).invoice.status
  expect([none, short, inTwo, over].map(statusOf)).toEqual(['expired', 'underpaid', 'paid', 'overpaid'])
  expect(ledger.exceptionCount()).toBe(0)
  expect(scanSums({ db }, { ...ANY_INVOICE, attention: true }).count).toBe(0)
  // Nobody waits for it: neither the watcher nor the counter nor who closes a month.
  expect(ledger.scheduledLinks(null, 10).links).toEqual([])
  const shortId = known(book, short).invoice.id
  expect(ledger.scheduledLinksOf([shortId])).toEqual([])
  expect(ledger.liveLinksOf(shortId)).toEqual([])
  expect(ledger.liveLinksSince(ACCOUNT, 0)).toEqual([])
  const waiting = STATUSES.filter((one) =>
    ['creating', 'unknown', 'open', 'confirming', 'underpaid'].includes(one),
  )
  const page = { search: '', provider: [], cursor: null, limit: 9 }
  expect(ledger.invoices({ ...page, status: waiting }).rows).toEqual([])
  expect(ledger.invoices({ ...page, status: ['underpaid', 'paid'] }).rows).toHaveLength(2)
  const may = ledger.period({ firstDay: '2026-05-01', lastDay: '2026-05-31' }, TAKEN_AT)
  expect(may.figures).toMatchObject([{ sales: 4, receipts: 5 }])
  expect(may.checks.find(({ kind }) => kind === 'asked')).toMatchObject({ state: 'good', of: 0 })
  expect(may.checks.find(({ kind }) => kind === 'open')).toMatchObject({ state: 'good', count: 0, of: 4 })
  // What a sale of today is compared with are those that were made here.
  takePast(ledger, pastSales(20, 'usual'))
  expect(ledger.largestAsked(ACCOUNT, 'EUR')).toBeNull()
  // That the account turns out to be of a test environment is no matter of what was written down long ago.
  expect(ledger.noteEnvironment(ACCOUNT, 'sandbox', TAKEN_AT)).toEqual([])
})

test('the same file twice has nothing new, and neither has one reference twice in it', async () => {
  const { ledger } = await testBook()
  const sales = pastSales(5)
  takePast(ledger, [...sales, pastSale('n0', { asked: '7' })])
  const before = ledger.trailHead().entry
  const again = begin(ledger)
  expect(ledger.importSales(again, sales, TAKEN_AT)).toEqual({ ok: true, taken: 0, known: 5 })
  ledger.finishImport(again, TAKEN_AT)
  expect(ledger.imports()).toMatchObject([
    { sales: 0, receipts: 0 },
    { sales: 5, receipts: 5 },
  ])
  // Begun and finished, and not one sale.
  expect(ledger.trailHead().entry).toBe(before + 2)
  expect(ledger.invoiceCount()).toBe(5)
  expect(ledger.knownReferences(ACCOUNT, ['past-n3', 'nobody', 'past-n0'])).toEqual([
    {
      ...{ reference: 'past-n3', number: 'IMP-000004', invoiceId: expect.any(String) },
      ...{ asked: '49.90', received: '49.90', currency: 'EUR' },
    },
    expect.objectContaining({ reference: 'past-n0', number: 'IMP-000001' }),
  ])
})

test('an import that was begun twice with one token is one, and what is finished takes nothing more', async () => {
  const { ledger } = await testBook()
  const importId = begin(ledger, { token: 'one' })
  expect(begin(ledger, { token: 'one' })).toBe(importId)
  expect(begin(ledger, { token: 'two' })).not.toBe(importId)
  expect(ledger.importSales(importId, [pastSale('a')], TAKEN_AT)).toMatchObject({ taken: 1 })
  expect(ledger.importSales(importId, [pastSale('a')], TAKEN_AT)).toMatchObject({ taken: 0, known: 1 })
  ledger.finishImport(importId, TAKEN_AT)
  ledger.finishImport(importId, TAKEN_AT + 5)
  expect(ledger.imports().find(({ id }) => id === importId)?.finishedAt).toBe(TAKEN_AT)
  expect(ledger.importSales(importId, [pastSale('a')], TAKEN_AT)).toMatchObject({ taken: 0, known: 1 })
  expect(ledger.importSales(importId, [pastSale('b')], TAKEN_AT)).toEqual({
    ...{ ok: false, reason: 'IMPORT_UNKNOWN', reference: 'past-b' },
  })
  expect(ledger.importSales('nobody', [pastSale('b')], TAKEN_AT)).toMatchObject({ reason: 'IMPORT_UNKNOWN' })
})

test('what was sold here is known to a file, also through an account that was forgotten and added again', async () => {
  const { ledger } = await testBook()
  const { invoiceId } = openSale(ledger, {}, { ref: 'daisy-7' })
  const sold = pastSale('here', { reference: 'daisy-7' })
  const importId = begin(ledger)
  expect(ledger.importSales(importId, [sold], TAKEN_AT)).toEqual({ ok: true, taken: 0, known: 1 })
  expect(ledger.knownReferences(ACCOUNT, ['daisy-7'])).toMatchObject([{ invoiceId, number: 'CF-000001' }])
  addAccount(ledger, 'account-anew')
  addAccount(ledger, 'account-elsewhere', 'ocpay')
  expect(ledger.knownReferences('account-anew', ['daisy-7'])).toEqual([])
  ledger.forgetAccount(ACCOUNT, TAKEN_AT)
  expect(ledger.knownReferences('account-anew', ['daisy-7'])).toMatchObject([{ invoiceId }])
  expect(ledger.knownReferences('account-elsewhere', ['daisy-7'])).toEqual([])
  const anew = begin(ledger, { accountId: 'account-anew' })
  expect(ledger.importSales(anew, [sold], TAKEN_AT)).toEqual({ ok: true, taken: 0, known: 1 })
  const refused = { token: 'x', accountId: ACCOUNT, fileName: '', sha256: '', person: '', at: TAKEN_AT }
  expect(ledger.beginImport(refused)).toEqual({ ok: false, reason: 'ACCOUNT_NOT_FOUND' })
})

test('a transaction is known in whatever spelling, at whatever account', async () => {
  const { ledger } = await testBook()
  takePast(ledger, [pastSale('a', { receipts: [pastReceipt('a', { txHash: '0xABCDEF' })] })])
  expect(ledger.knownTransactions(['0xabcdef', '0xABCDEF', '0x1', ''])).toEqual([
    { txHash: '0xabcdef', number: 'IMP-000001' },
    { txHash: '0xABCDEF', number: 'IMP-000001' },
  ])
})

test('a provider has no money without a sale any more once its sale came out of a file, and has again once that was withdrawn', async () => {
  const { ledger } = await testBook()
  const orphan = { ref: 'past-a', number: null, amount: null }
  ledger.noteCompared({ accountId: ACCOUNT, orphans: [orphan], ghostLinkIds: [] }, START)
  expect(ledger.exceptions({ resolved: false, limit: 9 })).toMatchObject([{ kind: 'orphan', ref: 'past-a' }])
  const importId = takePast(ledger, [pastSale('a')])
  expect(ledger.exceptionCount()).toBe(0)
  // Who compares the provider's list with the book again finds it booked.
  expect(ledger.knownRefs('daisy', ['past-a', 'past-b'])).toEqual(['past-a'])
  ledger.noteCompared({ accountId: ACCOUNT, orphans: [orphan], ghostLinkIds: [] }, TAKEN_AT)
  expect(ledger.exceptionCount()).toBe(0)
  ledger.undoImport(importId, { person: '', reason: 'person', at: TAKEN_AT + 1 })
  expect(ledger.exceptions({ resolved: false, limit: 9 })).toMatchObject([
    { kind: 'orphan', ref: 'past-a', raisedAt: START },
  ])
})

test('of a month that is closed nothing is taken, and nothing of the piece that holds it', async () => {
  const { ledger, close } = await octoberBook()
  close()
  const [first] = ledger.closedDays()
  expect(first).toMatchObject({ ...OCTOBER, zone: 'Africa/Algiers', from: october('2026-10-01T00:00') })
  const importId = begin(ledger)
  const outside = { createdAt: october('2026-09-30T23:59'), receipts: [] }
  const take = (change: Partial<ImportedSale>) =>
    ledger.importSales(
      importId,
      [pastSale('fine', outside), pastSale('late', { ...outside, ...change })],
      CLOSED_AT,
    )
  const refused = {
    ...{ ok: false, reason: 'PERIOD_CLOSED', firstDay: OCTOBER.firstDay, reference: 'past-late' },
  }
  expect(take({ createdAt: october('2026-10-01T00:00') })).toEqual(refused)
  const paid = pastReceipt('late', { paidAt: october('2026-10-31T23:59') })
  expect(take({ receipts: [paid] })).toEqual(refused)
  expect(ledger.knownReferences(ACCOUNT, ['past-fine', 'past-late'])).toEqual([])
  expect(take({ receipts: [{ ...paid, paidAt: october('2026-11-01T00:00') }] })).toMatchObject({ taken: 2 })
})

test('an imported sale gets no link of today, and can be taken for enough', async () => {
  const book = await testBook()
  const { ledger } = book
  const [none, short] = [
    pastSale('none', { receipts: [] }),
    pastSale('short', { receipts: [pastReceipt('short', { amount: '40' })] }),
  ]
  takePast(ledger, [none, short])
  const [noneId, shortId] = [known(book, none).invoice.id, known(book, short).invoice.id]
  expect(ledger.addLink(noneId, TAKEN_AT)).toEqual({ ok: false, reason: 'CONFLICT' })
  const rest = { asked: { currency: 'EUR', units: 990n }, unseenIsPayable: false }
  expect(ledger.addRemainderLink(shortId, rest, TAKEN_AT)).toEqual({ ok: false, reason: 'CONFLICT' })
  const enough = ledger.acceptShortfall(shortId, '40', { reason: 'a friend', person: 'Nadia' }, TAKEN_AT)
  expect(enough).toMatchObject({ ok: true, change: { after: 'paid', raised: [] } })
  expect(kindsOf(ledger, shortId)).toEqual([
    ...['sale_imported', 'receipt_seen', 'short_accepted', 'status_changed'],
  ])
})

test('what came in another currency is kept as it came, and counts as the file says', async () => {
  const book = await testBook()
  const { ledger, db } = book
  const one = pastSale('one', {
    receipts: [pastReceipt('one', { came: { currency: 'BTC', amount: '0.00051234' } })],
  })
  takePast(ledger, [one])
  const { invoice, receipts } = known(book, one)
  expect(invoice).toMatchObject({ status: 'paid', received: { currency: 'EUR', amount: '49.90' } })
  expect(receipts).toMatchObject([
    {
      amount: { currency: 'BTC', amount: '0.00051234' },
      credited: { currency: 'EUR', amount: '49.90' },
    },
  ])
  expect(walk(db)).toMatchObject({ state: 'whole' })
})
