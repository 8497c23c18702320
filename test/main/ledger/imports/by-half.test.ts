import { expect, test } from 'vitest'
import { OCTOBER, at as october } from '../../../support/books/october.ts'
import { ACCOUNT, eur, testBook } from '../../../support/books/open-book.ts'
import { begin, pastReceipt, pastSale, TAKEN_AT } from '../../../support/books/past-sales.ts'
import { there } from '../../../support/books/there.ts'

const NOW = october('2026-11-20T12:00')
const UNFINISHED = { person: '', reason: 'unfinished', at: NOW } as const

/** Sales of October, as a file tells them. */
function octoberSales(many: number, prefix = 'o') {
  const paidAt = october('2026-10-10T12:00')
  return Array.from({ length: many }, (_, n) => {
    const name = `${prefix}${n}`
    return pastSale(name, { createdAt: paidAt, receipts: [pastReceipt(name, { paidAt })] })
  })
}

test('no month is closed with half of a file in it, neither while that is taken nor while it is undone', async () => {
  const { ledger } = await testBook()
  const close = () => {
    const { zone, mark } = ledger.period(OCTOBER, NOW)
    return ledger.closePeriod({ ...OCTOBER, zone, mark, reason: 'as it is', person: 'Salima' }, NOW)
  }
  const running = { ok: false, reason: 'IMPORT_RUNNING', firstDay: OCTOBER.firstDay }
  const importId = begin(ledger)
  expect(close()).toEqual(running)
  ledger.importSales(importId, octoberSales(250), NOW)
  expect(close()).toEqual(running)
  expect(ledger.importSales(importId, octoberSales(250, 'p'), NOW)).toMatchObject({ ok: true, taken: 250 })
  ledger.finishImport(importId, NOW)
  expect(ledger.undoImport(importId, UNFINISHED)).toEqual({ ok: true, left: 250 })
  expect(close()).toEqual(running)
  expect(ledger.undoImport(importId, UNFINISHED)).toEqual({ ok: true, left: 0 })
  expect(close()).toEqual({ ok: true })
  expect(ledger.period(OCTOBER, NOW)).toMatchObject({ figures: [], today: [] })
})

test('no refund holds an import that is not finished: it can always be undone whole', async () => {
  const { ledger } = await testBook()
  const importId = begin(ledger)
  ledger.importSales(importId, octoberSales(3), TAKEN_AT)
  const { invoiceId } = there(ledger.knownReferences(ACCOUNT, ['past-o1'])[0])
  const refund = { token: 'r', amount: eur('9.90'), reason: 'back', reference: null, person: '' }
  const { entry } = ledger.trailHead()
  expect(ledger.recordRefund(invoiceId, refund, NOW)).toEqual({ ok: false, reason: 'IMPORT_RUNNING' })
  expect(ledger.trailHead().entry).toBe(entry)
  expect(ledger.undoImport(importId, UNFINISHED)).toEqual({ ok: true, left: 0 })
  const again = begin(ledger)
  ledger.importSales(again, octoberSales(3), TAKEN_AT)
  ledger.finishImport(again, TAKEN_AT)
  const [known] = ledger.knownReferences(ACCOUNT, ['past-o1'])
  expect(ledger.recordRefund(there(known).invoiceId, refund, NOW)).toMatchObject({ ok: true })
})
