import { afterEach, beforeEach, expect, it } from 'vitest'
import { eventually, startTestApp, type TestApp, temporaryFolder } from '../support/app/host.ts'
import { type PracticeServer, startPractice } from '../support/shop/practice.ts'

let server: PracticeServer
let folder: ReturnType<typeof temporaryFolder>
let shop: TestApp
/** Where each request wanted to go, and whether it carried a key. */
let wanted: { readonly origin: string; readonly keyed: boolean }[]

beforeEach(async () => {
  server = await startPractice()
  folder = temporaryFolder()
  wanted = []
  shop = await startTestApp({ folder: folder.path, fetch: toPractice })
})
afterEach(async () => {
  await shop.app.close()
  await server.close()
  folder.clean()
})

/** Stands where the internet would: whatever the host, the practice provider answers over loopback. */
async function toPractice(request: Request): Promise<Response> {
  const url = new URL(request.url)
  wanted.push({ origin: url.origin, keyed: request.headers.has('authorization') })
  const answer = await fetch(`${server.origins.daisy}${url.pathname}${url.search}`, {
    method: request.method,
    headers: request.headers,
    ...(request.method === 'POST' && { body: await request.text() }),
  })
  return new Response(await answer.text(), {
    status: answer.status,
    headers: { 'content-type': 'application/json' },
  })
}

function add(environment: 'production' | 'staging', more: object = {}) {
  return {
    provider: 'daisy',
    label: environment,
    credentials: { ...server.practice.credentials.daisy },
    settings: { environment, token: 'ETH', ...more },
  } as const
}

it('given two accounts of one provider, then each key goes only to the host of its own environment', async () => {
  for (const [environment, origin] of [
    ['production', 'https://sdk.daisypayments.com'],
    ['staging', 'https://sdk.staging.daisypayments.com'],
  ] as const) {
    wanted.length = 0
    const { id } = await shop.call('accounts.add', add(environment))
    await shop.call('accounts.test', { id })
    const { invoice } = await shop.call('invoices.create', {
      token: crypto.randomUUID(),
      accountId: id,
      currency: 'ETH',
      amount: '0.25',
      description: 'Two lamps',
      customerName: null,
      customerEmail: null,
    })
    await eventually(async () => {
      const detail = await shop.call('invoices.get', { id: invoice.id })
      return detail.invoice.status === 'open' ? detail : null
    })
    expect(wanted.length).toBeGreaterThanOrEqual(2)
    expect(wanted.every((one) => one.origin === origin && one.keyed)).toBe(true)
    await shop.call('accounts.forget', { id })
  }
})

it('given a setting that is not what it must be, then the account is not added, and the field is named', async () => {
  const wrong = await shop.refused('accounts.add', add('production', { walletAddress: '0x12' }))
  expect(wrong).toMatchObject({ code: 'INVALID_INPUT', params: { field: 'walletAddress' } })
  const address = await shop.refused(
    'accounts.add',
    add('production', { redirectUrl: 'javascript:alert(1)' }),
  )
  expect(address).toMatchObject({ code: 'INVALID_INPUT', params: { field: 'redirectUrl' } })
  expect(await shop.call('accounts.list', {})).toEqual([])
})
