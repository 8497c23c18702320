import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { eventually, startTestApp, type TestApp, temporaryFolder } from '../support/app/host.ts'
import { OPEN } from '../support/shop/exceptions.ts'
import { type PracticeServer, startPractice } from '../support/shop/practice.ts'

let server: PracticeServer
let folder: ReturnType<typeof temporaryFolder>
let shop: TestApp
let accountId: string

beforeAll(async () => {
  server = await startPractice()
})
afterAll(() => server.close())

beforeEach(async () => {
  folder = temporaryFolder()
  shop = await openShop()
  accountId = await addAccount('oneshotpay')
})
afterEach(async () => {
  await shop.app.close()
  folder.clean()
})

const openShop = () => startTestApp({ folder: folder.path, providerOrigins: server.origins })

async function addAccount(provider: 'oneshotpay' | 'ocpay'): Promise<string> {
  const credentials = { ...server.practice.credentials[provider] }
  return (await shop.call('accounts.add', { provider, label: provider, credentials, settings: {} })).id
}

const wish = (change = {}) => ({
  token: randomUUID(),
  accountId,
  itemId: null,
  name: 'Donation box',
  currency: 'USD',
  amount: '5.00',
  ...change,
})
const atProvider = () => server.practice.snapshot().oneshotpay.links.filter(({ reuseable }) => reuseable)
const newest = () => atProvider().at(-1)
/** Lets so many customers pay the newest standing link, and their transactions be mined. */
async function customersPay(times = 1): Promise<void> {
  for (let n = 0; n < times; n += 1)
    await server.control('pay', { provider: 'oneshotpay', ref: newest()?.id })
  await server.control('clock', { advanceMs: 5_000 })
}
const sales = async () =>
  (await shop.call('invoices.list', { search: '', status: [], provider: [], cursor: null, limit: 50 })).rows

it('is made over the wire as a reusable link without an end, and its address can be copied', async () => {
  const link = await shop.call('standing.make', wish())
  const { id } = newest() ?? {}
  expect(newest()).toMatchObject({
    reuseable: true,
    amount: '5000000',
    description: 'Donation box',
    expirationTimestamp: null,
  })
  expect(link).toMatchObject({ stage: 'live', payments: 0, url: `https://1shotpay.com/en/link/${id}` })
  await shop.call('standing.copy', { id: link.id })
  expect(shop.copied).toEqual([link.url])
  expect(await shop.call('standing.list', {})).toEqual([link])
})

it('is made once for its token, and another wish under that token is refused', async () => {
  const before = atProvider().length
  const wanted = wish()
  const link = await shop.call('standing.make', wanted)
  expect((await shop.call('standing.make', wanted)).id).toBe(link.id)
  expect((await shop.refused('standing.make', { ...wanted, amount: '6.00' })).code).toBe('CONFLICT')
  expect(atProvider().length - before).toBe(1)
})

it('is offered by no account whose provider has none', async () => {
  const ocpay = await addAccount('ocpay')
  const refused = await shop.refused(
    'standing.make',
    wish({ accountId: ocpay, currency: 'DZD', amount: '500' }),
  )
  expect(refused).toMatchObject({ code: 'INVALID_INPUT', params: { field: 'accountId' } })
})

it('makes a sale with a receipt of each payment that it is told, and once only', async () => {
  const { id } = await shop.call('standing.make', wish())
  await customersPay()
  expect(await shop.call('standing.check', { id })).toMatchObject({ payments: 1, unseen: 0 })
  await shop.call('standing.check', { id })
  await customersPay()
  await Promise.all([1, 2, 3].map(() => shop.call('standing.check', { id })))
  const rows = await sales()
  expect(rows.map(({ number, status, received }) => [number, status, received.amount])).toEqual([
    ['CF-000002', 'paid', '5.00'],
    ['CF-000001', 'paid', '5.00'],
  ])
  const detail = await shop.call('invoices.get', { id: rows[0]?.id ?? '' })
  const paid = newest()?.payments.at(-1)
  expect(detail.receipts).toMatchObject([{ providerReceiptId: paid?.id, txHash: paid?.transactionHash }])
  const asked = (await server.requests()).length
  await shop.call('invoices.check', { id: detail.invoice.id })
  expect((await server.requests()).slice(asked).filter(({ path }) => path.includes(paid?.id ?? '-'))).toEqual(
    [],
  )
})

it('says how many payments came between two looks and have no receipt, and where to look them up', async () => {
  const { id } = await shop.call('standing.make', wish())
  await customersPay(4)
  expect(await shop.call('standing.check', { id })).toMatchObject({ payments: 4, unseen: 3 })
  const [one, ...more] = (await shop.call('exceptions.list', OPEN)).rows
  expect(more).toEqual([])
  expect(one).toMatchObject({ kind: 'no_receipt', unseen: 3, received: { amount: '15.00', currency: 'USD' } })
  expect(await sales()).toHaveLength(2)
})

it('is not told of a payment before its transaction is mined', async () => {
  const { id } = await shop.call('standing.make', wish())
  await server.control('pay', { provider: 'oneshotpay', ref: newest()?.id })
  expect(await shop.call('standing.check', { id })).toMatchObject({ payments: 0, unseen: 0 })
  await server.control('clock', { advanceMs: 5_000 })
  expect(await shop.call('standing.check', { id })).toMatchObject({ payments: 1, unseen: 0 })
})

it('goes on after a restart where it stood: what came meanwhile is found, and nothing twice', async () => {
  const { id } = await shop.call('standing.make', wish())
  await customersPay()
  await shop.call('standing.check', { id })
  await shop.app.close()
  await customersPay(2)
  shop = await openShop()
  // Without a key ring a key lives as long as the app.
  const credentials = { ...server.practice.credentials.oneshotpay }
  await shop.call('accounts.replaceKey', { id: accountId, credentials })
  expect(await shop.call('standing.check', { id })).toMatchObject({ payments: 3, unseen: 1 })
})

it('that was put away is asked about no more by itself, and keeps its sales; it can be watched again', async () => {
  const { id } = await shop.call('standing.make', wish())
  await customersPay()
  await shop.call('standing.check', { id })
  const away = await shop.call('standing.putAway', { id, away: true })
  expect(away.putAwayAt).not.toBeNull()
  expect(await sales()).toHaveLength(1)
  await customersPay()
  await shop.call('standing.putAway', { id, away: false })
  expect(await shop.call('standing.check', { id })).toMatchObject({ payments: 2, unseen: 0, putAwayAt: null })
})

it.each([
  ['refused', { kind: 'http_status', status: 400 }],
  ['lost', { kind: 'http_status', status: 503 }],
] as const)(
  'that was %s stands there as that, and is never asked for again by itself',
  async (stage, fault) => {
    const before = atProvider().length
    await server.control('fault', { provider: 'oneshotpay', operation: 'create', times: 1, ...fault })
    const link = await shop.call('standing.make', wish())
    expect(link).toMatchObject({ stage, url: null })
    expect(atProvider().length - before).toBe(0)
    expect((await shop.refused('standing.copy', { id: link.id })).code).toBe('NOT_FOUND')
  },
)

it('keeps to what is known while its provider does not answer, and says why', async () => {
  const { id } = await shop.call('standing.make', wish())
  await server.control('fault', {
    provider: 'oneshotpay',
    operation: 'read',
    kind: 'http_status',
    status: 404,
    times: 1,
  })
  expect(await shop.call('standing.check', { id })).toMatchObject({
    lastError: 'LINK_NOT_FOUND',
    payments: 0,
  })
  await customersPay()
  expect(await shop.call('standing.check', { id })).toMatchObject({ lastError: null, payments: 1 })
})

it('is asked about by nobody while its account is paused or once it is forgotten, and a look says so', async () => {
  const { id } = await shop.call('standing.make', wish())
  const { apiToken: _, ...rest } = server.practice.credentials.oneshotpay
  await shop.call('accounts.replaceKey', { id: accountId, credentials: { ...rest, apiToken: 'another' } })
  expect(await shop.call('standing.check', { id })).toMatchObject({ lastError: 'AUTH_REJECTED' })
  expect(await shop.refused('standing.check', { id })).toMatchObject({
    code: 'ACCOUNT_PAUSED',
    params: { account: 'oneshotpay' },
  })
  await shop.call('accounts.forget', { id: accountId })
  expect((await shop.refused('standing.check', { id })).code).toBe('ACCOUNT_FORGOTTEN')
})

it('is paid by the simulated customer in the practice book, and only there', async () => {
  const live = await shop.call('standing.make', wish())
  expect((await shop.refused('practice.payStanding', { id: live.id })).code).toBe('NOT_PRACTICE')
  await shop.call('book.switch', { kind: 'practice' })
  const accounts = await shop.call('accounts.list', {})
  const practice = accounts.find(({ provider }) => provider === 'oneshotpay')?.id ?? ''
  const { id } = await shop.call('standing.make', wish({ accountId: practice }))
  await shop.call('practice.payStanding', { id })
  await eventually(async () => {
    const link = await shop.call('standing.check', { id })
    return link.payments === 1 ? link : null
  })
  expect(await sales()).toHaveLength(1)
})
