import { beforeEach, describe, expect, it } from 'vitest'
import { START, startWire, type Wire } from '../../support/shop/wire.ts'

let wire: Wire
beforeEach(async () => {
  wire = await startWire()
})

const raw = (path: string, body: unknown) => wire.post(wire.at.oxapay.baseUrl + path, body)
const call = (path: string, body: object = {}) => raw(path, { merchant: wire.at.oxapay.merchantKey, ...body })
const create = (body: object) => call('/merchants/request', body)
const newId = async (body: object = {}) =>
  (await create({ amount: 49.9, currency: 'EUR', ...body })).json.trackId
const inquire = async (trackId: string) =>
  (await call('/merchants/inquiry', { trackId: Number(trackId) })).json
const MINUTE = 60_000

describe('the key of the legacy dialect (oxapay §1)', () => {
  it('is refused with result 102 and HTTP 200 (oxapay §3.5)', async () => {
    for (const merchant of ['wrong', undefined]) {
      const answer = await raw('/merchants/allowedCoins', { merchant })
      expect(answer.status).toBe(200)
      expect(answer.json).toEqual({ result: 102, message: 'Invalid merchant API key' })
    }
  })

  it('shows the accepted coins, and may be the word sandbox', async () => {
    const own = await call('/merchants/allowedCoins')
    expect(own.json.result).toBe(100)
    expect(own.json.allowed).toContain('USDT')
    expect((await raw('/merchants/allowedCoins', { merchant: 'sandbox' })).json.result).toBe(100)
  })
})

describe('a new legacy invoice (oxapay §2.1)', () => {
  it('gets a track id, a page and an end in text seconds', async () => {
    const answer = await create({ amount: 49.9, currency: 'EUR', lifeTime: 120, orderId: 'CF-1' })
    expect(answer.status).toBe(200)
    expect(answer.json).toEqual({
      result: 100,
      message: 'Operation completed successfully!',
      trackId: expect.stringMatching(/^\d{9}$/),
      payLink: `https://pay.oxapay.com/10223344/${answer.json.trackId}`,
      expiredAt: String(START / 1000 + 7200),
    })
  })

  it.each([
    [101, { amount: '49.9' }],
    [101, {}],
    [105, { amount: 1, currency: 'XXX' }],
    [109, { amount: 0 }],
    [109, { amount: -5 }],
    [110, { amount: 2_000_000 }],
    [111, { amount: 1, lifeTime: 14 }],
    [112, { amount: 1, lifeTime: 2881 }],
    [113, { amount: 1, underPaidCover: -1 }],
    [114, { amount: 1, underPaidCover: 60.01 }],
    [115, { amount: 1, feePaidByPayer: 0.1 }],
    [107, { amount: 1, callbackUrl: 'here' }],
    [108, { amount: 1, returnUrl: 'there' }],
    [101, { amount: 1, orderId: 7 }],
  ])('answers result %i to %j (oxapay §3.5)', async (result, body) => {
    const answer = await create(body)
    expect(answer.status).toBe(200)
    expect(answer.json).toEqual({ result, message: expect.any(String) })
  })

  it('lives from 15 to 2880 minutes, an hour when nothing is said', async () => {
    for (const [lifeTime, minutes] of [
      [15, 15],
      [2880, 2880],
      [undefined, 60],
    ]) {
      const { expiredAt } = (await create({ amount: 1, lifeTime })).json
      expect(expiredAt).toBe(String(START / 1000 + (minutes ?? 0) * 60))
    }
  })

  it('is in US dollars when no currency is named, and made twice under one order id', async () => {
    const ids = [await newId({ currency: undefined, orderId: 'A' }), await newId({ orderId: 'A' })]
    expect(ids[0]).not.toBe(ids[1])
    expect(await inquire(ids[0])).toMatchObject({ currency: 'USD', amount: '49.9', orderId: 'A' })
  })
})

describe('the status of a legacy invoice (oxapay §2.3, §3.1)', () => {
  it('is New, with empty texts for what is not known yet', async () => {
    const trackId = await newId({ orderId: 'CF-1', description: 'Two lamps', underPaidCover: 1.5 })
    expect(await inquire(trackId)).toEqual({
      result: 100,
      message: 'Operation completed successfully!',
      trackId,
      status: 'New',
      type: 'invoice',
      amount: '49.9',
      currency: 'EUR',
      payAmount: '',
      payCurrency: '',
      network: '',
      address: '',
      txID: '',
      email: '',
      orderId: 'CF-1',
      description: 'Two lamps',
      feePaidByPayer: 0,
      underPaidCover: 1.5,
      date: String(START / 1000),
      payDate: '',
    })
    expect((await call('/merchants/inquiry', { trackId })).json.trackId).toBe(trackId)
    expect((await call('/merchants/inquiry', { trackId: 1 })).json.result).toBe(116)
  })

  it('goes from New over Waiting and Confirming to Paid, in USDT for a fiat amount', async () => {
    const trackId = await newId()
    await wire.control('status', { provider: 'oxapay', ref: trackId, status: 'waiting' })
    expect(await inquire(trackId)).toMatchObject({
      status: 'Waiting',
      payAmount: '54.89',
      payCurrency: 'USDT',
      network: 'TRC20',
      txID: '',
    })
    await wire.control('status', { provider: 'oxapay', ref: trackId, status: 'confirming' })
    const seen = await inquire(trackId)
    expect(seen).toMatchObject({ status: 'Confirming', payDate: '' })
    await wire.control('clock', { advanceMs: 2 * 60 * MINUTE })
    expect((await inquire(trackId)).status).toBe('Confirming')
    const paid = await wire.control('pay', { provider: 'oxapay', ref: trackId })
    expect(paid.json.payment).toMatchObject({
      amount: '49.9',
      currency: 'EUR',
      receivedAmount: '54.89',
      receivedCurrency: 'USDT',
    })
    expect(await inquire(trackId)).toMatchObject({
      status: 'Paid',
      payAmount: '54.89',
      txID: seen.txID,
      payDate: String(START / 1000 + 7200),
    })
  })

  it('is paid in its own coin, where more is still just Paid', async () => {
    const trackId = await newId({ currency: 'USDT', amount: 20 })
    await wire.control('pay', { provider: 'oxapay', ref: trackId, amount: '25.000001', txHash: '9f0c' })
    expect(await inquire(trackId)).toMatchObject({
      status: 'Paid',
      amount: '20',
      payAmount: '25.000001',
      payCurrency: 'USDT',
      txID: '9f0c',
    })
  })

  it('has no word for a short transfer: it waits, then expires, and the transfer stays visible', async () => {
    const trackId = await newId({ currency: 'USDT', amount: 20 })
    await wire.control('pay', { provider: 'oxapay', ref: trackId, amount: '19.99' })
    expect(await inquire(trackId)).toMatchObject({ status: 'Waiting', payAmount: '19.99', payDate: '' })
    await wire.control('clock', { advanceMs: 60 * MINUTE })
    expect(await inquire(trackId)).toMatchObject({ status: 'Expired', payAmount: '19.99' })
  })

  it('accepts a short transfer within the cover to the last unit', async () => {
    const [enough, short] = [
      await newId({ currency: 'USDT', amount: 20, underPaidCover: 5 }),
      await newId({ currency: 'USDT', amount: 20, underPaidCover: 5 }),
    ]
    await wire.control('pay', { provider: 'oxapay', ref: enough, amount: '19' })
    await wire.control('pay', { provider: 'oxapay', ref: short, amount: '18.999999' })
    expect((await inquire(enough)).status).toBe('Paid')
    expect((await inquire(short)).status).toBe('Waiting')
  })

  it('counts the first acceptable transfer only', async () => {
    const trackId = await newId({ currency: 'USDT', amount: 20 })
    await wire.control('pay', { provider: 'oxapay', ref: trackId, amount: '10', txHash: 'short' })
    await wire.control('pay', { provider: 'oxapay', ref: trackId, amount: '10', txHash: 'rest' })
    expect((await inquire(trackId)).status).toBe('Waiting')
    await wire.control('pay', { provider: 'oxapay', ref: trackId, txHash: 'whole' })
    await wire.control('pay', { provider: 'oxapay', ref: trackId, amount: '30', txHash: 'more' })
    expect(await inquire(trackId)).toMatchObject({ status: 'Paid', payAmount: '20', txID: 'whole' })
  })

  it('expires on its minute, and is paid all the same by a late transfer', async () => {
    const trackId = await newId({ lifeTime: 15 })
    await wire.control('clock', { advanceMs: 15 * MINUTE - 1 })
    expect((await inquire(trackId)).status).toBe('New')
    await wire.control('clock', { advanceMs: 1 })
    expect((await inquire(trackId)).status).toBe('Expired')
    await wire.control('pay', { provider: 'oxapay', ref: trackId })
    expect((await inquire(trackId)).status).toBe('Paid')
  })

  it('may fail, and then takes no payment', async () => {
    const trackId = await newId()
    await wire.control('status', { provider: 'oxapay', ref: trackId, status: 'failed' })
    expect((await inquire(trackId)).status).toBe('Failed')
    expect((await wire.control('pay', { provider: 'oxapay', ref: trackId })).status).toBe(409)
  })
})

describe('the list of the legacy dialect (oxapay §2.5)', () => {
  const list = async (body: object) => (await call('/merchants/list', body)).json
  const ids = async (body: object) => (await list(body)).data.map((row: { trackId: string }) => row.trackId)

  it('gives ten of the newest first, and pages', async () => {
    const made: string[] = []
    for (let index = 0; index < 12; index += 1) {
      made.push(await newId({ orderId: `O-${index}` }))
      await wire.control('clock', { advanceMs: 1000 })
    }
    const newest = made.toReversed()
    const first = await list({})
    expect(first.meta).toEqual({ size: 10, page: 1, pages: 2, total: 12 })
    expect(first.data[0]).toMatchObject({ trackId: newest[0], orderId: 'O-11', status: 'New' })
    expect(first.data[0]).not.toHaveProperty('payLink')
    expect(await ids({ page: 2 })).toEqual(newest.slice(10))
    expect(await ids({ page: 0 })).toEqual(newest.slice(0, 10))
    expect(await ids({ page: 3 })).toEqual([])
    expect(await ids({ size: 200, orderBy: 'asc' })).toEqual(made)
  })

  it('filters by every field it names', async () => {
    const euro = await newId({ orderId: 'A', amount: 10, feePaidByPayer: 1 })
    await wire.control('clock', { advanceMs: 10_000 })
    const coin = await newId({ orderId: 'B', amount: 20, currency: 'TRX' })
    await wire.control('pay', { provider: 'oxapay', ref: coin, txHash: 'h1' })
    const { address } = await inquire(coin)
    for (const filter of [
      { orderId: 'B' },
      { trackId: Number(coin) },
      { status: 'paid' },
      { currency: 'TRX' },
      { payCurrency: 'TRX', network: 'TRC20' },
      { address },
      { txID: 'h1' },
      { feePaidByPayer: 0 },
      { fromAmount: 15, toAmount: 20 },
      { fromDate: String(START / 1000 + 5) },
    ]) {
      expect(await ids(filter), JSON.stringify(filter)).toEqual([coin])
    }
    expect(await ids({ toDate: START / 1000 + 5 })).toEqual([euro])
    expect(await ids({ type: 'static_address' })).toEqual([])
    expect(await ids({ sortBy: 'amount', orderBy: 'asc' })).toEqual([euro, coin])
    expect(await ids({ sortBy: 'pay_date' })).toEqual([coin, euro])
  })

  it('refuses what contradicts itself', async () => {
    expect((await list({ fromAmount: 2, toAmount: 1 })).result).toBe(118)
    expect((await list({ fromDate: 2, toDate: 1 })).result).toBe(119)
    expect((await list({ size: 201 })).result).toBe(101)
    expect((await list({ sortBy: 'name' })).result).toBe(101)
  })

  it('may leave the order id out of its rows, while the filter still finds it', async () => {
    const trackId = await newId({ orderId: 'A' })
    await wire.control('account', { provider: 'oxapay', settings: { listShowsOrderId: false } })
    const { data } = await list({ orderId: 'A' })
    expect(data[0].trackId).toBe(trackId)
    expect(data[0]).not.toHaveProperty('orderId')
    expect((await inquire(trackId)).orderId).toBe('A')
  })
})

describe('the public calls of the legacy dialect (oxapay §2)', () => {
  it('need no key', async () => {
    expect((await raw('/monitor', {})).text).toBe('OK')
    const coins = (await raw('/api/currencies', {})).json
    expect(coins.data.USDT.networkList.TRC20).toHaveProperty('depositMin')
    expect((await raw('/api/networks', {})).json.data).toContain('Tron Network')
    expect((await raw('/api/prices', {})).json.data.TRX).toBe(0.3)
    expect((await raw('/api/fiats', {})).json.data.JPY).toMatchObject({ symbol: 'JPY', displayPrecision: 0 })
    const rate = (await raw('/merchants/rate', { fromCurrency: 'BTC', toCurrency: 'USDT' })).json
    expect(rate).toMatchObject({ result: 100, rate: '100000.00000000' })
    expect((await raw('/merchants/rate', { fromCurrency: 'BTC', toCurrency: 'BTC' })).json.result).toBe(123)
  })

  it('are never asked with GET', async () => {
    expect((await wire.send(`${wire.at.oxapay.baseUrl}/merchants/list`)).status).toBe(404)
  })
})
