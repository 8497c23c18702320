import { beforeEach, describe, expect, it } from 'vitest'
import { createPractice } from '../../../src/main/practice/practice.ts'
import { servePractice } from '../../../src/main/practice/server.ts'
import { START, startWire, type Wire } from '../../support/shop/wire.ts'

let wire: Wire
beforeEach(async () => {
  wire = await startWire()
})

async function newOcpayRef(): Promise<string> {
  const answer = await wire.post(
    `${wire.at.ocpay.baseUrl}/v3/ocpay/createLink`,
    { productInfo: { title: 'CF-1', amount: 7400 } },
    { 'x-access-token': wire.at.ocpay.apiKey },
  )
  return answer.json.data.paymentRef
}

describe('a bad control body', () => {
  it.each([
    ['pay', 'not json', 'The body must be a JSON object.'],
    ['pay', [], 'The body must be a JSON object.'],
    ['pay', { ref: 'x' }, 'provider must be one of daisy, oneshotpay, ocpay, oxapay.'],
    ['pay', { provider: 'paypal', ref: 'x' }, 'provider must be one of daisy, oneshotpay, ocpay, oxapay.'],
    ['pay', { provider: 'daisy' }, "ref must be the provider's own reference of the link, as text."],
    ['pay', { provider: 'daisy', ref: 'x', amount: 5 }, /^amount must be a decimal text/],
    ['pay', { provider: 'daisy', ref: 'x', amount: '-5' }, /^amount must be a decimal text/],
    ['pay', { provider: 'daisy', ref: 'x', amount: '1e3' }, /^amount must be a decimal text/],
    ['pay', { provider: 'daisy', ref: 'x', txHash: '' }, /^txHash must be/],
    ['pay', { provider: 'daisy', ref: 'x', payer: 7 }, /^payer must be/],
    ['expire', { provider: 'ocpay' }, /^ref must be/],
    ['status', { provider: 'ocpay', ref: 'x' }, 'status must be a text.'],
    ['clock', {}, 'advanceMs must be a whole number of milliseconds.'],
    ['clock', { advanceMs: '5' }, 'advanceMs must be a whole number of milliseconds.'],
    ['clock', { advanceMs: -5 }, /^The clock moves forward only/],
    ['fault', { provider: 'ocpay', operation: 'fly', kind: 'html_body' }, /^operation must be/],
    ['fault', { provider: 'ocpay', operation: 'create', kind: 'fire' }, /^kind must name a fault/],
    ['fault', { provider: 'ocpay', operation: 'list', kind: 'html_body' }, 'ocpay has no operation list.'],
    ['fault', { provider: 'ocpay', operation: 'token', kind: 'html_body' }, 'ocpay has no operation token.'],
    ['fault', { provider: 'ocpay', operation: '*', kind: 'html_body', times: 1.5 }, /^times must be/],
    ['fault', { provider: 'ocpay', operation: '*', kind: 'http_status', status: 200 }, /^status must be/],
    ['fault', { provider: 'ocpay', operation: '*', kind: 'redirect', location: 'x' }, /^location must be/],
    ['fault', { provider: 'ocpay', operation: '*', kind: 'http_status', retryAfter: [] }, /^retryAfter/],
    ['account', { provider: 'daisy', settings: { colour: 1 } }, /^daisy has no setting colour/],
    ['account', { provider: 'daisy', settings: { active: 'no' } }, /^The setting active/],
  ])('for %s, %j, gets 400 and a sentence', async (path, body, message) => {
    const answer = await wire.control(path, body)
    expect(answer.status).toBe(400)
    expect(answer.json).toEqual({
      ok: false,
      message: typeof message === 'string' ? message : expect.stringMatching(message),
    })
  })

  it.each(['daisy', 'oneshotpay', 'ocpay', 'oxapay'])(
    'about an unknown link of %s gets 404',
    async (provider) => {
      for (const path of ['pay', 'expire']) {
        const answer = await wire.control(path, { provider, ref: 'nothing' })
        expect(answer.status).toBe(404)
        expect(answer.json.message).toMatch(/ has no (invoice|link) nothing\.$/)
      }
    },
  )

  it('at an address that is not there says which are', async () => {
    expect((await wire.control('refund', {})).json.message).toMatch(/\/_control\/pay/)
    expect((await wire.send(`${wire.server.url}/elsewhere`)).json.message).toMatch(/\/oxapay/)
  })
})

describe('the log', () => {
  it('holds every request in order, with its operation and its answer', async () => {
    const ref = await newOcpayRef()
    const key = { 'x-access-token': wire.at.ocpay.apiKey }
    await wire.send(`${wire.at.ocpay.baseUrl}/v3/ocpay/checkPayment/${ref}`, { headers: key })
    await wire.send(`${wire.at.ocpay.baseUrl}/v3/validate`)
    const { requests } = await wire.log()
    expect(requests).toMatchObject([
      {
        provider: 'ocpay',
        operation: 'create',
        method: 'POST',
        path: '/ocpay/v3/ocpay/createLink',
        status: 200,
      },
      { provider: 'ocpay', operation: 'read', method: 'GET', status: 200, at: START },
      { provider: 'ocpay', operation: 'check_key', status: 400, atIso: '2026-11-20T09:00:00.000Z' },
    ])
    expect(requests[0].body).toEqual({ productInfo: { title: 'CF-1', amount: 7400 } })
  })

  it('shows no secret, right or wrong, wherever a request carried it', async () => {
    const { daisy, oneshotpay, ocpay, oxapay } = wire.at
    const pair = btoa(`${daisy.identifier}:${daisy.secretKey}`)
    await wire.send(`${daisy.baseUrl}/otp/?copy=${daisy.secretKey}`, {
      headers: { authorization: `Basic ${pair}` },
    })
    const token = await wire.post(`${oneshotpay.baseUrl}/token`, {
      client_id: oneshotpay.userId,
      client_secret: oneshotpay.apiToken,
      grant_type: 'client_credentials',
    })
    const bearer = { authorization: `Bearer ${token.json.access_token}` }
    await wire.post(`${oneshotpay.baseUrl}/links`, { amount: 1, description: `x ${ocpay.apiKey}` }, bearer)
    await wire.send(`${ocpay.baseUrl}/v3/validate`, { headers: { 'x-access-token': 'a-wrong-key' } })
    await wire.post(`${oxapay.baseUrl}/merchants/list`, { merchant: oxapay.merchantKey })
    await wire.post(`${oxapay.baseUrl}/merchants/list`, { merchant: 'another-wrong-key' })
    await wire.post(`${oxapay.baseUrl}/merchants/list`, '{"merchant":"a-broken-key",')
    await wire.send(`${oxapay.baseUrl}/v1/payment`, { headers: { merchant_api_key: oxapay.merchantKey } })
    const text = JSON.stringify(await wire.log())
    for (const secret of [
      daisy.secretKey,
      pair,
      oneshotpay.apiToken,
      token.json.access_token,
      ocpay.apiKey,
      oxapay.merchantKey,
      'a-wrong-key',
      'another-wrong-key',
      'a-broken-key',
    ]) {
      expect(text).not.toContain(secret)
    }
    expect(text).toContain('"authorization":"Basic ***"')
    expect(text).toContain(oneshotpay.userId)
  })

  it('holds every payment with asked and received amount', async () => {
    const ref = await newOcpayRef()
    await wire.control('clock', { advanceMs: 1500 })
    await wire.control('pay', { provider: 'ocpay', ref })
    expect((await wire.log()).payments).toEqual([
      {
        provider: 'ocpay',
        ref,
        amount: '7400',
        currency: 'DZD',
        receivedAmount: '7400',
        receivedCurrency: 'DZD',
        txHash: null,
        payer: null,
        at: START + 1500,
        atIso: '2026-11-20T09:00:01.500Z',
      },
    ])
  })
})

it('the log of a long-lived world keeps the last requests only', async () => {
  const practice = createPractice({ now: () => START, keepRequests: 2 })
  for (const ref of ['a', 'b', 'c', 'd', 'e']) {
    await practice.fetch(new Request(`http://practice.localhost/ocpay/v3/ocpay/checkPayment/${ref}`))
  }
  const paths = practice.log().requests.map((request) => request.path.at(-1))
  expect(paths).toEqual(['c', 'd', 'e'])
})

describe('the memory of the practice world', () => {
  it('goes on after a restart where it stood: credentials, clock, links and payments', async () => {
    const ref = await newOcpayRef()
    await wire.control('pay', { provider: 'ocpay', ref })
    await wire.control('clock', { advanceMs: 5000 })
    const written = JSON.stringify(wire.server.practice.snapshot())

    const again = createPractice({ now: () => START, state: JSON.parse(written) })
    expect(again.credentials).toEqual(wire.server.practice.credentials)
    expect(again.now()).toBe(START + 5000)
    expect(again.log().payments).toEqual(wire.server.practice.log().payments)
    const answer = await again.fetch(
      new Request(`http://practice.localhost/ocpay/v3/ocpay/checkPayment/${ref}`, {
        headers: { 'x-access-token': again.credentials.ocpay.apiKey },
      }),
    )
    expect(((await answer.json()) as { data: { status: string } }).data.status).toBe('CONFIRMED')
    expect(JSON.stringify(again.snapshot())).toBe(written)
  })

  it('is told after every change, and a copy of it does not change any more', () => {
    const seen: string[] = []
    const practice = createPractice({
      now: () => START,
      onChange: (snapshot) => seen.push(JSON.stringify(snapshot)),
    })
    const before = practice.snapshot()
    practice.advanceClock(1000)
    expect(before.clockOffsetMs).toBe(0)
    expect(seen).toEqual([JSON.stringify(practice.snapshot())])
  })

  it('begins afresh from what is no snapshot, with the credentials it is given', () => {
    const { credentials } = wire.server.practice
    for (const state of [undefined, null, 'x', { version: 2 }, { version: 1 }]) {
      expect(createPractice({ now: () => START, state, credentials }).credentials).toEqual(credentials)
    }
  })

  it('differs in every credential from one world to the next', () => {
    const [one, other] = [createPractice({ now: () => START }), createPractice({ now: () => START })]
    expect(one.credentials.daisy).not.toEqual(other.credentials.daisy)
    expect(one.credentials.oneshotpay).not.toEqual(other.credentials.oneshotpay)
    expect(one.credentials.ocpay).not.toEqual(other.credentials.ocpay)
    expect(one.credentials.oxapay).not.toEqual(other.credentials.oxapay)
  })
})

it('a server that is closed frees its port at once, also while a request waits', async () => {
  await wire.control('fault', { provider: 'ocpay', operation: '*', kind: 'timeout_before', times: 1 })
  const waiting = wire.send(`${wire.at.ocpay.baseUrl}/v3/ping`).then(
    () => 'answered',
    () => 'cut',
  )
  const seen = async () => (await wire.log()).requests.length
  while ((await seen()) === 0) await new Promise((resolve) => setImmediate(resolve))
  await wire.server.close()
  expect(await waiting).toBe('cut')
  const next = await servePractice({ port: Number(new URL(wire.server.url).port) })
  expect(next.url).toBe(wire.server.url)
  await next.close()
})
