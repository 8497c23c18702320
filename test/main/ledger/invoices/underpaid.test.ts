import { expect, test } from 'vitest'
import type { Ledger } from '../../../../src/main/ledger/port/ledger.ts'
import type { SeenReceipt } from '../../../../src/main/ledger/port/links.ts'
import {
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

const part = (receiptId: string, amount: string): SeenReceipt =>
  transfer({ receiptId, amount: eur(amount), credited: eur(amount) })
const open = (ledger: Ledger) => ledger.exceptions({ resolved: false, limit: 50 }).map((row) => row.kind)
const SAMIRA = { reason: 'a regular', person: 'Samira' }
const NOBODY = { reason: '', person: '' }
const statusOf = (ledger: Ledger, id: string) => ledger.invoice(id)?.invoice.status

/** A sale of 49.90 of which 20.00 have come. */
async function shortSale() {
  const { db, ledger } = await testBook()
  const sold = openSale(ledger)
  ledger.recordAnswers([seen(sold.linkId, { receipts: [part('a', '20.00')] })])
  return { db, ledger, ...sold }
}

const rest = (amount: string, unseenIsPayable = true) => ({ asked: eur(amount), unseenIsPayable })

/** A link for the rest of it, which can be paid. */
function restOf(ledger: Ledger, invoiceId: string, missing = '29.90') {
  const added = there(ledger.addRemainderLink(invoiceId, rest(missing), START + 10))
  if (!added.ok) throw new Error(`no link for the rest: ${added.reason}`)
  ledger.recordLinkMade(made(added.pending.linkId))
  return added.pending
}

test('too little that is taken for enough is paid, and its exception is settled in the same transaction', async () => {
  const { ledger, invoiceId, linkId } = await shortSale()
  expect(ledger.acceptShortfall(invoiceId, '20.00', SAMIRA, START + 9_000)).toMatchObject({
    ok: true,
    change: { before: 'underpaid', after: 'paid', changed: true, raised: [] },
  })
  expect(open(ledger)).toEqual([])
  expect(ledger.exceptions({ resolved: true, limit: 5 })).toMatchObject([
    { kind: 'short', how: 'person', note: 'a regular', person: 'Samira' },
  ])
  const said = ledger.invoice(invoiceId)?.events.find((event) => event.kind === 'short_accepted')
  expect(said?.data).toEqual({ missing: '29.90 EUR', reason: 'a regular', person: 'Samira' })
  expect(ledger.liveLinksOf(invoiceId)).toMatchObject([{ linkId, nextCheckAt: START + 8_000 }])
})

test('after that the one rule holds: up to what was asked it stays paid, beyond it is overpaid', async () => {
  const { ledger, invoiceId, linkId } = await shortSale()
  ledger.acceptShortfall(invoiceId, '20.00', NOBODY, START + 9_000)
  const first = part('a', '20.00')
  ledger.recordAnswers([seen(linkId, { receipts: [first, part('b', '29.90')] })])
  expect(statusOf(ledger, invoiceId)).toBe('paid')
  ledger.recordAnswers([seen(linkId, { receipts: [first, part('b', '29.90'), part('c', '0.01')] })])
  expect(statusOf(ledger, invoiceId)).toBe('overpaid')
  expect(open(ledger)).toEqual(['over'])
})

test('nothing is taken for enough, and no rest asked for, where nothing came, where all came, and twice', async () => {
  const { ledger } = await testBook()
  const { linkId, invoiceId } = openSale(ledger)
  const both = (id: string) => [
    ledger.acceptShortfall(id, '20.00', NOBODY, START),
    ledger.addRemainderLink(id, rest('49.90'), START),
  ]
  const refused = (reason: string) => [
    { ok: false, reason },
    { ok: false, reason },
  ]
  expect(both('no such invoice')).toEqual([null, null])
  expect(both(invoiceId)).toEqual(refused('NOT_SHORT'))
  ledger.recordAnswers([seen(linkId, { reading: 'underpaid' })])
  expect(both(invoiceId)).toEqual(refused('RECEIVED_UNKNOWN'))
  ledger.recordAnswers([seen(linkId, { receipts: [part('a', '20.00')] })])
  expect(ledger.acceptShortfall(invoiceId, '20.00', NOBODY, START)).toMatchObject({ ok: true })
  expect(both(invoiceId)).toEqual(refused('NOT_SHORT'))
  expect(kindsOf(ledger, invoiceId).filter((kind) => kind === 'short_accepted')).toHaveLength(1)
})

test('a link for the rest asks for what is missing, is shared from now on, and pays the sale by its bare word', async () => {
  const { ledger, invoiceId, linkId } = await shortSale()
  const rest = restOf(ledger, invoiceId)
  expect(rest).toMatchObject({ asked: eur('29.90'), stage: 'creating' })
  const detail = ledger.invoice(invoiceId)
  expect(detail?.links.map((link) => link.asked.amount)).toEqual(['49.90', '29.90'])
  expect(detail?.invoice).toMatchObject({ status: 'underpaid', shareLinkId: rest.linkId })
  expect(ledger.liveLinksOf(invoiceId)).toMatchObject([
    { linkId: rest.linkId, asked: eur('29.90') },
    { linkId, asked: eur('49.90') },
  ])
  ledger.recordAnswers([seen(rest.linkId, { reading: 'paid' })])
  expect(ledger.invoice(invoiceId)?.invoice).toMatchObject({ status: 'paid', received: { amount: '49.90' } })
  expect(open(ledger)).toEqual([])
})

test('the rest that comes through the old link as well is told as paid twice', async () => {
  const { ledger, invoiceId, linkId } = await shortSale()
  const rest = restOf(ledger, invoiceId)
  ledger.recordAnswers([seen(rest.linkId, { receipts: [part('rest', '29.90')] })])
  expect(statusOf(ledger, invoiceId)).toBe('paid')
  ledger.recordAnswers([seen(linkId, { receipts: [part('a', '20.00'), part('b', '29.90')] })])
  expect(statusOf(ledger, invoiceId)).toBe('overpaid')
  expect(open(ledger)).toEqual(['twice'])
})

test('no second link for the rest is made while one is being made or waits; one that ended, or brought a part, is no hindrance', async () => {
  const { ledger, invoiceId } = await shortSale()
  const again = (missing: string) => ledger.addRemainderLink(invoiceId, rest(missing), START + 20)
  const first = there(ledger.addRemainderLink(invoiceId, rest('29.90'), START + 10))
  const linkId = first.ok ? first.pending.linkId : ''
  expect(again('29.90')).toEqual({ ok: false, reason: 'REMAINDER_WAITING' })
  ledger.recordLinkMade(made(linkId))
  expect(again('29.90')).toEqual({ ok: false, reason: 'REMAINDER_WAITING' })
  ledger.recordAnswers([seen(linkId, { reading: 'underpaid', receipts: [part('b', '9.90')] })])
  expect(again('29.90')).toEqual({ ok: false, reason: 'CONFLICT' })
  const second = restOf(ledger, invoiceId, '20.00')
  ledger.recordAnswers([seen(second.linkId, { reading: 'expired' })])
  expect(again('20.00')).toMatchObject({ ok: true, pending: { asked: eur('20.00') } })
})

test('too little is not taken for enough when another amount has come than the person saw', async () => {
  const { ledger, invoiceId, linkId } = await shortSale()
  const accept = (received: string) => ledger.acceptShortfall(invoiceId, received, SAMIRA, START + 9_000)
  expect(accept('19.99')).toEqual({ ok: false, reason: 'RECEIVED_CHANGED' })
  ledger.recordAnswers([seen(linkId, { receipts: [part('a', '20.00'), part('b', '5.00')] })])
  expect(accept('20.00')).toEqual({ ok: false, reason: 'RECEIVED_CHANGED' })
  expect([statusOf(ledger, invoiceId), open(ledger)]).toEqual(['underpaid', ['short']])
  expect(kindsOf(ledger, invoiceId)).not.toContain('short_accepted')
  expect(accept('25.00')).toMatchObject({ ok: true, change: { after: 'paid' } })
})

test('no second link for the rest is asked for while one was lost, until it is found or proved not to be there', async () => {
  const { ledger, invoiceId } = await shortSale()
  const again = () => ledger.addRemainderLink(invoiceId, rest('29.90'), START + 12)
  const first = there(ledger.addRemainderLink(invoiceId, rest('29.90'), START + 10))
  const linkId = first.ok ? first.pending.linkId : ''
  const notMade = { linkId, code: 'OUTCOME_UNKNOWN', providerWords: null, at: START + 11 } as const
  ledger.recordLinkNotMade({ ...notMade, stage: 'lost' })
  expect(statusOf(ledger, invoiceId)).toBe('underpaid')
  expect(ledger.unansweredLinks()).toMatchObject([{ linkId, asked: eur('29.90'), stage: 'lost' }])
  expect(again()).toEqual({ ok: false, reason: 'REMAINDER_LOST' })
  ledger.recordLinkMade(made(linkId, { recovered: true }))
  expect(again()).toEqual({ ok: false, reason: 'REMAINDER_WAITING' })

  const { ledger: another, invoiceId: otherId } = await shortSale()
  const lost = there(another.addRemainderLink(otherId, rest('29.90'), START + 10))
  const lostId = lost.ok ? lost.pending.linkId : ''
  another.recordLinkNotMade({ ...notMade, linkId: lostId, stage: 'lost' })
  another.recordLinkNotMade({ ...notMade, linkId: lostId, stage: 'refused', code: 'LINK_NOT_FOUND' })
  expect(another.addRemainderLink(otherId, rest('29.90'), START + 12)).toMatchObject({ ok: true })
})

test.each(['open', 'confirming', 'unheard'] as const)(
  'while a link for the rest may still bring money, being %s, there is no second one',
  async (reading) => {
    const { ledger, invoiceId } = await shortSale()
    const first = restOf(ledger, invoiceId)
    ledger.recordAnswers([seen(first.linkId, { reading })])
    expect(ledger.addRemainderLink(invoiceId, rest('29.90'), START + 20)).toEqual({
      ok: false,
      reason: 'REMAINDER_WAITING',
    })
    expect(ledger.invoice(invoiceId)?.links).toHaveLength(2)
  },
)

test.each(['expired', 'failed', 'refunded'] as const)(
  'a link for the rest that has ended, being %s, makes way for another one',
  async (reading) => {
    const { ledger, invoiceId } = await shortSale()
    const first = restOf(ledger, invoiceId)
    ledger.recordAnswers([seen(first.linkId, { reading })])
    expect(ledger.addRemainderLink(invoiceId, rest('29.90'), START + 20)).toMatchObject({ ok: true })
    expect(ledger.invoice(invoiceId)?.links.map((link) => link.asked.amount)).toEqual([
      '49.90',
      '29.90',
      '29.90',
    ])
  },
)

test('a link for the rest asks for what is missing and for nothing else', async () => {
  const { ledger, invoiceId } = await shortSale()
  for (const amount of ['29.89', '29.91', '49.90']) {
    expect(ledger.addRemainderLink(invoiceId, rest(amount), START + 10), amount).toEqual({
      ok: false,
      reason: 'CONFLICT',
    })
  }
  const added = ledger.addRemainderLink(invoiceId, rest('29.90'), START + 10)
  expect(added).toMatchObject({ ok: true, pending: { asked: eur('29.90') } })
  const event = ledger.invoice(invoiceId)?.events.find((one) => one.kind === 'rest_requested')
  const link = ledger.invoice(invoiceId)?.links[1]
  expect(event?.data).toEqual({ link: link?.id, marker: expect.any(String), missing: '29.90 EUR' })
})

test('too little is not taken for enough by who saw another amount', async () => {
  const { ledger, invoiceId } = await shortSale()
  for (const received of ['19.99', '20.01', '0.00', '20,00', '']) {
    expect(ledger.acceptShortfall(invoiceId, received, NOBODY, START), received).toEqual({
      ok: false,
      reason: 'RECEIVED_CHANGED',
    })
  }
  expect(statusOf(ledger, invoiceId)).toBe('underpaid')
})

test('a lost link for the rest that nobody can have seen is no hindrance to another one', async () => {
  const { ledger, invoiceId } = await shortSale()
  const first = there(ledger.addRemainderLink(invoiceId, rest('29.90'), START + 10))
  const linkId = first.ok ? first.pending.linkId : ''
  const lost = {
    linkId,
    code: 'OUTCOME_UNKNOWN',
    providerWords: null,
    stage: 'lost',
    at: START + 11,
  } as const
  ledger.recordLinkNotMade(lost)
  expect(ledger.addRemainderLink(invoiceId, rest('29.90', false), START + 12)).toMatchObject({ ok: true })
})

test('a link for the rest that asks for another amount is told with its own, and never shown', async () => {
  const { ledger, invoiceId, linkId } = await shortSale()
  const added = there(ledger.addRemainderLink(invoiceId, rest('29.90'), START + 10))
  ledger.recordLinkMade(made(added.ok ? added.pending.linkId : '', { mismatch: eur('49.90') }))
  const detail = ledger.invoice(invoiceId)
  expect(detail?.invoice.shareLinkId).toBe(linkId)
  const told = detail?.events.find((event) => event.kind === 'amount_mismatch')
  expect(told?.data).toMatchObject({ asked: '29.90 EUR', amount: '49.90 EUR' })
})

test('a sale that was given up is taken up again by a link for its rest', async () => {
  const { ledger, invoiceId } = await shortSale()
  ledger.abandon(invoiceId, 'left', START + 9_000)
  const rest = restOf(ledger, invoiceId)
  expect(ledger.invoice(invoiceId)?.invoice.abandonedAt).toBeNull()
  const late = { ...part('rest', '29.90'), paidAt: START + 20_000 }
  ledger.recordAnswers([seen(rest.linkId, { receipts: [late] })])
  expect(statusOf(ledger, invoiceId)).toBe('paid')
})

test('the book refuses half of an amount of a link, and shows a whole one to people', async () => {
  const { db, ledger, invoiceId } = await shortSale()
  restOf(ledger, invoiceId)
  ledger.createInvoice(sale())
  expect(db.prepare('SELECT asked_amount FROM payment_links ORDER BY seq').pluck().all()).toEqual([
    null,
    '29.9',
    null,
  ])
  expect(() => db.exec('UPDATE payment_links SET asked_whole = NULL WHERE asked_whole IS NOT NULL')).toThrow(
    /CHECK/,
  )
})
