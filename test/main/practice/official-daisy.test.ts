/**
 * The practice Daisy answers Daisy's own client: `@daisypayments/daisy-sdk`, from the registry, unmodified.
 *
 * Nothing redirects it: `override.baseURL` is the client's own way to another address, and `withGlobals` its own way to
 * the platform's fetch. Both halves run: `/private` with the secret (a shop's server), the main entry without (a payer's page).
 */

import { beforeEach, describe, expect, it } from 'vitest'
import { FOREIGN_DAISY_INVOICE } from '../../../src/main/practice/daisy/wire.ts'
import { there } from '../../support/books/there.ts'
import type {
  DaisyGroup,
  DaisyPayments,
  DaisyServerPayments,
  Fields,
} from '../../support/shop/official-clients.ts'
import { daisyPage, daisyServer } from '../../support/shop/official-clients.ts'
import { startWire, type Wire } from '../../support/shop/wire.ts'

const withGlobals = { fetch, Headers }
const TEN_DAI = '10000000000000000000'
const DSY = '0x6FB3222E6134892a622D3990E3C94D75FF772b18'
const ETHER = '0x0000000000000000000000000000000000000000'

let wire: Wire
let payments: DaisyServerPayments
let onPage: DaisyPayments

const groupOf = (identifier: string, secretKey?: string): DaisyGroup => ({
  manager: { identifier, secretKey },
  override: { baseURL: wire.at.daisy.baseUrl },
  withGlobals,
})

beforeEach(async () => {
  wire = await startWire()
  payments = new daisyServer.ServerPayments(groupOf(wire.at.daisy.identifier, wire.at.daisy.secretKey))
  onPage = new daisyPage.Payments(groupOf(wire.at.daisy.identifier))
})

const last = async () => (await wire.log()).requests.at(-1)
const refusalOf = async (asked: Promise<unknown>) => {
  const error = await asked.then(
    () => expect.fail('the client took it for a success'),
    (thrown: Error & { response?: { status: number; data: unknown } }) => thrown,
  )
  return { message: error.message, status: error.response?.status, data: error.response?.data }
}
const newInvoice = (params: Fields = {}) =>
  there(payments.createInvoice({ invoicedPrice: TEN_DAI, ...params }))
const pay = (ref: string, amount?: string) => wire.control('pay', { provider: 'daisy', ref, amount })

describe('the address and the credentials the official Daisy client sends', () => {
  it('lead to production unless overridden, and lose a slash at their end (daisy §1)', () => {
    const { manager } = groupOf('shop')
    expect(new daisyServer.ServerPayments({ manager, withGlobals }).config.baseURL).toBe(
      'https://sdk.daisypayments.com',
    )
    const override = { baseURL: `${wire.at.daisy.baseUrl}/` }
    expect(new daisyServer.ServerPayments({ manager, override, withGlobals }).config.baseURL).toBe(
      wire.at.daisy.baseUrl,
    )
  })

  it('are Basic, with JSON headers on a GET too (daisy §1)', async () => {
    const { identifier } = await newInvoice()
    await payments.getInvoice({ identifier })
    expect(await last()).toMatchObject({
      method: 'GET',
      path: `/daisy/otp/invoices/${identifier}/`,
      headers: { accept: 'application/json', 'content-type': 'application/json', authorization: 'Basic ***' },
      body: null,
    })
  })

  it('show the group, also at the start of the client (daisy §2.4)', async () => {
    const group = await payments.getData()
    expect(group).toMatchObject({ identifier: wire.at.daisy.identifier, networkId: 1, active: true })
    const started = await daisyServer.initPayments(groupOf(wire.at.daisy.identifier, wire.at.daisy.secretKey))
    expect(started.manager).toEqual({ ...group, secretKey: wire.at.daisy.secretKey })
    expect((await last()).path).toBe('/daisy/otp/')
  })

  it('are refused by message and status when they are wrong (daisy §3.5)', async () => {
    const words = 'OTP for credentials not found.'
    const other = new daisyServer.ServerPayments(groupOf(wire.at.daisy.identifier, 'wrong'))
    const refused = { message: words, status: 401, data: { message: words } }
    expect(await refusalOf(other.getData())).toEqual(refused)
    expect(await refusalOf(there(other.createInvoice({ invoicedPrice: TEN_DAI })))).toEqual(refused)
    expect(await refusalOf(other.getInvoices())).toEqual(refused)
    expect(await refusalOf(daisyServer.initPayments(groupOf('nobody', 'wrong')))).toEqual(refused)
    expect(await refusalOf(new daisyPage.Payments(groupOf('nobody')).getData())).toEqual(refused)
  })
})

describe('the official Daisy client without the secret', () => {
  it('reads group, invoices, receipts and tokens, never the secret (daisy §1)', async () => {
    const made = await newInvoice()
    expect((await onPage.sync()).manager).toMatchObject({ name: expect.any(String), secretKey: undefined })
    expect(await onPage.getData()).not.toHaveProperty('secretKey')
    expect(await onPage.getInvoice({ address: made.address })).toEqual(made)
    expect(await onPage.getReceipts({ identifier: made.identifier })).toEqual([])
    expect(await onPage.getToken({ symbol: 'DAI' })).toMatchObject({ decimals: 18 })
    expect(await onPage.getInvoices({ state: 'PENDING' })).toEqual([made])
  })

  it('cannot create (daisy §1)', async () => {
    const keyless = new daisyServer.ServerPayments(groupOf(wire.at.daisy.identifier))
    expect((await refusalOf(there(keyless.createInvoice({ invoicedPrice: TEN_DAI })))).status).toBe(401)
    expect(await payments.getInvoices()).toEqual([])
  })
})

describe('an invoice made by the official Daisy client', () => {
  it('has every field of the client’s own types (daisy §2.2)', async () => {
    const made = await newInvoice({
      invoicedEmail: 'ada@example.org',
      invoicedName: 'Ada L.',
      invoicedDetail: 'Two [ref:CF-1]',
    })
    expect(made).toMatchObject({
      id: expect.any(String),
      identifier: expect.stringMatching(/^[\w-]+$/),
      state: 'UNPAID',
      amountPaid: '0',
      address: expect.stringMatching(/^0x[0-9a-f]{40}$/),
      tokenAddress: expect.stringMatching(/^0x[0-9a-fA-F]{40}$/),
      walletAddress: expect.stringMatching(/^0x[0-9a-fA-F]{40}$/),
      invoicedPrice: TEN_DAI,
      invoicedEmail: 'ada@example.org',
      invoicedName: 'Ada L.',
      invoicedDetail: 'Two [ref:CF-1]',
      createdAt: '2026-11-20T09:00:00.000Z',
      updatedAt: '2026-11-20T09:00:00.000Z',
    })
    expect(await payments.getInvoice({ identifier: made.identifier })).toEqual(made)
    expect(await payments.getInvoice({ address: made.address })).toEqual(made)
  })

  it.each([
    [100, '100'],
    [5n * 10n ** 18n, '5000000000000000000'],
    [5e18, '5000000000000000000'],
  ])('for %s is sent and echoed as base units %s (daisy §4)', async (invoicedPrice, text) => {
    expect(await newInvoice({ invoicedPrice })).toMatchObject({ invoicedPrice: text })
    expect((await last()).body).toEqual({ invoicedPrice: text })
  })

  it('for a number from 1e21 on goes out as 1e+21 and is refused (daisy §4)', async () => {
    const refused = await refusalOf(newInvoice({ invoicedPrice: 1e21 }))
    expect(refused).toMatchObject({ status: 400, message: expect.stringContaining('base units') })
    expect((await last()).body).toEqual({ invoicedPrice: '1e+21' })
  })

  it('may be priced by its items, whose amounts become texts (daisy §2.1)', async () => {
    const items = [
      { sku: 'LAMP', quantity: 2, amount: 400 },
      { type: 'TAX', amount: 50n },
    ]
    expect(there(await payments.createInvoice({ items }))).toMatchObject({ invoicedPrice: '850' })
    expect((await last()).body).toEqual({
      items: [
        { sku: 'LAMP', quantity: 2, amount: '400' },
        { type: 'TAX', amount: '50' },
      ],
    })
  })

  it('may name its token, its wallet and the ways back; what the client does not know goes through (daisy §2.1)', async () => {
    const walletAddress = `0x${'Ab'.repeat(20)}`
    const redirectURL = 'https://shop.example/thanks'
    const made = await newInvoice({ tokenAddress: DSY, walletAddress, redirectURL, cancelURL: redirectURL })
    expect(made).toMatchObject({ tokenAddress: DSY, walletAddress })
    expect((await last()).body).toMatchObject({ redirectURL, cancelURL: redirectURL })
    expect(await newInvoice({ tokenAddress: ETHER })).toMatchObject({ tokenAddress: ETHER })
  })

  it.each([
    [{ tokenAddress: `0x${'1'.repeat(40)}` }, 'Token not found'],
    [{ walletAddress: '0x12' }, 'Invalid Ethereum address'],
    [{ invoicedPrice: undefined }, 'invoicedPrice is required'],
  ])('with %j throws the provider’s words (daisy §3.5)', async (params, message) => {
    expect(await refusalOf(newInvoice(params))).toEqual({ message, status: 400, data: { message } })
  })

  it('needs a token and a wallet where the group has none (daisy §3.5)', async () => {
    const refusal = async (settings: object) => {
      await wire.control('account', { provider: 'daisy', settings })
      return (await refusalOf(newInvoice())).message
    }
    expect(await refusal({ tokenAddress: null })).toMatch(/default token in the dashboard/)
    expect(await refusal({ tokenAddress: DSY, walletAddress: null })).toMatch(
      /default wallet in the dashboard/,
    )
    expect(await newInvoice({ walletAddress: ETHER })).toMatchObject({ tokenAddress: DSY })
  })
})

describe('what the official Daisy client reads of a payment', () => {
  it('grows from under-paid to over-paid, with one receipt each (daisy §2.3, §3.1)', async () => {
    const { identifier, address } = await newInvoice()
    const look = () => payments.getInvoice({ identifier })
    expect(await payments.getReceipts({ identifier })).toEqual([])
    await pay(identifier, '4')
    expect(await look()).toMatchObject({ state: 'UNDER_PAID', amountPaid: '4000000000000000000' })
    await pay(identifier)
    expect(await look()).toMatchObject({ state: 'PAID', amountPaid: TEN_DAI })
    await pay(identifier, '1')
    expect(await look()).toMatchObject({ state: 'OVER_PAID', amountPaid: '11000000000000000000' })
    const receipts = await payments.getReceipts({ identifier })
    expect(receipts.map((receipt: Fields) => receipt.amount)).toEqual([
      '4000000000000000000',
      '6000000000000000000',
      '1000000000000000000',
    ])
    expect(receipts[0]).toEqual({
      id: expect.any(String),
      txHash: expect.stringMatching(/^0x[0-9a-f]{64}$/),
      account: expect.stringMatching(/^0x[0-9a-f]{40}$/),
      amount: '4000000000000000000',
      onChainCreatedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      createdAt: '2026-11-20T09:00:00.000Z',
      updatedAt: '2026-11-20T09:00:00.000Z',
    })
    expect(await payments.getReceipts({ address })).toEqual(receipts)
  })

  it('is found in the list, whole or by one state or several (daisy §3.2)', async () => {
    const [open, paid, more] = [await newInvoice(), await newInvoice(), await newInvoice()]
    await pay(paid.identifier)
    await pay(more.identifier, '10.5')
    const refs = async (filter?: Fields) =>
      (await payments.getInvoices(filter)).map((row: Fields) => row.identifier)
    expect(await refs()).toEqual([more.identifier, paid.identifier, open.identifier])
    expect(await refs({ state: 'PENDING' })).toEqual([open.identifier])
    expect(await refs({ state: 'PAID' })).toEqual([paid.identifier])
    expect(await refs({ state: 'UNDER_PAID' })).toEqual([])
    expect(await refs({ state: ['PAID', 'OVER_PAID'] })).toEqual([more.identifier, paid.identifier])
    expect((await last()).path).toBe('/daisy/otp/invoices/?state=PAID&state=OVER_PAID')
  })

  it('is found again by its marker after a creation whose answer was lost (daisy §3.4)', async () => {
    const reset = { provider: 'daisy', operation: 'create', kind: 'connection_reset_after', times: 1 }
    await wire.control('fault', reset)
    await expect(newInvoice({ invoicedDetail: 'Two [ref:CF-9]' })).rejects.toThrow('fetch failed')
    expect(await payments.getInvoices()).toMatchObject([{ invoicedDetail: 'Two [ref:CF-9]' }])
  })
})

describe('what the official Daisy client is told of what is not there', () => {
  it('is null for an invoice, also when asked by the id instead of the identifier (daisy §3.5, §6.1)', async () => {
    const { id } = await newInvoice()
    expect(await payments.getInvoice({ identifier: id })).toBeNull()
    expect(await payments.getInvoice({ identifier: 'nothing' })).toBeNull()
    expect(await payments.getInvoice({ address: ETHER })).toBeNull()
  })

  it('is a failure for its receipts, as their type knows no null (daisy §3.5)', async () => {
    const refused = { status: 404, message: 'Invoice not found' }
    expect(await refusalOf(payments.getReceipts({ identifier: 'nothing' }))).toMatchObject(refused)
    expect(await refusalOf(payments.getReceipts({ address: ETHER }))).toMatchObject(refused)
  })

  it('is a refusal for an invoice of another group (daisy §3.5, §6.7)', async () => {
    const refused = { status: 403, message: 'Wrong payment service id in credentials' }
    const by = { identifier: FOREIGN_DAISY_INVOICE }
    expect(await refusalOf(payments.getInvoice(by))).toMatchObject(refused)
    expect(await refusalOf(payments.getReceipts(by))).toMatchObject(refused)
  })

  it('is null for a token, and an empty search (daisy §2)', async () => {
    expect(await payments.getToken({ symbol: 'NONE' })).toBeNull()
    expect(await payments.getTokens({ query: 'nothing like it' })).toEqual([])
  })
})

describe('the tokens the official Daisy client finds', () => {
  it('carry their decimals, by symbol or by search, in the asked order (daisy §2.5)', async () => {
    expect(await payments.getToken({ symbol: 'USDC' })).toMatchObject({ name: 'USD Coin', decimals: 6 })
    expect(await payments.getTokens({ query: 'usd' })).toMatchObject([{ symbol: 'USDC' }])
    expect(await payments.getTokens({ query: DSY })).toMatchObject([{ symbol: 'DSY' }])
    const asked = { query: 'stable', orderField: 'symbol', orderDirection: 'DESC' }
    expect(await payments.getTokens(asked)).toMatchObject([{ symbol: 'SAI' }, { symbol: 'DAI' }])
    expect((await payments.getTokens()).length).toBeGreaterThan(3)
    expect((await last()).path).toBe('/daisy/otp/tokens')
  })
})

describe('a failing Daisy as the official client sees it (daisy §1)', () => {
  const spoil = async (kind: string, more: object = {}) => {
    const fault = { provider: 'daisy', operation: '*', kind, times: 1, ...more }
    expect((await wire.control('fault', fault)).status).toBe(200)
  }

  it('carries message and status of a failure in JSON', async () => {
    await spoil('http_status', { status: 503 })
    expect(await refusalOf(payments.getData())).toMatchObject({ status: 503, message: 'Practice fault 503' })
  })

  it('is no answer at all when it speaks HTML with a charset, whatever its status', async () => {
    for (const more of [{}, { status: 502 }]) {
      await spoil('html_body', more)
      const refused = await refusalOf(payments.getData())
      expect(refused).toMatchObject({ status: undefined, message: expect.stringContaining('JSON') })
    }
  })
})
