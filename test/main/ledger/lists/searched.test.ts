import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { createHeldLists } from '../../../../src/main/ledger/lists/held-lists.ts'
import { scanStretch } from '../../../../src/main/ledger/lists/invoices/scan.ts'
import { scanReceipts } from '../../../../src/main/ledger/lists/receipts/scan.ts'
import { openReadOnly } from '../../../../src/main/ledger/sqlite/read-only.ts'
import { transfer } from '../../../support/books/facts.ts'
import { ACCOUNT, eur, later, openSale, START, seen, testBook } from '../../../support/books/open-book.ts'
import { ANY_INVOICE } from '../../../support/lists/any-filter.ts'

/** A book, and how many sales and receipts a search leaves of it: by its columns, which are the same by a scan. */
async function searchedBook() {
  const { ledger, db, path } = await testBook()
  const reader = openReadOnly(path)
  later(() => void reader.close())
  const held = createHeldLists({ db: reader })
  return {
    ledger,
    db,
    /** Where the one sale that a search finds is told to hold it. */
    placeOf(search: string): string | null {
      while (held.fill());
      const query = { filter: { ...ANY_INVOICE, search }, from: 0, limit: 100 }
      const { rows } = held.invoices.stretch({ ...query, sort: { by: 'created', down: true } })
      return rows.length === 1 ? (rows[0]?.match?.in ?? null) : `${rows.length} sales`
    },
    found(search: string): number {
      while (held.fill());
      const query = { filter: { ...ANY_INVOICE, search }, from: 0, limit: 100 }
      const stretch = held.invoices.stretch({ ...query, sort: { by: 'created', down: true } })
      expect(scanStretch({ db }, { ...query, sort: { by: 'created', down: true } })).toEqual(stretch)
      expect(held.invoices.sums(query.filter).count).toBe(stretch.count)
      return stretch.count
    },
    receiptsFound(search: string): number {
      const { status: _, attention: __, review: ___, tag: ____, ...filter } = ANY_INVOICE
      const query = { filter: { ...filter, search, period: null, amount: null }, from: 0, limit: 100 }
      held.receipts()
      while (held.fill());
      const stretch = held.receipts().stretch({ ...query, sort: { by: 'paid', down: true } })
      expect(scanReceipts({ db }, { ...query, sort: { by: 'paid', down: true } })).toEqual(stretch)
      return stretch.count
    },
  }
}

test('an account is found by its new name alone once it has one, also where it keeps its place among others', async () => {
  const { ledger, found } = await searchedBook()
  openSale(ledger)
  ledger.updateAccount(ACCOUNT, 'Harbour', {}, 0)
  expect([found('harbour'), found('market')]).toEqual([1, 0])
  ledger.updateAccount(ACCOUNT, 'Market', {}, 0)
  expect([found('harbour'), found('market')]).toEqual([0, 1])
})

test('a search of which nobody sees anything leaves out nothing', async () => {
  const { ledger, found, receiptsFound } = await searchedBook()
  const { linkId } = openSale(ledger)
  ledger.recordAnswers([seen(linkId, { reading: 'paid', receipts: [transfer()] })])
  for (const search of ['\u200f', ' \u200e\u2066 ', '\u0651'])
    expect([found(search), receiptsFound(search)], search).toEqual([1, 1])
})

test('a day without a year is also one on which money came after the last sale was made', async () => {
  const { ledger, found } = await searchedBook()
  const at = Date.UTC(2026, 11, 30, 10)
  const first = openSale(ledger, { at: at - 86_400_000 })
  ledger.recordAnswers([
    seen(first.linkId, { reading: 'paid', receipts: [transfer({ paidAt: at - 86_400_000 })], at }),
  ])
  const { linkId } = openSale(ledger, { at })
  const paidAt = Date.UTC(2027, 0, 2, 10)
  ledger.recordAnswers([seen(linkId, { reading: 'paid', receipts: [transfer({ paidAt })], at: paidAt })])
  expect([found('30 Dec'), found('2 Jan'), found('2 Jan 2027'), found('3 Jan')]).toEqual([1, 1, 1, 0])
})

test('a long text that was copied finds the one sale that holds all of it', async () => {
  const { ledger, found } = await searchedBook()
  const text = Array.from({ length: 30 }, (_, n) => `part${n}`).join(' ')
  for (const month of ['October', 'November']) openSale(ledger, { description: `${text} rent of ${month}` })
  expect([found(`${text} rent of November`), found(text), found(`${text} rent of December`)]).toEqual([
    1, 2, 0,
  ])
})

test('a customer is found by words that may be a day or an amount', async () => {
  const { ledger, found } = await searchedBook()
  openSale(ledger, { description: 'Table 12', customerName: 'May Dahmani' })
  for (const search of ['12 may', 'may 12', '12 da', 'table 12 da']) expect(found(search), search).toBe(1)
})

test('a sale is found by when it was made, as its row writes it', async () => {
  const { ledger, found } = await searchedBook()
  openSale(ledger, { at: Date.UTC(2026, 9, 15, 13, 32, 40) })
  for (const search of ['15 Oct 14:32', '15 Oct 2026, 14:32:40', '15/10'])
    expect(found(search), search).toBe(1)
  for (const search of ['15 Oct 14:33', '15 Oct 13:32']) expect(found(search), search).toBe(0)
})

test('a transaction that another one took the place of is still found', async () => {
  const { ledger, found } = await searchedBook()
  const { linkId } = openSale(ledger)
  const told = (txHash: string) =>
    seen(linkId, { reading: 'paid', receipts: [transfer({ txHash, payer: txHash })] })
  ledger.recordAnswers([told('0xfirst')])
  ledger.recordAnswers([told('0xother')])
  expect([found('0xother'), found('0xfirst')]).toEqual([1, 1])
})

test('figures in groups are found however they are grouped', async () => {
  const { ledger, found } = await searchedBook()
  openSale(ledger, { description: 'Call 0555 12 34 56' })
  openSale(ledger, { description: 'Call 0555123457' })
  openSale(ledger, { description: 'Call (0555) 12.34-58' })
  for (const last of ['56', '57', '58']) {
    for (const typed of [`05551234${last}`, `0555-12-34-${last}`, `5512-34${last}`])
      expect(found(typed), typed).toBe(1)
    // Each group by itself may stand in another sale as well.
    expect(found(`0555 12 34 ${last}`)).toBeGreaterThan(0)
  }
})

test('a receipt is found by the new name of its account, and no more by the old one', async () => {
  const { ledger, receiptsFound } = await searchedBook()
  const { linkId } = openSale(ledger)
  ledger.recordAnswers([seen(linkId, { reading: 'paid', receipts: [transfer()] })])
  ledger.updateAccount(ACCOUNT, 'Harbour', {}, 0)
  expect([receiptsFound('harbour'), receiptsFound('market')]).toEqual([1, 0])
  ledger.updateAccount(ACCOUNT, 'Market', {}, 0)
  expect([receiptsFound('harbour'), receiptsFound('market')]).toEqual([0, 1])
})

test('all that a person or a provider wrote of a sale is found, and told with its place', async () => {
  const { ledger, db, placeOf } = await searchedBook()
  const { invoiceId, linkId } = openSale(ledger, { customerEmail: 'zed@example.com' })
  openSale(ledger)
  ledger.recordAnswers([seen(linkId, { reading: 'paid', receipts: [transfer({ receiptId: 'rc-91' })] })])
  const money = {
    token: 'refund-1',
    amount: eur('3.21'),
    reason: 'scratched',
    reference: 'slip-55',
    person: 'Wafa',
  }
  expect(ledger.recordRefund(invoiceId, money, START)?.ok).toBe(true)
  const { seq } = db.prepare('SELECT seq FROM invoices WHERE id = ?').get(invoiceId) as { seq: bigint }
  const facts = [
    ['refund_undone', { reason: 'mistaken', person: 'Nour' }],
    ['abandoned', { reason: 'walked off' }],
    ['short_accepted', { reason: 'regular', person: 'Yanis' }],
    ['exception_settled', { kind: 'late', how: 'person', text: 'rang the bank', person: 'Lina' }],
    ['standing_paid', { name: 'Donations' }],
    ['link_refused', { words: 'limit exceeded' }],
    ['note', { text: 'blue door' }],
  ] as const
  const add = db.prepare(
    'INSERT INTO events (id, till_seq, invoice_seq, at_ms, kind, data, hash) VALUES (?, 1, ?, ?, ?, ?, zeroblob(32))',
  )
  for (const [kind, data] of facts) add.run(randomUUID(), seq, START, kind, JSON.stringify(data))
  for (const [typed, place] of [
    ['zed@', 'email'],
    ['rc-91', 'receipt'],
    ['abc123def', 'transaction'],
    ['0xfeed', 'payer'],
    ['3.21', 'amount'],
    ['scratch', 'reason'],
    ['slip-55', 'refund'],
    ['wafa', 'person'],
    ['mistaken', 'reason'],
    ['nour', 'person'],
    ['walked', 'reason'],
    ['regular', 'reason'],
    ['yanis', 'person'],
    ['rang the', 'reason'],
    ['lina', 'person'],
    ['donations', 'standing'],
    ['exceeded', 'refusal'],
    ['blue door', 'note'],
  ] as const)
    expect(placeOf(typed), typed).toBe(place)
})
