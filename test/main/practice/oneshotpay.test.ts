import { beforeEach, describe, expect, it } from 'vitest'
import { START, startWire, type Wire } from '../../support/shop/wire.ts'

let wire: Wire
let bearer: Record<string, string>

beforeEach(async () => {
  wire = await startWire()
  bearer = { authorization: `Bearer ${(await exchange()).json.access_token}` }
})

const exchange = (changes: object = {}) =>
  wire.post(`${wire.at.oneshotpay.baseUrl}/token`, {
    client_id: wire.at.oneshotpay.userId,
    client_secret: wire.at.oneshotpay.apiToken,
    grant_type: 'client_credentials',
    ...changes,
  })
const create = (body: unknown) => wire.post(`${wire.at.oneshotpay.baseUrl}/links`, body, bearer)
const read = (id: string) => wire.send(`${wire.at.oneshotpay.baseUrl}/links/${id}`, { headers: bearer })
const asked = {
  amount: 12.5,
  description: 'Invoice CF-1',
  reuseable: false,
  expirationTimestamp: START / 1000 + 900,
}

describe('the token exchange of 1ShotPay (1shotpay §1)', () => {
  it('gives a three-part bearer token and its life in seconds', async () => {
    const answer = await exchange()
    expect(answer.status).toBe(200)
    expect(answer.json).toMatchObject({ token_type: 'Bearer', expires_in: 3600 })
    expect(answer.json.access_token.split('.')).toHaveLength(3)
  })

  it('refuses a wrong pair with 401 and a wrong body with 400 (1shotpay §3.5)', async () => {
    expect((await exchange({ client_secret: 'wrong' })).status).toBe(401)
    expect((await exchange({ client_id: 'wrong' })).status).toBe(401)
    expect((await exchange({ grant_type: 'password' })).status).toBe(400)
    const form = await wire.post(`${wire.at.oneshotpay.baseUrl}/token`, 'client_id=1', {
      'content-type': 'application/x-www-form-urlencoded',
    })
    expect(form.status).toBe(400)
  })

  it('gives a token that ends with its time and can be revoked', async () => {
    const { id } = (await create(asked)).json
    await wire.control('clock', { advanceMs: 3_599_999 })
    expect((await read(id)).status).toBe(200)
    await wire.control('clock', { advanceMs: 1 })
    expect((await read(id)).status).toBe(401)
    bearer = { authorization: `Bearer ${(await exchange()).json.access_token}` }
    expect((await read(id)).status).toBe(200)
    await wire.control('account', { provider: 'oneshotpay', settings: { revokeTokens: true } })
    expect((await read(id)).status).toBe(401)
    bearer = {}
    expect((await create(asked)).status).toBe(401)
  })
})

describe('a new 1ShotPay link (1shotpay §2.1)', () => {
  it('is asked in decimal dollars and answered in whole micro-USDC, without an envelope and a URL', async () => {
    const answer = await create({ ...asked, amount: 1.01 })
    expect(answer.json).toMatchObject({
      userId: wire.at.oneshotpay.userId,
      status: 0,
      amount: 1_010_000,
      description: 'Invoice CF-1',
      expirationTimestamp: START / 1000 + 900,
      reuseable: false,
      paymentCount: 0,
      deletable: true,
      mostRecentPayment: null,
      createdTimestamp: START / 1000,
    })
    expect(answer.text).toContain('"amount":1010000,')
    expect(answer.json).not.toHaveProperty('url')
    expect((await read(answer.json.id)).json).toEqual(answer.json)
  })

  it.each([
    ['{"amount":"12.5","description":"x"}', 'amount must be a number'],
    ['{"amount":0,"description":"x"}', 'amount must be above zero and have at most 6 decimals'],
    ['{"amount":-1,"description":"x"}', 'amount must be above zero and have at most 6 decimals'],
    ['{"amount":1.0000001,"description":"x"}', 'amount must be above zero and have at most 6 decimals'],
    ['{"amount":1}', 'description is required'],
    ['{"amount":1,"description":"x","reuseable":"no"}', 'reuseable must be a boolean'],
    ['{"amount":1,"description":"x","mediaUrl":"picture"}', 'mediaUrl must be a URL'],
    ['{"amount":1,"description":"x","expirationTimestamp":1}', 'expirationTimestamp is in the past'],
    ['{"amount":1,"description":"x","requestedPayerUserId":"me"}', 'requestedPayerUserId must be a UUID'],
    ['not json', 'The body is not a JSON object'],
  ])('made of %s is refused (1shotpay §3.5)', async (body, message) => {
    const answer = await create(body)
    expect(answer.status).toBe(400)
    expect(answer.json).toEqual({ message })
  })

  it('without an expiry never expires', async () => {
    const { id, expirationTimestamp } = (await create({ amount: 1, description: 'x' })).json
    expect(expirationTimestamp).toBeNull()
    await wire.control('clock', { advanceMs: 30 * 60_000 })
    expect((await read(id)).json.status).toBe(0)
  })

  it('cannot be listed and is unknown under another id (1shotpay §2)', async () => {
    const list = await wire.send(`${wire.at.oneshotpay.baseUrl}/links`, { headers: bearer })
    expect(list.status).toBe(404)
    expect((await read('01993c1e-6f0a-7c44-9d0e-2a1b3c4d5e6f')).status).toBe(404)
    expect((await read('no-uuid')).status).toBe(400)
  })
})

describe('a payment of a 1ShotPay link (1shotpay §2.3)', () => {
  it('is paid at once and shows its hash a few seconds later', async () => {
    const { id } = (await create(asked)).json
    await wire.control('clock', { advanceMs: 10_000 })
    await wire.control('pay', { provider: 'oneshotpay', ref: id, txHash: '0x9c', payer: 'payer-1' })
    const before = (await read(id)).json
    expect(before).toMatchObject({ status: 1, paymentCount: 1, deletable: false })
    expect(before.mostRecentPayment).toMatchObject({
      payLinkId: id,
      amount: 12_500_000,
      transactionHash: null,
      paidByUserId: 'payer-1',
      createdTimestamp: START / 1000 + 10,
      updatedTimestamp: START / 1000 + 10,
    })
    await wire.control('clock', { advanceMs: 4_000 })
    expect((await read(id)).json.mostRecentPayment).toMatchObject({
      transactionHash: '0x9c',
      updatedTimestamp: START / 1000 + 14,
    })
  })

  it('comes from the person the link is aimed at', async () => {
    const requestedPayerUserId = '018f77aa-0000-7000-8000-000000000001'
    const { id } = (await create({ ...asked, requestedPayerUserId })).json
    await wire.control('pay', { provider: 'oneshotpay', ref: id })
    expect((await read(id)).json.mostRecentPayment.paidByUserId).toBe(requestedPayerUserId)
  })

  it('may differ from the amount, and is Paid all the same (1shotpay §3.1)', async () => {
    const { id } = (await create(asked)).json
    await wire.control('pay', { provider: 'oneshotpay', ref: id, amount: '12.499999' })
    expect((await read(id)).json).toMatchObject({ status: 1, mostRecentPayment: { amount: 12_499_999 } })
  })

  it('happens once on a single-use link, and often on a reusable one, which stays active', async () => {
    const { id } = (await create(asked)).json
    await wire.control('pay', { provider: 'oneshotpay', ref: id })
    expect((await wire.control('pay', { provider: 'oneshotpay', ref: id })).status).toBe(409)
    const reusable = (await create({ ...asked, reuseable: true })).json.id
    await wire.control('pay', { provider: 'oneshotpay', ref: reusable })
    await wire.control('pay', { provider: 'oneshotpay', ref: reusable, amount: '3' })
    expect((await read(reusable)).json).toMatchObject({
      status: 0,
      paymentCount: 2,
      mostRecentPayment: { amount: 3_000_000 },
    })
  })

  it('may win over the expiry', async () => {
    const { id } = (await create(asked)).json
    await wire.control('clock', { advanceMs: 900_000 })
    expect((await read(id)).json.status).toBe(2)
    await wire.control('pay', { provider: 'oneshotpay', ref: id })
    expect((await read(id)).json.status).toBe(1)
  })

  it('forbids the expiry, which else can be called for', async () => {
    const [paid, open] = [(await create(asked)).json.id, (await create(asked)).json.id]
    await wire.control('pay', { provider: 'oneshotpay', ref: paid })
    expect((await wire.control('expire', { provider: 'oneshotpay', ref: paid })).status).toBe(409)
    expect((await wire.control('expire', { provider: 'oneshotpay', ref: open })).status).toBe(200)
    expect((await read(open)).json.status).toBe(2)
  })
})
