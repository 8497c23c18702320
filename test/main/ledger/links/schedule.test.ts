import type { Database } from 'better-sqlite3'
import { expect, test } from 'vitest'
import type { Ledger } from '../../../../src/main/ledger/port/ledger.ts'
import type { ScheduledLink } from '../../../../src/main/ledger/port/links.ts'
import {
  ACCOUNT,
  addAccount,
  anotherLink,
  eur,
  kindsOf,
  made,
  openSale,
  START,
  sale,
  seen,
  testBook,
  transfer,
} from '../../../support/books/open-book.ts'
import { there } from '../../../support/books/there.ts'

/** All pages of the watched links, of `limit` each. */
function allPages(ledger: Ledger, limit: number): readonly (readonly ScheduledLink[])[] {
  const pages: (readonly ScheduledLink[])[] = []
  let after: number | null = null
  do {
    const page: ReturnType<Ledger['scheduledLinks']> = ledger.scheduledLinks(after, limit)
    pages.push(page.links)
    after = page.next
  } while (after !== null)
  return pages
}

/** All that is stored of a link, its invoice and its account but for what names them. */
function rowsOf(db: Database, linkId: string): unknown {
  const unnamed = (row: unknown) =>
    Object.fromEntries(
      Object.entries(row as object).filter(
        ([name]) => !/seq|^(id|marker|number|token|url|provider_ref)$/.test(name),
      ),
    )
  const link = db.prepare('SELECT * FROM payment_links WHERE id = ?').get(linkId) as {
    readonly invoice_seq: bigint
    readonly account_seq: bigint
  }
  return [
    link,
    db.prepare('SELECT * FROM invoices WHERE seq = ?').get(link.invoice_seq),
    db.prepare('SELECT * FROM provider_accounts WHERE seq = ?').get(link.account_seq),
  ].map(unnamed)
}

test('the watched links come page by page in the order they were made, each once', async () => {
  const { ledger } = await testBook()
  // Made in one order, due in another: a page must not lose one because its next check moves meanwhile.
  const made = [0, 1, 2, 3, 4, 5].map((n) => openSale(ledger, {}, { nextCheckAt: START + 9_000 - n }).linkId)
  const first = ledger.scheduledLinks(null, 4)
  expect(first.links.map((link) => link.linkId)).toEqual(made.slice(0, 4))
  ledger.setNextChecks(made.map((linkId) => ({ linkId, nextCheckAt: START + 1 })))
  expect(ledger.scheduledLinks(first.next, 4)).toMatchObject({
    links: made.slice(4).map((linkId) => ({ linkId, nextCheckAt: START + 1 })),
    next: null,
  })
  expect(allPages(ledger, 3).map((page) => page.length)).toEqual([3, 3])
  expect(allPages(ledger, 6).map((page) => page.length)).toEqual([6])
})

test('a watched link tells what decides when it is asked about', async () => {
  const { ledger } = await testBook()
  const { linkId, invoiceId } = openSale(ledger, {}, { expiresAt: START + 60_000 })
  const partly = transfer({ txHash: null, amount: eur('1.00'), credited: eur('1.00') })
  ledger.recordAnswers([seen(linkId, { reading: 'underpaid', receipts: [partly] })])
  expect(ledger.scheduledLinks(null, 10).links).toEqual([
    {
      linkId,
      invoiceId,
      accountId: ACCOUNT,
      provider: 'daisy',
      ref: `ref-${linkId}`,
      reading: 'underpaid',
      status: 'underpaid',
      createdAt: START,
      expiresAt: START + 60_000,
      checkedAt: START + 5_000,
      nextCheckAt: START + 8_000,
      receiptCount: 1,
      hashMissing: true,
    },
  ])
})

test('given an account that is paused its links stay watched; forgotten, or never asked again, they do not', async () => {
  const { ledger } = await testBook()
  addAccount(ledger, 'account-two')
  const ofTwo = openSale(ledger, { accountId: 'account-two' })
  const finished = openSale(ledger, {}, { nextCheckAt: null })
  ledger.createInvoice(sale())
  ledger.pauseAccount('account-two', 'AUTH_REJECTED', START)
  expect(ledger.scheduledLinks(null, 10).links).toMatchObject([{ linkId: ofTwo.linkId }])
  ledger.forgetAccount('account-two', START)
  expect(ledger.scheduledLinks(null, 10)).toEqual({ links: [], next: null })
  expect(ledger.scheduledLinksOf([finished.invoiceId])).toMatchObject([
    { linkId: finished.linkId, nextCheckAt: Number.MAX_SAFE_INTEGER },
  ])
})

test('the live links of invoices are all of theirs and nobody else’s, each once', async () => {
  const { ledger } = await testBook()
  const one = openSale(ledger)
  ledger.recordAnswers([seen(one.linkId, { reading: 'expired' })])
  const second = anotherLink(ledger, one.invoiceId, START + 10)
  ledger.recordLinkMade(made(second.linkId))
  const two = openSale(ledger)
  openSale(ledger)
  const unmade = there(ledger.createInvoice(sale())).pending
  const ids = [two.invoiceId, one.invoiceId, 'no-such-invoice', unmade.invoiceId, one.invoiceId]
  expect(ledger.scheduledLinksOf(ids).map((link) => link.linkId)).toEqual([
    one.linkId,
    second.linkId,
    two.linkId,
  ])
  expect(ledger.scheduledLinksOf([])).toEqual([])
})

test('named links come as the asking needs them, in the order they are named, without those that do not live', async () => {
  const { ledger } = await testBook()
  const one = openSale(ledger)
  const two = openSale(ledger, { asked: eur('7.00') }, { nextCheckAt: null })
  const unmade = there(ledger.createInvoice(sale())).pending
  expect(ledger.liveLinks([two.linkId, unmade.linkId, 'no-such-link', one.linkId])).toMatchObject([
    { linkId: two.linkId, invoiceNumber: two.invoiceNumber, asked: eur('7.00') },
    { linkId: one.linkId, asked: eur('49.90') },
  ])
  expect(ledger.liveLinks([one.linkId])).toEqual(ledger.liveLinksOf(one.invoiceId))
})

test('links noted as unchanged stand as if their known answer had been written again', async () => {
  const { db, ledger } = await testBook()
  addAccount(ledger, 'account-two')
  const [written, noted] = [openSale(ledger), openSale(ledger, { accountId: 'account-two' })]
  for (const { linkId } of [written, noted]) {
    ledger.recordAnswers([seen(linkId, { reading: 'confirming', rawStatus: 'WAIT' })])
    ledger.recordUnanswered([{ linkId, code: 'UNREACHABLE', nextCheckAt: START + 9_000, at: START + 6_000 }])
  }
  const history = kindsOf(ledger, noted.invoiceId)
  const again = { at: START + 20_000, nextCheckAt: START + 30_000 }
  ledger.recordAnswers([seen(written.linkId, { reading: 'confirming', rawStatus: 'WAIT', ...again })])
  ledger.recordUnchanged([{ linkId: noted.linkId, nextCheckAt: again.nextCheckAt }], again.at)
  expect(rowsOf(db, noted.linkId)).toEqual(rowsOf(db, written.linkId))
  expect(kindsOf(ledger, noted.invoiceId)).toEqual(history)
  expect(ledger.invoice(noted.invoiceId)?.invoice.checkedAt).toBe(again.at)
  expect(ledger.account('account-two')?.lastAnswerAt).toBe(again.at)
})

test('neither a note nor a next check touches a link that does not live', async () => {
  const { db, ledger } = await testBook()
  const { linkId } = there(ledger.createInvoice(sale())).pending
  const before = rowsOf(db, linkId)
  ledger.recordUnchanged([{ linkId, nextCheckAt: START + 1 }], START)
  ledger.recordUnchanged([{ linkId: 'no-such-link', nextCheckAt: START + 1 }], START)
  ledger.setNextChecks([{ linkId, nextCheckAt: START + 1 }])
  expect(rowsOf(db, linkId)).toEqual(before)
  expect(ledger.scheduledLinks(null, 50).links).toEqual([])
})

test('a link whose next check is taken away is no longer watched', async () => {
  const { ledger } = await testBook()
  const [one, two] = [openSale(ledger), openSale(ledger)]
  ledger.recordUnchanged([{ linkId: one.linkId, nextCheckAt: null }], START)
  ledger.setNextChecks([{ linkId: two.linkId, nextCheckAt: null }])
  expect(ledger.scheduledLinks(null, 10)).toEqual({ links: [], next: null })
})

test('of several links that answered as before, each sale and each account is told when it was asked', async () => {
  const { ledger } = await testBook()
  addAccount(ledger, 'account-two', 'ocpay')
  const sales = [openSale(ledger), openSale(ledger, { accountId: 'account-two' }), openSale(ledger)]
  const left = openSale(ledger)
  const before = ledger.invoice(left.invoiceId)
  const at = START + 60_000
  ledger.recordUnchanged(
    sales.map(({ linkId }, n) => ({ linkId, nextCheckAt: at + n })),
    at,
  )
  for (const [n, { invoiceId }] of sales.entries()) {
    const detail = ledger.invoice(invoiceId)
    expect(detail?.invoice.checkedAt, `sale ${n}`).toBe(at)
    expect(detail?.links).toMatchObject([{ checkedAt: at, nextCheckAt: at + n, lastError: null }])
  }
  expect(ledger.invoice(left.invoiceId)).toEqual({ ...before, asOf: expect.any(Number) })
  expect(ledger.accounts().map((one) => one.lastAnswerAt)).toEqual([at, at])
})
