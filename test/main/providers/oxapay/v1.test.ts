import { describe, expect, test } from 'vitest'
import { oxapay } from '../../../../src/main/providers/oxapay/provider.ts'
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
} from '../../../support/shop/provider-clients.ts'

const KEY = 'K7AB12-CD34EF-GH56IJ'
const TRACK = '184420771'
const DATE = 1_795_168_800

const ok = (data: unknown, more: object = {}): Reply => ({
  json: {
    data,
    message: 'Operation completed successfully!',
    error: {},
    status: 200,
    version: '1.0.0',
    ...more,
  },
})
const no = (status: number, more: object = {}, http = status): Reply => ({
  status: http,
  json: { data: {}, message: 'no', error: { type: 'x', key: '', message: `no ${KEY}` }, status, ...more },
})
const made = {
  track_id: TRACK,
  payment_url: `https://pay.oxapay.com/10223344/${TRACK}`,
  expired_at: NOW / 1000 + 7200,
  date: NOW / 1000,
}
const tx = {
  tx_hash: '9f0c',
  amount: 54.31,
  currency: 'USDT',
  network: 'TRC20',
  address: 'TXk',
  status: 'confirmed',
  confirmations: 19,
  auto_convert: { processed: false, amount: 0, currency: '' },
  date: DATE + 612,
}
const paid = {
  track_id: TRACK,
  type: 'invoice',
  amount: 49.9,
  currency: 'EUR',
  status: 'paid',
  order_id: 'INV-7F3K',
  expired_at: DATE + 3600,
  date: DATE,
  txs: [tx],
}

async function connected(answer: (seen: Seen, count: number) => Reply, settings = {}, merchantKey = KEY) {
  const server = await serve((seen, _response, count) => answer(seen, count))
  const ports = portsFor(server.url, { merchantKey }, { dialect: 'v1', ...settings })
  return { server, client: oxapay.connect(ports), sent: (at = 0) => JSON.parse(server.seen[at]?.body ?? '') }
}

describe('making a link over v1', () => {
  test('oxapay §1, §2.2, §3.4: the key stands in its header, the names are snake_case, the order id is our marker', async () => {
    const { server, client, sent } = await connected(() => ok(made))
    const link = got(
      await client.createLink(ask('EUR', '49.90', { customerEmail: 'ada@example.org' }), never),
    )
    expect(server.seen[0]).toMatchObject({ method: 'POST', path: '/v1/payment/invoice' })
    expect(server.seen[0]?.headers.merchant_api_key).toBe(KEY)
    expect(server.seen[0]?.body).not.toContain(KEY)
    expect(server.seen[0]?.body).toContain('"amount":49.9,')
    expect(sent()).toEqual({
      amount: 49.9,
      currency: 'EUR',
      lifetime: 60,
      email: 'ada@example.org',
      order_id: 'INV-7F3K',
      description: 'CF-000123 Two lamps',
    })
    expect(link).toMatchObject({
      ref: TRACK,
      url: made.payment_url,
      expiresAt: NOW + 7_200_000,
      echoed: null,
    })
  })

  test('oxapay §2.2, §6.7: every option goes out under its v1 name', async () => {
    const { client, sent } = await connected(() => ok({ ...made, expired_at: undefined }), {
      lifeTime: 120,
      feePaidByPayer: 'merchant',
      underPaidCover: 1.5,
      mixedPayment: true,
      sandbox: true,
      returnUrl: 'https://shop.example.org/back',
      thanksMessage: 'Merci !',
    })
    const link = got(await client.createLink(ask('USDT', '10'), never))
    expect(sent()).toMatchObject({
      lifetime: 120,
      fee_paid_by_payer: 0,
      under_paid_coverage: 1.5,
      mixed_payment: true,
      sandbox: true,
      return_url: 'https://shop.example.org/back',
      thanks_message: 'Merci !',
    })
    expect(link.expiresAt).toBe(NOW + 120 * 60_000)
  })

  test.each([
    [no(401), 'AUTH_REJECTED', 'none'],
    [no(400, { error: { type: 'x', key: 'lifetime', message: 'too long' } }), 'REQUEST_REFUSED', 'none'],
    [no(404), 'REQUEST_REFUSED', 'none'],
    [no(429), 'RATE_LIMITED', 'none'],
    [no(500), 'UNAVAILABLE', 'possible'],
    [no(503), 'UNAVAILABLE', 'possible'],
    [no(401, {}, 200), 'AUTH_REJECTED', 'none'],
    [no(500, {}, 200), 'UNAVAILABLE', 'possible'],
    [no(200, {}, 500), 'UNAVAILABLE', 'possible'],
    [no(302, {}, 200), 'BAD_RESPONSE', 'possible'],
    [{ json: { data: made } }, 'BAD_RESPONSE', 'possible'],
    [{ status: 502, text: '<html>' }, 'UNAVAILABLE', 'possible'],
    [{ text: '{"data":{' }, 'BAD_RESPONSE', 'possible'],
    [ok({}), 'BAD_RESPONSE', 'possible'],
    [ok({ ...made, payment_url: 'data:text/html,x' }), 'BAD_RESPONSE', 'possible'],
  ] as const)(
    'oxapay §3.6: an answer of %j is %s with effect %s, and never asked twice',
    async (reply, code, effect) => {
      const { server, client } = await connected(() => reply)
      expect(refused(await client.createLink(ask('USD', '10'), never))).toMatchObject({ code, effect })
      expect(server.seen).toHaveLength(1)
    },
  )

  test('oxapay §3.6: the words name the field they are about, without the key', async () => {
    const { client } = await connected(() =>
      no(400, { error: { type: 'x', key: 'lifetime', message: `too long for ${KEY}` } }),
    )
    const { providerWords } = refused(await client.createLink(ask('USD', '10'), never))
    expect(providerWords).toBe('too long for ••• (lifetime)')
  })

  test('oxapay §6.5: an error of {} beside status 200 is a success', async () => {
    const { client } = await connected(() => ok(made, { error: {} }))
    expect(got(await client.createLink(ask('USD', '10'), never)).ref).toBe(TRACK)
  })
})

describe('asking about one over v1', () => {
  const read = async (facts: object) => {
    const { client } = await connected(() => ok({ ...paid, ...facts }))
    return got(await client.readLink(TRACK, never))
  }

  test('oxapay §1, §2.4: it is a GET without a body, and its numbers are exact', async () => {
    const { server, client } = await connected(() => ok({ ...paid, amount: 0.1, currency: 'USDT' }))
    const state = got(await client.readLink(TRACK, never))
    expect(server.seen[0]).toMatchObject({ method: 'GET', path: `/v1/payment/${TRACK}`, body: '' })
    expect(state).toMatchObject({
      asked: moneyFrom('USDT', '0.1'),
      marker: 'INV-7F3K',
      rawStatus: 'paid',
      expiresAt: (DATE + 3600) * 1000,
      createdAt: DATE * 1000,
    })
  })

  test('oxapay §2.4, §5: every confirmed transfer is a receipt; one that is only seen or failed is none', async () => {
    const state = await read({
      currency: 'USDT',
      amount: 60,
      txs: [
        tx,
        { ...tx, tx_hash: 'aa11', amount: 5.69 },
        { ...tx, tx_hash: null, status: 'confirming' },
        { ...tx, tx_hash: 'bb22', status: 'failed' },
      ],
    })
    expect(state).toMatchObject({ reading: 'paid', received: moneyFrom('USDT', '60') })
    expect(state.receipts).toHaveLength(2)
    expect(state.receipts?.[0]).toMatchObject({
      receiptId: '9f0c',
      txHash: '9f0c',
      payer: null,
      amount: moneyFrom('USDT', '54.31'),
      credited: moneyFrom('USDT', '54.31'),
      paidAt: (DATE + 612) * 1000,
    })
    expect(JSON.parse(state.receipts?.[0]?.raw ?? '')).toEqual(tx)
  })

  test('oxapay §2.4: one transaction that pays twice is two receipts', async () => {
    const state = await read({ txs: [tx, { ...tx, amount: 1 }] })
    expect(state.receipts?.map((one) => [one.receiptId, one.txHash])).toEqual([
      ['9f0c', '9f0c'],
      ['9f0c#2', '9f0c'],
    ])
  })

  test('oxapay §3.1: transfers that together are more than asked are overpaid', async () => {
    const more = await read({ currency: 'USDT', txs: [tx, { ...tx, tx_hash: 'aa11' }], amount: 100 })
    expect(more).toMatchObject({ reading: 'overpaid', received: moneyFrom('USDT', '108.62') })
  })

  test('oxapay §3.1: a mixed payment cannot be summed in the asked currency', async () => {
    const mixed = await read({
      currency: 'USDT',
      amount: 100,
      txs: [tx, { ...tx, tx_hash: 'aa11', amount: 0.01, currency: 'ETH' }],
    })
    expect(mixed).toMatchObject({ reading: 'paid', received: null })
    expect(mixed.receipts?.map((one) => one.credited)).toEqual([moneyFrom('USDT', '54.31'), null])
  })

  test.each([
    ['new', 'open', 'confirmed', 1],
    ['waiting', 'open', 'confirming', 0],
    ['paying', 'confirming', 'confirming', 0],
    ['paid', 'paid', 'confirmed', 1],
    ['paid', 'paid', undefined, 1],
    ['manual_accept', 'paid', 'confirming', 0],
    ['underpaid', 'underpaid', 'confirmed', 1],
    ['underpaid', 'underpaid', 'odd', 0],
    ['expired', 'expired', 'confirmed', 1],
    ['refunding', 'refunded', 'confirmed', 1],
    ['refunded', 'refunded', 'odd', 1],
    ['frozen', 'unheard', 'confirmed', 1],
  ])(
    'oxapay §2.4, §3.1: %s reads as %s, and with a transfer %s has %i receipts',
    async (word, reading, status, count) => {
      const state = await read({ status: word, txs: [{ ...tx, status }] })
      expect(state).toMatchObject({ reading, rawStatus: word })
      expect(state.receipts).toHaveLength(count)
    },
  )

  test('without transfers nothing has arrived', async () => {
    for (const txs of [[], null, undefined]) {
      expect(await read({ status: 'new', txs })).toMatchObject({ received: money('EUR', 0n), receipts: [] })
    }
  })

  test.each([{ tx_hash: null }, { amount: null }, { amount: -1 }, { currency: '' }])(
    'one settled transfer with %j makes the answer unreadable: money must not go missing',
    async (odd) => {
      const { client } = await connected(() => ok({ ...paid, txs: [tx, { ...tx, ...odd }] }))
      expect(refused(await client.readLink(TRACK, never)).code).toBe('BAD_RESPONSE')
    },
  )

  test('oxapay §3.6: 404 is an unknown link, 401 a refused key; another invoice is not taken for this one', async () => {
    const missing = await connected(() => no(404))
    expect(refused(await missing.client.readLink(TRACK, never)).code).toBe('LINK_NOT_FOUND')
    const key = await connected(() => no(401))
    expect(refused(await key.client.readLink(TRACK, never))).toMatchObject({ keyRefused: true })
    const other = await connected(() => ok({ ...paid, track_id: '1' }))
    expect(refused(await other.client.readLink(TRACK, never)).code).toBe('BAD_RESPONSE')
  })
})

describe('the list over v1', () => {
  const row = (track: number, more = {}) => ({ ...paid, track_id: String(track), ...more })
  const page = (rows: object[], number: number, last_page: number) =>
    ok({ list: rows, meta: { page: number, last_page, total: rows.length } })
  const pageOf = (seen: Seen) => Number(new URL(seen.path, 'http://x').searchParams.get('page'))

  test('oxapay §2.5, §3.2: pages of 200 from an hour before, newest first, until all are seen', async () => {
    const { server, client } = await connected((seen) => page([row(pageOf(seen))], pageOf(seen), 4))
    const states = got((await client.listLinks?.({ since: NOW, refs: ['2', '1'] }, never)) ?? expect.fail())
    expect(states.map((state) => state.ref)).toEqual(['1', '2'])
    const query = `from_date=${NOW / 1000 - 3600}&sort_by=create_date&sort_type=desc`
    expect(server.seen.map((seen) => seen.path)).toEqual([
      `/v1/payment?${query}&page=1&size=200`,
      `/v1/payment?${query}&page=2&size=200`,
    ])
    await client.listLinks?.({ since: NOW, refs: ['nowhere'] }, never)
    expect(server.seen).toHaveLength(6)
  })

  test('oxapay §2.5, §3.4: a lost create is matched by its order id among all rows, on any page', async () => {
    const { server, client } = await connected((seen) =>
      pageOf(seen) === 1 ? page([row(1, { order_id: 'other' })], 1, 2) : page([row(2)], 2, 2),
    )
    const found = got((await client.findByMarker?.('INV-7F3K', NOW, never)) ?? expect.fail())
    expect(found).toMatchObject({ ref: '2', url: null, marker: 'INV-7F3K' })
    expect(server.seen.map((seen) => seen.path).join()).not.toContain('INV-7F3K')
  })

  test('oxapay §2.4, §2.5: a row with an empty order id is another shop, one that leaves it out is asked about', async () => {
    const empty = await connected(() => page([row(1, { order_id: '' }), row(2, { order_id: null })], 1, 1))
    expect(got((await empty.client.findByMarker?.('INV-7F3K', NOW, never)) ?? expect.fail())).toBeNull()
    expect(empty.server.seen).toHaveLength(1)
    const left = await connected((seen) =>
      seen.path.startsWith('/v1/payment?') ? page([row(1, { order_id: undefined })], 1, 1) : ok(row(1)),
    )
    expect(got((await left.client.findByMarker?.('INV-7F3K', NOW, never)) ?? expect.fail())?.ref).toBe('1')
  })

  test('oxapay §3.4: "there is none" needs every row read to the last page', async () => {
    const odd = await connected(() => page([{ track_id: '2' }], 1, 1))
    expect(refused((await odd.client.findByMarker?.('INV-7F3K', NOW, never)) ?? expect.fail()).code).toBe(
      'BAD_RESPONSE',
    )
    const endless = await connected((seen) => page([row(1, { order_id: 'x' })], pageOf(seen), 1000))
    expect(refused((await endless.client.findByMarker?.('INV-7F3K', NOW, never)) ?? expect.fail()).code).toBe(
      'BAD_RESPONSE',
    )
    expect(endless.server.seen).toHaveLength(25)
  })
})

describe('checking the key over v1', () => {
  test('oxapay §2, §5: the accepted currencies are the check', async () => {
    const { server, client } = await connected(() => ok({ list: ['BTC'] }))
    expect(got(await client.checkKey(never))).toEqual({ environment: 'live', name: null, warnings: [] })
    expect(server.seen[0]).toMatchObject({ method: 'GET', path: '/v1/payment/accepted-currencies' })
    const other = await connected(() => ok({ list: 'BTC' }))
    expect(refused(await other.client.checkKey(never))).toMatchObject({
      code: 'BAD_RESPONSE',
      effect: 'none',
    })
  })

  test('oxapay §1, §2.2: the sandbox is a flag of each create, and shown; the real key still goes in the header', async () => {
    const { server, client } = await connected(
      (seen) => (seen.method === 'POST' ? ok(made) : ok({ list: [] })),
      { sandbox: true },
    )
    expect(got(await client.checkKey(never)).environment).toBe('sandbox')
    await client.createLink(ask('USD', '10'), never)
    expect(server.seen.at(-1)?.headers.merchant_api_key).toBe(KEY)
    const bySandboxKey = await connected(() => ok({ list: [] }), {}, 'sandbox')
    expect(got(await bySandboxKey.client.checkKey(never)).environment).toBe('sandbox')
  })
})
