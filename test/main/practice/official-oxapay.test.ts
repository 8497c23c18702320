/**
 * The practice OxaPay answers OxaPay's own legacy client: `oxapay`, from the registry, unmodified.
 *
 * The client's address is fixed to https://api.oxapay.com and it takes no options, but it posts with the shared axios. So
 * an axios interceptor, set from outside, puts the practice address in the place of that origin and changes nothing else:
 * the client's own body, headers and JSON reading run over real HTTP. That is plainer than a TLS proxy with a throw-away
 * certificate, and a request to any other origin throws instead of leaving the machine.
 */

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { there } from '../../support/books/there.ts'
import type { Fields, OxapayGeneral, OxapayMerchant } from '../../support/shop/official-clients.ts'
import { OXAPAY_ORIGIN, oxapay, redirectOxapay } from '../../support/shop/official-clients.ts'
import { START, startWire, type Wire } from '../../support/shop/wire.ts'

const MINUTE = 60_000

let wire: Wire
let merchant: OxapayMerchant
let general: OxapayGeneral
let redirection: ReturnType<typeof redirectOxapay>

beforeEach(async () => {
  wire = await startWire()
  redirection = redirectOxapay(wire.at.oxapay.baseUrl)
  merchant = new oxapay.Merchant(wire.at.oxapay.merchantKey)
  general = new oxapay.General()
})
afterEach(() => redirection.undo())

const lastRequest = async (): Promise<Fields> => (await wire.log()).requests.at(-1)
const newId = async (more: Fields = {}): Promise<number> =>
  Number(there(await merchant.createInvoice({ amount: 49.9, currency: 'EUR', ...more })).trackId)
const status = (ref: number, word: string) =>
  wire.control('status', { provider: 'oxapay', ref: String(ref), status: word })
const pay = (ref: number, more: Fields = {}) =>
  wire.control('pay', { provider: 'oxapay', ref: String(ref), ...more })

describe('what the official OxaPay client sends', () => {
  it('is a POST of JSON to the fixed origin, with the key in the body, also for reads (oxapay §1)', async () => {
    const trackId = await newId()
    await merchant.paymentInfo({ trackId })
    expect(redirection.asked).toEqual([
      `${OXAPAY_ORIGIN}merchants/request`,
      `${OXAPAY_ORIGIN}merchants/inquiry`,
    ])
    const request = await lastRequest()
    expect(request).toMatchObject({
      method: 'POST',
      path: '/oxapay/merchants/inquiry',
      headers: { 'content-type': 'application/json' },
      body: { merchant: '***', trackId },
      status: 200,
    })
    expect(request.headers).not.toHaveProperty('authorization')
    expect(request.headers).not.toHaveProperty('merchant_api_key')
  })

  it('knows no key for the public calls (oxapay §2)', async () => {
    await general.systemStatus()
    expect(await lastRequest()).toMatchObject({ method: 'POST', path: '/oxapay/monitor', body: {} })
  })
})

describe('the key of the official OxaPay client', () => {
  it('shows the accepted coins, also as the word sandbox (oxapay §1, §2)', async () => {
    const { result, allowed } = await merchant.allowedCoins()
    expect(result).toBe(100)
    expect(allowed).toEqual(expect.arrayContaining(['BTC', 'USDT']))
    expect(await new oxapay.Merchant('sandbox').allowedCoins()).toMatchObject({ result: 100, allowed })
  })

  it('comes back as result 102 and does not throw when it is wrong (oxapay §3.5)', async () => {
    const other = new oxapay.Merchant('wrong')
    const refused = { result: 102, message: 'Invalid merchant API key' }
    expect(await other.allowedCoins()).toEqual(refused)
    expect(there(await other.createInvoice({ amount: 1 }))).toEqual(refused)
    expect(await other.paymentInfo({ trackId: 1 })).toEqual(refused)
    expect(await other.paymentHistory({})).toEqual(refused)
  })
})

describe('an invoice made by the official OxaPay client', () => {
  it('gets a track id, a page and an end in text seconds (oxapay §2.1)', async () => {
    const made = there(
      await merchant.createInvoice({
        amount: 49.9,
        currency: 'EUR',
        lifeTime: 120,
        feePaidByPayer: 1,
        underPaidCover: 2.5,
        callbackUrl: 'https://shop.example/callback',
        returnUrl: 'https://shop.example/thanks',
        description: 'Two lamps',
        orderId: 'CF-1',
        email: 'ada@example.org',
      }),
    )
    expect(made).toEqual({
      result: 100,
      message: 'Operation completed successfully!',
      trackId: expect.stringMatching(/^\d+$/),
      payLink: expect.stringMatching(/^https:\/\/pay\.oxapay\.com\//),
      expiredAt: String(START / 1000 + 7200),
    })
    expect(await merchant.paymentInfo({ trackId: Number(made.trackId) })).toMatchObject({
      result: 100,
      trackId: made.trackId,
      status: 'New',
      amount: '49.9',
      currency: 'EUR',
      feePaidByPayer: 1,
      underPaidCover: 2.5,
      orderId: 'CF-1',
      description: 'Two lamps',
      email: 'ada@example.org',
      date: String(START / 1000),
    })
  })

  it('needs no more than its amount, then in US dollars for an hour (oxapay §2.1)', async () => {
    const made = there(await merchant.createInvoice({ amount: 100 }))
    expect(made).toMatchObject({ result: 100, expiredAt: String(START / 1000 + 3600) })
    const info = await merchant.paymentInfo({ trackId: Number(made.trackId) })
    expect(info).toMatchObject({ amount: '100', currency: 'USD' })
  })

  it('may be made in the sandbox (oxapay §1)', async () => {
    const sandbox = new oxapay.Merchant('sandbox')
    expect(there(await sandbox.createInvoice({ amount: 5, currency: 'TRX' }))).toMatchObject({ result: 100 })
  })

  it('is refused as the client’s own sample writes it: 3600 minutes, a fee of 0.1 (oxapay §6.1)', async () => {
    const sample = { amount: 100, currency: 'USD', lifeTime: 3600, feePaidByPayer: 0.1, underPaidCover: 0.2 }
    expect(there(await merchant.createInvoice(sample))).toMatchObject({ result: 112 })
    expect(there(await merchant.createInvoice({ ...sample, lifeTime: 60 }))).toMatchObject({ result: 115 })
  })

  it.each([
    [105, { amount: 1, currency: 'XXX' }],
    [107, { amount: 1, callbackUrl: 'here' }],
    [108, { amount: 1, returnUrl: 'there' }],
    [109, { amount: 0 }],
    [110, { amount: 1e21 }],
    [111, { amount: 1, lifeTime: 14 }],
    [113, { amount: 1, underPaidCover: -1 }],
    [114, { amount: 1, underPaidCover: 60.01 }],
  ])('is result %i and no exception for %j (oxapay §3.5)', async (result, body) => {
    expect(there(await merchant.createInvoice(body))).toEqual({ result, message: expect.any(String) })
  })

  it.each([
    {},
    { amount: '49.9' },
    { amount: 1, lifeTime: 15.5 },
    { amount: 1, orderId: 7 },
    { amount: 1, life: 60 },
  ])('never leaves the client as %j, whose complaint nobody can read (oxapay §6.6)', async (body) => {
    await expect(there(merchant.createInvoice(body))).rejects.toThrow('[object Object]')
    expect(redirection.asked).toEqual([])
  })
})

describe('a payment as the official OxaPay client reads it', () => {
  it('is asked for by a whole number only (oxapay §2.3, §6.6)', async () => {
    const trackId = await newId()
    await expect(merchant.paymentInfo({ trackId: String(trackId) })).rejects.toThrow('[object Object]')
    expect(redirection.asked).toHaveLength(1)
    expect(await merchant.paymentInfo({ trackId })).toMatchObject({ result: 100, trackId: String(trackId) })
  })

  it('goes from New over Waiting and Confirming to Paid (oxapay §3.1)', async () => {
    const trackId = await newId()
    const look = () => merchant.paymentInfo({ trackId })
    expect(await look()).toMatchObject({ result: 100, status: 'New', txID: '', payDate: '' })
    await status(trackId, 'waiting')
    expect(await look()).toMatchObject({ status: 'Waiting', payCurrency: 'USDT', payAmount: '54.89' })
    await status(trackId, 'confirming')
    expect(await look()).toMatchObject({ status: 'Confirming', payDate: '' })
    await wire.control('clock', { advanceMs: MINUTE })
    await pay(trackId, { txHash: '9f0c' })
    expect(await look()).toMatchObject({
      result: 100,
      type: 'invoice',
      status: 'Paid',
      amount: '49.9',
      currency: 'EUR',
      payAmount: '54.89',
      payCurrency: 'USDT',
      network: 'TRC20',
      address: expect.stringMatching(/^T/),
      txID: '9f0c',
      payDate: String(START / 1000 + 60),
    })
  })

  it('expires, while the question still succeeds (oxapay §3.1, §6.3)', async () => {
    const trackId = await newId({ lifeTime: 15 })
    await wire.control('clock', { advanceMs: 15 * MINUTE })
    expect(await merchant.paymentInfo({ trackId })).toMatchObject({ result: 100, status: 'Expired' })
  })

  it('that is not there is result 116 (oxapay §3.5)', async () => {
    expect(await merchant.paymentInfo({ trackId: 1 })).toEqual({ result: 116, message: expect.any(String) })
  })
})
