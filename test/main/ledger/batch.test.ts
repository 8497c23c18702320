import type { Database } from 'better-sqlite3'
import { expect, test } from 'vitest'
import type { InvoiceChange } from '../../../src/main/ledger/port/changes.ts'
import type { Ledger } from '../../../src/main/ledger/port/ledger.ts'
import type { LinkSeen } from '../../../src/main/ledger/port/links.ts'
import {
  addAccount,
  anotherLink,
  eur,
  kindsOf,
  made,
  openSale,
  START,
  seen,
  testBook,
  transfer,
} from '../../support/books/open-book.ts'

const SALES = 60
const END = START + 60_000

/** Sales on two accounts; every third one has a second live link. Gives the links of each sale. */
function fill(ledger: Ledger): { readonly invoiceId: string; readonly links: readonly string[] }[] {
  addAccount(ledger, 'account-two')
  return Array.from({ length: SALES }, (_, n) => {
    const accountId = n % 2 === 0 ? 'account-two' : undefined
    const sale = openSale(ledger, { at: START + n, ...(accountId && { accountId }) }, { expiresAt: END })
    if (n % 3 > 0) return { invoiceId: sale.invoiceId, links: [sale.linkId] }
    ledger.recordAnswers([seen(sale.linkId, { reading: 'expired', rawStatus: 'OVER' })])
    const second = anotherLink(ledger, sale.invoiceId, START + 1_000).linkId
    ledger.recordLinkMade(made(second))
    return { invoiceId: sale.invoiceId, links: [sale.linkId, second] }
  })
}

/** Answers of every kind, some links twice and some invoices through both of their links. */
function answersFor(sales: ReturnType<typeof fill>): LinkSeen[] {
  const part = transfer({ amount: eur('20.00'), credited: eur('20.00') })
  const kinds: readonly Partial<LinkSeen>[] = [
    {},
    { reading: 'expired', rawStatus: 'EXPIRED', rawAnswer: '{"status":"EXPIRED"}' },
    { reading: 'paid', rawStatus: 'DONE', receipts: [transfer()] },
    { reading: 'underpaid', rawStatus: 'PART', receipts: [part], received: eur('20.00') },
    { reading: 'paid', rawStatus: 'DONE', receipts: [transfer({ paidAt: END + 1 })] },
    { expiresAt: END + 5_000, mismatch: eur('50.00') },
    { reading: 'failed', rawStatus: 'NO', endReason: 'declined' },
    { receipts: [part, transfer({ receiptId: 'transfer-2', txHash: null })], nextCheckAt: null },
  ]
  const of = (round: number) =>
    sales.flatMap(({ links }, n) =>
      links.map((linkId, place) =>
        seen(linkId, { ...kinds[(n * 5 + place * 3 + round) % kinds.length], at: END + 100 * round + n }),
      ),
    )
  return [...of(1), seen('no-such-link'), ...of(2).filter((_, n) => n % 4 === 0), ...of(3).toReversed()]
}

/** What is stored of the sales but for what names them, each with its own history. */
function stored(db: Database, sales: ReturnType<typeof fill>): unknown {
  const NAMES = /(^|_)(seq|id)$|^(marker|token|url|provider_ref|data|hash)$/
  const rows = (sql: string, params: readonly string[]) =>
    (db.prepare(sql).all(...params) as Record<string, unknown>[]).map((row) =>
      Object.fromEntries(Object.entries(row).filter(([name]) => !NAMES.test(name))),
    )
  const accounts = rows('SELECT * FROM provider_accounts ORDER BY seq', [])
  const ofSales = sales.map(({ invoiceId }) => [
    rows('SELECT * FROM invoices WHERE id = ?', [invoiceId]),
    ...['payment_links', 'receipts', 'events', 'exceptions'].map((table) =>
      rows(
        `SELECT * FROM ${table} WHERE invoice_seq = (SELECT seq FROM invoices WHERE id = ?) ORDER BY seq`,
        [invoiceId],
      ),
    ),
  ])
  return [accounts, ofSales]
}

function told(changes: readonly InvoiceChange[], sales: ReturnType<typeof fill>): unknown {
  return changes.map(({ invoiceId, commit: _, raised, ...rest }) => ({
    ...rest,
    sale: sales.findIndex((one) => one.invoiceId === invoiceId),
    raised: raised.map(({ kind }) => kind),
  }))
}

test('many answers in one call write and tell exactly what one call for each does', async () => {
  const [together, singly] = [await testBook(), await testBook()]
  const [salesTogether, salesSingly] = [fill(together.ledger), fill(singly.ledger)]
  const inOne = together.ledger.recordAnswers(answersFor(salesTogether))
  const byOne = answersFor(salesSingly).flatMap((one) => singly.ledger.recordAnswers([one]))
  expect(told(inOne, salesTogether)).toEqual(told(byOne, salesSingly))
  expect(stored(together.db, salesTogether)).toEqual(stored(singly.db, salesSingly))
  // What is compared is worth comparing.
  expect(new Set(inOne.flatMap(({ raised }) => raised.map(({ kind }) => kind)))).toEqual(
    new Set(['late', 'short', 'over', 'twice']),
  )
  expect(inOne.length).toBeGreaterThan(2 * SALES)
  expect(new Set(inOne.map((one) => one.changed)).size).toBe(2)
})

test('the ids of a history sort in its order, also where answers of several instants were written at once', async () => {
  const { ledger } = await testBook()
  const sales = [0, 1, 2].map((n) => openSale(ledger, { at: START + n }))
  ledger.recordAnswers(
    sales.map(({ linkId }, n) =>
      seen(linkId, { reading: 'expired', rawStatus: 'OVER', at: START + 9_000 - n }),
    ),
  )
  for (const { invoiceId } of sales) {
    expect(kindsOf(ledger, invoiceId).slice(-3)).toEqual(['status_seen', 'expiry_changed', 'status_changed'])
    const ids = ledger.invoice(invoiceId)?.events.map((event) => event.id) ?? []
    expect(ids.toSorted()).toEqual(ids)
  }
})
