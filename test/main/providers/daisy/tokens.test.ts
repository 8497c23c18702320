import { describe, expect, test } from 'vitest'
import { daisy } from '../../../../src/main/providers/daisy/provider.ts'
import { moneyFrom } from '../../../../src/shared/money/money.ts'
import {
  ask,
  got,
  NOW,
  never,
  portsFor,
  type Reply,
  refused,
  type Seen,
  serve,
  stillClock,
} from '../../../support/shop/provider-clients.ts'

const KEYS = { identifier: 'shop-42-abc', secretKey: 's3cr3t-of-the-shop' }
const DAI = '0x6B175474E89094C44Da98b954EedeAC495271d0F'
const USDT = `0x${'dA'.repeat(20)}`
const OTHER = `0x${'12'.repeat(20)}`
const DAY = 24 * 3_600_000

const data = (value: unknown): Reply => ({ json: { data: value } })
const usdt = { symbol: 'USDT', name: 'Tether', address: USDT, decimals: 6 }

function invoice(tokenAddress: string, invoicedPrice: string, more: object = {}) {
  return { identifier: 'q-Tz9_Lk', state: 'UNPAID', amountPaid: '0', tokenAddress, invoicedPrice, ...more }
}

async function connected(answer: (seen: Seen) => Reply, settings = {}) {
  const clock = stillClock()
  const server = await serve((seen) => answer(seen))
  const client = daisy.connect(portsFor(server.url, KEYS, settings, clock))
  const paths = () => server.seen.map((seen) => `${seen.method} ${seen.path}`)
  return { server, client, clock, paths }
}

/** Answers the token list with `tokens`, and everything else with `rest`. */
const listing = (tokens: unknown, rest: Reply) => (seen: Seen) =>
  seen.path === '/otp/tokens' ? data(tokens) : rest

describe('asking in a token', () => {
  test("daisy §2, §2.5, §4: a token in no table is asked in with the list's address and decimals", async () => {
    const rest = data(invoice(USDT, '12345678'))
    const { server, client, paths } = await connected(listing([usdt], rest), { token: 'USDT' })
    const link = got(await client.createLink(ask('USDT', '12.345678'), never))
    expect(paths()).toEqual(['GET /otp/tokens', 'POST /otp/'])
    expect(server.seen[0]?.headers.authorization).toMatch(/^Basic /)
    expect(JSON.parse(server.seen[1]?.body ?? '')).toMatchObject({
      invoicedPrice: '12345678',
      tokenAddress: USDT,
    })
    expect(link.echoed).toEqual(moneyFrom('USDT', '12.345678'))
  })

  test("daisy §4: the list's decimals count, not what the symbol usually has", async () => {
    const rest = data(invoice(USDT, '1'))
    const { server, client } = await connected(listing([{ ...usdt, decimals: '18' }], rest))
    await client.createLink(ask('USDT', '12.345678'), never)
    expect(JSON.parse(server.seen[1]?.body ?? '').invoicedPrice).toBe('12345678000000000000')
    const coarse = await connected(listing([{ ...usdt, decimals: 2 }], rest))
    expect(refused(await coarse.client.createLink(ask('USDT', '1.001'), never)).code).toBe(
      'AMOUNT_TOO_MANY_DECIMALS',
    )
  })

  test.each([
    ['it is not listed', []],
    ['its decimals are not told', [{ ...usdt, decimals: undefined }]],
    ['its address is none', [{ ...usdt, address: 'tether' }]],
    ['two listed tokens carry its symbol', [usdt, { ...usdt, address: OTHER }]],
    ['the list is no list', 'none'],
  ])('daisy §2.5: when %s, the sale is refused and nothing is made', async (_when, tokens) => {
    const { client, paths } = await connected(listing(tokens, data(invoice(USDT, '1'))))
    expect(refused(await client.createLink(ask('USDT', '1'), never))).toMatchObject({
      code: 'CURRENCY_NOT_OFFERED',
      effect: 'none',
    })
    expect(paths()).toEqual(['GET /otp/tokens'])
  })

  test('a list that cannot be had right now refuses the sale for that reason, and is asked for again', async () => {
    let down = true
    const { client } = await connected((seen) => {
      if (seen.path !== '/otp/tokens') return data(invoice(USDT, '1000000'))
      return down ? { status: 503 } : data([usdt])
    })
    expect(refused(await client.createLink(ask('USDT', '1'), never))).toMatchObject({
      code: 'UNAVAILABLE',
      effect: 'none',
    })
    down = false
    expect(got(await client.createLink(ask('USDT', '1'), never)).ref).toBe('q-Tz9_Lk')
  })

  test('the list is kept for a day', async () => {
    const { client, clock, paths } = await connected(listing([usdt], data(invoice(USDT, '1000000'))))
    const asked = () => paths().filter((path) => path === 'GET /otp/tokens').length
    await client.createLink(ask('USDT', '1'), never)
    clock.set(NOW + DAY - 1)
    await client.createLink(ask('USDT', '1'), never)
    expect(asked()).toBe(1)
    clock.set(NOW + DAY)
    await client.createLink(ask('USDT', '1'), never)
    expect(asked()).toBe(2)
  })

  test('daisy §4: the test network has its own addresses, so there only DSY and ETH need no list', async () => {
    const staging = { environment: 'staging' }
    const listedDai = { symbol: 'DAI', address: OTHER, decimals: 18 }
    const { server, client, paths } = await connected(
      listing([listedDai], data(invoice(OTHER, '1'))),
      staging,
    )
    await client.createLink(ask('ETH', '1'), never)
    await client.createLink(ask('DSY', '1'), never)
    expect(paths()).toEqual(['POST /otp/', 'POST /otp/'])
    await client.createLink(ask('DAI', '1'), never)
    expect(JSON.parse(server.seen.at(-1)?.body ?? '').tokenAddress).toBe(OTHER)
  })
})

describe('reading a token', () => {
  const read = async (tokens: unknown, tokenAddress = OTHER, price = '12345678') => {
    const { client } = await connected(listing(tokens, data(invoice(tokenAddress, price))))
    return got(await client.readLink('q-Tz9_Lk', never)).asked
  }

  test('daisy §2.5, §4: an unknown token is read with the decimals of the list', async () => {
    const listed = { symbol: 'GRT', address: OTHER.toUpperCase().replace('0X', '0x'), decimals: 6 }
    expect(await read([listed])).toEqual(moneyFrom('GRT', '12.345678'))
  })

  test.each([
    ['a listed namesake of a documented token', [{ symbol: 'DAI', address: OTHER, decimals: 6 }]],
    ['a listed namesake of a national currency', [{ symbol: 'EUR', address: OTHER, decimals: 6 }]],
    ['a listed symbol that is no plain word', [{ symbol: '<b>', address: OTHER, decimals: 6 }]],
    [
      'one of two listed namesakes',
      [
        { symbol: 'GRT', address: OTHER, decimals: 6 },
        { symbol: 'GRT', address: USDT, decimals: 6 },
      ],
    ],
  ])('%s is named by its address, so that it can never pass for another', async (_what, tokens) => {
    expect(await read(tokens)).toEqual(moneyFrom('0x12121212', '12.345678'))
  })

  test('a token that nobody knows is counted in 10^-18 under its address', async () => {
    expect(await read([])).toEqual(moneyFrom('0x12121212', '0.000000000012345678'))
  })

  test('daisy §3.2: while the list cannot be had, a list leaves such a row to a single question, which says why', async () => {
    const rows = data([invoice(DAI, '1', { identifier: 'known' }), invoice(OTHER, '1')])
    const { client } = await connected((seen) => {
      if (seen.path === '/otp/tokens') return { status: 429 }
      return seen.path === '/otp/invoices/' ? rows : data(invoice(OTHER, '1'))
    })
    const states = got((await client.listLinks?.({ since: 0, refs: [] }, never)) ?? expect.fail())
    expect(states.map((state) => state.ref)).toEqual(['known'])
    expect(refused(await client.readLink('q-Tz9_Lk', never)).code).toBe('RATE_LIMITED')
    const found = (await client.findByMarker?.('INV-7F3K', 0, never)) ?? expect.fail()
    expect(refused(found).code).toBe('BAD_RESPONSE')
  })
})

describe('production and staging', () => {
  test('daisy §1: each environment has its own host, production where none is chosen', () => {
    expect(daisy.baseUrl({})).toBe('https://sdk.daisypayments.com')
    expect(daisy.baseUrl({ environment: 'production' })).toBe('https://sdk.daisypayments.com')
    expect(daisy.baseUrl({ environment: 'staging' })).toBe('https://sdk.staging.daisypayments.com')
    expect(daisy.baseUrl({ environment: 'elsewhere' })).toBe('https://sdk.daisypayments.com')
  })

  const group = { name: 'Corner shop', active: true, tokenAddress: DAI, walletAddress: DAI }

  test.each([
    ['production', 1, 'live', []],
    ['production', 4, 'sandbox', ['wrong_network']],
    ['staging', 4, 'sandbox', []],
    ['staging', 1, 'live', ['wrong_network']],
  ])(
    'daisy §2.4, §5: an account in %s whose group works on network %i is %s, warned of %j',
    async (environment, networkId, shown, warnings) => {
      const settings = { environment, token: 'ETH' }
      const { client } = await connected(() => data({ ...group, networkId }), settings)
      expect(got(await client.checkKey(never))).toMatchObject({ environment: shown, warnings })
    },
  )

  test("daisy §2.5, §5: the check says when the account's token is in no list, but not when the list is down", async () => {
    const answer = data({ ...group, networkId: 1 })
    const without = await connected(listing([], answer), { token: 'USDT' })
    expect(got(await without.client.checkKey(never)).warnings).toEqual(['token_not_listed'])
    const withIt = await connected(listing([usdt], answer), { token: 'USDT' })
    expect(got(await withIt.client.checkKey(never)).warnings).toEqual([])
    const down = await connected((seen) => (seen.path === '/otp/' ? answer : { status: 500 }), {
      token: 'USDT',
    })
    expect(got(await down.client.checkKey(never)).warnings).toEqual([])
  })
})
