import { describe, expect, test } from 'vitest'
import { ocpay } from '../../../../src/main/providers/ocpay/provider.ts'
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

const KEY = '3f0c1d2e-aaaa-4bbb-8ccc-1234567890ab'
const REF = 'OCPL-9K2M4Q-7T1Z'
const MINUTE = 60_000

const made = {
  paymentLink: {
    uid: 'user_55102',
    ref: REF,
    isSandbox: true,
    productInfo: { title: 'CF-000123', description: 'Two lamps', amount: 7400 },
    time: '2026-11-20T09:59:58Z',
  },
  paymentUrl: `https://pay.ocdz.link/pay/${REF}`,
  paymentRef: REF,
}
const details = { amount: 7400, currency: 'DZD', isSandbox: true, createdDate: '2026-11-20T10:04:10Z' }

function success(data: unknown): Reply {
  return { json: { success: true, data, meta: { timestamp: '2026-11-20T10:00:00Z', requestId: 'req_1' } } }
}

function failure(status: number, error: unknown, more = {}): Reply {
  return { status, json: { success: false, error, requestId: 'req_2', ...more } }
}

async function connected(answer: (seen: Seen) => Reply, settings = {}) {
  const server = await serve((seen) => answer(seen))
  return { server, client: ocpay.connect(portsFor(server.url, { apiKey: KEY }, settings)) }
}

const known = { asked: moneyFrom('DZD', '7400'), createdAt: NOW }

describe('making a link', () => {
  test('ocpay §1, §2.1, §3.4: whole dinars, our number as title, the key in its own header', async () => {
    const { server, client } = await connected(() => success(made))
    const link = got(await client.createLink(ask('DZD', '7400'), never))
    expect(server.seen[0]).toMatchObject({ method: 'POST', path: '/v3/ocpay/createLink' })
    expect(server.seen[0]?.headers['x-access-token']).toBe(KEY)
    expect(server.seen[0]?.headers.authorization).toBeUndefined()
    expect(JSON.parse(server.seen[0]?.body ?? '')).toEqual({
      productInfo: { title: 'CF-000123', description: 'Two lamps', amount: 7400 },
      feeMode: 'NO_FEE',
    })
    expect(link).toMatchObject({
      ref: REF,
      url: `https://pay.ocdz.link/pay/${REF}`,
      expiresAt: Date.parse('2026-11-20T10:19:58Z'),
      echoed: moneyFrom('DZD', '7400'),
    })
  })

  test('ocpay §2.1: fee mode, success message and redirect address are the account settings', async () => {
    const settings = {
      feeMode: 'SPLIT_FEE',
      successMessage: 'Merci !',
      redirectUrl: 'https://shop.example.org/ok',
    }
    const { server, client } = await connected(() => success(made), settings)
    await client.createLink(ask('DZD', '7400', { description: '' }), never)
    expect(JSON.parse(server.seen[0]?.body ?? '')).toEqual({
      productInfo: { title: 'CF-000123', amount: 7400 },
      ...settings,
    })
  })

  test.each([
    ['499', 'AMOUNT_TOO_SMALL'],
    ['500001', 'AMOUNT_TOO_LARGE'],
    ['7400.50', 'AMOUNT_TOO_MANY_DECIMALS'],
  ])('ocpay §4: %s dinars are refused here and never rounded', async (amount, code) => {
    const { server, client } = await connected(() => success(made))
    expect(refused(await client.createLink(ask('DZD', amount), never))).toMatchObject({
      code,
      effect: 'none',
    })
    expect(server.seen).toEqual([])
  })

  test('ocpay §2.1: the limits themselves are taken, and the other typing of the answer too', async () => {
    const other = {
      paymentRef: REF,
      paymentUrl: made.paymentUrl,
      paymentLink: { createdAt: '2026-11-20T09:58:00Z' },
    }
    const { client } = await connected(() => success(other))
    for (const amount of ['500', '500000']) {
      const link = got(await client.createLink(ask('DZD', amount), never))
      expect(link).toMatchObject({ expiresAt: Date.parse('2026-11-20T10:18:00Z'), echoed: null })
    }
  })

  test("ocpay §2.1: without a link time, the answer's own time begins the 20 minutes", async () => {
    const { client } = await connected(() => success({ paymentRef: REF, paymentUrl: made.paymentUrl }))
    expect(got(await client.createLink(ask('DZD', '7400'), never)).expiresAt).toBe(NOW + 20 * MINUTE)
  })

  test.each([
    [
      failure(401, { code: 'INVALID_ACCESS_TOKEN', message: 'no', details: { attemptsLeft: 3 } }),
      'AUTH_REJECTED',
      'none',
    ],
    [failure(400, { code: 'MISSING_ACCESS_TOKEN', message: 'no' }), 'AUTH_REJECTED', 'none'],
    [failure(200, { code: 'ERR_AUTH', message: 'no' }), 'AUTH_REJECTED', 'none'],
    [failure(403, { code: 'IP_BLOCKED', message: 'no' }), 'FORBIDDEN', 'none'],
    [failure(403, 'merchant not validated'), 'FORBIDDEN', 'none'],
    [failure(400, { code: 'ERR_VALIDATION', message: 'no' }), 'REQUEST_REFUSED', 'none'],
    [failure(200, 'no'), 'REQUEST_REFUSED', 'none'],
    [failure(404, undefined, { message: 'no' }), 'REQUEST_REFUSED', 'none'],
    [failure(429, { message: 'no' }), 'RATE_LIMITED', 'none'],
    [failure(500, { message: 'no' }), 'UNAVAILABLE', 'possible'],
    [{ status: 503, text: 'no' }, 'UNAVAILABLE', 'possible'],
    [{ json: { data: made } }, 'BAD_RESPONSE', 'possible'],
    [success({ ...made, paymentUrl: 'javascript:alert(1)' }), 'BAD_RESPONSE', 'possible'],
    [success({ ...made, paymentRef: 'a/../b' }), 'BAD_RESPONSE', 'possible'],
    [success(undefined), 'BAD_RESPONSE', 'possible'],
  ] as const)('ocpay §1, §3.3: an answer of %j is %s with effect %s', async (reply, code, effect) => {
    const { server, client } = await connected(() => reply)
    expect(refused(await client.createLink(ask('DZD', '7400'), never))).toMatchObject({ code, effect })
    expect(server.seen).toHaveLength(1)
  })

  test('ocpay §1, §6.1: both forms of an error give their words, with the tries that remain', async () => {
    const replies: [Reply, string][] = [
      [
        failure(401, { code: 'ERR_AUTH', message: `bad ${KEY}`, details: { attemptsLeft: 3 } }),
        'bad ••• (attemptsLeft: 3)',
      ],
      [failure(400, 'amount is too low'), 'amount is too low'],
      [{ status: 400, json: { message: 'top level' } }, 'top level'],
    ]
    for (const [reply, words] of replies) {
      const { client } = await connected(() => reply)
      expect(refused(await client.createLink(ask('DZD', '7400'), never)).providerWords).toBe(words)
    }
  })
})

describe('checking a payment', () => {
  const read = async (data: unknown, more: { known?: typeof known; settings?: object } = {}) => {
    const { client } = await connected(() => success(data), more.settings)
    return got(await client.readLink(REF, never, more.known))
  }

  test('ocpay §2.2, §3.1: PENDING waits, without money', async () => {
    const state = await read({ status: 'PENDING', message: 'Payment not yet initiated', paymentRef: REF })
    expect(state).toMatchObject({
      reading: 'open',
      rawStatus: 'PENDING',
      receipts: [],
      received: money('DZD', 0n),
    })
  })

  test('ocpay §5: CONFIRMED makes one synthetic receipt, its time left to the moment it is seen', async () => {
    const state = await read({ status: 'CONFIRMED', paymentRef: REF, transactionDetails: details })
    expect(state.reading).toBe('paid')
    expect(state.receipts).toHaveLength(1)
    expect(state.receipts?.[0]).toMatchObject({
      receiptId: REF,
      txHash: null,
      payer: null,
      amount: moneyFrom('DZD', '7400'),
      credited: moneyFrom('DZD', '7400'),
      paidAt: null,
    })
  })

  test('ocpay §2.2, §5: the other typing gives a confirmation time, and a later transactionRef makes no second receipt', async () => {
    const other = { transactionRef: 'TX-1', amount: '7400', completedAt: '2026-11-20T10:05:30Z' }
    const state = await read({ status: 'CONFIRMED', transactionDetails: other })
    expect(state.receipts?.[0]).toMatchObject({ receiptId: REF, paidAt: Date.parse('2026-11-20T10:05:30Z') })
  })

  test("ocpay §5: without an amount in the answer the link's own stands in; unknown too, there is no receipt", async () => {
    const confirmed = { status: 'CONFIRMED', paymentRef: REF }
    expect((await read(confirmed, { known })).receipts?.[0]?.amount).toEqual(known.asked)
    expect(await read(confirmed)).toMatchObject({ reading: 'paid', receipts: [], received: null })
  })

  test('ocpay §4: where the payer bears the fee, a difference of no more than the fee is the fee; both are kept', async () => {
    const confirmed = { status: 'CONFIRMED', transactionDetails: { ...details, amount: 7474 } }
    const shared = await read(confirmed, { known, settings: { feeMode: 'CUSTOMER_FEE' } })
    expect(shared.receipts?.[0]).toMatchObject({ amount: moneyFrom('DZD', '7474'), credited: known.asked })
    const unshared = await read(confirmed, { known })
    expect(unshared.receipts?.[0]?.credited).toEqual(moneyFrom('DZD', '7474'))
    const tooMuch = { ...confirmed, transactionDetails: { ...details, amount: 7600 } }
    const more = await read(tooMuch, { known, settings: { feeMode: 'CUSTOMER_FEE' } })
    expect(more.receipts?.[0]?.credited).toEqual(moneyFrom('DZD', '7600'))
  })

  test.each([
    ['the words mention expiry', { message: 'Payment link expired' }, known, 'expired'],
    ['nothing was begun and 20 minutes are over', {}, { ...known, createdAt: NOW - 21 * MINUTE }, 'expired'],
    ['nothing was begun but the link is young', {}, { ...known, createdAt: NOW - 19 * MINUTE }, 'failed'],
    [
      'a payment was begun',
      { transactionDetails: details },
      { ...known, createdAt: NOW - 21 * MINUTE },
      'failed',
    ],
    ['nobody knows when the link was made', {}, undefined, 'failed'],
  ] as const)('ocpay §3.1: FAILED when %s', async (_when, facts, book, reading) => {
    const state = await read({ status: 'FAILED', ...facts }, book ? { known: book } : {})
    const rawStatus = 'message' in facts ? `FAILED: ${facts.message}` : 'FAILED'
    expect(state).toMatchObject({ reading, rawStatus, receipts: [] })
  })

  test.each([
    ['Payment link expired', null, 'expired', 'expired'],
    ['Payment cancelled by the customer', details, 'failed', 'cancelled'],
    ['Paiement annulé', null, 'failed', 'cancelled'],
    ['Card declined', null, 'failed', 'declined'],
    ['Paiement refusé', details, 'failed', 'declined'],
    ['Payment failed', details, 'failed', 'declined'],
    ['Payment failed', null, 'failed', null],
    [null, null, 'failed', null],
  ] as const)(
    'ocpay §2.2, §3.1: FAILED with %j and details %j reads as %s, because %s',
    async (message, transactionDetails, reading, reason) => {
      const state = await read({ status: 'FAILED', message, transactionDetails }, { known })
      expect(state).toMatchObject({ reading, reason })
    },
  )

  test('ocpay §3.1: what waits or is paid ended for no reason, and the words of a failure are masked', async () => {
    expect(await read({ status: 'PENDING', message: 'cancelled before' })).not.toHaveProperty('reason')
    const failed = await read({ status: 'FAILED', message: `declined ${KEY}` })
    expect(failed.rawStatus).toBe('FAILED: declined •••')
  })

  test('ocpay §3.1: an unknown word is kept raw', async () => {
    expect(await read({ status: 'REVERSED' })).toMatchObject({ reading: 'unheard', rawStatus: 'REVERSED' })
  })

  test('ocpay §3.1, §3.3: 410 is an expired link, 404 an unknown one', async () => {
    const gone = await connected(() => failure(410, { message: 'gone' }))
    expect(got(await gone.client.readLink(REF, never))).toMatchObject({
      reading: 'expired',
      reason: 'expired',
      receipts: [],
    })
    const missing = await connected(() => failure(404, { message: 'not found' }))
    expect(refused(await missing.client.readLink(REF, never)).code).toBe('LINK_NOT_FOUND')
  })

  test('an answer about another link, or a success of false under 200, is no state', async () => {
    const other = await connected(() => success({ status: 'CONFIRMED', paymentRef: 'OCPL-OTHER1-0000' }))
    expect(refused(await other.client.readLink(REF, never)).code).toBe('BAD_RESPONSE')
    const hidden = await connected(() => failure(200, { message: 'oops' }))
    expect(refused(await hidden.client.readLink(REF, never)).code).toBe('REQUEST_REFUSED')
  })
})

describe('checking the key', () => {
  const apiKey = { key: KEY, isEnabled: true, type: 'SANDBOX', allowedips: [], scope: 'READ-WRITE' }

  test('ocpay §2.3: environment and name are shown, and the echoed key goes nowhere', async () => {
    const { server, client } = await connected(() => success({ username: `+213${KEY}`, apiKey }))
    const check = got(await client.checkKey(never))
    expect(check).toEqual({ environment: 'sandbox', name: '+213•••', warnings: ['approval_unknown'] })
    expect(server.seen.map((seen) => seen.path)).toEqual(['/v3/validate'])
  })

  test('ocpay §2.3: a read-only or disabled key is named', async () => {
    const odd = { ...apiKey, isEnabled: false, type: 'PRODUCTION', scope: 'READ-ONLY' }
    const { client } = await connected(() => success({ apiKey: odd }))
    expect(got(await client.checkKey(never))).toEqual({
      environment: 'live',
      name: null,
      warnings: ['disabled', 'read_only', 'approval_unknown'],
    })
  })

  test.each([
    [{ scope: 'READ-ONLY' }, 'scope: READ-ONLY'],
    [{ isEnabled: false }, 'isEnabled: false'],
  ])(
    'ocpay §2.3: once a check said %j, no link is asked for, until a check says otherwise',
    async (odd, words) => {
      let answer: object = { ...apiKey, ...odd }
      const { server, client } = await connected((seen) =>
        seen.path === '/v3/validate' ? success({ apiKey: answer }) : success(made),
      )
      got(await client.createLink(ask('DZD', '7400'), never))
      await client.checkKey(never)
      expect(refused(await client.createLink(ask('DZD', '7400'), never))).toMatchObject({
        code: 'FORBIDDEN',
        effect: 'none',
        // Such a key can still be asked about links, so the account must not rest.
        keyRefused: false,
        providerWords: words,
      })
      expect(server.seen).toHaveLength(2)
      answer = apiKey
      await client.checkKey(never)
      expect(got(await client.createLink(ask('DZD', '7400'), never)).ref).toBe(REF)
    },
  )

  test('ocpay §3.3, §6.1: a wrong key is asked about once, never again by itself', async () => {
    const { server, client } = await connected(() =>
      failure(401, { code: 'INVALID_ACCESS_TOKEN', message: 'no' }),
    )
    expect(refused(await client.checkKey(never))).toMatchObject({ code: 'AUTH_REJECTED', httpStatus: 401 })
    expect(server.seen).toHaveLength(1)
  })
})
