import { expect, test } from 'vitest'
import type { Ledger } from '../../../../src/main/ledger/port/ledger.ts'
import { money, moneyFrom } from '../../../../src/shared/money/money.ts'
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

const part = (receiptId: string, amount: string, paidAt = START + 4_000) =>
  transfer({ receiptId, amount: eur(amount), credited: eur(amount), paidAt })

const open = (ledger: Ledger) => ledger.exceptions({ resolved: false, limit: 50 })
const settled = (ledger: Ledger) => ledger.exceptions({ resolved: true, limit: 50 })
const kinds = (ledger: Ledger) => open(ledger).map((row) => row.kind)

test('too little money is short; the rest settles it by itself, and both stand in the history', async () => {
  const { ledger } = await testBook()
  const { linkId, invoiceId, invoiceNumber } = openSale(ledger)
  const [short] = ledger.recordAnswers([seen(linkId, { receipts: [part('a', '20.00')] })])
  expect(short?.raised).toMatchObject([{ kind: 'short' }])
  expect(open(ledger)).toEqual([
    {
      id: short?.raised[0]?.id,
      invoiceId,
      number: invoiceNumber,
      customerName: null,
      kind: 'short',
      provider: 'daisy',
      accountLabel: 'Shop',
      ref: null,
      asked: eur('49.90'),
      received: eur('20.00'),
      refunded: eur('0.00'),
      difference: money('EUR', -2990n),
      status: 'underpaid',
      unseen: null,
      raisedAt: START + 5_000,
      resolvedAt: null,
      how: null,
      note: null,
      person: null,
    },
  ])
  const rest = [part('a', '20.00'), part('b', '29.90')]
  expect(ledger.recordAnswers([seen(linkId, { receipts: rest, at: START + 9_000 })])).toMatchObject([
    { after: 'paid', raised: [] },
  ])
  expect([open(ledger), ledger.exceptionCount()]).toEqual([[], 0])
  expect(settled(ledger)).toMatchObject([
    { kind: 'short', how: 'completed', resolvedAt: START + 9_000, note: null, person: null, status: 'paid' },
  ])
  const told = ledger.invoice(invoiceId)?.events.filter((event) => event.kind.startsWith('exception_'))
  expect(told?.map((event) => [event.kind, event.data])).toEqual([
    ['exception_raised', { kind: 'short' }],
    ['exception_settled', { kind: 'short', how: 'completed' }],
  ])
})

test('more than was asked is over; it is raised once, however often it is seen', async () => {
  const { ledger } = await testBook()
  const { linkId, invoiceId } = openSale(ledger)
  const answer = seen(linkId, { receipts: [part('a', '50.00')] })
  expect(ledger.recordAnswers([answer])).toMatchObject([{ raised: [{ kind: 'over' }] }])
  expect(ledger.recordAnswers([answer])).toMatchObject([{ raised: [] }])
  const more = seen(linkId, { receipts: [part('a', '50.00'), part('b', '1.00')] })
  expect(ledger.recordAnswers([more])).toMatchObject([{ newReceipts: 1, raised: [] }])
  expect([kinds(ledger), ledger.exceptionCount()]).toEqual([['over'], 1])
  expect(kindsOf(ledger, invoiceId).filter((kind) => kind === 'exception_raised')).toHaveLength(1)
})

test('money after the end is late', async () => {
  const { ledger } = await testBook()
  const end = START + 60_000
  const { linkId } = openSale(ledger, {}, { expiresAt: end })
  ledger.recordAnswers([seen(linkId, { reading: 'expired' })])
  expect(ledger.recordAnswers([seen(linkId, { receipts: [part('a', '49.90', end + 1)] })])).toMatchObject([
    { after: 'paid_late', raised: [{ kind: 'late' }] },
  ])
})

test.each(['expired', 'abandoned'] as const)(
  'given a sale that is %s, any money that arrives is late, also when it counts toward nothing',
  async (status) => {
    const { ledger } = await testBook()
    const { linkId, invoiceId } = openSale(ledger)
    if (status === 'abandoned') ledger.abandon(invoiceId, 'left the shop', START + 9_000)
    else ledger.recordAnswers([seen(linkId, { reading: 'expired' })])
    expect(ledger.invoice(invoiceId)?.invoice.status).toBe(status)
    const foreign = transfer({ amount: moneyFrom('WEIRD₮', '3'), credited: null })
    const reading = status === 'expired' ? 'expired' : 'open'
    expect(ledger.recordAnswers([seen(linkId, { reading, receipts: [foreign] })])).toMatchObject([
      { before: status, after: status, raised: [{ kind: 'late' }] },
    ])
    expect(
      ledger.recordAnswers([seen(linkId, { reading, receipts: [foreign, part('b', '5.00')] })]),
    ).toMatchObject([{ after: 'underpaid', raised: [{ kind: 'short' }] }])
    expect(kinds(ledger)).toEqual(['late', 'short'])
  },
)

test('late money that is too little is told as late once, also when a person takes it for enough', async () => {
  const { ledger } = await testBook()
  const end = START + 60_000
  const { linkId, invoiceId } = openSale(ledger, {}, { expiresAt: end })
  ledger.recordAnswers([seen(linkId, { reading: 'expired' })])
  const late = part('a', '20.00', end + 1)
  ledger.recordAnswers([seen(linkId, { reading: 'expired', receipts: [late], at: end + 2 })])
  expect(kinds(ledger).toSorted()).toEqual(['late', 'short'])
  const row = open(ledger).find((one) => one.kind === 'late')
  ledger.resolveException(String(row?.id), 'seen', 'Nadia', end + 3)
  const said = { reason: 'a regular', person: 'Nadia' }
  expect(ledger.acceptShortfall(invoiceId, '20.00', said, end + 4)).toMatchObject({
    change: { before: 'underpaid', after: 'paid_late', raised: [] },
  })
  expect(kinds(ledger)).toEqual([])
})

test('two transfers that each bring the whole amount are paid twice, not also paid over', async () => {
  const { ledger } = await testBook()
  const { linkId } = openSale(ledger)
  const whole = part('a', '49.90')
  expect(ledger.recordAnswers([seen(linkId, { receipts: [whole] })])).toMatchObject([{ raised: [] }])
  expect(ledger.recordAnswers([seen(linkId, { receipts: [whole, part('b', '49.90')] })])).toMatchObject([
    { after: 'overpaid', raised: [{ kind: 'twice' }] },
  ])
  expect(kinds(ledger)).toEqual(['twice'])
})

test('two links that each bring the whole amount are paid twice, in parts as well', async () => {
  const { ledger } = await testBook()
  const { linkId, invoiceId } = openSale(ledger)
  ledger.recordAnswers([seen(linkId, { reading: 'expired' })])
  const second = anotherLink(ledger, invoiceId, START + 10)
  ledger.recordLinkMade(made(second.linkId))
  ledger.recordAnswers([seen(second.linkId, { reading: 'paid' })])
  const parts = [part('a', '20.00'), part('b', '29.90')]
  expect(ledger.recordAnswers([seen(linkId, { receipts: parts })])).toMatchObject([
    { after: 'overpaid', raised: [{ kind: 'twice' }] },
  ])
})

test('a person settles an exception once; new money of the kind raises another', async () => {
  const { ledger } = await testBook()
  const { linkId, invoiceId } = openSale(ledger)
  ledger.recordAnswers([seen(linkId, { receipts: [part('a', '50.00')] })])
  const id = String(open(ledger)[0]?.id)
  expect(ledger.resolveException(id, 'Gave the ten cents back', 'Nadia', START + 20_000)).toMatchObject({
    change: { invoiceId, changed: true },
    detail: { invoice: { id: invoiceId } },
  })
  expect(ledger.resolveException(id, 'again', 'Omar', START + 30_000)).toBeNull()
  expect(ledger.resolveException('no-such-exception', '', 'Omar', START + 30_000)).toBeNull()
  expect(settled(ledger)).toMatchObject([
    { id, how: 'person', note: 'Gave the ten cents back', person: 'Nadia', resolvedAt: START + 20_000 },
  ])
  expect(ledger.invoice(invoiceId)?.events.at(-1)).toMatchObject({
    kind: 'exception_settled',
    data: { kind: 'over', how: 'person', text: 'Gave the ten cents back', person: 'Nadia' },
  })
  expect(ledger.recordAnswers([seen(linkId, { receipts: [part('a', '50.00')] })])).toMatchObject([
    { raised: [] },
  ])
  const more = [part('a', '50.00'), part('b', '2.00')]
  expect(ledger.recordAnswers([seen(linkId, { receipts: more })])).toMatchObject([
    { raised: [{ kind: 'over' }] },
  ])
  expect(ledger.exceptionCount()).toBe(1)
})

test('a settling without words keeps no empty note', async () => {
  const { ledger } = await testBook()
  const { linkId } = openSale(ledger)
  ledger.recordAnswers([seen(linkId, { receipts: [part('a', '50.00')] })])
  ledger.resolveException(String(open(ledger)[0]?.id), '  ', 'Nadia', START + 20_000)
  expect(settled(ledger)).toMatchObject([{ note: null, person: 'Nadia' }])
})

test('the exceptions come newest first, the settled ones by when they were settled', async () => {
  const { ledger } = await testBook()
  const sales = [0, 1, 2].map((n) => openSale(ledger, { at: START + n }))
  sales.forEach(({ linkId }, n) => {
    ledger.recordAnswers([seen(linkId, { receipts: [part('a', '50.00')], at: START + 5_000 + n })])
  })
  const ids = sales.map((one) => one.invoiceId)
  const of = (rows: ReturnType<typeof open>) => rows.map((row) => ids.indexOf(String(row.invoiceId)))
  expect(of(open(ledger))).toEqual([2, 1, 0])
  expect(of(ledger.exceptions({ resolved: false, limit: 2 }))).toEqual([2, 1])
  for (const n of [2, 0]) {
    const row = open(ledger).find((one) => one.invoiceId === ids[n])
    ledger.resolveException(String(row?.id), '', 'Nadia', START + 20_000 - n)
  }
  expect([of(open(ledger)), of(settled(ledger))]).toEqual([[1], [0, 2]])
})

test('no exception is removed, and a settled one is not rewritten', async () => {
  const { db, ledger } = await testBook()
  const { linkId } = openSale(ledger)
  ledger.recordAnswers([seen(linkId, { receipts: [part('a', '50.00')] })])
  expect(() => db.exec('DELETE FROM exceptions')).toThrow('removes nothing')
  ledger.resolveException(String(open(ledger)[0]?.id), '', 'Nadia', START + 20_000)
  expect(() => db.exec('UPDATE exceptions SET settled_at_ms = NULL, settled_how = NULL')).toThrow('stays')
})

test('sales that are paid, expired or failed as usual call for nobody', async () => {
  const { ledger } = await testBook()
  const readings = ['paid', 'expired', 'failed', 'confirming', 'unheard'] as const
  for (const reading of readings) {
    const { linkId, invoiceId } = openSale(ledger)
    ledger.recordAnswers([seen(linkId, { reading })])
    ledger.abandon(invoiceId, 'left the shop', START + 9_000)
  }
  expect(open(ledger)).toEqual([])
})

test('a sale that is paid by a word alone differs from its receipts until one comes', async () => {
  const { ledger } = await testBook()
  const { linkId } = openSale(ledger)
  const paid = { reading: 'paid', rawStatus: 'PAID' } as const
  expect(ledger.recordAnswers([seen(linkId, { ...paid, receipts: [] })])).toMatchObject([
    { after: 'paid', raised: [{ kind: 'differs' }] },
  ])
  expect(ledger.recordAnswers([seen(linkId, { ...paid, receipts: [] })])).toMatchObject([{ raised: [] }])
  expect(kinds(ledger)).toEqual(['no_receipt'])
  ledger.recordAnswers([seen(linkId, { ...paid, receipts: [part('a', '49.90')] })])
  expect(kinds(ledger)).toEqual([])
  expect(settled(ledger)).toMatchObject([{ kind: 'no_receipt', how: 'completed' }])
})

test.each([
  ['more than its receipts', '60.00', ['20.00', '29.90']],
  ['less than its receipts', '20.00', ['20.00', '29.90']],
  ['something, and no receipt', '20.00', []],
] as const)('given a provider that counts %s, the sale says so', async (_, received, amounts) => {
  const { ledger } = await testBook()
  const { linkId } = openSale(ledger)
  const receipts = amounts.map((amount, n) => part(`part-${n}`, amount))
  const told = ledger.recordAnswers([seen(linkId, { received: eur(received), receipts })])
  expect(told.flatMap((one) => one.raised.map(({ kind }) => kind))).toContain('differs')
})

test('a difference that a person resolved is raised again only when something else is told', async () => {
  const { ledger } = await testBook()
  const { linkId } = openSale(ledger)
  const look = (received: string, at: number) =>
    ledger.recordAnswers([seen(linkId, { received: eur(received), receipts: [part('a', '49.90')], at })])
  look('20.00', START + 5_000)
  ledger.resolveException(String(open(ledger)[0]?.id), 'asked them', 'Nadia', START + 6_000)
  look('20.00', START + 7_000)
  expect(kinds(ledger)).toEqual([])
  look('30.00', START + 8_000)
  expect(kinds(ledger)).toEqual(['differs'])
})

test('receipts in another coin cannot be held against the amount, so nothing differs', async () => {
  const { ledger } = await testBook()
  const { linkId } = openSale(ledger)
  const coin = transfer({ amount: moneyFrom('USDT', '54.31'), credited: null })
  expect(ledger.recordAnswers([seen(linkId, { reading: 'paid', receipts: [coin] })])).toMatchObject([
    { after: 'paid', raised: [] },
  ])
})

test.each([
  ['read as confirming before its end', { reading: 'confirming', at: START + 59_000 }, []],
  ['begun before its end, as the provider says', { begunAt: START + 60_000 }, []],
  ['read as confirming after its end', { reading: 'confirming', at: START + 60_001 }, ['late']],
  ['begun after its end', { begunAt: START + 60_001 }, ['late']],
  ['never seen under way', {}, ['late']],
] as const)('money that comes after the end of a link %s', async (_, look, expected) => {
  const { ledger } = await testBook()
  const { linkId, invoiceId } = openSale(ledger, {}, { expiresAt: START + 60_000 })
  ledger.recordAnswers([seen(linkId, look)])
  ledger.recordAnswers([seen(linkId, { reading: 'expired', at: START + 70_000 })])
  const receipts = [part('a', '49.90', START + 80_000)]
  ledger.recordAnswers([seen(linkId, { reading: 'paid', receipts, at: START + 81_000 })])
  expect(kinds(ledger)).toEqual(expected)
  expect(ledger.invoice(invoiceId)?.invoice.status).toBe(expected.length > 0 ? 'paid_late' : 'paid')
})

test('money of a sale that was given up is late however early it was begun', async () => {
  const { ledger } = await testBook()
  const { linkId, invoiceId } = openSale(ledger, {}, { expiresAt: START + 60_000 })
  ledger.recordAnswers([seen(linkId, { reading: 'confirming' })])
  ledger.abandon(invoiceId, 'left the shop', START + 9_000)
  ledger.recordAnswers([seen(linkId, { reading: 'paid', receipts: [part('a', '49.90', START + 10_000)] })])
  expect(kinds(ledger)).toEqual(['late'])
})

test('what the provider takes for paid by its own tolerance is paid; only once it says paid, and a larger one of ours stays', async () => {
  const { ledger } = await testBook()
  const { linkId, invoiceId } = openSale(ledger)
  const short = { receipts: [part('a', '49.00')], tolerance: eur('1.00') }
  expect(ledger.recordAnswers([seen(linkId, { ...short, reading: 'underpaid' })])).toMatchObject([
    { after: 'underpaid' },
  ])
  expect(ledger.recordAnswers([seen(linkId, { ...short, reading: 'paid' })])).toMatchObject([
    { after: 'paid' },
  ])
  expect(kinds(ledger)).toEqual([])
  ledger.recordAnswers([seen(linkId, { ...short, reading: 'paid', tolerance: eur('0.10') })])
  expect(ledger.invoice(invoiceId)?.invoice.status).toBe('paid')
})

test('receipts that are still to be asked for differ from nothing, until they do not come a second time', async () => {
  const { ledger } = await testBook()
  const { linkId } = openSale(ledger)
  const paid = seen(linkId, { reading: 'paid', receipts: null })
  expect(ledger.recordAnswers([paid])).toMatchObject([{ after: 'paid', raised: [] }])
  expect(ledger.recordAnswers([paid])).toMatchObject([{ raised: [{ kind: 'differs' }] }])
})
