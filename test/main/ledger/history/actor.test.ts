import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { withActor } from '../../../../src/main/ledger/sqlite/actor.ts'
import {
  ACCOUNT,
  bookOptions,
  eur,
  openSale,
  START,
  seen,
  tempFolder,
  testBook,
  transfer,
} from '../../../support/books/open-book.ts'
import { there } from '../../../support/books/there.ts'

const YANIS = { id: 'person-yanis', name: 'Yanis' }
const NADIA = { id: 'person-nadia', name: 'Nadia' }

it('each event of a person’s call bears the name, and each sale the id, until the call has ended', async () => {
  const { db, ledger } = await testBook()
  const { invoiceId } = withActor(db, YANIS, () => openSale(ledger, { token: 'one' }))
  openSale(ledger, { token: 'two' })
  ledger.addNote(invoiceId, 'later', START)
  const { events } = there(ledger.invoice(invoiceId))
  expect(events.map(({ kind, data }) => [kind, data.by])).toEqual([
    ...['created', 'link_requested', 'link_made', 'status_changed'].map((kind) => [kind, 'Yanis']),
    ['note', undefined],
  ])
  const sold = db.prepare('SELECT sold_by FROM invoices ORDER BY seq').pluck()
  expect(sold.all()).toEqual([YANIS.id, null])
  expect(() => db.exec("UPDATE invoices SET sold_by = 'another'")).toThrow('who sold stays')
})

it('the day of one person is that of his sales alone', async () => {
  const { db, ledger } = await testBook()
  withActor(db, YANIS, () => openSale(ledger, { token: 'one', asked: eur('2.50') }))
  withActor(db, NADIA, () => openSale(ledger, { token: 'two', asked: eur('40.00') }))
  openSale(ledger, { token: 'three', asked: eur('100.00') })
  const asked = (soldBy?: string) => ledger.dayTotals(0, START * 2, soldBy).map((one) => one.asked.units)
  expect([asked(), asked(YANIS.id), asked('person-nobody')]).toEqual([[14_250n], [250n], []])
})

it('what a provider tells is nobody’s doing, whoever asked, and a payment that is found is nobody’s sale', async () => {
  const { db, ledger } = await testBook()
  const { invoiceId, linkId } = withActor(db, NADIA, () => openSale(ledger, { token: 'one' }))
  const wanted = { token: 'two', accountId: ACCOUNT, itemId: null, name: 'Donation box', asked: eur('5.00') }
  const { link } = there(ledger.createStandingLink({ ...wanted, at: START }))
  const facts = { rawStatus: '0', rawAnswer: '{}', nextCheckAt: START + 60_000, at: START }
  ledger.recordStandingMade({ id: link.id, ref: 'ref-1', url: 'https://pay.example/1', ...facts })
  const before = db.prepare('SELECT max(seq) FROM events').pluck().get()
  const answer = { reading: 'open', isPending: false, ...facts, at: START + 1 } as const
  withActor(db, YANIS, () => {
    ledger.recordStandingSeen({ id: link.id, ...answer, count: 2, receipt: transfer({ receiptId: 'p1' }) })
    ledger.recordAnswers([seen(linkId, { reading: 'paid', rawStatus: 'paid', receipts: [transfer()] })])
    ledger.noteEnvironment(ACCOUNT, 'sandbox', START + 2)
    ledger.pauseAccount(ACCOUNT, 'AUTH_REJECTED', START + 3)
  })
  const told = db.prepare('SELECT kind FROM events WHERE seq > ?').pluck().all(before)
  expect(told).toEqual(
    expect.arrayContaining([
      'created',
      'standing_paid',
      'receipt_seen',
      'exception_raised',
      'account_paused',
    ]),
  )
  const named = "SELECT kind FROM events WHERE seq > ? AND data ->> 'by' IS NOT NULL"
  expect(db.prepare(named).pluck().all(before)).toEqual([])
  const sold = db.prepare('SELECT sold_by FROM invoices WHERE id <> ?').pluck().all(invoiceId)
  expect(sold).toEqual(sold.map(() => null))
  // What the person does next bears the name again.
  withActor(db, YANIS, () => ledger.addNote(invoiceId, 'asked', START + 4))
  expect(there(ledger.invoice(invoiceId)).events.at(-1)?.data.by).toBe('Yanis')
})

it('a sale that is brought back keeps who sold it, and is not said to be made by whoever brings it back', async () => {
  const book = await testBook()
  const path = join(tempFolder(), 'older.sqlite')
  book.db.pragma('wal_checkpoint(TRUNCATE)')
  copyFileSync(book.path, path)
  const older = await testBook(bookOptions({ path }))
  const { invoiceId } = withActor(book.db, YANIS, () => openSale(book.ledger, { token: 'newer' }))
  withActor(older.db, NADIA, () => older.ledger.takeOver(book.path, 'the backup', START + 1))
  const { events } = there(older.ledger.invoice(invoiceId))
  const by = Object.fromEntries(events.map(({ kind, data }) => [kind, data.by ?? null]))
  expect(by).toMatchObject({ created: null, brought_back: 'Nadia' })
  expect(older.db.prepare('SELECT sold_by FROM invoices').pluck().get()).toBe(YANIS.id)
})

it('the last change of people is the one the book was told last, and one that no app wrote is known as that', async () => {
  const { db, ledger } = await testBook()
  expect(ledger.lastPeople()).toBeNull()
  ledger.appendEvent('people_changed', { version: 1, digest: 'a', what: 'set_up' }, START)
  ledger.appendEvent('people_changed', { version: 2, digest: 'b', what: 'ended' }, START - 1)
  openSale(ledger)
  expect(ledger.lastPeople()).toEqual({ version: 2, digest: 'b', isEnded: true })
  for (const data of [{ version: '3', digest: 'c' }, { what: 'told' }]) {
    ledger.appendEvent('people_changed', data, START)
    expect(ledger.lastPeople()).toMatchObject({ version: -1 })
  }
  expect(db.open).toBe(true)
})
