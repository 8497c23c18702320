import { beforeEach, describe, expect, it } from 'vitest'
import { START, startWire, type Wire } from '../../support/shop/wire.ts'

let wire: Wire
let headers: Record<string, string>
beforeEach(async () => {
  wire = await startWire()
  headers = { merchant_api_key: wire.at.oxapay.merchantKey }
})

const get = (path: string, withHeaders = headers) =>
  wire.send(`${wire.at.oxapay.baseUrl}/v1${path}`, { headers: withHeaders })
const create = (body: unknown) => wire.post(`${wire.at.oxapay.baseUrl}/v1/payment/invoice`, body, headers)
const newId = async (body: object = {}) =>
  (await create({ amount: 20, currency: 'USDT', ...body })).json.data.track_id
const read = async (trackId: string) => (await get(`/payment/${trackId}`)).json.data
const pay = (ref: string, amount?: string) => wire.control('pay', { provider: 'oxapay', ref, amount })

describe('the key of the v1 dialect (oxapay §1)', () => {
  it('comes in a header and is refused with 401 in body and HTTP (oxapay §3.6)', async () => {
    for (const wrong of [{}, { merchant_api_key: 'wrong' }]) {
      const answer = await get('/payment/accepted-currencies', wrong)
      expect(answer.status).toBe(401)
      expect(answer.json).toMatchObject({
        data: {},
        status: 401,
        version: '1.0.0',
        error: { type: 'unauthorized', key: 'merchant_api_key' },
      })
    }
    expect((await get('/payment', {})).status).toBe(401)
  })

  it('shows the accepted coins, and may be the word sandbox', async () => {
    const answer = await get('/payment/accepted-currencies')
    expect(answer.json).toMatchObject({ status: 200, error: {}, version: '1.0.0' })
    expect(answer.json.data.list).toContain('USDT')
    expect((await get('/payment/accepted-currencies', { merchant_api_key: 'sandbox' })).status).toBe(200)
  })
})

describe('a new v1 invoice (oxapay §2.2)', () => {
  it('gets its track id as text and its times as numbers', async () => {
    const { json, status } = await create({ amount: 49.9, currency: 'EUR', lifetime: 120, sandbox: '1' })
    expect(status).toBe(200)
    expect(json).toEqual({
      data: {
        track_id: expect.stringMatching(/^\d{9}$/),
        payment_url: `https://pay.oxapay.com/10223344/${json.data.track_id}`,
        expired_at: START / 1000 + 7200,
        date: START / 1000,
      },
      message: 'Operation completed successfully!',
      error: {},
      status: 200,
      version: '1.0.0',
    })
  })

  it.each([
    ['amount', { amount: '20' }],
    ['amount', { amount: 0 }],
    ['currency', { amount: 20, currency: 'XXX' }],
    ['lifetime', { amount: 20, lifetime: 14 }],
    ['lifetime', { amount: 20, lifetime: 2881 }],
    ['fee_paid_by_payer', { amount: 20, fee_paid_by_payer: 2 }],
    ['under_paid_coverage', { amount: 20, under_paid_coverage: 61 }],
    ['to_currency', { amount: 20, to_currency: 'BTC' }],
    ['return_url', { amount: 20, return_url: 'there' }],
    ['mixed_payment', { amount: 20, mixed_payment: 'maybe' }],
    ['order_id', { amount: 20, order_id: 7 }],
  ])('with a bad %s is refused by that name (oxapay §3.6)', async (key, body) => {
    const answer = await create(body)
    expect(answer.status).toBe(400)
    expect(answer.json).toMatchObject({ status: 400, error: { key } })
  })

  it('loses the legacy names without a word (oxapay §6.7)', async () => {
    const trackId = await newId({ lifeTime: 15, orderId: 'CF-1' })
    expect(await read(trackId)).toMatchObject({ lifetime: 60, order_id: '' })
  })
})

describe('the payments of a v1 invoice (oxapay §2.4)', () => {
  it('are a list of transfers with exact numbers', async () => {
    const trackId = await newId({ order_id: 'CF-1', amount: 0.1 })
    expect(await read(trackId)).toMatchObject({ status: 'new', amount: 0.1, order_id: 'CF-1', txs: [] })
    await wire.control('pay', { provider: 'oxapay', ref: trackId, txHash: 'h1' })
    const answer = await get(`/payment/${trackId}`)
    expect(answer.json.data).toMatchObject({ status: 'paid', expired_at: START / 1000 + 3600 })
    expect(answer.json.data.txs).toEqual([
      {
        tx_hash: 'h1',
        amount: 0.1,
        currency: 'USDT',
        network: 'TRC20',
        address: expect.stringMatching(/^T/),
        status: 'confirmed',
        confirmations: 10,
        auto_convert: { processed: false, amount: 0, currency: '' },
        auto_withdrawal: { processed: false },
        date: START / 1000,
      },
    ])
  })

  it('add up: underpaid until the rest comes, and further ones are shown too (oxapay §3.1)', async () => {
    const trackId = await newId()
    await pay(trackId, '5.5')
    expect((await read(trackId)).status).toBe('underpaid')
    const rest = await pay(trackId)
    expect(rest.json.payment.amount).toBe('14.5')
    expect((await read(trackId)).status).toBe('paid')
    expect((await pay(trackId)).status).toBe(409)
    await pay(trackId, '1')
    const { txs, status } = await read(trackId)
    expect(status).toBe('paid')
    expect(txs.map((tx: { amount: number }) => tx.amount)).toEqual([5.5, 14.5, 1])
  })

  it('are seen before they settle', async () => {
    const trackId = await newId()
    await wire.control('status', { provider: 'oxapay', ref: trackId, status: 'confirming' })
    const seen = await read(trackId)
    expect(seen).toMatchObject({ status: 'paying', txs: [{ status: 'confirming', confirmations: 1 }] })
    await pay(trackId)
    const settled = await read(trackId)
    expect(settled).toMatchObject({ status: 'paid', txs: [{ status: 'confirmed' }] })
    expect(settled.txs[0].tx_hash).toBe(seen.txs[0].tx_hash)
  })

  it.each(['manual_accept', 'refunding', 'refunded'])('may be %s', async (status) => {
    const trackId = await newId()
    await pay(trackId)
    await wire.control('status', { provider: 'oxapay', ref: trackId, status })
    expect((await read(trackId)).status).toBe(status)
  })

  it('are not there for an unknown track id', async () => {
    const answer = await get('/payment/1')
    expect(answer.status).toBe(404)
    expect(answer.json).toMatchObject({ status: 404, error: { type: 'not_found' } })
  })
})

describe('the list of the v1 dialect (oxapay §2.5)', () => {
  const ids = async (query: string) =>
    (await get(`/payment?${query}`)).json.data.list.map((row: { track_id: string }) => row.track_id)

  it('pages, sorts and filters, and has no filter by order id', async () => {
    const cheap = await newId({ amount: 10, order_id: 'A' })
    await wire.control('clock', { advanceMs: 10_000 })
    const dear = await newId({ amount: 30, order_id: 'B', currency: 'TRX' })
    await pay(dear)
    const page = (await get('/payment?size=1')).json.data
    expect(page.meta).toEqual({ page: 1, last_page: 2, total: 2 })
    expect(page.list[0]).toMatchObject({ track_id: dear, order_id: 'B', txs: [{ currency: 'TRX' }] })
    expect(await ids('page=2&size=1')).toEqual([cheap])
    expect(await ids('sort_by=amount&sort_type=asc')).toEqual([cheap, dear])
    expect(await ids('order_id=A')).toEqual([dear, cheap])
    for (const query of [
      `track_id=${dear}`,
      'status=Paid',
      'currency=TRX',
      'pay_currency=TRX&network=TRC20',
      'from_amount=20&to_amount=30',
      `from_date=${START / 1000 + 5}`,
    ]) {
      expect(await ids(query), query).toEqual([dear])
    }
    expect((await get('/payment?size=201')).json.error.key).toBe('size')
    expect((await get('/payment?from_date=soon')).json.error.key).toBe('from_date')
  })

  it('is counted in the statistics', async () => {
    await newId()
    await pay(await newId({ amount: 0.3 }))
    expect((await get('/payment/stats')).json.data).toEqual({ invoices: 2, paid: 1, received: { USDT: 0.3 } })
  })
})

it('the public v1 calls need no key (oxapay §2)', async () => {
  expect((await get('/common/monitor', {})).json.data).toEqual({ status: true })
  expect((await get('/common/currencies', {})).json.data.USDT.networks.TRC20.keys).toEqual(['TRC20'])
  expect((await get('/common/fiats', {})).json.data.KWD).toMatchObject({ display_precision: 3 })
})

it('one invoice is told by both dialects in their own words', async () => {
  const trackId = await newId({ order_id: 'CF-1' })
  await pay(trackId, '5')
  const legacy = await wire.post(`${wire.at.oxapay.baseUrl}/merchants/inquiry`, {
    merchant: wire.at.oxapay.merchantKey,
    trackId,
  })
  expect(legacy.json).toMatchObject({ status: 'Waiting', payAmount: '5', orderId: 'CF-1' })
  expect((await read(trackId)).status).toBe('underpaid')
})
