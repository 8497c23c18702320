import { expect, test } from 'vitest'
import { addAccount, openSale, START, sale, seen, testBook } from '../../../support/books/open-book.ts'

test('due links come newest first, and only those whose time has come', async () => {
  const { ledger } = await testBook()
  const links = [0, 1, 2, 3].map((n) =>
    openSale(ledger, { at: START + n }, { nextCheckAt: START + (n === 2 ? 90_000 : 10_000 - n) }),
  )
  const due = ledger.dueLinks(START + 20_000, 10)
  expect(due.map((link) => link.linkId)).toEqual([3, 1, 0].map((n) => links[n]?.linkId))
  expect(due[0]).toMatchObject({
    accountId: 'account-of-the-shop',
    provider: 'daisy',
    asked: { currency: 'EUR', units: 4990n },
    reading: 'open',
    status: 'open',
    checkedAt: START + 1_000,
    nextCheckAt: START + 9_997,
    receiptCount: 0,
  })
  expect(ledger.dueLinks(START + 20_000, 1)).toHaveLength(1)
  expect(ledger.nextCheckAt()).toBe(START + 9_997)
})

test('what has no next check, no link or no answer yet is never due', async () => {
  const { ledger } = await testBook()
  const { linkId, invoiceId } = openSale(ledger, {}, { nextCheckAt: null })
  ledger.createInvoice(sale())
  expect(ledger.nextCheckAt()).toBeNull()
  expect(ledger.dueLinks(Number.MAX_SAFE_INTEGER, 10)).toEqual([])
  expect(ledger.liveLinksOf(invoiceId)).toMatchObject([{ linkId, nextCheckAt: Number.MAX_SAFE_INTEGER }])
  ledger.setNextCheck(linkId, START + 5)
  expect(ledger.nextCheckAt()).toBe(START + 5)
  ledger.recordAnswers([seen(linkId, { nextCheckAt: null })])
  expect(ledger.nextCheckAt()).toBeNull()
})

test('paused and forgotten accounts are left out, and come back', async () => {
  const { ledger } = await testBook()
  addAccount(ledger, 'account-two')
  const { linkId } = openSale(ledger, { accountId: 'account-two' })
  ledger.pauseAccount('account-two', 'AUTH_REJECTED', START)
  expect([ledger.dueLinks(START + 60_000, 10), ledger.nextCheckAt()]).toEqual([[], null])
  ledger.resumeAccount('account-two', START)
  expect(ledger.dueLinks(START + 60_000, 10)).toMatchObject([{ linkId }])
  ledger.forgetAccount('account-two', START)
  expect([ledger.dueLinks(START + 60_000, 10), ledger.nextCheckAt()]).toEqual([[], null])
})
