import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import type { ProviderId } from '../../src/shared/contract/plain/provider-ids.ts'
import type { RouteInput } from '../../src/shared/contract/routes/index.ts'
import type { AccountSettings } from '../../src/shared/contract/shapes/account.ts'
import type { InvoiceDetail } from '../../src/shared/contract/shapes/invoice.ts'
import { systemClock } from '../../src/shared/time/clock.ts'
import { eventually, startTestApp, type TestApp, temporaryFolder } from '../support/app/host.ts'
import { startChangingProxy } from '../support/shop/changing-proxy.ts'
import { OPEN } from '../support/shop/exceptions.ts'
import { type PracticeServer, startPractice } from '../support/shop/practice.ts'

let server: PracticeServer
let folder: ReturnType<typeof temporaryFolder>
let shop: TestApp
beforeAll(async () => {
  server = await startPractice()
})
afterAll(() => server.close())
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(async () => {
  await shop.app.close()
  folder.clean()
})

async function open(change: Partial<Parameters<typeof startTestApp>[0]> = {}): Promise<void> {
  const path = join(folder.path, 'app')
  mkdirSync(path)
  const savePath = join(folder.path, 'receipts.csv')
  shop = await startTestApp({ folder: path, savePath, providerOrigins: server.origins, ...change })
}

async function account(provider: ProviderId, settings: AccountSettings = {}): Promise<string> {
  const credentials = { ...server.practice.credentials[provider] }
  return (await shop.call('accounts.add', { provider, label: provider, credentials, settings })).id
}

interface Sold {
  readonly id: string
  readonly ref: string
}

/** Sells, and waits until the link can be paid. */
async function sell(sale: Partial<RouteInput<'invoices.create'>> & { accountId: string }): Promise<Sold> {
  const texts = { description: 'A cake', customerName: null, customerEmail: null }
  const { invoice } = await shop.call('invoices.create', {
    token: randomUUID(),
    currency: 'USDT',
    amount: '10',
    ...texts,
    ...sale,
  })
  const { links } = await until(invoice.id, (one) => one.invoice.status === 'open')
  return { id: invoice.id, ref: links[0]?.providerRef ?? '' }
}

function until(id: string, fits: (detail: InvoiceDetail) => boolean): Promise<InvoiceDetail> {
  return eventually(async () => {
    const detail = await shop.call('invoices.check', { id })
    return fits(detail) ? detail : null
  })
}

const paid = ({ invoice }: InvoiceDetail) => invoice.status === 'paid'

function pay(provider: ProviderId, ref: string, rest: { amount?: string; txHash?: string } = {}) {
  return server.control('pay', { provider, ref, ...rest })
}

async function exported(): Promise<Record<string, string>[]> {
  const job = await shop.call('export.receipts', {})
  await eventually(async () => {
    const now = await shop.call('export.status', { jobId: job?.id ?? '' })
    return now.state === 'running' ? null : now
  })
  return parse(readFileSync(join(folder.path, 'receipts.csv')), { bom: true, columns: true })
}

const sumOf = (rows: readonly Record<string, string>[], column: string) =>
  rows.reduce((sum, row) => sum + BigInt(row[column]?.replace('.', '') ?? ''), 0n)

const WAYS = [
  { provider: 'daisy', currency: 'DAI', settings: {} },
  { provider: 'oxapay', currency: 'USDT', settings: { dialect: 'v1' } },
] as const

it.each(WAYS)(
  'two sales paid by one transaction at $provider are both paid, and two equal transfers in one are two',
  async ({ provider, currency, settings }) => {
    await open()
    const accountId = await account(provider, settings)
    const txHash = `0x${randomUUID().replaceAll('-', '').repeat(2)}`
    const sales = [await sell({ accountId, currency }), await sell({ accountId, currency })]
    // blockonomics/whmcs-bitcoin-plugin#79: a transaction was known by its hash alone, and its second sale stayed unpaid.
    for (const { ref } of sales) await pay(provider, ref, { txHash })
    for (const { id } of sales) expect((await until(id, paid)).receipts).toHaveLength(1)
    // actualbudget/actual#8221: of two transfers that were alike in all that was looked at, one was dropped.
    const third = await sell({ accountId, currency })
    for (const amount of ['5', '5'])
      await pay(provider, third.ref, { amount, txHash: `${txHash.slice(0, -4)}beef` })
    const { receipts } = await until(third.id, paid)
    expect(receipts.map(({ amount }) => Number(amount.amount))).toEqual([5, 5])
    expect((await shop.call('exceptions.list', OPEN)).rows).toEqual([])
  },
)

// mollie/WooCommerce#668: an order that was paid was cancelled when its payment was told as expired afterwards.
it.each(['USDT', 'EUR'])(
  'a sale of %s that is paid in USDT stays paid when its provider calls the link failed afterwards',
  async (currency) => {
    await open()
    const sale = await sell({ accountId: await account('oxapay', { dialect: 'v1' }), currency })
    await pay('oxapay', sale.ref)
    await until(sale.id, paid)
    await server.control('status', { provider: 'oxapay', ref: sale.ref, status: 'failed' })
    const { invoice, receipts } = await until(sale.id, ({ links }) =>
      /failed/i.test(links[0]?.rawStatus ?? ''),
    )
    expect(invoice.status).toBe('paid')
    expect(receipts).toMatchObject([{ amount: { currency: 'USDT' } }])
  },
)

// craftcms/commerce#2852: money that had gone back was still counted as taken.
it('money that went back counts toward nothing, and its row in the file says so', async () => {
  await open()
  const sale = await sell({ accountId: await account('oxapay', { dialect: 'v1' }) })
  await pay('oxapay', sale.ref)
  await until(sale.id, paid)
  await server.control('status', { provider: 'oxapay', ref: sale.ref, status: 'refunded' })
  const { invoice } = await until(sale.id, (one) => one.invoice.status === 'refunded')
  expect(Number(invoice.received.amount)).toBe(0)
  expect(await exported()).toMatchObject([{ amount: '10.000000', invoice_status: 'refunded' }])
})

// opencart/opencart#2709: a report counted an order's total once for each of its lines.
it('a sale of three lines that is paid in two parts has two rows in the file, which make what came', async () => {
  await open()
  const accountId = await account('oxapay', { dialect: 'v1' })
  const lines = ['2.5', '3.5', '4'].map((unit) => ({ kind: 'amount', unit, quantity: 1 }) as const)
  const sale = await sell({ accountId, lines })
  for (const amount of ['3.1', '6.9']) await pay('oxapay', sale.ref, { amount })
  await until(sale.id, paid)
  const rows = await exported()
  expect(rows).toHaveLength(2)
  expect(sumOf(rows, 'credited_amount')).toBe(10_000_000n)
})

// LN-Zap/zap-desktop#262: on a machine whose clock was ahead, every invoice had ended when it was made.
it.each([5, 24 * 400])('on a clock %i hours ahead a sale can be paid, and is not late', async (hours) => {
  await open({ clock: { ...systemClock, now: () => systemClock.now() + hours * 3_600_000 } })
  const sale = await sell({ accountId: await account('oxapay', { dialect: 'v1' }) })
  await pay('oxapay', sale.ref)
  expect((await until(sale.id, ({ receipts }) => receipts.length > 0)).invoice.status).toBe('paid')
})

// bitpay/bitcore#443: 0.00000001 came as 1e-8, and was read as 1.
it.each(['1e1', '1.0E+1', '0.1e2'])('an amount that is told as %s is ten', async (told) => {
  const proxy = await startChangingProxy(`${server.url}/oxapay`)
  try {
    await open({ providerOrigins: { ...server.origins, oxapay: proxy.url } })
    const sale = await sell({ accountId: await account('oxapay', { dialect: 'v1' }) })
    proxy.change({ from: '"amount":10,', to: `"amount":${told},` })
    await pay('oxapay', sale.ref)
    const { invoice, links, receipts } = await until(sale.id, paid)
    expect(JSON.stringify(links)).toContain(told)
    expect(invoice.received.amount).toBe('10.000000')
    expect(receipts.map(({ amount }) => amount.amount)).toEqual(['10.000000'])
  } finally {
    await proxy.close()
  }
})
