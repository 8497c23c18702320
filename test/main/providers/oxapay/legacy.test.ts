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

const created = {
  result: 100,
  message: 'Operation completed successfully!',
  trackId: TRACK,
  payLink: `https://pay.oxapay.com/10223344/${TRACK}`,
  expiredAt: String(NOW / 1000 + 7200),
}
const paid = {
  trackId: TRACK,
  status: 'Paid',
  type: 'invoice',
  amount: '49.9',
  currency: 'EUR',
  payAmount: '54.31',
  payCurrency: 'USDT',
  network: 'TRC20',
  address: 'TXk',
  txID: '9f0c',
  orderId: 'INV-7F3K',
  feePaidByPayer: 0,
  underPaidCover: 1,
  date: '1795168800',
  payDate: '1795169412',
}

const done = (fields: object): Reply => ({ json: { result: 100, message: 'ok', ...fields } })

async function connected(answer: (seen: Seen, count: number) => Reply, settings = {}, merchantKey = KEY) {
  const server = await serve((seen, _response, count) => answer(seen, count))
  const client = oxapay.connect(portsFor(server.url, { merchantKey }, settings))
  const bodies = () => server.seen.map((seen) => JSON.parse(seen.body))
  return { server, client, bodies }
}

describe('making a link', () => {
  test('oxapay §1, §2.1, §3.4: the key stands in the body, the amount is a number, the order id is our marker', async () => {
    const { server, client, bodies } = await connected(() => ({ json: created }))
    const link = got(
      await client.createLink(ask('EUR', '49.90', { customerEmail: 'ada@example.org' }), never),
    )
    expect(server.seen[0]).toMatchObject({ method: 'POST', path: '/merchants/request' })
    expect(server.seen[0]?.body).toContain('"amount":49.9,')
    expect(bodies()[0]).toEqual({
      merchant: KEY,
      amount: 49.9,
      currency: 'EUR',
      lifeTime: 60,
      email: 'ada@example.org',
      orderId: 'INV-7F3K',
      description: 'CF-000123 Two lamps',
    })
    expect(link).toMatchObject({ ref: TRACK, url: created.payLink, expiresAt: NOW + 7_200_000, echoed: null })
  })

  test('oxapay §2.1, §3.1: lifetime, fee payer, cover and return address are the account settings', async () => {
    const settings = {
      lifeTime: 120,
      feePaidByPayer: 'payer',
      underPaidCover: 1.5,
      returnUrl: 'https://shop.example.org/back',
    }
    const { client, bodies } = await connected(
      () => ({ json: { ...created, expiredAt: undefined } }),
      settings,
    )
    const link = got(await client.createLink(ask('USDT', '10'), never))
    expect(bodies()[0]).toMatchObject({ lifeTime: 120, feePaidByPayer: 1, underPaidCover: 1.5 })
    expect(bodies()[0].returnUrl).toBe(settings.returnUrl)
    expect(link.expiresAt).toBe(NOW + 120 * 60_000)
  })

  test('oxapay §3.1: a lifetime outside 16 to 2879 is never sent', async () => {
    const { client, bodies } = await connected(() => ({ json: created }), { lifeTime: 2880 })
    await client.createLink(ask('USD', '10'), never)
    expect(bodies()[0].lifeTime).toBe(60)
  })

  test('oxapay §2.1: track id and expiry are taken as number and as text', async () => {
    const { client } = await connected(() => ({
      json: { ...created, trackId: Number(TRACK), expiredAt: NOW / 1000 + 7200 },
    }))
    expect(got(await client.createLink(ask('USD', '10'), never))).toMatchObject({
      ref: TRACK,
      expiresAt: NOW + 7_200_000,
    })
  })

  test('oxapay §4: more than 8 decimals or an unknown currency are refused here', async () => {
    const { server, client } = await connected(() => ({ json: created }))
    expect(refused(await client.createLink(ask('ETH', '0.123456789'), never)).code).toBe(
      'AMOUNT_TOO_MANY_DECIMALS',
    )
    expect(refused(await client.createLink(ask('DZD', '500'), never)).code).toBe('CURRENCY_NOT_OFFERED')
    expect(server.seen).toEqual([])
  })

  test.each([
    [102, 'AUTH_REJECTED', 'none'],
    [103, 'AUTH_REJECTED', 'none'],
    [104, 'FORBIDDEN', 'none'],
    [101, 'REQUEST_REFUSED', 'none'],
    [109, 'REQUEST_REFUSED', 'none'],
    [123, 'REQUEST_REFUSED', 'none'],
    [116, 'LINK_NOT_FOUND', 'none'],
    [124, 'RATE_LIMITED', 'none'],
    [135, 'REQUEST_REFUSED', 'none'],
    [131, 'UNAVAILABLE', 'possible'],
    [500, 'UNAVAILABLE', 'possible'],
    [999, 'BAD_RESPONSE', 'possible'],
  ] as const)('oxapay §3.5: result %i under HTTP 200 is %s with effect %s', async (result, code, effect) => {
    const { client } = await connected(() => ({ json: { result, message: `no ${KEY}` } }))
    expect(refused(await client.createLink(ask('USD', '10'), never))).toMatchObject({
      code,
      effect,
      providerWords: 'no •••',
    })
  })

  test.each([
    [{ status: 401, json: { result: 102, message: 'key' } }, 'AUTH_REJECTED', 'none'],
    [{ status: 400, json: { result: 109, message: 'low' } }, 'REQUEST_REFUSED', 'none'],
    [{ status: 403, text: 'no' }, 'FORBIDDEN', 'none'],
    [{ status: 429, text: 'no' }, 'RATE_LIMITED', 'none'],
    [{ status: 500, json: { result: 101, message: 'odd' } }, 'REQUEST_REFUSED', 'possible'],
    [{ status: 502, text: '<html>' }, 'UNAVAILABLE', 'possible'],
    [{ text: '{"result":100,' }, 'BAD_RESPONSE', 'possible'],
    [{ json: { result: 100, message: 'ok' } }, 'BAD_RESPONSE', 'possible'],
    [{ json: { ...created, payLink: 'data:text/html,x' } }, 'BAD_RESPONSE', 'possible'],
  ] as const)(
    'oxapay §3.5: bodies of any status are read: %j is %s with effect %s',
    async (reply, code, effect) => {
      const { server, client } = await connected(() => reply)
      expect(refused(await client.createLink(ask('USD', '10'), never))).toMatchObject({ code, effect })
      expect(server.seen).toHaveLength(1)
    },
  )
})

describe('asking about one', () => {
  const read = async (facts: object) => {
    const { client } = await connected(() => done({ ...paid, ...facts }))
    return got(await client.readLink(TRACK, never))
  }

  test('oxapay §2.3: the track id goes out as a number while it is exact as one, else as text', async () => {
    const { server, client } = await connected((seen) =>
      done({ ...paid, trackId: JSON.parse(seen.body).trackId }),
    )
    await client.readLink(TRACK, never)
    await client.readLink('9007199254740993', never)
    await client.readLink('AB-12', never)
    const sent = server.seen.map((seen) => seen.body.match(/"trackId":([^,}]+)/)?.[1])
    expect(sent).toEqual([TRACK, '"9007199254740993"', '"AB-12"'])
    expect(server.seen[0]?.path).toBe('/merchants/inquiry')
  })

  test('oxapay §2.3, §5: a paid invoice has its one transfer, uncredited where the coin is another', async () => {
    const state = await read({})
    expect(state).toMatchObject({
      reading: 'paid',
      rawStatus: 'Paid',
      asked: moneyFrom('EUR', '49.90'),
      received: null,
      marker: 'INV-7F3K',
      url: null,
      expiresAt: null,
      createdAt: 1_795_168_800_000,
    })
    expect(state.receipts).toHaveLength(1)
    expect(state.receipts?.[0]).toMatchObject({
      receiptId: '9f0c',
      txHash: '9f0c',
      payer: null,
      amount: moneyFrom('USDT', '54.31'),
      credited: null,
      paidAt: 1_795_169_412_000,
    })
  })

  test('oxapay §3.1: in one currency the transfer counts, and more than asked is overpaid', async () => {
    const over = await read({ currency: 'USDT', payAmount: '50' })
    expect(over).toMatchObject({ reading: 'overpaid', received: moneyFrom('USDT', '50') })
    const short = await read({ currency: 'USDT', payAmount: '49.5' })
    expect(short).toMatchObject({ reading: 'paid', received: moneyFrom('USDT', '49.5') })
  })

  test.each([
    ['New', 'open', 0],
    ['waiting', 'open', 0],
    ['Confirming', 'confirming', 0],
    ['Paying', 'confirming', 0],
    ['PAID', 'paid', 1],
    ['manual_accept', 'paid', 1],
    ['Expired', 'expired', 0],
    ['Failed', 'failed', 0],
    ['underpaid', 'underpaid', 0],
    ['refunding', 'refunded', 1],
    ['refunded', 'refunded', 1],
    ['Frozen', 'unheard', 0],
    ['valueOf', 'unheard', 0],
  ])('oxapay §3.1: %s reads as %s, with %i receipts', async (status, reading, count) => {
    const state = await read({ status })
    expect(state).toMatchObject({ reading, rawStatus: status })
    expect(state.receipts).toHaveLength(count)
  })

  test('oxapay §2.3: before a coin is chosen its fields are empty or missing, and nothing has arrived', async () => {
    const empty = { status: 'New', payAmount: '', payCurrency: '', txID: '', payDate: '', orderId: null }
    expect(await read(empty)).toMatchObject({ reading: 'open', received: money('EUR', 0n), marker: null })
    expect(await read({ ...empty, currency: undefined })).toMatchObject({ asked: moneyFrom('USD', '49.90') })
  })

  test('digits finer than a coin counts are left out of a receipt, never rounded up', async () => {
    const state = await read({ payAmount: '54.3100009' })
    expect(state.receipts?.[0]?.amount).toEqual(moneyFrom('USDT', '54.31'))
  })

  test('oxapay §3.5, §6.3: result 116 is an unknown link; result 100 alone says nothing of payment', async () => {
    const missing = await connected(() => ({ json: { result: 116, message: 'not found' } }))
    expect(refused(await missing.client.readLink(TRACK, never)).code).toBe('LINK_NOT_FOUND')
    const bare = await connected(() => done({}))
    expect(refused(await bare.client.readLink(TRACK, never)).code).toBe('BAD_RESPONSE')
  })

  test('an answer about another invoice is not taken for this one', async () => {
    const { client } = await connected(() => done({ ...paid, trackId: '1' }))
    expect(refused(await client.readLink(TRACK, never)).code).toBe('BAD_RESPONSE')
  })
})

describe('the list', () => {
  const row = (trackId: number, more = {}) => ({ ...paid, trackId: String(trackId), ...more })
  const page = (rows: object[], number: number, pages: number) =>
    done({ data: rows, meta: { size: 200, page: number, pages, total: rows.length } })

  test('oxapay §2.5, §3.2: pages of 200 from an hour before, unfiltered by status, until all are seen', async () => {
    const { client, bodies } = await connected((seen) => {
      const number = JSON.parse(seen.body).page
      return page([row(number)], number, 4)
    })
    const states = got((await client.listLinks?.({ since: NOW, refs: ['2', '1'] }, never)) ?? expect.fail())
    expect(states.map((state) => state.ref)).toEqual(['1', '2'])
    expect(bodies()[0]).toEqual({
      merchant: KEY,
      fromDate: NOW / 1000 - 3600,
      sortBy: 'create_date',
      orderBy: 'desc',
      page: 1,
      size: 200,
    })
    expect(bodies().map((body) => body.page)).toEqual([1, 2])
    await client.listLinks?.({ since: NOW, refs: ['nowhere'] }, never)
    expect(bodies()).toHaveLength(6)
  })

  test('a row that cannot be read is left to a single query; a page that fails fails the list', async () => {
    const odd = await connected(() => page([row(1), { trackId: '2' }], 1, 1))
    const states = got(
      (await odd.client.listLinks?.({ since: NOW, refs: ['1', '2'] }, never)) ?? expect.fail(),
    )
    expect(states.map((state) => state.ref)).toEqual(['1'])
    const cut = await connected((_seen, count) =>
      count === 1 ? page([row(1)], 1, 2) : { json: { result: 124, message: 'slow down' } },
    )
    const error = refused((await cut.client.listLinks?.({ since: NOW, refs: ['9'] }, never)) ?? expect.fail())
    expect(error.code).toBe('RATE_LIMITED')
  })

  test('oxapay §3.4: a lost create is found by its order id, and has no address', async () => {
    const { client, bodies } = await connected(() => page([row(1, { orderId: 'other' }), row(2)], 1, 1))
    const found = got((await client.findByMarker?.('INV-7F3K', NOW, never)) ?? expect.fail())
    expect(found).toMatchObject({ ref: '2', url: null, marker: 'INV-7F3K' })
    expect(bodies()[0]).toMatchObject({ orderId: 'INV-7F3K', fromDate: NOW / 1000 - 3600 })
  })

  test('oxapay §2.5: rows without an order id are inquired one by one', async () => {
    const { server, client } = await connected((seen) => {
      const body = JSON.parse(seen.body)
      if (seen.path === '/merchants/list')
        return page([row(1, { orderId: '' }), row(2, { orderId: '' })], 1, 1)
      return done(row(body.trackId, { orderId: body.trackId === 2 ? 'INV-7F3K' : 'other' }))
    })
    expect(got((await client.findByMarker?.('INV-7F3K', NOW, never)) ?? expect.fail())?.ref).toBe('2')
    expect(server.seen).toHaveLength(3)
  })

  test('oxapay §3.4: "there is none" needs every row read to the last page', async () => {
    const none = await connected((_seen, count) => page([row(count, { orderId: 'other' })], count, 2))
    expect(got((await none.client.findByMarker?.('INV-7F3K', NOW, never)) ?? expect.fail())).toBeNull()
    expect(none.server.seen).toHaveLength(2)
    const odd = await connected(() => page([{ trackId: '2' }], 1, 1))
    expect(refused((await odd.client.findByMarker?.('INV-7F3K', NOW, never)) ?? expect.fail()).code).toBe(
      'BAD_RESPONSE',
    )
  })
})

describe('checking the key', () => {
  test('oxapay §5, §6.8: the accepted coins are the check, under either name', async () => {
    for (const fields of [{ allowed: ['BTC'] }, { data: ['BTC'] }]) {
      const { server, client } = await connected(() => done(fields))
      expect(got(await client.checkKey(never))).toEqual({ environment: 'live', name: null, warnings: [] })
      expect(server.seen[0]).toMatchObject({ method: 'POST', path: '/merchants/allowedCoins' })
    }
  })

  test('oxapay §1: an account set to the sandbox sends the public word, and never its key', async () => {
    const { server, client, bodies } = await connected(() => done({ allowed: [] }), { sandbox: true })
    expect(got(await client.checkKey(never)).environment).toBe('sandbox')
    await client.readLink(TRACK, never)
    const keyed = bodies().filter((body) => 'merchant' in body)
    expect(keyed.map((body) => body.merchant)).toEqual(['sandbox', 'sandbox'])
    expect(JSON.stringify(server.seen)).not.toContain(KEY)
  })

  test('oxapay §5: the key "sandbox" is shown as the sandbox, a wrong one is refused', async () => {
    const sandbox = await connected(() => done({ allowed: [] }), {}, 'sandbox')
    expect(got(await sandbox.client.checkKey(never)).environment).toBe('sandbox')
    const wrong = await connected(() => ({ json: { result: 102, message: 'Invalid merchant' } }))
    expect(refused(await wrong.client.checkKey(never))).toMatchObject({
      code: 'AUTH_REJECTED',
      effect: 'none',
    })
  })
})

test('oxapay §2.1, §4: prices are typed with no more than 8 decimals', () => {
  const limits = new Map(oxapay.currenciesOf({}).map((one) => [one.currency, one.decimals]))
  expect(Object.fromEntries(limits)).toMatchObject({ USD: 2, EUR: 2, JPY: 0, USDT: 6, BTC: 8, ETH: 8 })
})

describe('the sandbox', () => {
  test('its key is a word that everybody knows: what is recorded of an answer keeps that word, and never a key', async () => {
    const words = 'sandbox order of K7AB12-CD34EF-GH56IJ'
    const answer = () => done({ ...paid, description: words })
    const inSandbox = await connected(answer, { dialect: 'legacy', sandbox: true })
    expect(got(await inSandbox.client.readLink(TRACK, never)).rawAnswer).toContain('sandbox order')
    const live = await connected(answer, { dialect: 'legacy' })
    const recorded = got(await live.client.readLink(TRACK, never)).rawAnswer
    expect(recorded).toContain('sandbox order')
    expect(recorded).not.toContain(KEY)
  })
})
