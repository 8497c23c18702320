import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type PracticeServer, servePractice } from '../../src/main/practice/server.ts'
import { PROVIDER_IDS, type ProviderId } from '../../src/shared/contract/plain/provider-ids.ts'
import type { InvoiceDetail } from '../../src/shared/contract/shapes/invoice.ts'
import { startTestApp, type TestApp, temporaryFolder } from '../support/app/host.ts'
import { type ManualTime, manualTime } from '../support/app/manual-time.ts'
import { type ChangingProxy, startChangingProxy } from '../support/shop/changing-proxy.ts'
import { ASKED, until } from '../support/shop/matrix-room.ts'

/** The asked amount on each wire, another one, and both as the history writes them. */
const OTHER: Record<ProviderId, { from: string; to: string; asked: string; amount: string }> = {
  daisy: {
    ...{ from: '10250000000000000000', to: '12250000000000000000' },
    ...{ asked: '10.250000000000000000 DAI', amount: '12.250000000000000000 DAI' },
  },
  oneshotpay: { from: '12500000', to: '13500000', asked: '12.50 USD', amount: '13.50 USD' },
  ocpay: { from: '7400', to: '7500', asked: '7400.00 DZD', amount: '7500.00 DZD' },
  oxapay: { from: '49.9', to: '59.9', asked: '49.900000 USDT', amount: '59.900000 USDT' },
}

let server: PracticeServer
let proxy: ChangingProxy
let folder: ReturnType<typeof temporaryFolder>
let time: ManualTime
let shop: TestApp

beforeEach(async () => {
  time = manualTime()
  server = await servePractice({ port: 0, now: () => time.clock.now() })
  proxy = await startChangingProxy(server.url)
  folder = temporaryFolder()
  shop = await startTestApp({
    folder: folder.path,
    clock: time.clock,
    timers: time.timers,
    providerOrigins: Object.fromEntries(PROVIDER_IDS.map((id) => [id, `${proxy.url}/${id}`])),
  })
})
afterEach(async () => {
  await shop.app.close()
  await proxy.close()
  await server.close()
  folder.clean()
})

async function sell(provider: ProviderId): Promise<InvoiceDetail> {
  const credentials = { ...server.practice.credentials[provider] }
  const account = await shop.call('accounts.add', { provider, label: 'Till', credentials, settings: {} })
  const sale = { token: randomUUID(), accountId: account.id, ...ASKED[provider], description: 'Two lamps' }
  const made = await shop.call('invoices.create', { ...sale, customerName: null, customerEmail: null })
  return until(
    () => shop.call('invoices.get', { id: made.invoice.id }),
    (detail) => detail.invoice.status === 'open',
  )
}

const mismatches = (detail: InvoiceDetail) => detail.events.filter((one) => one.kind === 'amount_mismatch')

describe.each(PROVIDER_IDS)('a link of %s that asks for another amount', (provider) => {
  it('is told, is never there to be shown, and stays so whatever is heard of it later', async () => {
    proxy.change(OTHER[provider])
    const { invoice } = await sell(provider)
    await shop.call('invoices.check', { id: invoice.id })
    const seen = await shop.call('invoices.get', { id: invoice.id })
    const { asked, amount } = OTHER[provider]
    expect(mismatches(seen).map((one) => one.data)).toEqual([{ link: seen.links[0]?.id, asked, amount }])
    expect(seen.links[0]?.lastError).toBe('AMOUNT_MISMATCH')
    expect(seen.invoice.shareLinkId).toBeNull()
    expect(`${seen.invoice.asked.amount} ${seen.invoice.asked.currency}`).toBe(asked)

    proxy.change(null)
    await shop.call('invoices.check', { id: invoice.id })
    server.practice.fault({ provider, operation: 'read', kind: 'http_status', status: 503, times: 1 })
    expect((await shop.refused('invoices.check', { id: invoice.id })).code).toBe('UNAVAILABLE')
    const later = await shop.call('invoices.get', { id: invoice.id })
    expect(mismatches(later)).toHaveLength(1)
    expect(later.links[0]?.lastError).toBe('AMOUNT_MISMATCH')
    expect(later.invoice.shareLinkId).toBeNull()
  })

  it('does not stand in the way of a right one, and money that comes through it is counted by its amount', async () => {
    proxy.change(OTHER[provider])
    const { invoice, links } = await sell(provider)
    await shop.call('invoices.check', { id: invoice.id })
    proxy.change(null)
    await shop.call('invoices.relink', { id: invoice.id })
    const both = await until(
      () => shop.call('invoices.get', { id: invoice.id }),
      (detail) => detail.links.length === 2 && detail.invoice.shareLinkId !== null,
    )
    expect(both.invoice.shareLinkId).toBe(both.links[1]?.id)
    server.practice.pay({ provider, ref: links[0]?.providerRef ?? '' })
    const paid = await until(
      () => shop.call('invoices.get', { id: invoice.id }),
      (detail) => detail.invoice.status === 'paid',
      () => time.pass(1_000),
    )
    expect(paid.receipts.map((one) => one.linkId)).toEqual([links[0]?.id])
  })
})
