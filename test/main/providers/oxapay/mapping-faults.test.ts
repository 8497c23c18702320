import { describe, expect, it } from 'vitest'
import type { HttpAnswer } from '../../../../src/main/providers/http/http-client.ts'
import { parseWire } from '../../../../src/main/providers/http/wire-json.ts'
import { legacy } from '../../../../src/main/providers/oxapay/legacy.ts'
import { refusalOf as legacyRefusal } from '../../../../src/main/providers/oxapay/legacy-errors.ts'
import { linkState } from '../../../../src/main/providers/oxapay/mapping.ts'
import type { Payment, Transfer } from '../../../../src/main/providers/oxapay/payment.ts'
import { v1 } from '../../../../src/main/providers/oxapay/v1.ts'
import { refusalOf as v1Refusal } from '../../../../src/main/providers/oxapay/v1-errors.ts'
import { moneyFrom } from '../../../../src/shared/money/money.ts'

/** As it comes over the wire, numbers kept exact. */
const wired = (value: unknown) => parseWire(JSON.stringify(value))

const records = { answer: '{"whole":1}', record: (part: unknown) => JSON.stringify(part) }

const TERMS = { feeByPayer: false }

const transfer = (change: Partial<Transfer> = {}): Transfer => ({
  hash: 'hash-1',
  amount: '10',
  currency: 'usdt',
  at: 5_000,
  stage: 'unsaid',
  source: { n: 1 },
  ...change,
})
const payment = (change: Partial<Payment> = {}): Payment => ({
  trackId: '151811887',
  status: 'Paid',
  amount: '10',
  currency: 'USDT',
  orderId: 'INV-1',
  namesOrder: true,
  url: 'https://pay.oxapay.com/1',
  expiredAt: 9_000,
  createdAt: 1_000,
  underPaidCover: null,
  feeByPayer: null,
  transfers: [transfer()],
  ...change,
})
const stateOf = (change: Partial<Payment> = {}) => linkState(payment(change), records, TERMS)

describe('the reading of a payment (oxapay §3.1)', () => {
  it.each([
    ['New', 'open'],
    ['waiting', 'open'],
    ['Confirming', 'confirming'],
    ['paying', 'confirming'],
    [' PAID ', 'paid'],
    ['manual_accept', 'paid'],
    ['Underpaid', 'underpaid'],
    ['expired', 'expired'],
    ['Failed', 'failed'],
    ['refunding', 'refunded'],
    ['Refunded', 'refunded'],
    ['whatever', 'unheard'],
    ['toString', 'unheard'],
  ])('of %j is %s', (status, reading) => {
    expect(stateOf({ status, transfers: [] })?.reading).toBe(reading)
  })

  it.each([
    ['10', 'paid'],
    ['9.99', 'paid'],
    ['10.01', 'overpaid'],
  ])('of a paid one with %s of 10 is %s: the word does not tell too much', (amount, reading) => {
    expect(stateOf({ transfers: [transfer({ amount })] })?.reading).toBe(reading)
  })

  it('is not overpaid by another word', () => {
    const transfers = [transfer({ amount: '11', stage: 'settled' })]
    expect(stateOf({ status: 'Confirming', transfers })?.reading).toBe('confirming')
  })
})

describe('which transfers are money that came (oxapay §2.3, §2.4)', () => {
  const words = ['New', 'Confirming', 'Paid', 'Underpaid', 'Expired', 'Failed', 'Refunded', 'whatever']
  it.each([
    ['settled', words],
    ['seen', []],
    ['failed', []],
    ['unsaid', ['Paid', 'Refunded']],
  ] as const)('one that is %s counts under %j', (stage, counting) => {
    const found = words.filter(
      (status) => stateOf({ status, transfers: [transfer({ stage })] })?.receipts?.length,
    )
    expect(found).toEqual(counting)
  })

  it.each([{ hash: null }, { amount: null }, { currency: null }, { amount: 'much' }])(
    'one with %j makes the payment unreadable, so that money does not go missing',
    (change) => {
      expect(stateOf({ transfers: [transfer(), transfer({ ...change, stage: 'settled' })] })).toBeNull()
      // One that does not count may be as it likes.
      expect(stateOf({ transfers: [transfer(), transfer({ ...change, stage: 'failed' })] })).not.toBeNull()
    },
  )
})

describe('a receipt (oxapay §5)', () => {
  it('has the hash as its id; a second output of one transaction has a name of its own', () => {
    const transfers = [
      transfer(),
      transfer({ amount: '2' }),
      transfer({ amount: '3' }),
      transfer({ hash: 'hash-2' }),
    ]
    const ids = stateOf({ transfers })?.receipts?.map((one) => one.receiptId)
    expect(ids).toEqual(['hash-1', 'hash-1#2', 'hash-1#3', 'hash-2'])
    expect(stateOf({ transfers })?.receipts?.[1]).toMatchObject({
      txHash: 'hash-1',
      amount: moneyFrom('USDT', '2'),
    })
  })

  it('has the payment’s own name while a settled payment does not name its transaction', () => {
    const nameless = transfer({ hash: null })
    expect(stateOf({ transfers: [nameless] })?.receipts).toMatchObject([
      { receiptId: '151811887', txHash: null },
    ])
    expect(stateOf({ status: 'Confirming', transfers: [nameless] })?.receipts).toEqual([])
  })

  it('is credited in the asked coin alone; what came in another cannot be said in it', () => {
    const mixed = stateOf({
      transfers: [transfer(), transfer({ hash: 'hash-2', currency: 'TRX', amount: '7' })],
    })
    expect(mixed?.receipts).toMatchObject([
      { credited: moneyFrom('USDT', '10'), paidAt: 5_000, raw: '{"n":1}', payer: null },
      { amount: moneyFrom('TRX', '7'), credited: null },
    ])
    expect(mixed?.received).toBeNull()
    expect(stateOf()?.received).toEqual(moneyFrom('USDT', '10'))
    expect(stateOf({ transfers: [] })?.received).toEqual(moneyFrom('USDT', '0'))
  })
})

describe('what a payment tells', () => {
  it('is its own, in dollars where it names no currency', () => {
    expect(stateOf()).toMatchObject({
      ref: '151811887',
      rawStatus: 'Paid',
      rawAnswer: '{"whole":1}',
      expiresAt: 9_000,
      createdAt: 1_000,
      url: 'https://pay.oxapay.com/1',
      marker: 'INV-1',
      asked: moneyFrom('USDT', '10'),
    })
    expect(stateOf({ currency: null })?.asked).toEqual(moneyFrom('USD', '10'))
    expect(stateOf({ amount: 'ten' })).toBeNull()
    expect(stateOf({ url: 'https://pay.oxapay.com@evil.test/' })?.url).toBeNull()
  })
})

describe('a row of the v1 list', () => {
  const tx = { tx_hash: 'hash-1', amount: 10, currency: 'USDT', status: 'confirmed', date: 1_763_632_800 }
  const readV1 = (value: unknown) => v1.readRow(wired(value))
  const row = (change: object = {}) => ({
    track_id: '151811887',
    status: 'Paid',
    amount: 10,
    currency: 'USDT',
    order_id: 'INV-1',
    txs: [tx],
    ...change,
  })

  it('with one transfer that cannot be read is unreadable as a whole', () => {
    expect(readV1(row())?.transfers).toHaveLength(1)
    for (const odd of ['hash-2', true, null, []]) expect(readV1(row({ txs: [tx, odd] }))).toBeNull()
    expect(readV1(row({ txs: null }))?.transfers).toEqual([])
    expect(readV1(row({ txs: undefined }))?.transfers).toEqual([])
  })

  it('tells its order, that it has none, or nothing of it', () => {
    const told = (change: object) => {
      const read = readV1(row(change))
      return [read?.orderId, read?.namesOrder]
    }
    expect(told({})).toEqual(['INV-1', true])
    expect(told({ order_id: '' })).toEqual([null, true])
    expect(told({ order_id: null })).toEqual([null, true])
    expect(told({ order_id: undefined })).toEqual([null, false])
  })

  it.each([
    ['confirmed', 'settled'],
    [' Confirmed ', 'settled'],
    ['confirming', 'seen'],
    ['failed', 'failed'],
    ['', 'unsaid'],
    [null, 'unsaid'],
    ['valueOf', 'unsaid'],
  ])('reads the word %j of a transfer as %s', (status, stage) => {
    expect(readV1(row({ txs: [{ ...tx, status }] }))?.transfers[0]?.stage).toBe(stage)
  })

  it('names the last page where the answer does, and none otherwise', () => {
    const v1History = (value: unknown) => v1.readHistory(wired(value))
    const legacyHistory = (value: unknown) => legacy.readHistory(wired(value))
    expect(v1History({ data: { list: ['x'], meta: { last_page: 3 } } })).toEqual({ rows: ['x'], lastPage: 3 })
    expect(v1History({ data: { list: ['x'] } })).toEqual({ rows: ['x'], lastPage: null })
    expect(v1History({ data: [] })).toBeNull()
    expect(legacyHistory({ result: 100, data: ['x'], meta: { pages: 3 } })).toEqual({
      rows: ['x'],
      lastPage: 3,
    })
    expect(legacyHistory({ result: 100, data: ['x'] })).toEqual({ rows: ['x'], lastPage: null })
  })
})

describe('a row of the legacy list', () => {
  const row = {
    trackId: '151811887',
    status: 'Paid',
    amount: '10',
    currency: 'USDT',
    orderId: 'INV-1',
    txID: 'hash-1',
    payAmount: '10',
    payCurrency: 'USDT',
  }
  it('has its one transfer only when amount and coin are told, with its hash or while that is to come', () => {
    expect(legacy.readRow(row)?.transfers).toMatchObject([{ hash: 'hash-1', amount: '10', stage: 'unsaid' }])
    expect(legacy.readRow({ ...row, txID: '' })?.transfers).toMatchObject([{ hash: null, amount: '10' }])
    for (const gone of ['payAmount', 'payCurrency']) {
      expect(legacy.readRow({ ...row, [gone]: '' })?.transfers, gone).toEqual([])
    }
  })

  it('names its order only where it has one: an empty one says nothing', () => {
    expect(legacy.readRow(row)).toMatchObject({ orderId: 'INV-1', namesOrder: true })
    expect(legacy.readRow({ ...row, orderId: '' })).toMatchObject({ orderId: null, namesOrder: false })
  })

  it('is asked for by a number where that is exact, else by its text', () => {
    const asked = (ref: string) => JSON.stringify(legacy.inquire(ref).body)
    expect(asked('0123')).toBe('{"trackId":"0123"}')
    expect(asked('12a')).toBe('{"trackId":"12a"}')
    expect(asked('9007199254740993')).toBe('{"trackId":"9007199254740993"}')
    expect(typeof legacy.inquire('9007199254740992').body?.trackId).not.toBe('string')
    expect(typeof legacy.inquire('151811887').body?.trackId).not.toBe('string')
  })
})

function answer(json: unknown, status = 200, retryAfterMs: number | null = null): HttpAnswer {
  const text = JSON.stringify(json)
  return {
    status,
    succeeded: status < 300,
    text,
    contentType: 'application/json',
    json: wired(json),
    retryAfterMs,
    clock: null,
  }
}
const context = { secrets: ['key-1234'], creates: true, missing: 'LINK_NOT_FOUND' } as const

describe('a refusal in the legacy envelope (oxapay §3.5)', () => {
  const told = (result: number, status = 200) =>
    legacyRefusal(answer({ result, message: 'why' }, status), context)
  it.each([
    [101, 'REQUEST_REFUSED', 'none'],
    [102, 'AUTH_REJECTED', 'none'],
    [103, 'AUTH_REJECTED', 'none'],
    [104, 'FORBIDDEN', 'none'],
    [105, 'REQUEST_REFUSED', 'none'],
    [115, 'REQUEST_REFUSED', 'none'],
    [116, 'LINK_NOT_FOUND', 'none'],
    [117, 'REQUEST_REFUSED', 'none'],
    [123, 'REQUEST_REFUSED', 'none'],
    [124, 'RATE_LIMITED', 'none'],
    [125, 'REQUEST_REFUSED', 'none'],
    [130, 'REQUEST_REFUSED', 'none'],
    [131, 'UNAVAILABLE', 'possible'],
    [135, 'REQUEST_REFUSED', 'none'],
    [500, 'UNAVAILABLE', 'possible'],
    [132, 'BAD_RESPONSE', 'possible'],
    [134, 'BAD_RESPONSE', 'possible'],
    [136, 'BAD_RESPONSE', 'possible'],
    [99, 'BAD_RESPONSE', 'possible'],
  ])('of %i is %s with the effect %s, whatever its status', (result, code, effect) => {
    expect(told(result)?.error).toMatchObject({ code, effect, providerWords: 'why', httpStatus: 200 })
  })

  it('of 100 is none, under a success', () => {
    expect(told(100)).toBeNull()
  })
})

describe('a refusal in the v1 envelope (oxapay §3.6)', () => {
  const told = (stated: unknown, status = 200, error: unknown = { message: 'why', key: 'amount' }) =>
    v1Refusal(answer({ data: {}, status: stated, error }, status, 9_000), context)?.error ?? null

  it.each([
    [400, 'REQUEST_REFUSED', 'none'],
    [401, 'AUTH_REJECTED', 'none'],
    [404, 'LINK_NOT_FOUND', 'none'],
    [429, 'RATE_LIMITED', 'none'],
    [500, 'UNAVAILABLE', 'possible'],
    [599, 'UNAVAILABLE', 'possible'],
    [600, 'BAD_RESPONSE', 'possible'],
    [399, 'BAD_RESPONSE', 'possible'],
    [201, 'BAD_RESPONSE', 'possible'],
    [null, 'BAD_RESPONSE', 'possible'],
  ])('that states %j under a success is %s with the effect %s', (stated, code, effect) => {
    expect(told(stated)).toMatchObject({ code, effect, httpStatus: 200, providerWords: 'why (amount)' })
  })

  it('that states 200 is none, and under another status that status counts', () => {
    expect(told(200)).toBeNull()
    expect(told(200, 403)).toMatchObject({ code: 'FORBIDDEN', httpStatus: 403, retryAfterMs: 9_000 })
  })

  it('names its field only where there is one', () => {
    expect(told(400, 400, { message: 'why', key: '' })?.providerWords).toBe('why')
    expect(told(400, 400, { message: 'why' })?.providerWords).toBe('why')
    expect(told(400, 400, { message: '', key: 'amount' })?.providerWords).toBeNull()
  })
})
