import { describe, expect, test } from 'vitest'
import { oxapay } from '../../../../src/main/providers/oxapay/provider.ts'
import { moneyFrom } from '../../../../src/shared/money/money.ts'
import { got, NOW, never, portsFor, refused, serve } from '../../../support/shop/provider-clients.ts'

const TRACK = '184420771'
const PAID = {
  trackId: TRACK,
  status: 'Paid',
  amount: '50',
  currency: 'USDT',
  payAmount: '50',
  payCurrency: 'USDT',
  txID: `0x${'AB'.repeat(32)}`,
  date: '1795168800',
  payDate: '1795169412',
}
const usdt = (text: string) => moneyFrom('USDT', text)

async function legacy(facts: object, settings = {}) {
  const server = await serve(() => ({ json: { result: 100, message: 'ok', ...PAID, ...facts } }))
  return oxapay.connect(portsFor(server.url, { merchantKey: 'K7' }, settings))
}

async function v1(facts: object, settings = {}) {
  const data = {
    track_id: TRACK,
    status: 'paid',
    amount: 50,
    currency: 'USDT',
    txs: [],
    expired_at: NOW / 1000 + 600,
    ...facts,
  }
  const server = await serve(() => ({ json: { status: 200, data } }))
  return oxapay.connect(portsFor(server.url, { merchantKey: 'K7' }, { dialect: 'v1', ...settings }))
}

const tx = (amount: unknown, more: object = {}) => ({
  tx_hash: '9f0c',
  amount,
  currency: 'USDT',
  status: 'confirmed',
  date: NOW / 1000,
  ...more,
})

describe('the fee that the payer bears', () => {
  test.each([
    ['50', '50.2', 'paid', '50'],
    ['50', '51', 'paid', '50'],
    ['50', '51.000001', 'overpaid', '51.000001'],
    ['50', '49.9', 'paid', '49.9'],
  ])(
    'over legacy, %s asked and %s paid are %s, and %s of it counts',
    async (amount, payAmount, reading, counts) => {
      const client = await legacy({ amount, payAmount, feePaidByPayer: 1 })
      const state = got(await client.readLink(TRACK, never))
      expect(state).toMatchObject({ reading, received: usdt(counts) })
      // What came is kept beside it, so that the fee is known.
      expect(state.receipts).toMatchObject([{ amount: usdt(payAmount), credited: usdt(counts) }])
    },
  )

  test('over v1 stands in the last of several transfers', async () => {
    const txs = [tx(20), tx(30.2, { tx_hash: 'aa11' })]
    const state = got(await (await v1({ fee_paid_by_payer: '1', txs })).readLink(TRACK, never))
    expect(state).toMatchObject({ reading: 'paid', received: usdt('50') })
    expect(state.receipts?.map((one) => one.credited)).toEqual([usdt('20'), usdt('30')])
  })

  test('is known from the account where the answer does not say, and the answer comes first', async () => {
    const payer = { feePaidByPayer: 'payer' }
    const silent = await legacy({ payAmount: '50.2' }, payer)
    expect(got(await silent.readLink(TRACK, never)).reading).toBe('paid')
    const denied = await legacy({ payAmount: '50.2', feePaidByPayer: 0 }, payer)
    expect(got(await denied.readLink(TRACK, never)).reading).toBe('overpaid')
    const unset = await legacy({ payAmount: '50.2' })
    expect(got(await unset.readLink(TRACK, never)).reading).toBe('overpaid')
  })
})

describe('the tolerance that an answer names', () => {
  test.each([
    ['2.5', '1.25'],
    [2.5, '1.25'],
    ['0.333', '0.1665'],
    [0, '0'],
    [60, '30'],
  ])('of %j percent is %s', async (cover, tolerance) => {
    const old = await legacy({ underPaidCover: cover })
    expect(got(await old.readLink(TRACK, never)).tolerance).toEqual(usdt(tolerance))
    const now = await v1({ under_paid_coverage: cover })
    expect(got(await now.readLink(TRACK, never)).tolerance).toEqual(usdt(tolerance))
  })

  test.each([60.01, -1, 'much', null, undefined])('of %j is none', async (cover) => {
    const client = await legacy({ underPaidCover: cover })
    expect(got(await client.readLink(TRACK, never)).tolerance).toBeNull()
  })
})

describe('an amount that floating point made', () => {
  test.each(['49.99999999999999', '50.000000000000007', '49.9999999999999929'])(
    'of %s is 50',
    async (text) => {
      const asked = got(await (await legacy({ amount: text, payAmount: text })).readLink(TRACK, never))
      expect(asked).toMatchObject({ reading: 'paid', asked: usdt('50'), received: usdt('50') })
    },
  )
})

describe('a payment whose transaction is not named', () => {
  test.each([null, '', undefined])(
    '(txID %j) is a receipt all the same, under the name of its link',
    async (txID) => {
      const state = got(await (await legacy({ txID })).readLink(TRACK, never))
      expect(state).toMatchObject({ reading: 'paid', received: usdt('50') })
      expect(state.receipts).toMatchObject([{ receiptId: TRACK, txHash: null, amount: usdt('50') }])
    },
  )

  test('of which no amount is told either has none, and counts by its word', async () => {
    for (const payAmount of ['', null, '1,5', '5 0', -5]) {
      const state = got(await (await legacy({ payAmount })).readLink(TRACK, never))
      expect(state).toMatchObject({ reading: 'paid', receipts: [] })
    }
  })
})

describe('a hexadecimal hash', () => {
  test('is told in small letters, and is the name of its receipt', async () => {
    const [receipt] = got(await (await legacy({})).readLink(TRACK, never)).receipts ?? []
    expect(receipt).toMatchObject({ receiptId: PAID.txID.toLowerCase(), txHash: PAID.txID.toLowerCase() })
  })

  test('is told apart from one whose case means something', async () => {
    const txID = '5VERv8NMvzbJMEkV8xnrLkEaWRtSz9CosKDYjCJjBRnbJLgp8uirBgmQpjKhoR4tjF3ZpRzrFmBV6UjKdiSZkQUW'
    const [receipt] = got(await (await legacy({ txID })).readLink(TRACK, never)).receipts ?? []
    expect(receipt?.receiptId).toBe(txID)
  })
})

describe('what no book can hold', () => {
  test.each([
    { payCurrency: 'S' },
    { payCurrency: 'MY COIN' },
    { payCurrency: 'USD-T' },
    { payCurrency: 'C'.repeat(30_000) },
    { txID: 'f'.repeat(30_000) },
    { status: 'P'.repeat(30_000) },
    { payAmount: '1e38' },
    { amount: '1e38' },
  ])('is refused at its own link, and the rows beside it are read', async (odd) => {
    const client = await legacy(odd)
    expect(refused(await client.readLink(TRACK, never)).code).toBe('BAD_RESPONSE')
    const rows = [1, 2, 3].map((n) => ({ ...PAID, trackId: `${n}`, ...(n === 2 && odd) }))
    const server = await serve(() => ({ json: { result: 100, data: rows, meta: { pages: 1 } } }))
    const listing = oxapay.connect(portsFor(server.url, { merchantKey: 'K7' }))
    const states = got(
      (await listing.listLinks?.({ since: NOW, refs: ['1', '2', '3'] }, never)) ?? expect.fail(),
    )
    expect(states.map((state) => state.ref)).toEqual(['1', '3'])
  })
})

describe('a payment under way', () => {
  test('is known from the time of a transfer that was seen', async () => {
    const seen = tx(50, { status: 'confirming', date: NOW / 1000 + 5 })
    const state = got(await (await v1({ status: 'paying', txs: [seen] })).readLink(TRACK, never))
    expect(state).toMatchObject({ reading: 'confirming', begunAt: NOW + 5_000, receipts: [] })
    expect(got(await (await v1({ status: 'new' })).readLink(TRACK, never)).begunAt).toBeNull()
  })
})
