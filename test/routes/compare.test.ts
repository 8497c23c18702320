import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { eventually, startTestApp, type TestApp, temporaryFolder } from '../support/app/host.ts'
import { type PracticeServer, startPractice } from '../support/shop/practice.ts'

let server: PracticeServer
let folder: ReturnType<typeof temporaryFolder>
let shop: TestApp
let ahead = 0
beforeAll(async () => {
  server = await startPractice()
})
afterAll(() => server.close())
beforeEach(async () => {
  ahead = 0
  folder = temporaryFolder()
  shop = await startTestApp({
    folder: folder.path,
    providerOrigins: server.origins,
    clock: { now: () => Date.now() + ahead, monotonic: () => performance.now() },
  })
})
afterEach(async () => {
  await shop.app.close()
  folder.clean()
})

const ASKED = {
  daisy: { currency: 'DAI', amount: '10' },
  oxapay: { currency: 'USDT', amount: '20' },
} as const

async function openAccount(provider: 'daisy' | 'oxapay' | 'ocpay'): Promise<string> {
  const credentials = { ...server.practice.credentials[provider] }
  return (await shop.call('accounts.add', { provider, label: provider, credentials, settings: {} })).id
}

async function sell(provider: 'daisy' | 'oxapay', accountId: string) {
  const { invoice } = await shop.call('invoices.create', {
    token: randomUUID(),
    accountId,
    ...ASKED[provider],
    description: '',
    customerName: null,
    customerEmail: null,
  })
  return eventually(async () => {
    const detail = await shop.call('invoices.get', { id: invoice.id })
    return detail.invoice.status === 'open' ? detail : null
  })
}

describe.each(['daisy', 'oxapay'] as const)('the book beside the list of %s', (provider) => {
  it('shows as orphans what was made elsewhere, and nothing of our own', async () => {
    const accountId = await openAccount(provider)
    const before = await shop.call('books.compare', { accountId, days: 30 })
    const ours = await sell(provider, accountId)
    const elsewhere = temporaryFolder()
    const other = await startTestApp({ folder: elsewhere.path, providerOrigins: server.origins })
    const credentials = { ...server.practice.credentials[provider] }
    const account = await other.call('accounts.add', { provider, label: 'other', credentials, settings: {} })
    const foreign = await other.call('invoices.create', {
      token: randomUUID(),
      accountId: account.id,
      ...ASKED[provider],
      description: '',
      customerName: null,
      customerEmail: null,
    })
    const ref = await eventually(async () => {
      const detail = await other.call('invoices.get', { id: foreign.invoice.id })
      return detail.links[0]?.providerRef ?? null
    })
    await other.app.close()
    elsewhere.clean()

    const after = await shop.call('books.compare', { accountId, days: 30 })
    expect(after.orphanCount).toBe(before.orphanCount + 1)
    expect(after.orphans.map((one) => one.ref)).toContain(ref)
    expect(after.orphans.map((one) => one.ref)).not.toContain(ours.links[0]?.providerRef)
    expect(after.ghosts).toEqual([])
  })

  it('shows as a ghost what the provider has never had, once it has had time to list it', async () => {
    const accountId = await openAccount(provider)
    const ours = await sell(provider, accountId)
    const fresh = await startPractice()
    await shop.app.close()
    shop = await startTestApp({
      folder: folder.path,
      providerOrigins: fresh.origins,
      clock: { now: () => Date.now() + ahead, monotonic: () => performance.now() },
    })
    await shop.call('accounts.replaceKey', {
      id: accountId,
      credentials: { ...fresh.practice.credentials[provider] },
    })
    expect((await shop.call('books.compare', { accountId, days: 30 })).ghosts).toEqual([])
    ahead = 120_000
    const compared = await shop.call('books.compare', { accountId, days: 30 })
    expect(compared.ghosts).toEqual([
      { invoiceId: ours.invoice.id, number: 'CF-000001', ref: ours.links[0]?.providerRef },
    ])
    await fresh.close()
  })

  it('finds money the book has not heard of, and the sale turns paid', async () => {
    const accountId = await openAccount(provider)
    const ours = await sell(provider, accountId)
    await server.control('pay', { provider, ref: ours.links[0]?.providerRef })
    const compared = await shop.call('books.compare', { accountId, days: 30 })
    const detail = await eventually(async () => {
      const now = await shop.call('invoices.get', { id: ours.invoice.id })
      return now.invoice.status === 'paid' ? now : null
    }, 3_000)
    expect(compared.caughtUp).toBe(1)
    expect(detail.receipts).toHaveLength(1)
  })
})

it('a provider without a list says so', async () => {
  const accountId = await openAccount('ocpay')
  expect((await shop.refused('books.compare', { accountId, days: 30 })).code).toBe('LIST_NOT_OFFERED')
})
