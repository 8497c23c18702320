import { beforeEach, describe, expect, it } from 'vitest'
import { FOREIGN_DAISY_INVOICE } from '../../../src/main/practice/daisy/wire.ts'
import { type Answer, startWire, type Wire } from '../../support/shop/wire.ts'

const TEN_DAI = '10000000000000000000'
let wire: Wire
let headers: Record<string, string>

beforeEach(async () => {
  wire = await startWire()
  headers = basic(wire.at.daisy.identifier, wire.at.daisy.secretKey)
})

function basic(identifier: string, secretKey: string): Record<string, string> {
  const authorization = `Basic ${btoa(`${identifier}:${secretKey}`)}`
  return { authorization, accept: 'application/json', 'content-type': 'application/json' }
}

const get = (path: string, withHeaders = headers): Promise<Answer> =>
  wire.send(wire.at.daisy.baseUrl + path, { headers: withHeaders })
const create = (body: unknown, withHeaders = headers): Promise<Answer> =>
  wire.post(`${wire.at.daisy.baseUrl}/otp/`, body, withHeaders)
const invoice = async (ref: string) => (await get(`/otp/invoices/${ref}/`)).json.data

describe('the credentials of a Daisy group (daisy §1)', () => {
  it('are refused with the staging words when the pair is wrong (daisy §3.5)', async () => {
    const answers = [
      await get('/otp/', basic(wire.at.daisy.identifier, 'wrong')),
      await get('/otp/', basic('other', wire.at.daisy.secretKey)),
      await get('/otp/', {}),
      await create({ invoicedPrice: '1' }, basic(wire.at.daisy.identifier, 'wrong')),
    ]
    for (const answer of answers) {
      expect(answer.status).toBe(401)
      expect(answer.json).toEqual({ message: 'OTP for credentials not found.' })
    }
  })

  it('without the secret read invoices, but do not create (daisy §1)', async () => {
    const made = (await create({ invoicedPrice: '5' })).json.data
    const publicKey = basic(wire.at.daisy.identifier, '')
    expect((await get(`/otp/invoices/${made.identifier}/`, publicKey)).status).toBe(200)
    expect((await get('/otp/', publicKey)).json.data).not.toHaveProperty('secretKey')
    expect((await get('/otp/invoices/', publicKey)).json.data).toEqual([made])
    expect((await create({ invoicedPrice: '5' }, publicKey)).status).toBe(401)
  })

  it('show the group with its defaults (daisy §2.4)', async () => {
    const { data } = (await get('/otp/')).json
    expect(data).toMatchObject({ identifier: wire.at.daisy.identifier, networkId: 1, active: true })
    expect(data.tokenAddress).toBe('0x6B175474E89094C44Da98b954EedeAC495271d0F')
    expect(data.walletAddress).toMatch(/^0x[0-9a-f]{40}$/)
  })
})

describe('a new Daisy invoice (daisy §2.1)', () => {
  it('is born UNPAID in base units and has its own address and page (daisy §2.2)', async () => {
    const answer = await create({
      invoicedPrice: TEN_DAI,
      invoicedName: 'Ada',
      invoicedDetail: 'Two [ref:CF-1]',
    })
    expect(answer.status).toBe(201)
    const { data } = answer.json
    expect(data).toMatchObject({
      state: 'UNPAID',
      paymentState: null,
      amountPaid: '0',
      paidAt: null,
      invoicedPrice: TEN_DAI,
      invoicedName: 'Ada',
      invoicedDetail: 'Two [ref:CF-1]',
      shareURL: `https://pay.daisypayments.com/i/${data.identifier}`,
      createdAt: '2026-11-20T09:00:00.000Z',
    })
    expect(data.address).toMatch(/^0x[0-9a-f]{40}$/)
    expect(data).not.toHaveProperty('invoicedEmail')
    expect(await invoice(data.identifier)).toEqual(data)
    expect((await get(`/otp/invoices/address/${data.address}/`)).json.data).toEqual(data)
  })

  it('is found by its identifier and not by its id (daisy §6.1)', async () => {
    const { data } = (await create({ invoicedPrice: '1' })).json
    expect((await get(`/otp/invoices/${encodeURIComponent(data.id)}/`)).json).toEqual({ data: null })
  })

  it('sends its letter once at creation', async () => {
    const { data } = (await create({ invoicedPrice: '1', invoicedEmail: 'ada@example.org' })).json
    expect((await wire.log()).emails).toMatchObject([{ to: 'ada@example.org', ref: data.identifier }])
  })

  it.each([
    [{}, 'invoicedPrice is required'],
    [{ invoicedPrice: 10 }, 'invoicedPrice must be a string of base units above zero'],
    [{ invoicedPrice: '1.5' }, 'invoicedPrice must be a string of base units above zero'],
    [{ invoicedPrice: '0' }, 'invoicedPrice must be a string of base units above zero'],
    [{ invoicedPrice: '1', invoicedDetail: 7 }, 'invoicedDetail must be a string'],
    [{ invoicedPrice: '1', tokenAddress: `0x${'1'.repeat(40)}` }, 'Token not found'],
    [{ invoicedPrice: '1', walletAddress: '0x12' }, 'Invalid Ethereum address'],
    ['[1]', 'The body is not a JSON object'],
  ])('made of %j is refused: %s (daisy §3.5)', async (body, message) => {
    const answer = await create(body)
    expect(answer.status).toBe(400)
    expect(answer.json).toEqual({ message })
  })

  it('needs a token, a wallet and an active group (daisy §3.5)', async () => {
    const refusal = async (settings: object) => {
      await wire.control('account', { provider: 'daisy', settings })
      return (await create({ invoicedPrice: '1' })).json.message
    }
    expect(await refusal({ tokenAddress: null })).toMatch(/set a default token in the dashboard/)
    const token = '0x0000000000000000000000000000000000000000'
    expect(await refusal({ tokenAddress: token, walletAddress: null })).toMatch(/set a default wallet/)
    expect(await refusal({ active: false })).toMatch(/not active/)
  })

  it('may be priced by its items', async () => {
    const items = [
      { amount: '400', quantity: 2 },
      { type: 'TAX', amount: '50' },
    ]
    expect((await create({ items })).json.data.invoicedPrice).toBe('850')
  })

  it('may be born with another word or none (daisy §6.2)', async () => {
    await wire.control('account', { provider: 'daisy', settings: { birthState: null } })
    expect((await create({ invoicedPrice: '1' })).json.data.state).toBeNull()
    await wire.control('account', { provider: 'daisy', settings: { birthState: 'PENDING' } })
    expect((await create({ invoicedPrice: '1' })).json.data.state).toBe('PENDING')
  })
})

describe('transfers to a Daisy invoice (daisy §3.1)', () => {
  it('grow it from UNDER_PAID over PAID to OVER_PAID, one receipt each (daisy §2.3)', async () => {
    const { identifier } = (await create({ invoicedPrice: TEN_DAI })).json.data
    await wire.control('clock', { advanceMs: 60_000 })
    await wire.control('pay', {
      provider: 'daisy',
      ref: identifier,
      amount: '4',
      payer: '0xabc',
      txHash: '0x01',
    })
    expect(await invoice(identifier)).toMatchObject({
      state: 'UNDER_PAID',
      amountPaid: '4000000000000000000',
      updatedAt: '2026-11-20T09:01:00.000Z',
    })
    await wire.control('pay', { provider: 'daisy', ref: identifier })
    expect(await invoice(identifier)).toMatchObject({ state: 'PAID', amountPaid: TEN_DAI, paidAt: null })
    await wire.control('pay', { provider: 'daisy', ref: identifier, amount: '0.000000000000000001' })
    expect(await invoice(identifier)).toMatchObject({
      state: 'OVER_PAID',
      amountPaid: '10000000000000000001',
    })

    const { data } = (await get(`/otp/invoices/${identifier}/receipts/`)).json
    expect(data).toHaveLength(3)
    expect(data[0]).toMatchObject({
      txHash: '0x01',
      account: '0xabc',
      amount: '4000000000000000000',
      onChainCreatedAt: '2026-11-20T09:00:48.000Z',
      createdAt: '2026-11-20T09:01:00.000Z',
    })
    const sum = data.reduce(
      (total: bigint, receipt: { amount: string }) => total + BigInt(receipt.amount),
      0n,
    )
    expect(sum).toBe(10_000_000_000_000_000_001n)
  })

  it('move updatedAt in the list too, each time, while an unpaid invoice stays as it was made', async () => {
    const { identifier } = (await create({ invoicedPrice: TEN_DAI })).json.data
    const other = (await create({ invoicedPrice: TEN_DAI })).json.data.identifier
    const updated = async () => {
      const { data } = (await get('/otp/invoices/')).json
      const rows = data.map((row: { identifier: string; updatedAt: string }) => [
        row.identifier,
        row.updatedAt,
      ])
      return Object.fromEntries(rows)
    }
    for (const minute of [1, 2]) {
      await wire.control('clock', { advanceMs: 60_000 })
      await wire.control('pay', { provider: 'daisy', ref: identifier, amount: '5' })
      expect(await updated()).toEqual({
        [identifier]: `2026-11-20T09:0${minute}:00.000Z`,
        [other]: '2026-11-20T09:00:00.000Z',
      })
    }
  })

  it('count in the decimals of the token asked for (daisy §4)', async () => {
    const tokenAddress = '0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48'
    const { identifier } = (await create({ invoicedPrice: '12500000', tokenAddress })).json.data
    expect(
      (await wire.control('pay', { provider: 'daisy', ref: identifier, amount: '0.0000001' })).status,
    ).toBe(400)
    const paid = await wire.control('pay', { provider: 'daisy', ref: identifier, amount: '12.5' })
    expect(paid.json.payment).toMatchObject({ amount: '12.5', currency: 'USDC' })
    expect((await invoice(identifier)).state).toBe('PAID')
  })

  it('set paidAt only when the money was passed on (daisy §6.3)', async () => {
    const { identifier } = (await create({ invoicedPrice: '5' })).json.data
    await wire.control('pay', { provider: 'daisy', ref: identifier })
    await wire.control('clock', { advanceMs: 30_000 })
    expect((await invoice(identifier)).paidAt).toBe('2026-11-20T09:00:30.000Z')
  })

  it('are an empty list before the first, and a refusal for an invoice that is not there', async () => {
    const { identifier } = (await create({ invoicedPrice: '5' })).json.data
    expect((await get(`/otp/invoices/${identifier}/receipts/`)).json).toEqual({ data: [] })
    expect((await get('/otp/invoices/nothing/receipts/')).status).toBe(404)
  })

  it('may come at any time, as no invoice expires', async () => {
    const { identifier } = (await create({ invoicedPrice: '5' })).json.data
    expect((await wire.control('expire', { provider: 'daisy', ref: identifier })).status).toBe(409)
    await wire.control('clock', { advanceMs: 400 * 86_400_000 })
    expect((await wire.control('pay', { provider: 'daisy', ref: identifier })).status).toBe(200)
    expect((await invoice(identifier)).state).toBe('PAID')
  })
})

describe('the other reads of Daisy (daisy §2)', () => {
  it('list every invoice of the group, newest first, and filter by repeated states (daisy §3.2)', async () => {
    const first = (await create({ invoicedPrice: '5' })).json.data.identifier
    const second = (await create({ invoicedPrice: '5' })).json.data.identifier
    const third = (await create({ invoicedPrice: '5' })).json.data.identifier
    await wire.control('pay', { provider: 'daisy', ref: first })
    await wire.control('pay', { provider: 'daisy', ref: second, amount: '0.000000000000000009' })
    const refs = async (query: string) =>
      (await get(`/otp/invoices/${query}`)).json.data.map((row: { identifier: string }) => row.identifier)
    expect(await refs('')).toEqual([third, second, first])
    expect(await refs('?state=PAID&state=OVER_PAID')).toEqual([second, first])
    expect(await refs('?state=PENDING')).toEqual([third])
  })

  it('refuse an invoice of another group with its words (daisy §3.5)', async () => {
    const answer = await get(`/otp/invoices/${FOREIGN_DAISY_INVOICE}/`)
    expect(answer.status).toBe(403)
    expect(answer.json).toEqual({ message: 'Wrong payment service id in credentials' })
  })

  it('find tokens with their decimals (daisy §2.5)', async () => {
    expect((await get('/otp/tokens/USDC')).json.data).toMatchObject({ symbol: 'USDC', decimals: 6 })
    expect((await get('/otp/tokens/NONE')).json).toEqual({ data: null })
    const found = (await get('/otp/tokens?query=stable&orderField=symbol&orderDirection=DESC')).json.data
    expect(found.map((token: { symbol: string }) => token.symbol)).toEqual(['SAI', 'DAI'])
  })

  it('keep the slash at the end of their paths (daisy §1)', async () => {
    expect((await get('/otp/invoices')).status).toBe(404)
    expect((await get('/otp')).status).toBe(404)
  })
})
