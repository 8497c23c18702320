import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type PracticeServer, servePractice } from '../../src/main/practice/server.ts'
import { PROVIDER_IDS, type ProviderId } from '../../src/shared/contract/plain/provider-ids.ts'
import type { InvoiceDetail } from '../../src/shared/contract/shapes/invoice.ts'
import { startTestApp, type TestApp, temporaryFolder } from '../support/app/host.ts'
import { type ManualTime, manualTime } from '../support/app/manual-time.ts'
import { ASKED, until } from '../support/shop/matrix-room.ts'

let server: PracticeServer
let folder: ReturnType<typeof temporaryFolder>
let time: ManualTime
let shop: TestApp

beforeEach(async () => {
  time = manualTime()
  server = await servePractice({ port: 0, now: () => time.clock.now() })
  folder = temporaryFolder()
  shop = await startTestApp({
    folder: folder.path,
    clock: time.clock,
    timers: time.timers,
    providerOrigins: Object.fromEntries(PROVIDER_IDS.map((id) => [id, `${server.url}/${id}`])),
  })
})
afterEach(async () => {
  await shop.app.close()
  await server.close()
  folder.clean()
})

const requests = (provider: ProviderId) =>
  server.practice.log().requests.filter((one) => one.provider === provider)
const refused = (provider: ProviderId) => requests(provider).filter((one) => one.status === 401)
/** OxaPay tells a wrong key in the body, so its bad requests are known by the sales they are about. */
const about = (provider: ProviderId, text: string) =>
  requests(provider).filter((one) => `${one.path} ${JSON.stringify(one.body)}`.includes(text))

function goodKey(provider: ProviderId): Record<string, string> {
  return { ...server.practice.credentials[provider] }
}

function wrongKey(provider: ProviderId): Record<string, string> {
  const names = Object.keys(server.practice.credentials[provider])
  return Object.fromEntries(names.map((name) => [name, `wrong-${name}-0000000000`]))
}

async function addAccount(provider: ProviderId, credentials = goodKey(provider)): Promise<string> {
  return (await shop.call('accounts.add', { provider, label: 'Till', credentials, settings: {} })).id
}

function sell(provider: ProviderId, accountId: string, description: string = randomUUID()) {
  const sale = { token: randomUUID(), accountId, ...ASKED[provider], description }
  return shop.envelope('invoices.create', { ...sale, customerName: null, customerEmail: null })
}

async function openSale(provider: ProviderId, accountId: string): Promise<InvoiceDetail> {
  const sold = await sell(provider, accountId)
  if (!sold.ok) throw new Error(sold.error.code)
  const { id } = sold.value.invoice
  return until(
    () => shop.call('invoices.get', { id }),
    (detail) => detail.invoice.status === 'open',
  )
}

async function pausedOf(accountId: string) {
  return (await shop.call('accounts.list', {})).find((one) => one.id === accountId)?.paused ?? null
}

describe.each(PROVIDER_IDS)('a wrong key of %s', (provider) => {
  it('is sent once, however many sales are made with it at the same time, and pauses its account alone', async () => {
    const good = await addAccount(provider)
    const wrong = await addAccount(provider, wrongKey(provider))
    const marks = Array.from({ length: 6 }, () => `wrong-${randomUUID()}`)
    const tokens = requests(provider).filter((one) => one.operation === 'token').length
    const sales = await Promise.all(marks.map((mark) => sell(provider, wrong, mark)))
    for (const sale of sales) {
      if (!sale.ok) {
        expect(sale.error.code).toBe('ACCOUNT_PAUSED')
        continue
      }
      const failed = await until(
        () => shop.call('invoices.get', { id: sale.value.invoice.id }),
        (detail) => detail.invoice.status !== 'creating',
      )
      expect([failed.invoice.status, failed.invoice.failure?.code]).toEqual(['failed', 'AUTH_REJECTED'])
    }
    const sent =
      provider === 'oneshotpay'
        ? requests(provider).filter((one) => one.operation === 'token').length - tokens
        : marks.flatMap((mark) => about(provider, mark)).length
    expect(sent).toBe(1)
    expect((await pausedOf(wrong))?.reason).toBe('AUTH_REJECTED')
    expect(await pausedOf(good)).toBeNull()
    await openSale(provider, good)
  })

  it('found while links are watched stops every question, and a new key goes on with all of them', async () => {
    const account = await addAccount(provider)
    const other = await addAccount(provider)
    const sales = await Promise.all(Array.from({ length: 4 }, () => openSale(provider, account)))
    const bystander = await openSale(provider, other)
    await shop.call('accounts.replaceKey', { id: account, credentials: wrongKey(provider) })
    const refs = sales.map((sale) => sale.links[0]?.providerRef ?? '')
    const before = requests(provider).length
    const asksOfBystander = () => about(provider, bystander.links[0]?.providerRef ?? '').length
    const bystanderBefore = asksOfBystander()
    const paused = await until(
      () => pausedOf(account),
      (one) => one !== null,
      () => time.pass(1_000),
    )
    expect(paused?.reason).toBe('AUTH_REJECTED')
    for (const sale of sales) {
      const answer = await shop.refused('invoices.check', { id: sale.invoice.id })
      expect(answer.code).toBe('ACCOUNT_PAUSED')
    }
    expect((await sell(provider, account)).ok).toBe(false)
    // A minute later the other account is asked about its sale, this one still is not.
    await until(
      async () => asksOfBystander(),
      (count) => count > bystanderBefore + 1,
      () => time.pass(1_000),
    )
    const wrongOnes = requests(provider).length - before - (asksOfBystander() - bystanderBefore)
    expect(wrongOnes).toBeLessThanOrEqual(provider === 'oneshotpay' ? 2 : 1)
    if (provider !== 'oxapay') expect(refused(provider).length).toBe(1)

    await shop.call('accounts.replaceKey', { id: account, credentials: goodKey(provider) })
    for (const ref of refs) server.practice.pay({ provider, ref })
    for (const sale of sales) {
      await until(
        () => shop.call('invoices.get', { id: sale.invoice.id }),
        (detail) => detail.invoice.status === 'paid',
        () => time.pass(1_000),
      )
    }
  })
})

describe.each(PROVIDER_IDS)('429 with Retry-After from %s', (provider) => {
  it('slows the account it was said to, and no other', async () => {
    const slowed = await addAccount(provider)
    const other = await addAccount(provider)
    const mine = await openSale(provider, slowed)
    const theirs = await openSale(provider, other)
    const asks = (detail: InvoiceDetail) => about(provider, detail.links[0]?.providerRef ?? '').length
    server.practice.fault({
      ...{ provider, operation: 'read', kind: 'http_status', status: 429, retryAfter: 300, times: 1 },
    })
    expect((await shop.refused('invoices.check', { id: mine.invoice.id })).code).toBe('RATE_LIMITED')
    const before = asks(mine)
    const theirsBefore = asks(theirs)
    const start = time.clock.monotonic()

    // Neither time, nor a person, nor waking up, nor a change of another account cuts the provider's time short.
    await until(
      async () => asks(theirs),
      (count) => count > theirsBefore + 3,
      () => time.pass(1_000),
    )
    const early = await shop.refused('invoices.check', { id: mine.invoice.id })
    expect(early.code).toBe('RATE_LIMITED')
    expect(early.params).toEqual({ seconds: Math.ceil((start + 300_000 - time.clock.monotonic()) / 1000) })
    shop.app.wake()
    await shop.call('accounts.update', { id: other, label: 'Renamed', settings: {} })
    await shop.call('invoices.check', { id: theirs.invoice.id })
    expect(time.clock.monotonic() - start).toBeLessThan(300_000)
    expect(asks(mine)).toBe(before)
    expect(await pausedOf(slowed)).toBeNull()

    time.pass(start + 300_000 - time.clock.monotonic())
    await until(
      async () => asks(mine),
      (count) => count > before,
      () => time.pass(1_000),
    )
  })
})

it('a sale of an account that is slowed goes out all the same, once', async () => {
  const account = await addAccount('daisy')
  server.practice.fault({
    ...{
      provider: 'daisy',
      operation: 'create',
      kind: 'http_status',
      status: 429,
      retryAfter: 300,
      times: 1,
    },
  })
  const mark = randomUUID()
  await sell('daisy', account, mark)
  await openSale('daisy', account)
  time.pass(1_000)
  expect(about('daisy', mark)).toHaveLength(1)
})
