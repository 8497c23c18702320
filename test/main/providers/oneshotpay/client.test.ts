import { describe, expect, test } from 'vitest'
import { oneshotpay } from '../../../../src/main/providers/oneshotpay/provider.ts'
import { money, moneyFrom } from '../../../../src/shared/money/money.ts'
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

const KEYS = { userId: '01890a5d-ac96-774b-bcce-b302099a8057', apiToken: 'tok_9f-secret' }
const ID = '01993c1e-6f0a-7c44-9d0e-2a1b3c4d5e6f'
const HASH = `0x${'9c'.repeat(32)}`

const link = {
  id: ID,
  userId: KEYS.userId,
  username: 'corner-shop',
  status: 0,
  amount: 12_500_000,
  description: 'CF-000123 Two lamps',
  expirationTimestamp: NOW / 1000 + 900,
  reuseable: false,
  paymentCount: 0,
  mostRecentPayment: null,
  createdTimestamp: NOW / 1000,
  updatedTimestamp: NOW / 1000,
}
const payment = {
  id: '01993c21-0000-7000-8000-000000000001',
  payLinkId: ID,
  amount: 12_500_000,
  transactionHash: null as string | null,
  paidByUserId: '018f77aa-0000-7000-8000-000000000001',
  createdTimestamp: NOW / 1000 + 60,
  updatedTimestamp: NOW / 1000 + 72,
}

type LinksAnswer = (seen: Seen, bearer: string) => Reply

async function connected(answer: LinksAnswer, settings = {}, lifetime: unknown = 3600) {
  let tokens = 0
  const clock = stillClock()
  const server = await serve((seen) => {
    if (seen.path !== '/token') return answer(seen, seen.headers.authorization ?? '')
    tokens += 1
    return { json: { access_token: `jwt-${tokens}`, token_type: 'Bearer', expires_in: lifetime } }
  })
  const client = oneshotpay.connect(portsFor(server.url, KEYS, settings, clock))
  const paths = () => server.seen.map((seen) => `${seen.method} ${seen.path}`)
  return { server, client, clock, paths }
}

describe('the token', () => {
  test.each([{ userId: '' }, { apiToken: '' }])('is asked for with a whole key only: %j', async (missing) => {
    const server = await serve(() => ({ json: {} }))
    const client = oneshotpay.connect(portsFor(server.url, { ...KEYS, ...missing }, {}))
    expect(refused(await client.checkKey(never)).code).toBe('NO_KEY')
    expect(server.seen).toEqual([])
  })

  test('1shotpay §1: it is exchanged once, as JSON, and used until a tenth of its life remains', async () => {
    const { server, client, clock, paths } = await connected(() => ({ json: link }))
    await client.readLink(ID, never)
    clock.set(NOW + 3_239_000)
    await client.readLink(ID, never)
    expect(paths()).toEqual(['POST /token', `GET /links/${ID}`, `GET /links/${ID}`])
    expect(JSON.parse(server.seen[0]?.body ?? '')).toEqual({
      client_id: KEYS.userId,
      client_secret: KEYS.apiToken,
      grant_type: 'client_credentials',
    })
    expect(server.seen[1]?.headers.authorization).toBe('Bearer jwt-1')
    clock.set(NOW + 3_241_000)
    await client.readLink(ID, never)
    expect(server.seen.at(-1)?.headers.authorization).toBe('Bearer jwt-2')
  })

  test('1shotpay §1: a token that lives ten minutes or less is still used more than once', async () => {
    const { client, paths } = await connected(() => ({ json: link }), {}, 300)
    await client.readLink(ID, never)
    await client.readLink(ID, never)
    expect(paths().filter((path) => path === 'POST /token')).toHaveLength(1)
  })

  test('parallel questions share one exchange, and one that is given up does not end the others', async () => {
    const { client, paths } = await connected(() => ({ json: link }))
    const caller = new AbortController()
    const calls = [client.readLink(ID, caller.signal), client.readLink(ID, never), client.readLink(ID, never)]
    caller.abort()
    const [first, ...rest] = await Promise.all(calls)
    expect(first && refused(first).code).toBe('CANCELLED')
    for (const result of rest) expect(got(result).ref).toBe(ID)
    expect(paths().filter((path) => path === 'POST /token')).toHaveLength(1)
  })

  test('given the key was replaced, then the token of the old one is never used again', async () => {
    const { server } = await connected(() => ({ json: link }))
    let apiToken = KEYS.apiToken
    const ports = portsFor(server.url, KEYS)
    const client = oneshotpay.connect({ ...ports, useCredentials: (use) => use({ ...KEYS, apiToken }) })
    await client.readLink(ID, never)
    apiToken = 'tok_new'
    await client.readLink(ID, never)
    const exchanged = server.seen
      .filter((seen) => seen.path === '/token')
      .map((seen) => JSON.parse(seen.body))
    expect(exchanged.map((body) => body.client_secret)).toEqual([KEYS.apiToken, 'tok_new'])
    expect(server.seen.at(-1)?.headers.authorization).toBe('Bearer jwt-2')
  })

  test('1shotpay §3.5: a 401 on a link is repeated once with a fresh token, for a create too', async () => {
    const { client, paths } = await connected((_seen, bearer) =>
      bearer === 'Bearer jwt-1' ? { status: 401, json: { message: 'expired' } } : { status: 201, json: link },
    )
    expect(got(await client.createLink(ask('USD', '12.50'), never)).ref).toBe(ID)
    expect(paths()).toEqual(['POST /token', 'POST /links', 'POST /token', 'POST /links'])
  })

  test('1shotpay §3.5: a second 401 is a refused key, and nothing more is sent', async () => {
    const { client, paths } = await connected(() => ({ status: 401 }))
    expect(refused(await client.createLink(ask('USD', '12.50'), never))).toMatchObject({
      code: 'AUTH_REJECTED',
      effect: 'none',
    })
    expect(paths()).toHaveLength(4)
  })

  test.each([
    [401, 'AUTH_REJECTED'],
    [400, 'AUTH_REJECTED'],
    [422, 'AUTH_REJECTED'],
    [403, 'FORBIDDEN'],
    [429, 'RATE_LIMITED'],
    [500, 'UNAVAILABLE'],
  ])(
    '1shotpay §3.5: %i on the exchange is %s, without a repeat, and no link was made',
    async (status, code) => {
      const server = await serve(() => ({ status, json: { message: `no ${KEYS.apiToken}` } }))
      const client = oneshotpay.connect(portsFor(server.url, KEYS))
      expect(refused(await client.createLink(ask('USD', '12.50'), never))).toMatchObject({
        code,
        effect: 'none',
        httpStatus: status,
        providerWords: 'no •••',
      })
      expect(server.seen).toHaveLength(1)
    },
  )
})

describe('making a link', () => {
  test('1shotpay §2.1: a picture and the one payer who may pay are the account settings, absent when not set', async () => {
    const settings = {
      mediaUrl: 'https://shop.example.org/lamp.png',
      requestedPayerUserId: '018f77aa-0000-7000-8000-000000000001',
    }
    const chosen = await connected(() => ({ status: 201, json: link }), settings)
    await chosen.client.createLink(ask('USD', '12.50'), never)
    expect(JSON.parse(chosen.server.seen[1]?.body ?? '')).toMatchObject(settings)
    const bare = await connected(() => ({ status: 201, json: link }))
    await bare.client.createLink(ask('USD', '12.50'), never)
    expect(Object.keys(JSON.parse(bare.server.seen[1]?.body ?? '')).toSorted()).toEqual([
      'amount',
      'description',
      'expirationTimestamp',
      'reuseable',
    ])
  })

  test('1shotpay §2.1, §3.4, §4: decimal dollars go out as an exact number, with an expiry in seconds and our number', async () => {
    const { server, client } = await connected(() => ({ status: 201, json: link }))
    const made = got(await client.createLink(ask('USD', '12.50'), never))
    expect(server.seen[1]?.body).toContain('"amount":12.5,')
    expect(JSON.parse(server.seen[1]?.body ?? '')).toEqual({
      amount: 12.5,
      description: 'CF-000123 Two lamps',
      reuseable: false,
      expirationTimestamp: NOW / 1000 + 900,
    })
    expect(made).toMatchObject({
      ref: ID,
      url: `https://1shotpay.com/en/link/${ID}`,
      expiresAt: NOW + 900_000,
      rawStatus: '0',
      echoed: moneyFrom('USD', '12.50'),
    })
  })

  test('1shotpay §2.1, §2.4: the account chooses the page language, its closing and the life of a link', async () => {
    const settings = { locale: 'tr', closeOnComplete: true, expiryMinutes: 60 }
    const { server, client } = await connected(
      () => ({ json: { ...link, expirationTimestamp: null } }),
      settings,
    )
    const made = got(await client.createLink(ask('USD', '12.50'), never))
    expect(made.url).toBe(`https://1shotpay.com/tr/link/${ID}?closeOnComplete=true`)
    expect(made.expiresAt).toBe(NOW + 3_600_000)
    expect(JSON.parse(server.seen[1]?.body ?? '')).toMatchObject({ expirationTimestamp: NOW / 1000 + 3600 })
  })

  test('1shotpay §4: another amount in the echo is told, also when it is no whole cent', async () => {
    const other = await connected(() => ({ json: { ...link, amount: 12_510_000 } }))
    expect(got(await other.client.createLink(ask('USD', '12.50'), never)).echoed).toEqual(
      moneyFrom('USD', '12.51'),
    )
    const odd = await connected(() => ({ json: { ...link, amount: 12_500_001 } }))
    expect(got(await odd.client.createLink(ask('USD', '12.50'), never)).echoed).toEqual(
      money('USDC', 12_500_001n),
    )
  })

  test.each([
    [{ status: 400, text: 'bad amount' }, 'REQUEST_REFUSED', 'none'],
    [{ status: 422 }, 'REQUEST_REFUSED', 'none'],
    [{ status: 403 }, 'FORBIDDEN', 'none'],
    [{ status: 429 }, 'RATE_LIMITED', 'none'],
    [{ status: 500 }, 'UNAVAILABLE', 'possible'],
    [{ text: '<html>' }, 'BAD_RESPONSE', 'possible'],
    [{ json: { ...link, id: '../x' } }, 'BAD_RESPONSE', 'possible'],
    [{ json: { ...link, amount: 12.5 } }, 'BAD_RESPONSE', 'possible'],
  ] as const)(
    '1shotpay §3.5: an answer of %j is %s with effect %s, and no second create',
    async (reply, code, effect) => {
      const { client, paths } = await connected(() => reply)
      expect(refused(await client.createLink(ask('USD', '12.50'), never))).toMatchObject({ code, effect })
      expect(paths()).toEqual(['POST /token', 'POST /links'])
    },
  )

  test('only dollars can be asked for', async () => {
    const { client, paths } = await connected(() => ({ json: link }))
    expect(refused(await client.createLink(ask('USDC', '12.50'), never)).code).toBe('CURRENCY_NOT_OFFERED')
    expect(paths()).toEqual([])
  })
})

describe('reading', () => {
  const mined = { ...payment, transactionHash: HASH }

  test.each([
    [{ status: 0 }, 'open', 0],
    [{ status: '0' }, 'open', 0],
    [{ status: 'ACTIVE' }, 'open', 0],
    [{ status: 0, mostRecentPayment: payment }, 'confirming', 0],
    [{ status: 0, mostRecentPayment: mined }, 'open', 1],
    [{ status: 1, mostRecentPayment: mined }, 'paid', 1],
    [{ status: 'paid', mostRecentPayment: payment }, 'paid', 1],
    [{ status: 1 }, 'paid', 0],
    [{ status: 1, mostRecentPayment: { ...mined, amount: 12_490_000 } }, 'underpaid', 1],
    [{ status: 1, mostRecentPayment: { ...mined, amount: 12_500_001 } }, 'overpaid', 1],
    [{ status: 2 }, 'expired', 0],
    [{ status: 7 }, 'unheard', 0],
    [{ status: 'constructor' }, 'unheard', 0],
  ] as const)('1shotpay §3.1: %j reads as %s with %i receipts', async (facts, reading, count) => {
    const { client } = await connected(() => ({ json: { ...link, ...facts } }))
    const state = got(await client.readLink(ID, never))
    expect(state).toMatchObject({
      reading,
      rawStatus: String(facts.status),
      asked: moneyFrom('USD', '12.50'),
    })
    expect(state.receipts).toHaveLength(count)
  })

  test('1shotpay §2.3, §5: the latest payment is the receipt, in USDC, credited in dollars', async () => {
    const { client } = await connected(() => ({ json: { ...link, status: 1, mostRecentPayment: mined } }))
    const [receipt] = got(await client.readReceipts(ID, never))
    expect(receipt).toMatchObject({
      receiptId: payment.id,
      txHash: HASH,
      payer: payment.paidByUserId,
      amount: moneyFrom('USDC', '12.5'),
      credited: moneyFrom('USD', '12.50'),
      paidAt: NOW + 72_000,
    })
    expect(JSON.parse(receipt?.raw ?? '')).toEqual(mined)
  })

  test('1shotpay §5: a paid link without a hash yet has its receipt, dated by the payment; the hash comes later', async () => {
    let hash: string | null = null
    const { client } = await connected(() => ({
      json: { ...link, status: 1, mostRecentPayment: { ...payment, transactionHash: hash } },
    }))
    const before = got(await client.readLink(ID, never)).receipts?.[0]
    hash = HASH
    const after = got(await client.readLink(ID, never)).receipts?.[0]
    expect(before).toMatchObject({ receiptId: payment.id, txHash: null, paidAt: NOW + 60_000 })
    expect(after).toMatchObject({ receiptId: payment.id, txHash: HASH, paidAt: NOW + 72_000 })
  })

  test('1shotpay §2.2: null, 0 or no expiry is "no expiry"; and the address we shared is never replaced (1shotpay §6.5)', async () => {
    for (const expirationTimestamp of [null, 0, undefined]) {
      const { client } = await connected(() => ({ json: { ...link, expirationTimestamp } }))
      expect(got(await client.readLink(ID, never))).toMatchObject({ expiresAt: null, url: null })
    }
  })

  test.each([403, 404])(
    '1shotpay §3.5: %i on a link means that it is not ours or not there',
    async (status) => {
      const { client } = await connected(() => ({ status }))
      expect(refused(await client.readLink(ID, never))).toMatchObject({
        code: 'LINK_NOT_FOUND',
        httpStatus: status,
      })
    },
  )

  test('the bearer token is masked wherever an answer repeats it', async () => {
    const { client } = await connected((_seen, bearer) => ({ json: { ...link, description: bearer } }))
    expect(got(await client.readLink(ID, never)).rawAnswer).toContain('Bearer •••')
  })
})

describe('checking the key', () => {
  test('1shotpay §3.6: one token exchange is the check, also when a good token is at hand', async () => {
    const { client, paths } = await connected(() => ({ json: link }))
    await client.readLink(ID, never)
    expect(got(await client.checkKey(never))).toEqual({ environment: 'live', name: null, warnings: [] })
    expect(paths().filter((path) => path === 'POST /token')).toHaveLength(2)
  })

  test('1shotpay §3.6: an answer without token or lifetime is no success', async () => {
    for (const json of [{}, { access_token: 'x' }, { access_token: 1, expires_in: 3600 }]) {
      const server = await serve(() => ({ json }))
      expect(refused(await oneshotpay.connect(portsFor(server.url, KEYS)).checkKey(never)).code).toBe(
        'BAD_RESPONSE',
      )
    }
  })
})
