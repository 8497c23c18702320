import { expect, test } from 'vitest'
import { addAccount, openSale, START, sale, seen, testBook } from '../../../support/books/open-book.ts'

test('what has no next check is left out until it has one, and can be asked about by name all the same', async () => {
  const { ledger } = await testBook()
  const { linkId, invoiceId } = openSale(ledger, {}, { nextCheckAt: null })
  ledger.createInvoice(sale())
  expect(ledger.scheduledLinks(null, 10).links).toEqual([])
  expect(ledger.liveLinksOf(invoiceId)).toMatchObject([{ linkId, nextCheckAt: Number.MAX_SAFE_INTEGER }])
  ledger.setNextChecks([{ linkId, nextCheckAt: START + 5 }])
  expect(ledger.scheduledLinks(null, 10).links).toMatchObject([{ linkId, nextCheckAt: START + 5 }])
  ledger.recordAnswers([seen(linkId, { nextCheckAt: null })])
  expect(ledger.scheduledLinks(null, 10).links).toEqual([])
})

test('a link is scheduled with all that decides when it is asked about', async () => {
  const { ledger } = await testBook()
  openSale(ledger, { at: START }, { nextCheckAt: START + 9_997 })
  expect(ledger.scheduledLinks(null, 10).links).toMatchObject([
    {
      accountId: 'account-of-the-shop',
      provider: 'daisy',
      reading: 'open',
      status: 'open',
      checkedAt: START + 1_000,
      nextCheckAt: START + 9_997,
      receiptCount: 0,
    },
  ])
})

test('links of a paused account stay scheduled, those of a forgotten one do not', async () => {
  const { ledger } = await testBook()
  addAccount(ledger, 'account-two')
  const { linkId } = openSale(ledger, { accountId: 'account-two' })
  ledger.pauseAccount('account-two', 'AUTH_REJECTED', START)
  expect(ledger.scheduledLinks(null, 10).links).toMatchObject([{ linkId }])
  ledger.forgetAccount('account-two', START)
  expect(ledger.scheduledLinks(null, 10).links).toEqual([])
})
