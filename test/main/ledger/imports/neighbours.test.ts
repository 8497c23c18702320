import { expect, test } from 'vitest'
import { OCTOBER, at as october } from '../../../support/books/october.ts'
import { ACCOUNT, eur, openSale, START, testBook } from '../../../support/books/open-book.ts'
import {
  begin,
  pastSale,
  pastSales,
  TAKEN_AT,
  takePast,
  undoPast,
} from '../../../support/books/past-sales.ts'
import { there } from '../../../support/books/there.ts'

test('the reference of a link that stays is no past sale: its payments are sales of the book by themselves', async () => {
  const { ledger } = await testBook()
  const wanted = { token: 't', accountId: ACCOUNT, itemId: null, name: 'Donation box', asked: eur('5') }
  const { link } = there(ledger.createStandingLink({ ...wanted, at: START }))
  const facts = { rawStatus: '0', rawAnswer: '{}', nextCheckAt: START + 30_000, at: START }
  ledger.recordStandingMade({ id: link.id, ref: 'ref-1', url: 'https://pay.example/1', ...facts })
  const sales = [pastSale('a', { reference: 'ref-1' }), pastSale('b')]
  expect(ledger.importSales(begin(ledger), sales, TAKEN_AT)).toEqual({ ok: true, taken: 1, known: 1 })
})

test('numbers that a series of before has left in the book are never given again', async () => {
  const { ledger, db } = await testBook()
  openSale(ledger)
  // As after a salvage that lost the row of the till.
  db.exec("UPDATE invoices SET number = 'IMP-000001'")
  takePast(ledger, pastSales(2))
  const { rows } = ledger.invoices({ search: '', status: [], provider: [], cursor: null, limit: 9 })
  expect(rows.map(({ number }) => number).toSorted()).toEqual(['IMP-000001', 'IMP2-000001', 'IMP2-000002'])
})

test('a closed month holds no import whose sales all lie behind it', async () => {
  const { ledger } = await testBook()
  const now = october('2026-11-20T12:00')
  const importId = takePast(ledger, [
    pastSale('later', { createdAt: october('2026-11-02T12:00'), receipts: [] }),
    pastSale('before', { createdAt: october('2026-09-20T12:00'), receipts: [] }),
  ])
  const { zone, mark } = ledger.period(OCTOBER, now)
  const act = { ...OCTOBER, zone, mark, reason: 'as it is', person: 'Salima' }
  expect(ledger.closePeriod(act, now)).toEqual({ ok: true })
  expect(undoPast(ledger, importId)).toEqual({ ok: true, left: 0 })
})
