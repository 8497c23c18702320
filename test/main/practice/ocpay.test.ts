import { beforeEach, describe, expect, it } from 'vitest'
import { startWire, type Wire } from '../../support/shop/wire.ts'

let wire: Wire
let headers: Record<string, string>

beforeEach(async () => {
  wire = await startWire()
  headers = { 'x-access-token': wire.at.ocpay.apiKey }
})

const get = (path: string, withHeaders = headers) =>
  wire.send(wire.at.ocpay.baseUrl + path, { headers: withHeaders })
const create = (body: unknown) => wire.post(`${wire.at.ocpay.baseUrl}/v3/ocpay/createLink`, body, headers)
const newRef = async () =>
  (await create({ productInfo: { title: 'CF-1', amount: 7400 } })).json.data.paymentRef
const check = async (ref: string) => (await get(`/v3/ocpay/checkPayment/${ref}`)).json.data
const MINUTE = 60_000

describe('the access token of OCPay (ocpay §3.3)', () => {
  it('is missed with 400 by the validate page and 401 elsewhere', async () => {
    const [validate, other] = [await get('/v3/validate', {}), await get('/v3/ocpay/checkPayment/x', {})]
    expect([validate.status, other.status]).toEqual([400, 401])
    expect(other.json).toMatchObject({ success: false, error: { code: 'MISSING_ACCESS_TOKEN' } })
    expect(other.json.requestId).toMatch(/^req_/)
  })

  it('shuts the caller out for 15 minutes after five wrong ones, also with the right one', async () => {
    const left: number[] = []
    for (let tries = 0; tries < 5; tries += 1) {
      const answer = await get('/v3/validate', { 'x-access-token': 'wrong' })
      expect(answer.status).toBe(401)
      expect(answer.json.error.code).toBe('INVALID_ACCESS_TOKEN')
      left.push(answer.json.error.details.attemptsLeft)
    }
    expect(left).toEqual([4, 3, 2, 1, 0])
    const blocked = await get('/v3/validate')
    expect(blocked.status).toBe(403)
    expect(blocked.json.error.code).toBe('IP_BLOCKED')
    expect((await get('/v3/ping', {})).status).toBe(200)
    await wire.control('clock', { advanceMs: 15 * MINUTE - 1 })
    expect((await get('/v3/validate')).status).toBe(403)
    await wire.control('clock', { advanceMs: 1 })
    expect((await get('/v3/validate')).status).toBe(200)
  })

  it('shows itself, its environment and its scope when validated (ocpay §2.3)', async () => {
    const { success, data } = (await get('/v3/validate')).json
    expect(success).toBe(true)
    expect(data.apiKey).toEqual({
      key: wire.at.ocpay.apiKey,
      isEnabled: true,
      type: 'SANDBOX',
      allowedips: [],
      scope: 'READ-WRITE',
    })
  })

  it.each([[{ scope: 'READ-ONLY' }], [{ isEnabled: false }], [{ validated: false }]])(
    'with %j makes no link',
    async (settings) => {
      await wire.control('account', { provider: 'ocpay', settings })
      const answer = await create({ productInfo: { title: 'CF-1', amount: 7400 } })
      expect(answer.status).toBe(403)
      expect(answer.json.success).toBe(false)
    },
  )
})

describe('a new OCPay link (ocpay §2.1)', () => {
  it('echoes what was asked and gives reference and page at the top level', async () => {
    const answer = await create({
      productInfo: { title: 'Invoice CF-1', description: 'Two lamps', amount: 7400 },
      feeMode: 'SPLIT_FEE',
      redirectUrl: 'https://shop.example.org/thanks',
    })
    expect(answer.status).toBe(200)
    const { success, data, meta } = answer.json
    expect(success).toBe(true)
    expect(data.paymentRef).toMatch(/^OCPL-[A-Z0-9]{6}-[A-Z0-9]{4}$/)
    expect(data.paymentUrl).toBe(`https://pay.ocdz.link/pay/${data.paymentRef}`)
    expect(data.paymentLink).toEqual({
      uid: 'user_55102',
      ref: data.paymentRef,
      isSandbox: true,
      productInfo: { title: 'Invoice CF-1', description: 'Two lamps', amount: 7400 },
      feeMode: 'SPLIT_FEE',
      redirectUrl: 'https://shop.example.org/thanks',
      time: '2026-11-20T09:00:00Z',
    })
    expect(meta).toMatchObject({
      timestamp: '2026-11-20T09:00:00Z',
      requestId: expect.stringMatching(/^req_/),
    })
  })

  it.each([[500], [500_000]])('may ask %i dinars', async (amount) => {
    expect((await create({ productInfo: { title: 'x', amount } })).status).toBe(200)
  })

  it.each([
    ['productInfo.amount', { productInfo: { title: 'x', amount: 499 } }],
    ['productInfo.amount', { productInfo: { title: 'x', amount: 500_001 } }],
    ['productInfo.amount', { productInfo: { title: 'x', amount: 7400.5 } }],
    ['productInfo.amount', { productInfo: { title: 'x', amount: '7400' } }],
    ['productInfo.title', { productInfo: { title: ' ', amount: 7400 } }],
    ['productInfo.title', { productInfo: { title: 'x'.repeat(201), amount: 7400 } }],
    [
      'productInfo.description',
      { productInfo: { title: 'x', amount: 7400, description: 'x'.repeat(10_000) } },
    ],
    ['successMessage', { productInfo: { title: 'x', amount: 7400 }, successMessage: 'x'.repeat(501) }],
    ['feeMode', { productInfo: { title: 'x', amount: 7400 }, feeMode: 'FREE' }],
    ['redirectUrl', { productInfo: { title: 'x', amount: 7400 }, redirectUrl: 'ftp://example.org' }],
    ['productInfo.title', {}],
  ])('with a bad %s is refused', async (field, body) => {
    const answer = await create(body)
    expect(answer.status).toBe(400)
    expect(answer.json.error).toMatchObject({ code: 'ERR_VALIDATION', details: { field } })
  })
})

describe('the status of an OCPay link (ocpay §3.1)', () => {
  it('is pending, then confirmed with the transaction once it is paid (ocpay §2.2)', async () => {
    const ref = await newRef()
    expect(await check(ref)).toEqual({
      status: 'PENDING',
      message: 'Payment not yet initiated',
      paymentRef: ref,
    })
    await wire.control('clock', { advanceMs: 250_000 })
    await wire.control('pay', { provider: 'ocpay', ref })
    expect(await check(ref)).toEqual({
      status: 'CONFIRMED',
      message: 'Payment confirmed successfully',
      paymentRef: ref,
      transactionDetails: {
        amount: 7400,
        currency: 'DZD',
        isSandbox: true,
        createdDate: '2026-11-20T09:04:10Z',
      },
    })
  })

  it('is failed with a word of expiry 20 minutes after an unused creation', async () => {
    const ref = await newRef()
    await wire.control('clock', { advanceMs: 20 * MINUTE - 1 })
    expect((await check(ref)).status).toBe('PENDING')
    await wire.control('clock', { advanceMs: 1 })
    expect(await check(ref)).toEqual({ status: 'FAILED', message: 'Payment link expired', paymentRef: ref })
  })

  it('outlives the 20 minutes when the payment was begun, and may confirm later', async () => {
    const ref = await newRef()
    await wire.control('status', { provider: 'ocpay', ref, status: 'initiated' })
    await wire.control('clock', { advanceMs: 21 * MINUTE })
    expect(await check(ref)).toMatchObject({ status: 'PENDING', transactionDetails: { amount: 7400 } })
    expect((await wire.control('expire', { provider: 'ocpay', ref })).status).toBe(409)
    await wire.control('pay', { provider: 'ocpay', ref })
    expect((await check(ref)).status).toBe('CONFIRMED')
  })

  it('tells declined from cancelled by its message', async () => {
    const [declined, cancelled] = [await newRef(), await newRef()]
    await wire.control('status', { provider: 'ocpay', ref: declined, status: 'declined' })
    await wire.control('status', { provider: 'ocpay', ref: cancelled, status: 'cancelled' })
    expect(await check(declined)).toMatchObject({ status: 'FAILED', message: 'Payment failed' })
    expect(await check(cancelled)).toMatchObject({
      status: 'FAILED',
      message: 'Payment cancelled by the customer',
    })
  })

  it('may turn from failed to confirmed when the money comes late', async () => {
    const ref = await newRef()
    expect((await wire.control('expire', { provider: 'ocpay', ref })).status).toBe(200)
    expect((await check(ref)).status).toBe('FAILED')
    expect((await wire.control('pay', { provider: 'ocpay', ref })).status).toBe(200)
    expect((await check(ref)).status).toBe('CONFIRMED')
  })

  it('knows neither another amount nor a second payment', async () => {
    const ref = await newRef()
    const short = await wire.control('pay', { provider: 'ocpay', ref, amount: '7000' })
    expect(short.status).toBe(409)
    expect(short.json.message).toBe(
      "OCPay's card page charges exactly 7400 DZD; no other amount can be paid.",
    )
    expect((await wire.control('pay', { provider: 'ocpay', ref, amount: '7400.00' })).status).toBe(200)
    expect((await wire.control('pay', { provider: 'ocpay', ref })).status).toBe(409)
  })

  it('is not found under an unknown reference', async () => {
    const answer = await get('/v3/ocpay/checkPayment/OCPL-AAAAAA-BBBB')
    expect(answer.status).toBe(404)
    expect(answer.json).toMatchObject({ success: false, error: { code: 'NOT_FOUND' } })
  })
})

describe('the account of OCPay (ocpay §2.4)', () => {
  it('holds the confirmed money and a ledger without payment references', async () => {
    const refs = [await newRef(), await newRef()]
    for (const ref of refs) await wire.control('pay', { provider: 'ocpay', ref })
    expect((await get('/v3/account/balance')).json.data).toEqual({ balance: 14_800 })
    const page = await get('/v3/account/transactions?page=2&pageSize=1')
    expect(page.json.data).toMatchObject({
      items: [{ type: 'RECEIVE', amount: 7400, oldBalance: 0, newBalance: 7400 }],
      pagination: { page: 2, pageSize: 1, totalPages: 2, totalResults: 2 },
    })
    expect(page.text).not.toContain(refs[0])
    expect((await get('/v3/account/transactions?from=2026-01-01')).status).toBe(400)
  })
})
