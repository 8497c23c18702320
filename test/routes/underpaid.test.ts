import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { ProviderId } from '../../src/shared/contract/plain/provider-ids.ts'
import type { AccountSettings } from '../../src/shared/contract/shapes/account.ts'
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

function until(id: string, fits: (detail: InvoiceDetail) => boolean): Promise<InvoiceDetail> {
  return eventually(async () => {
    const detail = await shop.call('invoices.check', { id })
    return fits(detail) ? detail : null
  })
}

interface Way {
  readonly provider: ProviderId
  readonly settings: AccountSettings
  readonly currency: string
}

/** Sells for 20 and waits until the link can be paid. */
async function sell({ provider, settings, currency }: Way, amount = '20'): Promise<string> {
  const account = await shop.call('accounts.add', {
    provider,
    label: provider,
    credentials: { ...server.practice.credentials[provider] },
    settings,
  })
  const sale = await shop.call('invoices.create', {
    token: randomUUID(),
    accountId: account.id,
    currency,
    amount,
    description: 'A cake',
    customerName: null,
    customerEmail: null,
  })
  await until(sale.invoice.id, (one) => one.invoice.status === 'open')
  return sale.invoice.id
}

/** The customer pays on the n-th link of a sale. */
async function pay(id: string, n: number, amount: string): Promise<void> {
  const { invoice, links } = await shop.call('invoices.get', { id })
  await server.control('pay', { provider: invoice.provider, ref: links[n]?.providerRef, amount })
}

/** A sale of 20 of which 13.75 have come. */
async function sellShort(way: Way): Promise<string> {
  const id = await sell(way)
  await pay(id, 0, '13.75')
  await until(id, (one) => one.invoice.status === 'underpaid')
  return id
}

const creates = async () => (await server.requests()).filter((one) => one.operation === 'create').length

const DAISY: Way = { provider: 'daisy', settings: {}, currency: 'DAI' }
const WAYS: readonly Way[] = [DAISY, { provider: 'oxapay', settings: { dialect: 'v1' }, currency: 'USDT' }]

describe.each(WAYS)('a sale through $provider that is paid too little', (way) => {
  it('is paid once a person takes it for enough, stays watched, and is overpaid by money beyond its price', async () => {
    await shop.call('settings.set', { cashier: 'Samira' })
    const id = await sellShort(way)
    const accepted = await shop.call('invoices.acceptShortfall', {
      id,
      received: '13.75',
      reason: ' a regular ',
    })
    expect(accepted.invoice.status).toBe('paid')
    expect(accepted.events.find((event) => event.kind === 'short_accepted')?.data).toEqual({
      missing: expect.stringMatching(new RegExp(`^6\\.250* ${way.currency}$`)),
      reason: 'a regular',
      person: 'Samira',
    })
    expect(await shop.call('exceptions.count', {})).toEqual({ open: 0 })
    expect((await shop.refused('invoices.acceptShortfall', { id, received: '13.75', reason: '' })).code).toBe(
      'NOT_SHORT',
    )
    await pay(id, 0, '6.25')
    expect((await until(id, (one) => one.receipts.length === 2)).invoice.status).toBe('paid')
  })

  it('gets one link for the rest, for which the provider is asked once, and is paid through it', async () => {
    const id = await sellShort(way)
    const before = await creates()
    const asked = await Promise.all([
      shop.envelope('invoices.linkForRemainder', { id }),
      shop.envelope('invoices.linkForRemainder', { id }),
    ])
    expect(asked.map((one) => one.ok || one.error.code).toSorted()).toEqual(['REMAINDER_WAITING', true])
    const open = await until(id, (one) => one.links[1]?.stage === 'live')
    expect(await creates()).toBe(before + 1)
    expect(open.links[1]?.asked.amount).toMatch(/^6\.250*$/)
    expect(open.invoice).toMatchObject({ status: 'underpaid', shareLinkId: open.links[1]?.id })
    expect((await shop.refused('invoices.linkForRemainder', { id })).code).toBe('REMAINDER_WAITING')
    await pay(id, 1, '6.25')
    const paid = await until(id, (one) => one.invoice.status === 'paid')
    expect(paid.invoice.due.amount).toMatch(/^0\.0+$/)
    expect(paid.events.map((event) => event.kind)).not.toContain('amount_mismatch')
  })

  it('is told as paid twice when the rest comes through both of its links', async () => {
    const id = await sellShort(way)
    await shop.call('invoices.linkForRemainder', { id })
    await until(id, (one) => one.links[1]?.stage === 'live')
    await pay(id, 1, '6.25')
    await until(id, (one) => one.invoice.status === 'paid')
    await pay(id, 0, '6.25')
    await until(id, (one) => one.invoice.status === 'overpaid')
    const open = (await shop.call('exceptions.list', OPEN)).rows
    expect(open.map((one) => one.kind)).toEqual(['twice'])
  })

  it('whose link for the rest has its answer lost is never asked for it twice, and finds it again', async () => {
    const id = await sellShort(way)
    const before = await creates()
    await server.control('fault', {
      provider: way.provider,
      operation: 'create',
      kind: 'connection_reset_after',
      times: 1,
    })
    await shop.call('invoices.linkForRemainder', { id })
    await eventually(async () => {
      const { links } = await shop.call('invoices.get', { id })
      return links[1]?.stage === 'lost' ? links : null
    })
    expect((await shop.refused('invoices.linkForRemainder', { id })).code).toBe('REMAINDER_LOST')
    const found = await until(id, (one) => one.links[1]?.stage === 'live')
    expect(found.events.map((event) => event.kind)).toContain('link_recovered')
    expect(found.links[1]?.asked.amount).toMatch(/^6\.250*$/)
    expect(await creates()).toBe(before + 1)
  })
})

it('too little is not taken for enough when another part came between the look and the answer', async () => {
  const id = await sellShort(DAISY)
  await pay(id, 0, '2')
  await until(id, (one) => one.receipts.length === 2)
  const refused = await shop.refused('invoices.acceptShortfall', { id, received: '13.75', reason: '' })
  expect(refused.code).toBe('RECEIVED_CHANGED')
  expect((await shop.call('invoices.get', { id })).invoice.status).toBe('underpaid')
  const accepted = await shop.call('invoices.acceptShortfall', { id, received: '15.75', reason: '' })
  expect(accepted.invoice.status).toBe('paid')
})

describe('a link for the rest', () => {
  it('is refused where nothing has come yet, and for a sale that is not there', async () => {
    const id = await sell(DAISY)
    expect((await shop.refused('invoices.linkForRemainder', { id })).code).toBe('NOT_SHORT')
    expect((await shop.refused('invoices.acceptShortfall', { id, received: '13.75', reason: '' })).code).toBe(
      'NOT_SHORT',
    )
    expect((await shop.refused('invoices.linkForRemainder', { id: 'no-such-sale' })).code).toBe('NOT_FOUND')
  })
})
