import { expect, test } from 'vitest'
import {
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
} from '../../support/books/open-book.ts'
import { there } from '../../support/books/there.ts'

test('a new invoice is committed as creating, with its number, its link and both facts', async () => {
  const { ledger } = await testBook()
  const { pending, existed } = there(ledger.createInvoice(sale({ description: 'Café ☕ قهوة' })))
  expect(existed).toBe(false)
  expect(pending).toMatchObject({
    invoiceNumber: 'CF-000001',
    accountId: 'account-of-the-shop',
    asked: { currency: 'EUR', units: 4990n },
    stage: 'creating',
    description: 'Café ☕ قهوة',
  })
  expect(pending.marker).toMatch(/^CF-000001-[0-9A-Z]{8}$/)
  const detail = ledger.invoice(pending.invoiceId)
  expect(detail?.invoice).toMatchObject({
    status: 'creating',
    asked: { currency: 'EUR', amount: '49.90' },
    due: { currency: 'EUR', amount: '49.90' },
    received: { currency: 'EUR', amount: '0.00' },
    shareLinkId: null,
  })
  expect(kindsOf(ledger, pending.invoiceId)).toEqual(['created', 'link_requested'])
})

test('the same token never makes a second invoice, and takes no number', async () => {
  const { ledger } = await testBook()
  const one = sale()
  const first = there(ledger.createInvoice(one))
  const again = there(ledger.createInvoice({ ...one, asked: eur('1.00') }))
  const { asOf: _, ...detail } = first.detail
  expect(again).toMatchObject({ pending: first.pending, existed: true, detail, change: { changed: false } })
  expect(ledger.invoiceCount()).toBe(1)
  expect(there(ledger.createInvoice(sale())).pending.invoiceNumber).toBe('CF-000002')
})

test('given an account that is not there, nothing is written and no number is taken', async () => {
  const { ledger } = await testBook()
  expect(ledger.createInvoice(sale({ accountId: 'nobody-at-all' }))).toBeNull()
  expect(there(ledger.createInvoice(sale())).pending.invoiceNumber).toBe('CF-000001')
})

test('ids sort by time', async () => {
  const { ledger } = await testBook()
  const ids = Array.from(
    { length: 50 },
    (_, n) => there(ledger.createInvoice(sale({ at: START + Math.floor(n / 5) }))).pending.invoiceId,
  )
  expect(ids.toSorted()).toEqual(ids)
})

test('a made link opens the invoice and can be shared; made twice it changes nothing', async () => {
  const { ledger } = await testBook()
  const { pending } = there(ledger.createInvoice(sale()))
  const answer = made(pending.linkId, { expiresAt: START + 60_000 })
  expect(ledger.recordLinkMade(answer)).toMatchObject({ before: 'creating', after: 'open', changed: true })
  const before = ledger.invoice(pending.invoiceId)
  expect(before?.invoice.shareLinkId).toBe(pending.linkId)
  expect(before?.links[0]).toMatchObject({
    stage: 'live',
    url: answer.url,
    rawStatus: 'NEW',
    expiresAt: START + 60_000,
  })
  expect(ledger.recordLinkMade(answer)).toMatchObject({ changed: false })
  expect(ledger.invoice(pending.invoiceId)).toEqual({ ...before, asOf: there(before).asOf + 1 })
  expect(ledger.link(pending.linkId)).toEqual({
    invoiceId: pending.invoiceId,
    provider: 'daisy',
    providerRef: answer.ref,
    url: answer.url,
  })
})

test('an echoed amount that differs stays on record', async () => {
  const { ledger } = await testBook()
  const { invoiceId } = openSale(ledger, {}, { mismatch: eur('50.00') })
  const event = ledger.invoice(invoiceId)?.events.find((one) => one.kind === 'amount_mismatch')
  expect(event?.data).toMatchObject({ asked: '49.90 EUR', amount: '50.00 EUR' })
})

test('a second making of a living link is kept as a fact beside the first', async () => {
  const { ledger } = await testBook()
  const { invoiceId, linkId } = openSale(ledger)
  expect(ledger.recordLinkMade(made(linkId, { ref: 'another' }))).toMatchObject({
    changed: true,
    after: 'open',
  })
  const detail = ledger.invoice(invoiceId)
  expect(detail?.links[0]?.providerRef).toBe(`ref-${linkId}`)
  expect(detail?.events.at(-1)).toMatchObject({ kind: 'link_made_again', data: { ref: 'another' } })
})

test('a refused link fails the invoice with its reason; a new link opens it', async () => {
  const { ledger } = await testBook()
  const { pending } = there(ledger.createInvoice(sale()))
  const refused = {
    linkId: pending.linkId,
    stage: 'refused',
    code: 'REQUEST_REFUSED',
    providerWords: 'amount too small',
    at: START + 1,
  } as const
  expect(ledger.recordLinkNotMade(refused)).toMatchObject({ after: 'failed', changed: true })
  expect(ledger.recordLinkNotMade(refused)).toMatchObject({ after: 'failed', changed: false })
  expect(ledger.invoice(pending.invoiceId)?.invoice.failure).toEqual({
    code: 'REQUEST_REFUSED',
    providerWords: 'amount too small',
  })
  const second = anotherLink(ledger, pending.invoiceId, START + 2)
  expect(second).toMatchObject({ invoiceId: pending.invoiceId, stage: 'creating' })
  expect(second.marker).not.toBe(pending.marker)
  expect(ledger.recordLinkMade(made(second.linkId))).toMatchObject({ before: 'creating', after: 'open' })
  expect(ledger.invoice(pending.invoiceId)?.invoice.failure).toBeNull()
})

test('a lost link is unknown until it is found again or surely was not made', async () => {
  const { ledger } = await testBook()
  const one = there(ledger.createInvoice(sale())).pending
  const lost = {
    linkId: one.linkId,
    stage: 'lost',
    code: 'TIMED_OUT',
    providerWords: null,
    at: START,
  } as const
  expect(ledger.recordLinkNotMade(lost)).toMatchObject({ after: 'unknown' })
  expect(ledger.unansweredLinks().map((link) => [link.linkId, link.stage])).toEqual([[one.linkId, 'lost']])
  expect(ledger.recordLinkMade(made(one.linkId, { recovered: true, url: null }))).toMatchObject({
    after: 'open',
  })
  expect(ledger.unansweredLinks()).toEqual([])
  expect(kindsOf(ledger, one.invoiceId)).toContain('link_recovered')
  expect(ledger.invoice(one.invoiceId)?.invoice.shareLinkId).toBeNull()
  expect(ledger.recordLinkNotMade(lost)).toMatchObject({ after: 'open', changed: false })

  const two = there(ledger.createInvoice(sale())).pending
  ledger.recordLinkNotMade({ ...lost, linkId: two.linkId })
  expect(
    ledger.recordLinkNotMade({ ...lost, linkId: two.linkId, stage: 'refused', code: 'LINK_NOT_FOUND' }),
  ).toMatchObject({ after: 'failed' })
})

test.each([
  ['expired', 'expired'],
  ['confirming', 'confirming'],
  ['failed', 'failed'],
  ['refunded', 'refunded'],
  ['paid', 'paid'],
] as const)('a link that reads %s makes the invoice %s', async (reading, status) => {
  const { ledger } = await testBook()
  const { linkId, invoiceId } = openSale(ledger)
  expect(ledger.recordAnswers([seen(linkId, { reading, rawStatus: reading.toUpperCase() })])).toEqual([
    {
      invoiceId,
      commit: ledger.invoice(invoiceId)?.asOf,
      before: 'open',
      after: status,
      changed: true,
      newReceipts: 0,
      raised: status === 'refunded' ? [{ id: expect.any(String), invoiceId, kind: 'refunded' }] : [],
    },
  ])
  const detail = ledger.invoice(invoiceId)
  expect(detail?.links[0]?.rawStatus).toBe(reading.toUpperCase())
  const moved = detail?.events.findLast(({ kind }) => kind === 'status_changed')
  expect(moved).toMatchObject({ data: { from: 'open', to: status } })
})

test('another sum under the same word is a change that is told, and stays in the history', async () => {
  const { ledger } = await testBook()
  const { linkId, invoiceId } = openSale(ledger)
  const part = seen(linkId, { reading: 'underpaid', rawStatus: 'PART', received: eur('10') })
  ledger.recordAnswers([part])
  const more = { ...part, received: eur('20'), at: part.at + 5_000 }
  expect(ledger.recordAnswers([more])).toMatchObject([
    { before: 'underpaid', after: 'underpaid', changed: true },
  ])
  expect(ledger.recordAnswers([{ ...more, at: more.at + 5_000 }])).toMatchObject([{ changed: false }])
  const told = ledger.invoice(invoiceId)?.events.filter(({ kind }) => kind === 'received_changed')
  expect(told?.map(({ data }) => data)).toEqual([{ from: '10.00 EUR', amount: '20.00 EUR' }])
})

test('the same answer twice appends nothing and moves only the time of the check', async () => {
  const { ledger } = await testBook()
  const { linkId, invoiceId } = openSale(ledger)
  const answer = seen(linkId, { reading: 'paid', rawStatus: 'DONE', receipts: [transfer()] })
  expect(ledger.recordAnswers([answer])).toMatchObject([{ after: 'paid', changed: true, newReceipts: 1 }])
  const before = ledger.invoice(invoiceId)
  expect(ledger.recordAnswers([{ ...answer, at: answer.at + 5_000 }])).toMatchObject([
    { changed: false, newReceipts: 0 },
  ])
  const after = ledger.invoice(invoiceId)
  expect(after?.events).toEqual(before?.events)
  expect(after?.receipts).toEqual(before?.receipts)
  expect(after?.invoice).toEqual({ ...before?.invoice, checkedAt: answer.at + 5_000 })
  expect(ledger.receiptCount()).toBe(1)
})

test('several transfers on several links add up; too much is overpaid', async () => {
  const { ledger } = await testBook()
  const { linkId, invoiceId } = openSale(ledger)
  ledger.recordAnswers([seen(linkId, { reading: 'expired' })])
  const second = anotherLink(ledger, invoiceId, START + 10)
  ledger.recordLinkMade(made(second.linkId))
  const part = (receiptId: string, amount: string) =>
    transfer({ receiptId, amount: eur(amount), credited: eur(amount) })
  expect(ledger.recordAnswers([seen(linkId, { receipts: [part('a', '20.00')] })])).toMatchObject([
    { after: 'underpaid' },
  ])
  expect(ledger.recordAnswers([seen(second.linkId, { receipts: [part('a', '29.90')] })])).toMatchObject([
    { after: 'paid' },
  ])
  expect(
    ledger.recordAnswers([seen(linkId, { receipts: [part('a', '20.00'), part('b', '0.01')] })]),
  ).toMatchObject([{ after: 'overpaid', newReceipts: 1 }])
  expect(ledger.invoice(invoiceId)?.invoice).toMatchObject({
    received: { amount: '49.91' },
    due: { amount: '-0.01' },
  })
})

test('money after the sale was given up is paid late, and the sale is still watched', async () => {
  const { ledger } = await testBook()
  const { linkId, invoiceId } = openSale(ledger)
  expect(ledger.abandon(invoiceId, 'left the shop', START + 2_000)).toMatchObject({
    change: { after: 'abandoned' },
  })
  expect(ledger.abandon(invoiceId, 'again', START + 3_000)).toEqual({ ok: false, reason: 'ALREADY_DONE' })
  expect(ledger.scheduledLinks(null, 10).links).toHaveLength(1)
  expect(ledger.recordAnswers([seen(linkId, { receipts: [transfer()] })])).toMatchObject([
    { after: 'paid_late' },
  ])
  expect(ledger.invoice(invoiceId)?.invoice.abandonedAt).toBe(START + 2_000)
})

test('a shortfall within the tolerance counts as paid', async () => {
  const { ledger } = await testBook()
  const { linkId } = openSale(ledger, { tolerance: eur('0.50') })
  const short = transfer({ amount: eur('49.40'), credited: eur('49.40') })
  expect(ledger.recordAnswers([seen(linkId, { receipts: [short] })])).toMatchObject([{ after: 'paid' }])
})

test('a question without an answer leaves the status and says why', async () => {
  const { ledger } = await testBook()
  const { linkId, invoiceId } = openSale(ledger)
  ledger.recordUnanswered([{ linkId, code: 'UNREACHABLE', nextCheckAt: START + 99_000, at: START + 5_000 }])
  expect(ledger.invoice(invoiceId)?.links[0]).toMatchObject({
    lastError: 'UNREACHABLE',
    nextCheckAt: START + 99_000,
    checkedAt: START + 1_000,
  })
  ledger.recordAnswers([seen(linkId)])
  expect(ledger.invoice(invoiceId)?.links[0]?.lastError).toBeNull()
})

test('notes and records are appended; what is missing answers null', async () => {
  const { ledger } = await testBook()
  const { invoiceId } = openSale(ledger)
  const noted = there(ledger.addNote(invoiceId, 'Asked for an invoice on paper', START))
  expect(noted.detail.events.at(-1)).toMatchObject({ kind: 'note' })
  expect(noted.change).toMatchObject({ before: 'open', after: 'open', changed: true })
  ledger.appendEvent('export', { rows: 3 }, START)
  expect([
    ledger.addNote('no-such-invoice', 'x', START),
    ledger.invoice('no-such-invoice'),
    ledger.link('no-such-link'),
    ledger.addLink('no-such-invoice', START),
    ledger.abandon('no-such-invoice', 'x', START),
    ledger.recordLinkMade(made('no-such-link')),
    ledger.unansweredLink('no-such-link'),
    ledger.account('no-such-account'),
    ledger.recordAnswers([seen('no-such-link')]),
  ]).toEqual([null, null, null, null, null, null, null, null, []])
})

test('the book removes nothing and rewrites no event, whoever asks', async () => {
  const { db, ledger } = await testBook()
  openSale(ledger)
  for (const sql of [
    'DELETE FROM invoices',
    'DELETE FROM payment_links',
    'DELETE FROM events',
    "UPDATE events SET kind = 'x'",
  ]) {
    expect(() => db.exec(sql)).toThrow()
  }
})

test('accounts pause, resume and are forgotten; their invoices stay', async () => {
  const { ledger } = await testBook()
  addAccount(ledger, 'account-two', 'ocpay')
  const { invoiceId } = openSale(ledger, { accountId: 'account-two' })
  expect(ledger.pauseAccount('account-two', 'AUTH_REJECTED', START)?.paused).toEqual({
    reason: 'AUTH_REJECTED',
    at: START,
  })
  expect(ledger.resumeAccount('account-two', START)?.paused).toBeNull()
  expect(ledger.updateAccount('account-two', 'Second', { lifeTime: 60 }, START)).toMatchObject({
    label: 'Second',
    settings: { lifeTime: 60 },
    lastAnswerAt: START + 1_000,
  })
  expect(ledger.forgetAccount('account-two', START)).toMatchObject({ id: 'account-two' })
  expect(ledger.forgetAccount('account-two', START)).toBeNull()
  expect(ledger.account('account-two')).toBeNull()
  expect(ledger.accounts().map((account) => account.id)).toEqual(['account-of-the-shop'])
  expect(ledger.invoice(invoiceId)?.invoice).toMatchObject({ accountLabel: 'Second', provider: 'ocpay' })
})

test('a further link is refused beside one that can be shared, beside one being made, and beside money', async () => {
  const { ledger } = await testBook()
  const { linkId, invoiceId } = openSale(ledger)
  expect(ledger.addLink(invoiceId, START + 10)).toEqual({ ok: false, reason: 'CONFLICT' })
  ledger.recordAnswers([seen(linkId, { reading: 'expired' })])
  expect(ledger.addLink(invoiceId, START + 11)).toMatchObject({ ok: true })
  expect(ledger.addLink(invoiceId, START + 12)).toEqual({ ok: false, reason: 'CONFLICT' })
  expect(ledger.addLink('nobody', START + 13)).toBeNull()

  const part = openSale(ledger, { at: START + 20 })
  const short = transfer({ amount: eur('1.00'), credited: eur('1.00') })
  ledger.recordAnswers([seen(part.linkId, { reading: 'expired', receipts: [short] })])
  expect(ledger.addLink(part.invoiceId, START + 30)).toEqual({ ok: false, reason: 'CONFLICT' })

  const whole = openSale(ledger, { at: START + 40 })
  ledger.recordAnswers([seen(whole.linkId, { reading: 'paid', receipts: [transfer()] })])
  expect(ledger.addLink(whole.invoiceId, START + 50)).toEqual({ ok: false, reason: 'ALREADY_DONE' })
})

test('a link that asks for another amount is not shown, and a right one may be made beside it', async () => {
  const { ledger } = await testBook()
  const { pending } = there(ledger.createInvoice(sale()))
  ledger.recordLinkMade(made(pending.linkId, { mismatch: eur('49.99') }))
  expect(ledger.invoice(pending.invoiceId)?.invoice.shareLinkId).toBeNull()
  const right = anotherLink(ledger, pending.invoiceId, START + 10)
  ledger.recordLinkMade(made(right.linkId))
  expect(ledger.invoice(pending.invoiceId)?.invoice.shareLinkId).toBe(right.linkId)
})

test('a sale that was given up and got a new link waits again, and its money is not late', async () => {
  const { ledger } = await testBook()
  const { linkId, invoiceId } = openSale(ledger)
  ledger.recordAnswers([seen(linkId, { reading: 'expired' })])
  ledger.abandon(invoiceId, 'customer left', START + 100)
  const second = anotherLink(ledger, invoiceId, START + 200)
  expect(ledger.recordLinkMade(made(second.linkId))).toMatchObject({ after: 'open' })
  const late = transfer({ paidAt: START + 5_000 })
  expect(ledger.recordAnswers([seen(second.linkId, { reading: 'paid', receipts: [late] })])).toMatchObject([
    { after: 'paid' },
  ])
  expect(ledger.invoice(invoiceId)?.events.map((event) => event.kind)).toContain('taken_up')
})

test('money whose time was only observed is late when the last look before it came after the end, not otherwise', async () => {
  const { ledger } = await testBook()
  const end = START + 60_000
  const observed = (at: number) => transfer({ paidAt: at, timeObserved: true })
  const intime = openSale(ledger)
  ledger.recordAnswers([seen(intime.linkId, { expiresAt: end, at: START + 30_000 })])
  expect(
    ledger.recordAnswers([
      seen(intime.linkId, { reading: 'paid', receipts: [observed(end + 9e6)], at: end + 9e6 }),
    ]),
  ).toMatchObject([{ after: 'paid' }])

  const late = openSale(ledger, { at: START + 1 })
  ledger.recordAnswers([seen(late.linkId, { expiresAt: end, at: end + 1 })])
  expect(
    ledger.recordAnswers([
      seen(late.linkId, { reading: 'paid', receipts: [observed(end + 2)], at: end + 2 }),
    ]),
  ).toMatchObject([{ after: 'paid_late' }])
})

test('next checks that a clock running ahead left in the far future are brought back', async () => {
  const { ledger } = await testBook()
  const { linkId } = openSale(ledger)
  ledger.setNextChecks([{ linkId, nextCheckAt: START + 400 * 86_400_000 }])
  ledger.pullNextChecks(START + 86_400_000, START)
  expect(ledger.scheduledLinks(null, 10).links).toMatchObject([{ linkId, nextCheckAt: START }])
})

test('a key typed anew ends the pause; only another key counts as changed', async () => {
  const { ledger } = await testBook()
  const id = 'account-with-key'
  ledger.addAccount({
    id,
    provider: 'ocpay',
    label: 'Shop 2',
    settings: {},
    createdAt: START,
    keyFingerprint: 'aaaa1111',
  })
  ledger.pauseAccount(id, 'AUTH_REJECTED', START)
  expect(ledger.recordNewKey(id, 'aaaa1111', START + 1)).toMatchObject({ paused: null, keyChangedAt: null })
  expect(ledger.recordNewKey(id, 'bbbb2222', START + 2)).toMatchObject({ keyChangedAt: START + 2 })
  expect(ledger.recordNewKey('no-such-account', 'bbbb2222', START)).toBeNull()
})

test('a link that was answered with the reference of another link is lost, and the other one stays', async () => {
  const { ledger } = await testBook()
  const first = openSale(ledger)
  const ref = there(ledger.invoice(first.invoiceId)).links[0]?.providerRef ?? ''
  const { pending } = there(ledger.createInvoice(sale({ token: 'another' })))
  ledger.recordLinkMade({ ...made(pending.linkId), ref })
  const lost = there(ledger.invoice(pending.invoiceId))
  expect([lost.invoice.status, lost.links[0]?.providerRef]).toEqual(['unknown', null])
  expect(ledger.invoice(first.invoiceId)?.links[0]).toMatchObject({ stage: 'live', providerRef: ref })
})
