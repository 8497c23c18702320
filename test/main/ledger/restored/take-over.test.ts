import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readContent } from '../../../../src/main/ledger/copies/content.ts'
import { openLedger } from '../../../../src/main/ledger/thread/open-ledger.ts'
import {
  ACCOUNT,
  addAccount,
  bookOptions,
  eur,
  later,
  made,
  openSale,
  START,
  sale,
  seen,
  type TestBook,
  tempFolder,
  testBook,
  transfer,
} from '../../../support/books/open-book.ts'
import { there } from '../../../support/books/there.ts'

/** The book as it is now, opened a second time: the older state that was put in its place. */
async function olderOf(book: TestBook): Promise<TestBook> {
  book.db.pragma('wal_checkpoint(TRUNCATE)')
  const path = join(tempFolder(), 'live.sqlite')
  copyFileSync(book.path, path)
  return testBook(bookOptions({ path }))
}

async function twoSales(): Promise<TestBook> {
  const book = await testBook()
  openSale(book.ledger, { token: 'one' })
  openSale(book.ledger, { token: 'two' })
  return book
}

const AT = START + 3_600_000
const takeOver = (into: TestBook, from: TestBook) => into.ledger.takeOver(from.path, 'the backup', AT)
const whole = (book: TestBook, id: string) => there(book.ledger.invoice(id))

it('takes newer sales with all that the shop asked, and nothing that a provider said of them', async () => {
  const book = await twoSales()
  const older = await olderOf(book)
  const token = 'newer'
  const { invoiceId, linkId } = openSale(
    book.ledger,
    {
      token,
      asked: eur('12.50'),
      description: 'Two coffees',
      customerName: 'Samira',
      lines: [
        { kind: 'amount', unit: eur('2.50'), quantity: 1 },
        { kind: 'amount', unit: eur('5.00'), quantity: 2 },
      ],
    },
    { ref: 'ref-newer', url: 'https://pay.example/newer' },
  )
  book.ledger.recordAnswers([
    seen(linkId, {
      reading: 'paid',
      rawStatus: 'paid',
      received: eur('12.50'),
      receipts: [transfer({ amount: eur('12.50'), credited: eur('12.50') })],
    }),
  ])
  const mark = { token: 'mark', invoiceIds: [invoiceId], person: 'Nadia' }
  book.ledger.editSales({ ...mark, edit: { kind: 'review', reviewed: true } }, AT)
  book.ledger.editSales({ ...mark, edit: { kind: 'tag', tag: 'deposit', isOn: true } }, AT)
  expect(older.ledger.newerThan(readContent(older.db))).toMatchObject({ sales: 0 })
  expect(book.ledger.newerThan(readContent(older.db))).toEqual({
    sales: 1,
    askable: [{ account: 'Shop', sales: 1 }],
    lost: 0,
    lostNumbers: [],
    refunds: 0,
    notes: 0,
    marks: 2,
    periods: 0,
    imports: 0,
    acts: 0,
  })
  expect(takeOver(older, book)).toEqual({ taken: 1, lost: 0, lostNumbers: [], read: true, replaced: 'this' })
  const before = whole(book, invoiceId)
  const { invoice, links, receipts, lines } = whole(older, invoiceId)
  for (const fact of ['number', 'asked', 'description', 'customerName', 'createdAt'] as const)
    expect(invoice[fact]).toEqual(before.invoice[fact])
  expect(invoice.status).not.toBe('paid')
  // Its tags are the shop's own; what was reviewed is asked about again.
  expect(invoice).toMatchObject({ tags: ['deposit'], reviewed: null })
  expect(lines).toEqual(before.lines)
  expect(receipts).toEqual([])
  expect(links).toMatchObject([{ id: linkId, providerRef: 'ref-newer', url: 'https://pay.example/newer' }])
  // It is asked about at once, and what came then is found again.
  expect(older.ledger.scheduledLinksOf([invoiceId])).toMatchObject([{ nextCheckAt: AT }])
  older.ledger.recordAnswers([
    seen(linkId, {
      reading: 'paid',
      rawStatus: 'paid',
      received: eur('12.50'),
      receipts: [transfer({ amount: eur('12.50'), credited: eur('12.50') })],
      at: AT + 1,
    }),
  ])
  expect(whole(older, invoiceId).invoice.status).toBe('paid')
})

it('names the sales that no provider can know, and takes a lost create to be looked for', async () => {
  const book = await twoSales()
  const older = await olderOf(book)
  const refused = there(book.ledger.createInvoice(sale({ token: 'refused' }))).pending
  book.ledger.recordLinkNotMade({
    linkId: refused.linkId,
    stage: 'refused',
    code: 'REQUEST_REFUSED',
    providerWords: null,
    at: AT,
  })
  const lost = there(book.ledger.createInvoice(sale({ token: 'lost' }))).pending
  const found = takeOver(older, book)
  expect(found).toEqual({ taken: 1, lost: 1, lostNumbers: ['CF-000003'], read: true, replaced: 'this' })
  expect(whole(older, lost.invoiceId).links).toMatchObject([{ stage: 'lost' }])
  expect(older.ledger.invoice(refused.invoiceId)).toBeNull()
})

it('takes nothing twice, and nothing that is there', async () => {
  const book = await twoSales()
  const older = await olderOf(book)
  openSale(book.ledger, { token: 'newer' }, { ref: 'ref-3' })
  expect(takeOver(older, book).taken).toBe(1)
  expect(takeOver(older, book)).toEqual({ taken: 0, lost: 0, lostNumbers: [], read: true, replaced: 'this' })
  expect(readContent(older.db).invoices).toBe(3)
})

it('brings the accounts along that were added since', async () => {
  const book = await twoSales()
  const older = await olderOf(book)
  addAccount(book.ledger, 'another-account', 'ocpay')
  openSale(book.ledger, { token: 'newer', accountId: 'another-account' }, { ref: 'ref-3' })
  expect(takeOver(older, book).taken).toBe(1)
  expect(older.ledger.accounts().map(({ id }) => id)).toEqual([ACCOUNT, 'another-account'])
})

it('says so where the other book cannot be read, and changes no sale', async () => {
  const older = await twoSales()
  const path = join(tempFolder(), 'live.sqlite')
  writeFileSync(path, 'another thing '.repeat(900))
  expect(older.ledger.takeOver(path, 'the backup', AT)).toEqual({
    taken: 0,
    lost: 0,
    lostNumbers: [],
    read: false,
    replaced: 'this',
  })
  expect(readFileSync(path, 'utf8')).toMatch(/^another thing/)
  const { db, ledger } = await openLedger(bookOptions(), START)
  later(() => void db.close())
  expect(older.ledger.newerThan({ ...readContent(db2(ledger, db)), invoices: 0 })).toBeNull()
})

/** A book of another shop: with an event of its own, which no other book has. */
function db2(ledger: TestBook['ledger'], db: TestBook['db']): TestBook['db'] {
  addAccount(ledger)
  return db
}

it('names a sale whose number another one has by now, and takes the others', async () => {
  const book = await twoSales()
  const older = await olderOf(book)
  openSale(older.ledger, { token: 'here' }, { ref: 'ref-here' })
  openSale(book.ledger, { token: 'there' }, { ref: 'ref-there' })
  openSale(book.ledger, { token: 'newer' }, { ref: 'ref-newer' })
  expect(takeOver(older, book)).toEqual({
    taken: 1,
    lost: 1,
    lostNumbers: ['CF-000003'],
    read: true,
    replaced: 'this',
  })
  expect(readContent(older.db).invoices).toBe(4)
})

it('takes nothing of another book', async () => {
  const [book, other] = [await testBook(), await twoSales()]
  expect(takeOver(book, other)).toEqual({
    taken: 0,
    lost: 0,
    lostNumbers: [],
    read: true,
    replaced: 'another',
  })
  expect(book.ledger.accounts()).toHaveLength(1)
})

it('completes a link that the provider has answered since', async () => {
  const book = await twoSales()
  const { pending } = there(book.ledger.createInvoice(sale({ token: 'asked' })))
  const older = await olderOf(book)
  book.ledger.recordLinkMade(made(pending.linkId, { ref: 'ref-made', url: 'https://pay.example/made' }))
  takeOver(older, book)
  expect(whole(older, pending.invoiceId).links).toMatchObject([
    { stage: 'live', providerRef: 'ref-made', url: 'https://pay.example/made' },
  ])
  expect(older.ledger.scheduledLinksOf([pending.invoiceId])).toMatchObject([{ nextCheckAt: AT }])
})

it('leaves an item its code where another one on sale has it by now', async () => {
  const book = await twoSales()
  const older = await olderOf(book)
  const item = { id: null, name: 'Tea', price: eur('1.00'), code: '123', picture: null, at: AT }
  older.ledger.saveItem(item)
  book.ledger.saveItem({ ...item, name: 'Mint tea' })
  takeOver(older, book)
  expect(older.ledger.items()).toMatchObject([
    { name: 'Mint tea', code: null },
    { name: 'Tea', code: '123' },
  ])
})

it('leaves out what lies on a damaged page of the other book, and takes the sales before and behind it', async () => {
  const book = await twoSales()
  const older = await olderOf(book)
  const description = 'A long order '.repeat(60)
  for (let n = 0; n < 40; n++)
    openSale(book.ledger, { token: `newer ${n}`, description }, { ref: `ref-${n}` })
  book.db.pragma('wal_checkpoint(TRUNCATE)')
  const rows = book.db.prepare(
    "SELECT pageno FROM dbstat WHERE name = 'invoices' AND pagetype = 'leaf' ORDER BY pageno",
  )
  const pages = rows.pluck().all().map(Number)
  const path = join(tempFolder(), 'live.sqlite')
  const bytes = readFileSync(book.path)
  const damaged = pages[Math.floor(pages.length / 2)] ?? 0
  const size = Number(book.db.pragma('page_size', { simple: true }))
  bytes.fill(0x55, (damaged - 1) * size, damaged * size)
  writeFileSync(path, bytes)
  const { taken, read } = older.ledger.takeOver(path, 'the backup', AT)
  expect(read).toBe(false)
  expect(taken).toBeGreaterThan(25)
  expect(taken).toBeLessThan(40)
})
