import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import type { InvoiceDetail } from '../../src/shared/contract/shapes/invoice.ts'
import { eventually, startTestApp, type TestApp, temporaryFolder } from '../support/app/host.ts'
import { type PracticeServer, startPractice } from '../support/shop/practice.ts'

let server: PracticeServer
let folder: ReturnType<typeof temporaryFolder>
let shop: TestApp
let opened: { readonly url: string; readonly hosts: readonly string[] }[]
let mayOpen: boolean

beforeAll(async () => {
  server = await startPractice()
})
afterAll(() => server.close())
beforeEach(async () => {
  folder = temporaryFolder()
  opened = []
  mayOpen = true
  shop = await startTestApp({
    folder: folder.path,
    providerOrigins: server.origins,
    openPayLink: (url, hosts) => {
      opened.push({ url, hosts })
      return mayOpen
    },
  })
})
afterEach(async () => {
  await shop.app.close()
  folder.clean()
})

/** A sale over OCPay with a link that can be paid. */
async function openSale(accountId: string): Promise<InvoiceDetail> {
  const sale = { token: randomUUID(), accountId, currency: 'DZD', amount: '7400', description: '' }
  const { invoice } = await shop.call('invoices.create', { ...sale, customerName: null, customerEmail: null })
  return eventually(async () => {
    const detail = await shop.call('invoices.get', { id: invoice.id })
    return detail.invoice.status === 'open' ? detail : null
  })
}

async function liveAccount(): Promise<string> {
  const credentials = { ...server.practice.credentials.ocpay }
  const account = { provider: 'ocpay', label: 'Till', credentials, settings: {} } as const
  return (await shop.call('accounts.add', account)).id
}

it("a link of the live book is opened in the browser, on its provider's own hosts alone", async () => {
  const { links } = await openSale(await liveAccount())
  const [link] = links
  expect(await shop.call('links.open', { linkId: link?.id ?? '' })).toBeNull()
  expect(opened).toEqual([{ url: link?.url, hosts: expect.arrayContaining([expect.stringContaining('.')]) }])
  mayOpen = false
  expect((await shop.refused('links.open', { linkId: link?.id ?? '' })).code).toBe('CONFLICT')
})

it("a practice link is never opened: it names a real provider's host, where nobody knows it", async () => {
  await shop.call('book.switch', { kind: 'practice' })
  const accounts = await shop.call('accounts.list', {})
  const { links } = await openSale(accounts.find((one) => one.provider === 'ocpay')?.id ?? '')
  const linkId = links[0]?.id ?? ''
  expect(links[0]?.url).toMatch(/^https:/)
  expect((await shop.refused('links.open', { linkId })).code).toBe('CONFLICT')
  expect(opened).toEqual([])
  expect(await shop.call('links.copy', { linkId, what: 'address' })).toBeNull()
  expect(await shop.call('links.copy', { linkId, what: 'reference' })).toBeNull()
  expect(shop.copied).toEqual([links[0]?.url, links[0]?.providerRef])
})

it('a link that is not there, or has no address, is neither opened nor copied', async () => {
  const nowhere = '00000000-0000-7000-8000-000000000000'
  expect((await shop.refused('links.open', { linkId: nowhere })).code).toBe('NOT_FOUND')
  for (const what of ['address', 'reference'] as const)
    expect((await shop.refused('links.copy', { linkId: nowhere, what })).code).toBe('NOT_FOUND')
  expect([opened, shop.copied]).toEqual([[], []])
})
