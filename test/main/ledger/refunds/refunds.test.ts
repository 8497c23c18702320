import { expect, test } from 'vitest'
import type { Ledger } from '../../../../src/main/ledger/port/ledger.ts'
import type { NewRefund } from '../../../../src/main/ledger/port/refunds.ts'
import { moneyFrom } from '../../../../src/shared/money/money.ts'
import { answeredByRefunds } from '../../../../src/shared/status/exceptions.ts'
import {
  anotherLink,
  eur,
  kindsOf,
  made,
  openSale,
  START,
  seen,
  testBook,
  transfer,
} from '../../../support/books/open-book.ts'

const AT = START + 60_000
const part = (receiptId: string, amount: string) =>
  transfer({ receiptId, txHash: receiptId, amount: eur(amount), credited: eur(amount) })
const refund = (amount: string, change: Partial<NewRefund> = {}): NewRefund => ({
  token: `token-${amount}`,
  amount: eur(amount),
  reason: 'paid too much',
  reference: null,
  person: 'Samira',
  ...change,
})
const open = (ledger: Ledger) => ledger.exceptions({ resolved: false, limit: 50 }).map((row) => row.kind)
const invoiceIn = (ledger: Ledger, id: string) => ledger.invoice(id)?.invoice

/** A sale of 49.90 for which `amount` has come. */
async function paidSale(amount: string) {
  const book = await testBook()
  const sold = openSale(book.ledger)
  book.ledger.recordAnswers([seen(sold.linkId, { receipts: [part('a', amount)] })])
  return { ...book, ...sold }
}

/** The id of a sale's refund, by its place. */
const refundId = (ledger: Ledger, invoiceId: string, place = 0) =>
  ledger.invoice(invoiceId)?.refunds[place]?.id ?? ''

test('a refund stands in the book as it was told, in the sale and in its history, and its status stays', async () => {
  const { ledger, invoiceId } = await paidSale('52.40')
  const told = refund('2.50', { reference: '0xfeed', reason: 'one coin too much' })
  expect(ledger.recordRefund(invoiceId, told, AT)).toMatchObject({
    ok: true,
    change: { before: 'overpaid', after: 'overpaid', changed: true, newReceipts: 0, raised: [] },
    detail: {
      invoice: { status: 'overpaid', received: { amount: '52.40' }, refunded: { amount: '2.50' } },
      refunds: [
        {
          amount: { currency: 'EUR', amount: '2.50' },
          reason: 'one coin too much',
          reference: '0xfeed',
          person: 'Samira',
          recordedAt: AT,
          undone: null,
        },
      ],
    },
  })
  const event = ledger.invoice(invoiceId)?.events.find(({ kind }) => kind === 'refund_recorded')
  expect(event).toMatchObject({
    at: AT,
    data: { amount: '2.50 EUR', reason: 'one coin too much', reference: '0xfeed', person: 'Samira' },
  })
  const [row] = ledger.invoices({ search: '', status: [], provider: [], cursor: null, limit: 1 }).rows
  expect(row?.refunded).toEqual({ currency: 'EUR', amount: '2.50' })
})

test('several refunds add up, to all that came and never beyond it', async () => {
  const { ledger, invoiceId } = await paidSale('49.90')
  expect(ledger.recordRefund(invoiceId, refund('49.91'), AT)).toEqual({
    ok: false,
    reason: 'REFUND_TOO_LARGE',
    left: eur('49.90'),
  })
  expect(ledger.recordRefund(invoiceId, refund('20.00'), AT)).toMatchObject({ ok: true })
  expect(ledger.recordRefund(invoiceId, refund('29.91'), AT)).toMatchObject({ ok: false, left: eur('29.90') })
  expect(ledger.recordRefund(invoiceId, refund('29.90'), AT)).toMatchObject({ ok: true })
  expect(ledger.recordRefund(invoiceId, refund('0.01'), AT)).toMatchObject({ ok: false, left: eur('0.00') })
  expect(invoiceIn(ledger, invoiceId)).toMatchObject({ status: 'paid', refunded: { amount: '49.90' } })
  expect(kindsOf(ledger, invoiceId).filter((kind) => kind === 'refund_recorded')).toHaveLength(2)
})

test('amounts of eighteen decimals are exact to the last one', async () => {
  const { ledger } = await testBook()
  const dai = (text: string) => moneyFrom('DAI', text)
  const { linkId, invoiceId } = openSale(ledger, { asked: dai('1') })
  const came = { amount: dai('3.000000000000000001'), credited: dai('3.000000000000000001') }
  ledger.recordAnswers([seen(linkId, { receipts: [transfer(came)] })])
  const give = (amount: string) =>
    ledger.recordRefund(invoiceId, { ...refund('1'), token: amount, amount: dai(amount) }, AT)
  expect(give('1.999999999999999999')).toMatchObject({ ok: true })
  expect(give('1.000000000000000003')).toMatchObject({ ok: false, left: dai('1.000000000000000002') })
  expect(give('1.000000000000000002')).toMatchObject({ ok: true })
  expect(invoiceIn(ledger, invoiceId)?.refunded.amount).toBe('3.000000000000000001')
})

test('the same token records once, and stands for nothing else', async () => {
  const { ledger, invoiceId, db } = await paidSale('60.00')
  const other = openSale(ledger)
  const once = refund('5.00', { reference: 'cash' })
  expect(ledger.recordRefund(invoiceId, once, AT)).toMatchObject({ ok: true, change: { changed: true } })
  const again = ledger.recordRefund(invoiceId, { ...once, person: 'Nadia' }, AT + 1)
  expect(again).toMatchObject({
    ok: true,
    change: { changed: false },
    detail: { refunds: [{ recordedAt: AT }] },
  })
  const conflict = { ok: false, reason: 'CONFLICT' }
  expect(ledger.recordRefund(invoiceId, { ...once, amount: eur('5.01') }, AT)).toEqual(conflict)
  expect(ledger.recordRefund(invoiceId, { ...once, reason: 'else' }, AT)).toEqual(conflict)
  expect(ledger.recordRefund(invoiceId, { ...once, reference: null }, AT)).toEqual(conflict)
  expect(ledger.recordRefund(other.invoiceId, once, AT)).toEqual(conflict)
  expect(db.prepare('SELECT count(*) FROM refunds').pluck().get()).toBe(1n)
  expect(invoiceIn(ledger, invoiceId)?.refunded.amount).toBe('5.00')
})

test('too much is answered once no more is kept than was asked, by the refund that gets there', async () => {
  const { ledger, invoiceId } = await paidSale('59.90')
  expect(open(ledger)).toEqual(['over'])
  ledger.recordRefund(invoiceId, refund('9.99'), AT)
  expect(open(ledger)).toEqual(['over'])
  ledger.recordRefund(invoiceId, refund('0.01', { reason: 'the last cent' }), AT)
  expect(open(ledger)).toEqual([])
  expect(ledger.exceptions({ resolved: true, limit: 5 })).toMatchObject([
    { kind: 'over', how: 'person', note: 'the last cent', person: 'Samira', refunded: eur('10.00') },
  ])
})

test('a sale paid twice is answered when one of the two payments was given back', async () => {
  const { ledger, invoiceId, linkId } = await paidSale('49.90')
  ledger.recordAnswers([seen(linkId, { receipts: [part('a', '49.90'), part('b', '49.90')] })])
  expect(open(ledger)).toEqual(['twice'])
  ledger.recordRefund(invoiceId, refund('49.90'), AT)
  expect(open(ledger)).toEqual([])
})

test('what came late is answered only when all of it was given back', async () => {
  const { ledger } = await testBook()
  const { linkId, invoiceId } = openSale(ledger, {}, { expiresAt: START + 2_000 })
  ledger.recordAnswers([seen(linkId, { receipts: [part('a', '49.90')] })])
  expect([open(ledger), invoiceIn(ledger, invoiceId)?.status]).toEqual([['late'], 'paid_late'])
  ledger.recordRefund(invoiceId, refund('49.89'), AT)
  expect(open(ledger)).toEqual(['late'])
  ledger.recordRefund(invoiceId, refund('0.01'), AT)
  expect(open(ledger)).toEqual([])
})

test.each([
  ['49.90', '49.90', '0', []],
  ['49.90', '60.00', '10.09', []],
  ['49.90', '60.00', '10.10', ['over', 'twice']],
  ['49.90', '60.00', '59.99', ['over', 'twice']],
  ['49.90', '60.00', '60.00', ['late', 'short', 'over', 'twice']],
  // The provider counts less as received than was given back.
  ['49.90', '0', '60.00', ['late', 'short', 'over', 'twice']],
])('of %s asked and %s received, %s given back answers %j', (asked, received, refunded, kinds) => {
  expect(answeredByRefunds(eur(asked), eur(received), eur(refunded))).toEqual(kinds)
})

test('a refund that did not happen is undone by an entry of its own, and what it had answered calls for a person again', async () => {
  const { ledger, invoiceId, db } = await paidSale('59.90')
  ledger.recordRefund(invoiceId, refund('10.00'), AT)
  const id = refundId(ledger, invoiceId)
  expect(ledger.undoRefund(id, 'wrong sale', 'Nadia', AT + 5)).toMatchObject({
    ok: true,
    change: { changed: true, raised: [] },
    detail: {
      invoice: { refunded: { amount: '0.00' } },
      refunds: [
        { id, amount: { amount: '10.00' }, undone: { at: AT + 5, reason: 'wrong sale', person: 'Nadia' } },
      ],
    },
  })
  expect(open(ledger)).toEqual(['over'])
  expect(kindsOf(ledger, invoiceId)).toContain('refund_undone')
  expect(db.prepare('SELECT count(*) FROM refunds').pluck().get()).toBe(2n)
  // What is free again can be given back.
  expect(ledger.recordRefund(invoiceId, refund('59.90'), AT + 6)).toMatchObject({ ok: true })
})

test('a refund is undone once: the same word again changes nothing, another is told, and what undoes is no refund', async () => {
  const { ledger, invoiceId, db } = await paidSale('59.90')
  ledger.recordRefund(invoiceId, refund('10.00'), AT)
  const id = refundId(ledger, invoiceId)
  ledger.undoRefund(id, 'wrong sale', '', AT)
  expect(ledger.undoRefund(id, 'wrong sale', '', AT)).toMatchObject({ ok: true, change: { changed: false } })
  expect(ledger.undoRefund(id, 'another word', '', AT)).toEqual({ ok: false, reason: 'ALREADY_DONE' })
  const undoing = String(db.prepare('SELECT id FROM refunds WHERE undoes_seq = 1').pluck().get())
  expect(ledger.undoRefund(undoing, 'undo the undoing', '', AT)).toBeNull()
  expect(ledger.undoRefund('no such refund', 'why', '', AT)).toBeNull()
  expect(ledger.recordRefund('no such invoice', refund('1.00'), AT)).toBeNull()
})

test('undoing one of several refunds asks for a person only where more is kept than was asked', async () => {
  const { ledger, invoiceId } = await paidSale('59.90')
  for (const amount of ['10.00', '5.00', '6.00']) ledger.recordRefund(invoiceId, refund(amount), AT)
  ledger.undoRefund(refundId(ledger, invoiceId, 1), 'not given', '', AT)
  expect([open(ledger), invoiceIn(ledger, invoiceId)?.refunded.amount]).toEqual([[], '16.00'])
  ledger.undoRefund(refundId(ledger, invoiceId, 0), 'not given', '', AT)
  expect([open(ledger), invoiceIn(ledger, invoiceId)?.refunded.amount]).toEqual([['over'], '6.00'])
})

test('what was never raised is not raised by undoing a refund', async () => {
  const { ledger, invoiceId } = await paidSale('49.90')
  ledger.recordRefund(invoiceId, refund('49.90'), AT)
  ledger.undoRefund(refundId(ledger, invoiceId), 'not given', '', AT)
  expect(open(ledger)).toEqual([])
})

test('a refund stays when its provider says later that the money went back, and may still be undone', async () => {
  const { ledger, invoiceId, linkId } = await paidSale('49.90')
  ledger.recordRefund(invoiceId, refund('20.00'), AT)
  ledger.recordRefund(invoiceId, refund('10.00'), AT)
  ledger.recordAnswers([seen(linkId, { reading: 'refunded', rawStatus: 'REFUNDED', at: AT + 1 })])
  expect(invoiceIn(ledger, invoiceId)).toMatchObject({
    status: 'refunded',
    received: { amount: '0.00' },
    refunded: { amount: '30.00' },
  })
  expect(ledger.recordRefund(invoiceId, refund('1.00'), AT)).toMatchObject({ ok: false, left: eur('0.00') })
  expect(ledger.undoRefund(refundId(ledger, invoiceId), 'the provider did it', '', AT)).toMatchObject({
    ok: true,
  })
  expect(invoiceIn(ledger, invoiceId)?.refunded.amount).toBe('10.00')
})

test('money beyond what was asked that comes after a refund calls for a person again', async () => {
  const { ledger, invoiceId, linkId } = await paidSale('59.90')
  ledger.recordRefund(invoiceId, refund('10.00'), AT)
  ledger.recordAnswers([seen(linkId, { receipts: [part('a', '59.90'), part('b', '1.00')], at: AT + 1 })])
  expect(open(ledger)).toEqual(['over'])
})

test.each(['20.00', '5.00'])(
  'of a sale for which too little came, %s was given back, and then the rest came, too little is kept: a person is called',
  async (given) => {
    const { ledger, invoiceId, linkId } = await paidSale('20.00')
    ledger.recordRefund(invoiceId, refund(given), AT)
    const rest = { receipts: [part('a', '20.00'), part('b', '29.90')] }
    ledger.recordAnswers([seen(linkId, { ...rest, at: AT + 1 })])
    expect([invoiceIn(ledger, invoiceId)?.status, open(ledger)]).toEqual(['paid', ['short']])
    ledger.recordAnswers([seen(linkId, { ...rest, rawAnswer: 'anew', at: AT + 2 })])
    expect(open(ledger)).toEqual(['short'])
    ledger.undoRefund(refundId(ledger, invoiceId), 'not given', '', AT + 3)
    expect(open(ledger)).toEqual([])
  },
)

test('what was missing and came is not missing again once a refund of all of it is undone', async () => {
  const { ledger, invoiceId, linkId } = await paidSale('20.00')
  ledger.recordAnswers([seen(linkId, { receipts: [part('a', '20.00'), part('b', '29.90')], at: AT })])
  ledger.recordRefund(invoiceId, refund('49.90'), AT)
  ledger.undoRefund(refundId(ledger, invoiceId), 'not given', '', AT)
  expect([invoiceIn(ledger, invoiceId)?.status, open(ledger)]).toEqual(['paid', []])
})

test('of a sale that is paid too little and was given back in part, nothing is taken for enough and no rest asked for', async () => {
  const { ledger, invoiceId } = await paidSale('20.00')
  ledger.recordRefund(invoiceId, refund('5.00'), AT)
  const refused = { ok: false, reason: 'PARTLY_REFUNDED' }
  const nobody = { reason: '', person: '' }
  expect(ledger.acceptShortfall(invoiceId, '20.00', nobody, AT)).toEqual(refused)
  const rest = { asked: eur('29.90'), unseenIsPayable: false }
  expect(ledger.addRemainderLink(invoiceId, rest, AT)).toEqual(refused)
  ledger.undoRefund(refundId(ledger, invoiceId), 'not given', '', AT)
  expect(ledger.acceptShortfall(invoiceId, '20.00', nobody, AT)).toMatchObject({ ok: true })
})

test('no refund is rewritten or removed, none is of nothing, and none goes beyond what had come', async () => {
  const { ledger, invoiceId, db } = await paidSale('49.90')
  ledger.recordRefund(invoiceId, refund('20.00'), AT)
  const change = (sql: string) => () => db.exec(sql)
  expect(change('DELETE FROM refunds')).toThrow('the book removes nothing')
  expect(change("UPDATE refunds SET reason = 'else'")).toThrow('never rewritten')
  const copy = (amount: string, total: string, received: string) => `
    INSERT INTO refunds (id, till_seq, invoice_seq, token, amount_whole, amount_frac, total_whole, total_frac,
      received_whole, received_frac, reason, person, recorded_at_ms)
    VALUES ('${'r'.repeat(36)}', 1, 1, 'another', ${amount}, ${total}, ${received}, 'why', '', ${AT})`
  expect(change(copy('0, 0', '20, 0', '49, 0'))).toThrow('CHECK')
  expect(change(copy('30, 0', '50, 0', '49, 900000000000000000'))).toThrow('CHECK')
  expect(change(copy('29, 0', '49, 900000000000000001', '49, 900000000000000000'))).toThrow('CHECK')
  expect(change(copy('29, 0', '49, 0', '49, 900000000000000000'))).not.toThrow()
})

test('a sale of two links is refunded by what came through both', async () => {
  const { ledger } = await testBook()
  const { linkId, invoiceId } = openSale(ledger)
  ledger.recordAnswers([seen(linkId, { reading: 'expired', receipts: [] })])
  const second = anotherLink(ledger, invoiceId, START + 10)
  ledger.recordLinkMade(made(second.linkId))
  ledger.recordAnswers([
    seen(linkId, { reading: 'expired', receipts: [part('a', '10.00')] }),
    seen(second.linkId, { receipts: [part('b', '30.00')] }),
  ])
  expect(ledger.recordRefund(invoiceId, refund('40.01'), AT)).toMatchObject({ ok: false, left: eur('40.00') })
  expect(ledger.recordRefund(invoiceId, refund('40.00'), AT)).toMatchObject({ ok: true })
})
