/**
 * What OxaPay's own legacy client lists, and how it takes failures: `oxapay`, from the registry, unmodified.
 *
 * It is led to the practice server as in `official-oxapay.test.ts`: by an axios interceptor that changes the origin only.
 */

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { there } from '../../support/books/there.ts'
import type { Fields, OxapayGeneral, OxapayMerchant } from '../../support/shop/official-clients.ts'
import { oxapay, redirectOxapay } from '../../support/shop/official-clients.ts'
import { START, startWire, type Wire } from '../../support/shop/wire.ts'

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

const newId = async (more: Fields = {}): Promise<number> =>
  Number(there(await merchant.createInvoice({ amount: 49.9, currency: 'EUR', ...more })).trackId)
const pay = (ref: number, more: Fields = {}) =>
  wire.control('pay', { provider: 'oxapay', ref: String(ref), ...more })

describe('the history the official OxaPay client lists (oxapay §2.5)', () => {
  const ids = async (filter: Fields) =>
    (await merchant.paymentHistory(filter)).data.map((row: { trackId: string }) => Number(row.trackId))

  it('is newest first, in pages that say how many there are', async () => {
    const made = []
    for (let index = 0; index < 3; index += 1) {
      made.unshift(await newId())
      await wire.control('clock', { advanceMs: 1000 })
    }
    const { result, data, meta } = await merchant.paymentHistory()
    expect([result, data.length]).toEqual([100, 3])
    expect(data[0]).toMatchObject({ trackId: String(made[0]), status: 'New', amount: '49.9' })
    expect(meta).toEqual({ size: 10, page: 1, pages: 1, total: 3 })
    expect(await ids({ size: 2, page: 2 })).toEqual(made.slice(2))
    expect(await ids({ size: 200, sortBy: 'create_date', orderBy: 'asc' })).toEqual(made.toReversed())
  })

  it('is filtered by every field the client allows', async () => {
    await newId({ orderId: 'A', amount: 10, feePaidByPayer: 1 })
    await wire.control('clock', { advanceMs: 10_000 })
    const wanted = await newId({ orderId: 'B', amount: 20, currency: 'TRX' })
    await pay(wanted)
    const { address } = await merchant.paymentInfo({ trackId: wanted })
    const after = String(START / 1000 + 5)
    for (const filter of [
      { trackId: wanted },
      { orderId: 'B' },
      { status: 'Paid', type: 'invoice' },
      { currency: 'TRX' },
      { payCurrency: 'TRX', network: 'TRC20' },
      { address },
      { feePaidByPayer: 0 },
      { fromAmount: 15, toAmount: 20 },
      { fromDate: after, toDate: String(START / 1000 + 20) },
    ]) {
      expect(await ids(filter), JSON.stringify(filter)).toEqual([wanted])
    }
  })

  it('finds a creation whose answer was lost by its order id (oxapay §3.4)', async () => {
    const reset = { provider: 'oxapay', operation: 'create', kind: 'connection_reset_after', times: 1 }
    await wire.control('fault', reset)
    await expect(newId({ orderId: 'CF-9' })).rejects.toThrow(/socket hang up|ECONNRESET/)
    const found = await merchant.paymentHistory({ orderId: 'CF-9' })
    expect(found).toMatchObject({ result: 100, data: [{ orderId: 'CF-9' }], meta: { total: 1 } })
    expect(found.data[0]).not.toHaveProperty('payLink')
  })

  it('is refused for what the client’s own sample asks: dates as ISO texts (oxapay §6.6)', async () => {
    const sample = { fromDate: '2023-01-01', toDate: '2023-12-31', currency: 'USD', status: 'completed' }
    expect(await merchant.paymentHistory(sample)).toMatchObject({ result: 101 })
    expect(await merchant.paymentHistory({ status: 'completed' })).toMatchObject({ result: 100, data: [] })
    expect(await merchant.paymentHistory({ size: 201 })).toMatchObject({ result: 101 })
  })
})

describe('the lists the official OxaPay client reads without a key (oxapay §2, §2.6)', () => {
  it('name coins with their networks', async () => {
    const { result, data } = await general.supportedCurrencies()
    expect(result).toBe(100)
    expect(data.USDT).toEqual({
      symbol: 'USDT',
      name: 'Tether',
      status: true,
      networkList: {
        TRC20: {
          minConfirm: expect.any(Number),
          withdrawFee: expect.any(Number),
          withdrawMin: expect.any(Number),
          depositMin: expect.any(Number),
          staticFixedFee: expect.any(Number),
        },
      },
    })
  })

  it('name networks once each, and prices as numbers, as the client’s methods want (not in oxapay §2)', async () => {
    const networks = await general.supportedNetworks()
    expect(networks).toMatchObject({ result: 100, message: 'Operation completed successfully!' })
    expect(networks.data).toEqual(expect.arrayContaining(['Bitcoin Network', 'Tron Network']))
    expect(new Set(networks.data).size).toBe(networks.data.length)
    const prices = await general.cryptoPrices()
    expect(prices).toMatchObject({ result: 100, data: { USDT: 1, BTC: 100_000, TRX: 0.3 } })
    const { data } = await general.supportedCurrencies()
    expect(Object.keys(prices.data).sort()).toEqual(Object.keys(data).sort())
  })

  it('say that the system is well in one bare word', async () => {
    expect(await general.systemStatus()).toBe('OK')
  })

  it('give a rate as text, of coins and of fiat money, and refuse a pair of one', async () => {
    const rate = (fromCurrency: string, toCurrency: string) =>
      merchant.exchangeRate({ fromCurrency, toCurrency })
    expect(await rate('BTC', 'USDT')).toMatchObject({ result: 100, rate: '100000.00000000' })
    expect(await rate('USD', 'BTC')).toMatchObject({ result: 100, rate: '0.00001000' })
    expect((await rate('BTC', 'BTC')).result).toBe(123)
    expect((await rate('XXX', 'BTC')).result).toBe(121)
    expect((await rate('BTC', 'XXX')).result).toBe(122)
    await expect(merchant.exchangeRate({ fromCurrency: 'BTC' })).rejects.toThrow('[object Object]')
  })
})

describe('a failing OxaPay as the official client sees it (oxapay §6.6)', () => {
  const spoil = async (kind: string, more: object = {}) => {
    const fault = { provider: 'oxapay', operation: '*', kind, times: 1, ...more }
    expect((await wire.control('fault', fault)).status).toBe(200)
  }

  it('loses the provider’s own words whenever HTTP says no', async () => {
    for (const code of [401, 429, 503]) {
      await spoil('http_status', { status: code })
      await expect(merchant.allowedCoins()).rejects.toThrow(`Request failed with status code ${code}`)
    }
  })

  it('takes a page of HTML for an answer', async () => {
    await spoil('html_body')
    expect(await merchant.allowedCoins()).toMatch(/^<!doctype html>/)
  })
})
