import { describe, expect, it } from 'vitest'
import { parseWire } from '../../../../src/main/providers/http/wire-json.ts'
import { askedOf, linkState, readingOf } from '../../../../src/main/providers/oneshotpay/mapping.ts'
import { payLink } from '../../../../src/main/providers/oneshotpay/wire.ts'
import { money, moneyFrom } from '../../../../src/shared/money/money.ts'

const ID = '0193f3a0-0000-7000-8000-000000000001'
const CREATED = 1_763_632_800
const payment = {
  id: 'payment-1',
  amount: '12500000',
  transactionHash: '0xab12',
  paidByUserId: 'payer-1',
  createdTimestamp: CREATED + 60,
  updatedTimestamp: CREATED + 90,
}
/** As it comes over the wire, numbers kept exact. */
const wired = (value: unknown) => parseWire(JSON.stringify(value))
const linkOf = (change: Record<string, unknown> = {}) =>
  payLink.parse(
    wired({
      id: ID,
      status: '0',
      amount: '12500000',
      expirationTimestamp: CREATED + 900,
      createdTimestamp: CREATED,
      mostRecentPayment: null,
      ...change,
    }),
  )
const stateOf = (change: Record<string, unknown> = {}) =>
  linkState(linkOf(change), '{"whole":1}', '{"part":1}')
const paidBy = (change: Record<string, unknown>, more: Record<string, unknown> = {}) =>
  stateOf({ status: '1', mostRecentPayment: { ...payment, ...change }, ...more })

describe('the money of a payment (1shotpay §4)', () => {
  it.each([
    ['12345678', '12.34'],
    ['12349999', '12.34'],
    ['12350000', '12.35'],
    ['9999', '0.00'],
    ['10000', '0.01'],
    ['0', '0.00'],
  ])('of %s micro is exact in USDC, and credited %s: part of a cent is no cent', (amount, credited) => {
    const state = paidBy({ amount })
    expect(state.receipts?.[0]).toMatchObject({
      amount: money('USDC', BigInt(amount)),
      credited: moneyFrom('USD', credited),
    })
    expect(state.received).toEqual(moneyFrom('USD', credited))
  })

  it('of a link is told in cents, and in USDC where it is no whole cent and was never ours', () => {
    expect(askedOf(linkOf({ amount: '12500000' }))).toEqual(moneyFrom('USD', '12.50'))
    expect(askedOf(linkOf({ amount: '12500001' }))).toEqual(money('USDC', 12_500_001n))
    expect(askedOf(linkOf({ amount: '12509999' })).currency).toBe('USDC')
  })
})

describe('the reading of a link (1shotpay §3.1)', () => {
  const unmined = { ...payment, transactionHash: null }
  it.each([
    ['0', null, 'open'],
    ['Active', null, 'open'],
    [' ACTIVE ', null, 'open'],
    ['0', unmined, 'confirming'],
    ['0', payment, 'open'],
    ['1', null, 'paid'],
    ['paid', payment, 'paid'],
    ['1', { ...payment, amount: '12499999' }, 'underpaid'],
    ['1', { ...payment, amount: '12500001' }, 'overpaid'],
    ['1', unmined, 'paid'],
    ['2', null, 'expired'],
    ['Expired', unmined, 'expired'],
    ['3', null, 'unheard'],
    ['constructor', null, 'unheard'],
  ])('of %j with the payment %j is %s', (status, mostRecentPayment, reading) => {
    expect(readingOf(linkOf({ status, mostRecentPayment }))).toBe(reading)
  })

  it('that can be paid many times never waits for one of its payments', () => {
    expect(readingOf(linkOf({ mostRecentPayment: unmined, reuseable: true }))).toBe('open')
    expect(readingOf(linkOf({ mostRecentPayment: unmined, reuseable: false }))).toBe('confirming')
  })
})

describe('the receipts of a link (1shotpay §5)', () => {
  it.each([
    ['0', null, 0],
    ['0', '0xab12', 1],
    ['1', null, 1],
    ['1', '0xab12', 1],
    ['2', null, 0],
    ['2', '0xab12', 1],
  ])('with the status %s and the hash %j are %i', (status, transactionHash, count) => {
    const state = stateOf({ status, mostRecentPayment: { ...payment, transactionHash } })
    expect(state.receipts).toHaveLength(count)
    expect(state.received).toEqual(moneyFrom('USD', count === 1 ? '12.50' : '0.00'))
  })

  it('carry the payment’s own facts, and its time of mining once it has a hash', () => {
    expect(paidBy({}).receipts).toMatchObject([
      { receiptId: 'payment-1', txHash: '0xab12', payer: 'payer-1', raw: '{"part":1}' },
    ])
    const paidAt = (change: Record<string, unknown>) => (paidBy(change).receipts?.[0]?.paidAt ?? 0) / 1000
    expect(paidAt({})).toBe(CREATED + 90)
    expect(paidAt({ updatedTimestamp: null })).toBe(CREATED + 60)
    expect(paidAt({ transactionHash: null })).toBe(CREATED + 60)
  })
})

it('what a link tells is its own', () => {
  expect(stateOf()).toMatchObject({
    ref: ID,
    rawStatus: '0',
    rawAnswer: '{"whole":1}',
    expiresAt: (CREATED + 900) * 1000,
    createdAt: CREATED * 1000,
    asked: moneyFrom('USD', '12.50'),
    receipts: [],
    url: null,
    marker: null,
  })
})

describe('how many payments came through a link', () => {
  it.each([-1, 1.5, 1_000_001, 9_007_199_254_740_991, '2 or 3'])(
    'is not %s: the answer is refused',
    (paymentCount) => {
      expect(() => stateOf({ reuseable: true, paymentCount })).toThrow()
    },
  )
  it.each([0, 1, '2', 1_000_000])('may be %s', (paymentCount) => {
    expect(stateOf({ reuseable: true, paymentCount }).payments?.count).toBe(Number(paymentCount))
  })
})
