import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import type { InvoiceDetail } from '../../src/shared/contract/shapes/invoice.ts'
import { eventually, type TestApp } from '../support/app/host.ts'
import { liveShop } from '../support/app/live-shop.ts'
import { OPEN } from '../support/shop/exceptions.ts'
import type { PracticeServer } from '../support/shop/practice.ts'

let server: PracticeServer
let shop: TestApp
liveShop((live) => {
  ;({ server, shop } = live)
})

/** A sale of 20 DAI for which 22.50 came. */
async function sellTooMuch(): Promise<InvoiceDetail> {
  const account = await shop.call('accounts.add', {
    provider: 'daisy',
    label: 'Shop',
    credentials: { ...server.practice.credentials.daisy },
    settings: {},
  })
  const { invoice } = await shop.call('invoices.create', {
    token: randomUUID(),
    accountId: account.id,
    currency: 'DAI',
    amount: '20',
    description: 'A cake',
    customerName: null,
    customerEmail: null,
  })
  const { id } = invoice
  const until = (fits: (detail: InvoiceDetail) => boolean) =>
    eventually(async () => {
      const detail = await shop.call('invoices.check', { id })
      return fits(detail) ? detail : null
    })
  const open = await until((one) => one.invoice.status === 'open')
  await server.control('pay', { provider: 'daisy', ref: open.links[0]?.providerRef, amount: '22.5' })
  return until((one) => one.invoice.status === 'overpaid')
}

const refundOf = (id: string, amount: string) => ({
  id,
  token: randomUUID(),
  currency: 'DAI',
  amount,
  reason: ' paid too much ',
  reference: ' 0xfeed ',
})

it('answers with the sale as its commit wrote it, by whom, and no longer asks for a person', async () => {
  await shop.call('settings.set', { cashier: 'Samira' })
  const { invoice } = await sellTooMuch()
  expect((await shop.call('exceptions.list', OPEN)).rows).toMatchObject([
    { kind: 'over', refunded: { currency: 'DAI', amount: '0.000000000000000000' } },
  ])
  const before = shop.events.length
  const recorded = await shop.call('invoices.recordRefund', refundOf(invoice.id, '2.5'))
  expect(recorded).toMatchObject({
    invoice: { status: 'overpaid', refunded: { amount: '2.500000000000000000' } },
    refunds: [{ reason: 'paid too much', reference: '0xfeed', person: 'Samira', undone: null }],
  })
  expect(await shop.call('exceptions.count', {})).toEqual({ open: 0 })
  const eighteen = '000000000000000000'
  expect((await shop.call('books.today', {})).totals).toMatchObject([
    {
      accountLabel: 'Shop',
      asked: { currency: 'DAI', amount: `20.${eighteen}` },
      received: { amount: '22.500000000000000000' },
      refunded: { amount: '2.500000000000000000' },
      net: { amount: `20.${eighteen}` },
    },
  ])
  // A look of the watcher's at the same moment is told with it, and then no commit is named: it is read anew.
  const isNews = ({ name, ids, commit }: (typeof shop.events)[number]) =>
    name === 'invoices.changed' && ids.includes(invoice.id) && (commit === null || commit >= recorded.asOf)
  await eventually(async () => shop.events.slice(before).find(isNews) ?? null)
  const [refund] = recorded.refunds
  const undone = await shop.call('invoices.undoRefund', { refundId: refund?.id ?? '', reason: 'not given' })
  expect(undone).toMatchObject({
    invoice: { refunded: { amount: '0.000000000000000000' } },
    refunds: [{ undone: { reason: 'not given', person: 'Samira' } }],
  })
  expect(await shop.call('exceptions.count', {})).toEqual({ open: 1 })
})

it('records once what is sent twice at the same moment, and refuses what is left of no sale', async () => {
  const { invoice } = await sellTooMuch()
  const refund = refundOf(invoice.id, '20')
  const both = await Promise.all([1, 2].map(() => shop.call('invoices.recordRefund', refund)))
  expect(both.map(({ refunds }) => refunds.length)).toEqual([1, 1])
  const refused = await shop.refused('invoices.recordRefund', refundOf(invoice.id, '2.500000000000000001'))
  expect(refused).toMatchObject({
    code: 'REFUND_TOO_LARGE',
    params: { currency: 'DAI', left: '2.500000000000000000' },
  })
  expect((await shop.call('invoices.get', { id: invoice.id })).refunds).toHaveLength(1)
})

it('a reason with half a character, sent again, is the refund that is there', async () => {
  const { invoice } = await sellTooMuch()
  const refund = { ...refundOf(invoice.id, '1'), reason: 'gave back \ud83d' }
  await shop.call('invoices.recordRefund', refund)
  const again = await shop.call('invoices.recordRefund', refund)
  expect(again.refunds.map((one) => [one.amount.amount, one.reason])).toEqual([
    ['1.000000000000000000', 'gave back \ufffd'],
  ])
})
