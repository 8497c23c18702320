import { expect, test } from 'vitest'
import { scanSums } from '../../../../src/main/ledger/lists/invoices/scan.ts'
import { OCTOBER, at as october } from '../../../support/books/october.ts'
import { ACCOUNT, eur, kindsOf, openSale, testBook } from '../../../support/books/open-book.ts'
import {
  begin,
  pastReceipt,
  pastSale,
  pastSales,
  TAKEN_AT,
  takePast,
  undoPast,
} from '../../../support/books/past-sales.ts'
import { walk } from '../../../support/books/tampering.ts'
import { there } from '../../../support/books/there.ts'
import { ANY_INVOICE } from '../../../support/lists/any-filter.ts'

const UNDO = { person: 'Salima', reason: 'person', at: TAKEN_AT + 1_000 } as const

test('what an undone import brought counts nowhere and stays where it was written down', async () => {
  const { ledger, db } = await testBook()
  openSale(ledger)
  const importId = takePast(ledger, pastSales(3))
  const { invoiceId } = there(ledger.knownReferences(ACCOUNT, ['past-n1'])[0])
  expect(scanSums({ db }, ANY_INVOICE)).toMatchObject({ count: 4, all: 4, tills: ['CF', 'IMP'] })
  expect(ledger.undoImport(importId, UNDO)).toEqual({ ok: true, left: 0 })
  expect(scanSums({ db }, ANY_INVOICE)).toMatchObject({ count: 1, all: 1, tills: ['CF'] })
  expect([ledger.invoiceCount(), ledger.receiptCount()]).toEqual([1, 0])
  expect(ledger.imports()).toMatchObject([
    { sales: 3, undone: { at: TAKEN_AT + 1_000, by: 'Salima', reason: 'person' } },
  ])
  // Who names it is told what it was.
  const { invoice, links, receipts } = there(ledger.invoice(invoiceId))
  expect(invoice).toMatchObject({ number: 'IMP-000002', status: 'paid' })
  expect(invoice.importedFrom).toMatchObject({ importId, undoneAt: TAKEN_AT + 1_000 })
  expect(links).toMatchObject([{ stage: 'refused', providerRef: null, rawAnswer: 'sale,n1' }])
  expect(receipts).toHaveLength(1)
  expect(kindsOf(ledger, invoiceId)).toEqual(['sale_imported', 'receipt_seen', 'sale_withdrawn'])
  expect(ledger.trailEntries(0, 4).rows.map(({ kind, invoice: of }) => [kind, of?.number])).toEqual([
    ['sale_withdrawn', 'IMP-000003'],
    ['sale_withdrawn', 'IMP-000002'],
    ['sale_withdrawn', 'IMP-000001'],
    ['import_undone', undefined],
  ])
  expect(ledger.knownReferences(ACCOUNT, ['past-n1'])).toEqual([])
  expect(ledger.knownTransactions(['0xn1'])).toEqual([])
  expect(walk(db)).toMatchObject({ state: 'whole' })
  // Again it changes nothing, and more does not come to it.
  const { entry } = ledger.trailHead()
  expect(ledger.undoImport(importId, UNDO)).toEqual({ ok: true, left: 0 })
  expect(ledger.trailHead().entry).toBe(entry)
  expect(ledger.importSales(importId, pastSales(1), TAKEN_AT)).toMatchObject({ reason: 'IMPORT_UNDONE' })
  expect(ledger.undoImport('nobody', UNDO)).toEqual({ ok: false, reason: 'IMPORT_UNKNOWN', number: null })
})

test('the same file is taken again after it was undone, under numbers that nobody had', async () => {
  const { ledger, db } = await testBook()
  undoPast(ledger, takePast(ledger, pastSales(3)))
  const again = takePast(ledger, pastSales(3))
  expect(ledger.knownReferences(ACCOUNT, ['past-n0', 'past-n2']).map(({ number }) => number)).toEqual([
    ...['IMP-000004', 'IMP-000006'],
  ])
  expect(ledger.imports()).toMatchObject([
    { id: again, sales: 3, undone: null },
    { sales: 3, undone: { by: 'Nadia' } },
  ])
  undoPast(ledger, again)
  expect(ledger.invoiceCount()).toBe(0)
  expect(walk(db)).toMatchObject({ state: 'whole' })
})

test('a long import is undone in pieces, and a sale at the counter goes between them', async () => {
  const { ledger } = await testBook()
  const importId = takePast(ledger, pastSales(600))
  expect(ledger.undoImport(importId, UNDO)).toEqual({ ok: true, left: 350 })
  openSale(ledger)
  expect(ledger.invoiceCount()).toBe(351)
  // From the first piece on nothing is written about those that are still to go.
  const { invoiceId } = there(ledger.knownReferences(ACCOUNT, ['past-n599'])[0])
  const refund = { token: 'r', amount: eur('1'), reason: 'back', reference: null, person: '' }
  expect(ledger.recordRefund(invoiceId, refund, TAKEN_AT)).toBeNull()
  expect(ledger.addNote(invoiceId, 'late', TAKEN_AT)).toBeNull()
  expect(ledger.abandon(invoiceId, 'late', TAKEN_AT)).toBeNull()
  const edit = { kind: 'review', reviewed: true } as const
  const edited = { token: 'e', edit, invoiceIds: [invoiceId], person: '' }
  expect(ledger.editSales(edited, TAKEN_AT)).toMatchObject({ changes: [] })
  expect(ledger.undoImport(importId, UNDO)).toEqual({ ok: true, left: 100 })
  expect(ledger.undoImport(importId, UNDO)).toEqual({ ok: true, left: 0 })
  expect(ledger.invoiceCount()).toBe(1)
})

test('an edit of a sale that was withdrawn since is overtaken, and the others of it are undone', async () => {
  const { ledger } = await testBook()
  const { invoiceId } = openSale(ledger)
  const importId = takePast(ledger, pastSales(1))
  const [known] = ledger.knownReferences(ACCOUNT, ['past-n0'])
  const edit = { kind: 'tag', tag: 'vip', isOn: true } as const
  const invoiceIds = [invoiceId, there(known).invoiceId]
  expect(ledger.editSales({ token: 'e', edit, invoiceIds, person: '' }, TAKEN_AT)).toMatchObject({ ok: true })
  undoPast(ledger, importId)
  expect(ledger.undoEdit('', TAKEN_AT)).toMatchObject({
    done: 1,
    overtaken: 1,
    overtakenNumber: 'IMP-000001',
  })
  expect(ledger.invoice(invoiceId)?.invoice.tags).toEqual([])
})

test('an import with a refund on one of its sales stays until that one is undone', async () => {
  const { ledger, db } = await testBook()
  const importId = takePast(ledger, pastSales(3))
  const [known] = ledger.knownReferences(ACCOUNT, ['past-n1'])
  const { invoiceId } = there(known)
  const refund = { token: 'r', amount: eur('9.90'), reason: 'back', reference: null, person: '' }
  ledger.recordRefund(invoiceId, refund, TAKEN_AT)
  const inTheWay = { ok: false, reason: 'IMPORT_REFUNDED', number: 'IMP-000002' }
  expect(ledger.undoImport(importId, UNDO)).toEqual(inTheWay)
  expect(ledger.imports()).toMatchObject([{ undone: null }])
  expect(ledger.invoiceCount()).toBe(3)
  ledger.undoRefund(there(ledger.invoice(invoiceId)?.refunds[0]).id, 'not given', '', TAKEN_AT)
  expect(undoPast(ledger, importId)).toEqual({ ok: true, left: 0 })
  expect(ledger.dayTotals(0, TAKEN_AT * 2)).toEqual([])
  expect(walk(db)).toMatchObject({ state: 'whole' })
})

test('an import with a sale, money or a refund of a month that was closed since stays until it is open again', async () => {
  const { ledger } = await testBook()
  const september = october('2026-09-20T12:00')
  const now = october('2026-11-20T12:00')
  const take = (name: string, change: Partial<Parameters<typeof pastSale>[1]>) =>
    takePast(ledger, [
      pastSale(`${name}-other`, { createdAt: september, receipts: [] }),
      pastSale(name, change),
    ])
  const inOctober = october('2026-10-10T12:00')
  const sold = take('sold', { createdAt: inOctober, receipts: [] })
  const paid = take('paid', { createdAt: september, receipts: [pastReceipt('paid', { paidAt: inOctober })] })
  const refunded = take('refunded', {
    ...{ createdAt: september, receipts: [pastReceipt('refunded', { paidAt: september })] },
  })
  const [known] = ledger.knownReferences(ACCOUNT, ['past-refunded'])
  const { invoiceId } = there(known)
  const refund = { token: 'r', amount: eur('9.90'), reason: 'back', reference: null, person: '' }
  ledger.recordRefund(invoiceId, refund, inOctober)
  ledger.undoRefund(there(ledger.invoice(invoiceId)?.refunds[0]).id, 'not given', '', inOctober + 1)
  const fine = take('fine', { createdAt: september, receipts: [] })
  const { zone, mark } = ledger.period(OCTOBER, now)
  const act = { ...OCTOBER, zone, mark, reason: 'as it is', person: 'Salima' }
  expect(ledger.closePeriod(act, now)).toEqual({ ok: true })
  const { figures } = ledger.period(OCTOBER, now)
  for (const [importId, number] of [
    [sold, 'IMP-000002'],
    [paid, 'IMP-000004'],
    [refunded, 'IMP-000006'],
  ] as const)
    expect(undoPast(ledger, importId)).toEqual({
      ...{ ok: false, reason: 'PERIOD_CLOSED', firstDay: OCTOBER.firstDay, number },
    })
  expect(undoPast(ledger, fine)).toEqual({ ok: true, left: 0 })
  expect(ledger.period(OCTOBER, now)).toMatchObject({ figures, today: figures, laterCount: 0 })
  ledger.reopenPeriod(OCTOBER, { reason: 'the import was wrong', person: 'Salima' }, now + 1)
  for (const importId of [sold, paid, refunded])
    expect(undoPast(ledger, importId)).toEqual({ ok: true, left: 0 })
  expect(ledger.period(OCTOBER, now)).toMatchObject({ figures: [] })
})

test('a sale of the counter is never withdrawn, and what was withdrawn never comes back', async () => {
  const { ledger, db } = await testBook()
  openSale(ledger)
  const importId = begin(ledger)
  ledger.importSales(importId, pastSales(1), TAKEN_AT)
  undoPast(ledger, importId)
  for (const sql of [
    "UPDATE invoices SET withdrawn_at_ms = 1 WHERE number = 'CF-000001'",
    "UPDATE invoices SET withdrawn_at_ms = NULL WHERE number = 'IMP-000001'",
    'UPDATE receipts SET withdrawn_at_ms = NULL',
    "UPDATE invoices SET import_seq = 1 WHERE number = 'CF-000001'",
    'UPDATE imports SET undone_at_ms = NULL, undone_by = NULL, undone_reason = NULL',
    'DELETE FROM imports',
  ])
    expect(() => db.exec(sql), sql).toThrow(/only what was imported|stays as it was|removes nothing/)
})
