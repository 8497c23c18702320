import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { PROVIDER_IDS, type ProviderId } from '../../src/shared/contract/plain/provider-ids.ts'
import type { InvoiceDetail } from '../../src/shared/contract/shapes/invoice.ts'
import { eventually, startTestApp, type TestApp, temporaryFolder } from '../support/app/host.ts'
import { type PracticeServer, startPractice } from '../support/shop/practice.ts'

let server: PracticeServer
let folder: ReturnType<typeof temporaryFolder>
let shop: TestApp

beforeAll(async () => {
  server = await startPractice()
})
afterAll(() => server.close())

beforeEach(async () => {
  folder = temporaryFolder()
  shop = await openShop()
})
afterEach(async () => {
  await shop.app.close()
  folder.clean()
})

/** The app's own folder; what is exported goes beside it, for within it nothing may be written. */
function appFolder(): string {
  const path = join(folder.path, 'app')
  mkdirSync(path, { recursive: true })
  return path
}

function openShop(): Promise<TestApp> {
  return startTestApp({
    folder: appFolder(),
    providerOrigins: server.origins,
    savePath: join(folder.path, 'receipts.csv'),
  })
}

async function addAccount(provider: ProviderId): Promise<string> {
  const account = await shop.call('accounts.add', {
    provider,
    label: `Till ${provider}`,
    credentials: { ...server.practice.credentials[provider] },
    settings: {},
  })
  return account.id
}

const ASKED: Record<ProviderId, { currency: string; amount: string }> = {
  daisy: { currency: 'DAI', amount: '10.25' },
  oneshotpay: { currency: 'USD', amount: '12.50' },
  ocpay: { currency: 'DZD', amount: '7400' },
  oxapay: { currency: 'USDT', amount: '49.9' },
}

async function sell(provider: ProviderId, accountId: string, token: string = randomUUID()) {
  return shop.call('invoices.create', {
    token,
    accountId,
    ...ASKED[provider],
    description: 'Two lamps — مصباحان 💡',
    customerName: null,
    customerEmail: null,
  })
}

function until(id: string, fits: (detail: InvoiceDetail) => boolean): Promise<InvoiceDetail> {
  return eventually(async () => {
    const detail = await shop.call('invoices.get', { id })
    return fits(detail) ? detail : null
  })
}

async function refOf(id: string): Promise<string> {
  const detail = await until(id, (one) => one.invoice.status === 'open')
  return detail.links[0]?.providerRef ?? ''
}

describe.each(PROVIDER_IDS)('a sale through %s', (provider) => {
  it('is committed before the request, opens, is paid, and its receipt is in the book and in the CSV', async () => {
    const accountId = await addAccount(provider)
    const created = await sell(provider, accountId)
    expect(created.invoice.status).toBe('creating')
    expect(created.invoice.number).toBe('CF-000001')

    const ref = await refOf(created.invoice.id)
    await server.control('pay', { provider, ref })
    await shop.call('invoices.check', { id: created.invoice.id })
    const paid = await until(created.invoice.id, (one) => one.invoice.status === 'paid')
    expect(paid.receipts).toHaveLength(1)
    expect(paid.invoice.due.amount).toMatch(/^0(\.0+)?$/)

    const job = await shop.call('export.receipts', {})
    await eventually(async () => {
      const now = await shop.call('export.status', { jobId: job?.id ?? '' })
      return now.state === 'running' ? null : now
    })
    const rows = parse(readFileSync(join(folder.path, 'receipts.csv')), { bom: true, columns: true })
    expect(rows).toHaveLength(1)
    expect(Object.values(rows[0] as object)).toContain('CF-000001')
    expect(Object.values(rows[0] as object)).toContain('Two lamps — مصباحان 💡')
  })

  it('with a repeated token stays one invoice and one request', async () => {
    const accountId = await addAccount(provider)
    const before = (await server.requests()).filter((one) => one.operation === 'create').length
    const token = randomUUID()
    const [first, second] = await Promise.all([
      sell(provider, accountId, token),
      sell(provider, accountId, token),
    ])
    expect(second.invoice.id).toBe(first.invoice.id)
    await refOf(first.invoice.id)
    const after = (await server.requests()).filter((one) => one.operation === 'create').length
    expect(after - before).toBe(1)
  })

  it('whose answer is lost becomes unknown and is never asked for twice', async () => {
    const accountId = await addAccount(provider)
    await server.control('fault', {
      provider,
      operation: 'create',
      kind: 'http_status',
      status: 503,
      times: 1,
    })
    const created = await sell(provider, accountId)
    const lost = await until(created.invoice.id, (one) => one.invoice.status !== 'creating')
    expect(lost.invoice.status).toBe('unknown')
    expect(lost.invoice.failure?.code).toBe('UNAVAILABLE')
  })

  it('that the provider refuses fails with the reason, and nothing is sent again', async () => {
    const account = await shop.call('accounts.add', {
      provider,
      label: 'Wrong key',
      credentials: Object.fromEntries(
        Object.keys(server.practice.credentials[provider]).map((name) => [name, `wrong-${randomUUID()}`]),
      ),
      settings: {},
    })
    const created = await sell(provider, account.id)
    const failed = await until(created.invoice.id, (one) => one.invoice.status !== 'creating')
    expect(failed.invoice.status).toBe('failed')
    expect(failed.invoice.failure?.code).toBe('AUTH_REJECTED')
    const [paused] = await shop.call('accounts.list', {})
    expect(paused?.paused?.reason).toBe('AUTH_REJECTED')
    expect(
      (
        await shop.refused('invoices.create', {
          token: randomUUID(),
          accountId: account.id,
          ...ASKED[provider],
          description: '',
          customerName: null,
          customerEmail: null,
        })
      ).code,
    ).toBe('ACCOUNT_PAUSED')
  })
})

describe('a lost create that really happened', () => {
  it.each(['daisy', 'oxapay'] as const)(
    'is found again in the list of %s by our own mark',
    async (provider) => {
      const accountId = await addAccount(provider)
      await server.control('fault', {
        provider,
        operation: 'create',
        kind: 'connection_reset_after',
        times: 1,
      })
      const created = await sell(provider, accountId)
      await until(created.invoice.id, (one) => one.invoice.status === 'unknown')
      const found = await until(created.invoice.id, (one) => one.invoice.status === 'open')
      expect(found.links).toHaveLength(1)
      expect(found.events.some((event) => event.kind === 'link_recovered')).toBe(true)
      const creates = (await server.requests()).filter(
        (one) => one.provider === provider && one.operation === 'create',
      )
      expect(creates.length).toBeGreaterThan(0)
      await server.control('pay', { provider, ref: found.links[0]?.providerRef })
      await shop.call('invoices.check', { id: created.invoice.id })
      await until(created.invoice.id, (one) => one.invoice.status === 'paid')
    },
  )

  it.each(['oneshotpay', 'ocpay'] as const)(
    'stays unknown at %s, which has no means to find it, until a person makes a new link',
    async (provider) => {
      const accountId = await addAccount(provider)
      await server.control('fault', {
        provider,
        operation: 'create',
        kind: 'connection_reset_after',
        times: 1,
      })
      const created = await sell(provider, accountId)
      const lost = await until(created.invoice.id, (one) => one.invoice.status === 'unknown')
      expect(lost.invoice.recovery).toBe('none')
      await shop.call('invoices.relink', { id: created.invoice.id })
      const open = await until(created.invoice.id, (one) => one.invoice.status === 'open')
      expect(open.links).toHaveLength(2)
      expect(open.invoice.number).toBe(lost.invoice.number)
    },
  )
})

/** An address on loopback at which nobody answers. */
async function nobodyListens(): Promise<string> {
  const gone = await startPractice()
  await gone.close()
  return gone.origins.daisy
}

describe('money that does not fit', () => {
  it('short at Daisy is underpaid with the exact rest, and the rest completes it', async () => {
    const accountId = await addAccount('daisy')
    const created = await sell('daisy', accountId)
    const ref = await refOf(created.invoice.id)
    await server.control('pay', { provider: 'daisy', ref, amount: '4.000000000000000001' })
    await shop.call('invoices.check', { id: created.invoice.id })
    const short = await until(created.invoice.id, (one) => one.invoice.status === 'underpaid')
    expect(short.invoice.due.amount).toBe('6.249999999999999999')
    await server.control('pay', { provider: 'daisy', ref })
    await shop.call('invoices.check', { id: created.invoice.id })
    const paid = await until(created.invoice.id, (one) => one.invoice.status === 'paid')
    expect(paid.receipts).toHaveLength(2)
  })

  it('over is overpaid with the exact excess', async () => {
    const accountId = await addAccount('oxapay')
    const created = await sell('oxapay', accountId)
    const ref = await refOf(created.invoice.id)
    await server.control('pay', { provider: 'oxapay', ref, amount: '50' })
    await shop.call('invoices.check', { id: created.invoice.id })
    const over = await until(created.invoice.id, (one) => one.invoice.status === 'overpaid')
    expect(over.invoice.due.amount).toBe('-0.100000')
  })

  it('after a sale was given up is still found, and is late', async () => {
    const accountId = await addAccount('oneshotpay')
    const created = await sell('oneshotpay', accountId)
    const ref = await refOf(created.invoice.id)
    await shop.call('invoices.abandon', { id: created.invoice.id, reason: 'the customer left' })
    await until(created.invoice.id, (one) => one.invoice.status === 'abandoned')
    await new Promise((done) => setTimeout(done, 1100))
    await server.control('pay', { provider: 'oneshotpay', ref })
    await shop.call('invoices.check', { id: created.invoice.id })
    await until(created.invoice.id, (one) => one.invoice.status === 'paid_late')
  })
})

describe('bad input', () => {
  it('of any amount the account cannot take is refused with its limits, and nothing is written', async () => {
    const accountId = await addAccount('ocpay')
    const refused = await shop.refused('invoices.create', {
      token: randomUUID(),
      accountId,
      currency: 'DZD',
      amount: '12.5',
      description: '',
      customerName: null,
      customerEmail: null,
    })
    expect(refused.code).toBe('AMOUNT_TOO_MANY_DECIMALS')
    expect((await shop.call('app.overview', {})).invoiceCount).toBe(0)
  })

  it('after the provider went away leaves the sale failed or unknown, never lost', async () => {
    const accountId = await addAccount('daisy')
    await shop.app.close()
    shop = await startTestApp({ folder: appFolder(), providerOrigins: { daisy: await nobodyListens() } })
    await shop.call('accounts.replaceKey', {
      id: accountId,
      credentials: { ...server.practice.credentials.daisy },
    })
    const created = await sell('daisy', accountId)
    const failed = await until(created.invoice.id, (one) => one.invoice.status !== 'creating')
    expect(failed.invoice.status).toBe('failed')
    expect(failed.invoice.failure?.code).toBe('UNREACHABLE')
  })
})

describe('a second hand on the same sale', () => {
  it('gets no second link: of two relinks at once one is refused', async () => {
    const accountId = await addAccount('ocpay')
    const created = await sell('ocpay', accountId)
    const ref = await refOf(created.invoice.id)
    await server.control('expire', { provider: 'ocpay', ref })
    await shop.call('invoices.check', { id: created.invoice.id })
    const both = await Promise.all([
      shop.envelope('invoices.relink', { id: created.invoice.id }),
      shop.envelope('invoices.relink', { id: created.invoice.id }),
    ])
    expect(both.map((one) => (one.ok ? 'ok' : one.error.code)).sort()).toEqual(['CONFLICT', 'ok'])
    const open = await until(created.invoice.id, (one) => one.invoice.status === 'open')
    expect(open.links).toHaveLength(2)
  })

  it('with the token of another sale is refused, and no sale is shown in place of another', async () => {
    const accountId = await addAccount('ocpay')
    const token = randomUUID()
    await sell('ocpay', accountId, token)
    const refused = await shop.refused('invoices.create', {
      token,
      accountId,
      currency: 'DZD',
      amount: '5900',
      description: 'Two lamps — مصباحان 💡',
      customerName: null,
      customerEmail: null,
    })
    expect(refused.code).toBe('CONFLICT')
    expect((await shop.call('app.overview', {})).invoiceCount).toBe(1)
  })
})

describe('a card payment that the bank refuses', () => {
  it.each([
    ['declined', 'declined'],
    ['cancelled', 'cancelled'],
  ] as const)('at OCPay ends as failed, and says that it was %s', async (status, reason) => {
    const accountId = await addAccount('ocpay')
    const created = await sell('ocpay', accountId)
    const ref = await refOf(created.invoice.id)
    await server.control('status', { provider: 'ocpay', ref, status })
    await shop.call('invoices.check', { id: created.invoice.id })
    const failed = await until(created.invoice.id, (one) => one.invoice.status === 'failed')
    expect(failed.links[0]).toMatchObject({ reading: 'failed', endReason: reason })
    expect(failed.invoice.failure).toBeNull()
  })
})
