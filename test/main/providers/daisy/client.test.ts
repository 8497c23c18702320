import { describe, expect, test } from 'vitest'
import { readingOf } from '../../../../src/main/providers/daisy/mapping.ts'
import { daisy } from '../../../../src/main/providers/daisy/provider.ts'
import { money, moneyFrom } from '../../../../src/shared/money/money.ts'
import {
  ask,
  got,
  never,
  portsFor,
  type Reply,
  refused,
  type Seen,
  serve,
} from '../../../support/shop/provider-clients.ts'

const KEYS = { identifier: 'shop-42-abc', secretKey: 's3cr3t-of-the-shop' }
const DAI = '0x6B175474E89094C44Da98b954EedeAC495271d0F'
const USDC = '0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48'

const invoice = {
  id: 'aW52b2ljZTo0MTI=',
  identifier: 'q-Tz9_Lk',
  state: 'UNPAID',
  paymentState: null,
  amountPaid: '0',
  paidAt: null,
  address: '0x5b1f0c7e2a9d4b3c8e6f1a2b3c4d5e6f70819203',
  tokenAddress: DAI,
  walletAddress: '0x98aDCa769FC6C7628d087dAf69E332Ed27804775',
  invoicedPrice: '10000000000000000000',
  invoicedDetail: 'Two lamps [ref:INV-7F3K]',
  shareURL: 'https://pay.daisypayments.com/i/q-Tz9_Lk',
  createdAt: '2026-11-20T09:00:00.000Z',
  updatedAt: '2026-11-20T09:00:00.000Z',
}
const transfer = {
  id: 'cmVjZWlwdDo5MQ==',
  txHash: '0x4be1',
  account: '0x1c2d',
  amount: '4000000000000000000',
  onChainCreatedAt: '2026-11-20T09:12:31.000Z',
  createdAt: '2026-11-20T09:13:02.000Z',
}

async function connected(answer: (seen: Seen, count: number) => Reply, settings = {}) {
  const server = await serve((seen, _response, count) => answer(seen, count))
  return { server, client: daisy.connect(portsFor(server.url, KEYS, settings)) }
}

const data = (value: unknown): Reply => ({ json: { data: value } })

describe('making a link', () => {
  test('daisy §1, §2.1, §3.4, §4: base units as text, Basic auth, the token and our marker go out', async () => {
    const { server, client } = await connected(() => ({ status: 201, json: { data: invoice } }), {
      redirectUrl: 'https://shop.example.org/thanks',
    })
    const link = got(
      await client.createLink(
        ask('DAI', '10', { customerName: 'Ada L.', customerEmail: 'ada@example.org' }),
        never,
      ),
    )
    const sent = server.seen[0]
    expect(sent).toMatchObject({ method: 'POST', path: '/otp/' })
    expect(sent?.headers.authorization).toBe(`Basic ${btoa('shop-42-abc:s3cr3t-of-the-shop')}`)
    expect(sent?.headers).toMatchObject({ accept: 'application/json', 'content-type': 'application/json' })
    expect(JSON.parse(sent?.body ?? '')).toEqual({
      invoicedPrice: '10000000000000000000',
      invoicedEmail: 'ada@example.org',
      invoicedName: 'Ada L.',
      invoicedDetail: 'Two lamps [ref:INV-7F3K]',
      tokenAddress: DAI,
      redirectURL: 'https://shop.example.org/thanks',
    })
    expect(link).toMatchObject({
      ref: 'q-Tz9_Lk',
      url: 'https://pay.daisypayments.com/i/q-Tz9_Lk',
      expiresAt: null,
      rawStatus: 'UNPAID',
      echoed: moneyFrom('DAI', '10'),
    })
  })

  test('daisy §4, §6.5: USDC goes out with 6 decimals and ETH as the zero address', async () => {
    const { server, client } = await connected(() => data(invoice), { token: 'USDC' })
    await client.createLink(ask('USDC', '12.345678'), never)
    await client.createLink(ask('ETH', '0.000000000000000001'), never)
    const bodies = server.seen.map((seen) => JSON.parse(seen.body))
    expect(bodies[0].invoicedPrice).toBe('12345678')
    expect(bodies[0].tokenAddress.toLowerCase()).toBe(USDC)
    expect(bodies[1]).toMatchObject({ invoicedPrice: '1', tokenAddress: `0x${'0'.repeat(40)}` })
    expect(refused(await client.createLink(ask('USD', '1'), never)).code).toBe('CURRENCY_NOT_OFFERED')
  })

  test('daisy §2.2: without a usable share address the pay page pattern is taken', async () => {
    for (const shareURL of [undefined, null, 'javascript:alert(1)', 'http://evil.example/i/1']) {
      const { client } = await connected(() => data({ ...invoice, shareURL }))
      const link = got(await client.createLink(ask('DAI', '10'), never))
      expect(link.url).toBe('https://pay.daisypayments.com/i/q-Tz9_Lk')
    }
  })

  test('daisy §4: an echo in another or an unknown token can never pass for what was asked', async () => {
    const inUsdc = await connected(() => data({ ...invoice, tokenAddress: USDC, invoicedPrice: '10000000' }))
    expect(got(await inUsdc.client.createLink(ask('DAI', '10'), never)).echoed).toEqual(
      moneyFrom('USDC', '10'),
    )
    const unknown = await connected(() => data({ ...invoice, tokenAddress: `0x${'12'.repeat(20)}` }))
    expect(got(await unknown.client.createLink(ask('DAI', '10'), never)).echoed?.currency).toBe('0x12121212')
  })

  test.each([
    [{ status: 401, json: { message: 'OTP for credentials not found.' } }, 'AUTH_REJECTED', 'none'],
    [{ status: 403, json: { message: 'no' } }, 'FORBIDDEN', 'none'],
    [{ status: 400, json: { message: 'Token not found' } }, 'REQUEST_REFUSED', 'none'],
    [{ status: 404, json: { message: 'Token not found' } }, 'REQUEST_REFUSED', 'none'],
    [{ status: 429, headers: { 'retry-after': '30' } }, 'RATE_LIMITED', 'none'],
    [{ status: 500, text: '<html>oops</html>' }, 'UNAVAILABLE', 'possible'],
    [{ status: 503 }, 'UNAVAILABLE', 'possible'],
    [{ text: '<html>hello</html>', headers: { 'content-type': 'text/html' } }, 'BAD_RESPONSE', 'possible'],
    [{ text: '{"data":{"identifier":"q-T' }, 'BAD_RESPONSE', 'possible'],
    [{ json: { data: null } }, 'BAD_RESPONSE', 'possible'],
    [{ json: { data: { ...invoice, invoicedPrice: '1e1.5' } } }, 'BAD_RESPONSE', 'possible'],
    [{ json: { data: { ...invoice, identifier: '../x' } } }, 'BAD_RESPONSE', 'possible'],
  ] as const)('daisy §1, §3.5: an answer of %j is %s with effect %s', async (reply, code, effect) => {
    const { server, client } = await connected(() => reply)
    const error = refused(await client.createLink(ask('DAI', '10'), never))
    expect(error).toMatchObject({ code, effect })
    expect(server.seen).toHaveLength(1)
  })

  test('daisy §3.5: the message is kept for people, without the secret', async () => {
    const message = `Token not found for ${KEYS.secretKey} ${btoa(`${KEYS.identifier}:${KEYS.secretKey}`)}`
    const { client } = await connected(() => ({ status: 400, json: { message } }))
    const error = refused(await client.createLink(ask('DAI', '10'), never))
    expect(error.providerWords).toBe('Token not found for ••• •••')
  })
})

describe('reading', () => {
  test.each([
    ['UNPAID', 0n, 'open'],
    ['PENDING', 0n, 'open'],
    [null, 0n, 'open'],
    [undefined, 0n, 'open'],
    ['UNDER_PAID', 4n, 'underpaid'],
    ['PAID', 10n, 'paid'],
    ['OVER_PAID', 11n, 'overpaid'],
    ['REFUNDED', 0n, 'unheard'],
    ['REFUNDED', 10n, 'paid'],
    // The stronger fact of payment counts where the word and the amounts contradict each other.
    ['UNPAID', 11n, 'overpaid'],
    ['PAID', 4n, 'paid'],
    ['toString', 0n, 'unheard'],
  ] as const)('daisy §3.1: %s with %d of 10 paid reads as %s', (state, paid, reading) => {
    expect(readingOf(state, paid, 10n)).toBe(reading)
  })

  test('daisy §2.2, §3.1: a link tells what it asks, what arrived and our marker, and never expires', async () => {
    const { server, client } = await connected(() =>
      data({ ...invoice, state: 'UNDER_PAID', amountPaid: '4000000000000000001' }),
    )
    const state = got(await client.readLink('q-Tz9_Lk', never))
    expect(server.seen[0]).toMatchObject({ method: 'GET', path: '/otp/invoices/q-Tz9_Lk/', body: '' })
    expect(state).toMatchObject({
      reading: 'underpaid',
      rawStatus: 'UNDER_PAID',
      received: money('DAI', 4_000_000_000_000_000_001n),
      asked: moneyFrom('DAI', '10'),
      marker: 'INV-7F3K',
      receipts: null,
      expiresAt: null,
      createdAt: Date.parse('2026-11-20T09:00:00Z'),
    })
  })

  test('daisy §3.5: "not found" comes as 404 or as null with 200', async () => {
    for (const reply of [data(null), { status: 404, json: { message: 'no such invoice' } }]) {
      const { client } = await connected(() => reply)
      expect(refused(await client.readLink('q-Tz9_Lk', never))).toMatchObject({ code: 'LINK_NOT_FOUND' })
    }
  })

  test('an answer about another invoice is not taken for this one', async () => {
    const { client } = await connected(() => data(invoice))
    expect(refused(await client.readLink('other', never)).code).toBe('BAD_RESPONSE')
  })

  test('daisy §2.3, §5, §6.3: receipts come by their own call, in the token of their invoice', async () => {
    const { server, client } = await connected(
      (seen) =>
        seen.path.endsWith('/receipts/') ? data([transfer]) : data({ ...invoice, state: 'UNDER_PAID' }),
      { token: 'USDC' },
    )
    const [receipt] = got(await client.readReceipts('q-Tz9_Lk', never))
    // The account asks in USDC by now, but this invoice was made in DAI.
    expect(receipt).toMatchObject({
      receiptId: 'cmVjZWlwdDo5MQ==',
      txHash: '0x4be1',
      payer: '0x1c2d',
      amount: moneyFrom('DAI', '4'),
      credited: moneyFrom('DAI', '4'),
      paidAt: Date.parse('2026-11-20T09:12:31Z'),
    })
    expect(JSON.parse(receipt?.raw ?? '')).toEqual(transfer)
    await client.readReceipts('q-Tz9_Lk', never)
    const paths = server.seen.map((seen) => seen.path)
    expect(paths.filter((path) => path === '/otp/invoices/q-Tz9_Lk/')).toHaveLength(1)
  })

  test('one receipt that cannot be read makes the answer unreadable: money must not go missing', async () => {
    const { client } = await connected((seen) =>
      seen.path.endsWith('/receipts/') ? data([transfer, { ...transfer, amount: '-1' }]) : data(invoice),
    )
    expect(refused(await client.readReceipts('q-Tz9_Lk', never)).code).toBe('BAD_RESPONSE')
  })
})

describe('the list', () => {
  const other = { ...invoice, identifier: 'other', invoicedDetail: null, createdAt: '2026-01-01T00:00:00Z' }

  test('daisy §3.2: it is asked unfiltered once, and a row that cannot be read is left to a single query', async () => {
    const { server, client } = await connected(() => data([invoice, { nonsense: 1 }, other]))
    const since = Date.parse('2026-11-01T00:00:00Z')
    const states = got((await client.listLinks?.({ since, refs: [] }, never)) ?? expect.fail())
    expect(states.map((state) => state.ref)).toEqual(['q-Tz9_Lk'])
    const both = got((await client.listLinks?.({ since, refs: ['other'] }, never)) ?? expect.fail())
    expect(both.map((state) => state.ref)).toEqual(['q-Tz9_Lk', 'other'])
    expect(server.seen.map((seen) => seen.path)).toEqual(['/otp/invoices/', '/otp/invoices/'])
  })

  test('daisy §3.4: a lost create is found again by its marker, with its address', async () => {
    const { client } = await connected(() => data([other, invoice]))
    const found = got((await client.findByMarker?.('INV-7F3K', 0, never)) ?? expect.fail())
    expect(found).toMatchObject({ ref: 'q-Tz9_Lk', url: 'https://pay.daisypayments.com/i/q-Tz9_Lk' })
    expect(got((await client.findByMarker?.('INV-7F3', 0, never)) ?? expect.fail())).toBeNull()
  })

  test('daisy §3.4: while a row cannot be read, or the list fails, nobody says that there is none', async () => {
    for (const reply of [data([other, { identifier: 'q' }]), { status: 500 }, data('none')]) {
      const { client } = await connected(() => reply)
      expect(refused((await client.findByMarker?.('INV-7F3K', 0, never)) ?? expect.fail())).toBeDefined()
    }
  })
})

test('daisy §3.2: the whole group comes in one answer, so a list of several megabytes is still read', async () => {
  const rows = Array.from({ length: 3_000 }, (_, index) => ({
    ...invoice,
    identifier: `q-${index}`,
    invoicedDetail: 'x'.repeat(400),
  }))
  const { client } = await connected(() => data(rows))
  const states = got((await client.listLinks?.({ since: 0, refs: [] }, never)) ?? expect.fail())
  expect(states).toHaveLength(3_000)
})

describe('checking the key', () => {
  const group = {
    identifier: 'shop-42-abc',
    name: 'Corner shop',
    networkId: 1,
    active: true,
    tokenAddress: DAI,
    walletAddress: '0x98aDCa769FC6C7628d087dAf69E332Ed27804775',
    secretKey: KEYS.secretKey,
  }

  test('daisy §2.4, §5: a good group has no warnings, and its echoed secret goes nowhere', async () => {
    const { server, client } = await connected(() => data(group))
    const check = got(await client.checkKey(never))
    expect(check).toEqual({ environment: 'live', name: 'Corner shop', warnings: [] })
    expect(server.seen.map((seen) => seen.path)).toEqual(['/otp/'])
  })

  test('daisy §2.4, §5: what will get in the way is named', async () => {
    const odd = { ...group, networkId: 4, active: false, tokenAddress: null, walletAddress: null }
    const { client } = await connected(() => data(odd))
    expect(got(await client.checkKey(never))).toEqual({
      environment: 'sandbox',
      name: 'Corner shop',
      warnings: ['group_inactive', 'no_default_token', 'no_default_wallet', 'wrong_network'],
    })
  })

  test('an account with its own wallet needs no default wallet, and DSY lives on the test network', async () => {
    const walletAddress = '0x98aDCa769FC6C7628d087dAf69E332Ed27804775'
    const settings = { environment: 'staging', token: 'DSY', walletAddress }
    const { client } = await connected(() => data({ ...group, networkId: 4, walletAddress: null }), settings)
    expect(got(await client.checkKey(never)).warnings).toEqual([])
  })

  test('without a key nothing is sent', async () => {
    const server = await serve(() => data(group))
    const client = daisy.connect(portsFor(server.url, { identifier: 'x' }))
    expect(refused(await client.checkKey(never))).toMatchObject({ code: 'NO_KEY', effect: 'none' })
    expect(server.seen).toEqual([])
  })
})

test('an account has the one currency of its token setting', () => {
  expect(daisy.currenciesOf({}).map((one) => one.currency)).toEqual(['DAI'])
  expect(daisy.currenciesOf({ token: 'USDC' })).toEqual([
    { currency: 'USDC', decimals: 6, minimum: null, maximum: null },
  ])
})
