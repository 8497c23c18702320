import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { beforeEach, describe, expect, it } from 'vitest'
import { createPractice } from '../../../src/main/practice/practice.ts'
import { START, startWire, type Wire } from '../../support/shop/wire.ts'

let wire: Wire
beforeEach(async () => {
  wire = await startWire()
})

const fault = (kind: string, more: object = {}) =>
  wire.control('fault', { provider: 'oxapay', operation: 'create', kind, times: 1, ...more })
const create = (init: RequestInit = {}) =>
  wire.send(`${wire.at.oxapay.baseUrl}/merchants/request`, {
    method: 'POST',
    body: JSON.stringify({ merchant: wire.at.oxapay.merchantKey, amount: 5 }),
    ...init,
  })
const made = () => wire.server.practice.snapshot().oxapay.invoices.length
const isSeen = async () => {
  while (wire.server.practice.log().requests.length === 0)
    await new Promise((resolve) => setImmediate(resolve))
}

describe('a fault over HTTP', () => {
  it.each([
    ['timeout_before', 0],
    ['timeout after the effect', 1],
  ])('%s never answers and leaves %i invoices', async (kind, count) => {
    await fault(kind)
    const stop = new AbortController()
    const outcome = create({ signal: stop.signal }).catch((error: Error) => error.name)
    await isSeen()
    while (made() < count) await new Promise((resolve) => setImmediate(resolve))
    stop.abort()
    expect(await outcome).toBe('AbortError')
    expect(made()).toBe(count)
    expect((await wire.log()).requests[0].status).toBeNull()
  })

  it.each([
    ['connection reset', 0],
    ['connection_reset_after', 1],
  ])('%s cuts the line and leaves %i invoices', async (kind, count) => {
    await fault(kind)
    const error = await create().catch((caught: Error) => caught)
    expect((error as { cause?: { code?: string } }).cause?.code).toBe('ECONNRESET')
    expect(made()).toBe(count)
    expect((await create()).json.result).toBe(100)
  })

  it('http_status answers any failure in the provider’s own shape, with Retry-After', async () => {
    await fault('http_status', { status: 429, retryAfter: 30 })
    const answer = await create()
    expect(answer.status).toBe(429)
    expect(answer.headers.get('retry-after')).toBe('30')
    expect(answer.json).toEqual({ result: 124, message: 'Practice fault 429' })
    expect(made()).toBe(0)
    await fault('http_status', { status: 503, effect: true })
    expect((await create()).status).toBe(503)
    expect(made()).toBe(1)
  })

  it('http_status speaks as each provider does', async () => {
    const bodyOf = async (provider: string, url: string) => {
      await wire.control('fault', { provider, operation: '*', kind: 'http_status', status: 401 })
      const answer = await wire.send(url)
      expect(answer.status).toBe(401)
      return answer.json
    }
    expect(await bodyOf('daisy', `${wire.at.daisy.baseUrl}/otp/`)).toEqual({ message: 'Practice fault 401' })
    expect(await bodyOf('oneshotpay', `${wire.at.oneshotpay.baseUrl}/links/x`)).toHaveProperty('message')
    expect(await bodyOf('ocpay', `${wire.at.ocpay.baseUrl}/v3/validate`)).toMatchObject({
      success: false,
      error: { code: 'INVALID_ACCESS_TOKEN' },
    })
    expect(await bodyOf('oxapay', `${wire.at.oxapay.baseUrl}/v1/payment`)).toMatchObject({
      status: 401,
      data: {},
    })
  })

  it('html_body answers a page', async () => {
    await fault('html_body')
    const answer = await create()
    expect(answer.headers.get('content-type')).toMatch(/^text\/html/)
    expect(answer.text).toMatch(/^<!doctype html>/)
  })

  it('truncated_json, malformed, wrong_types and missing_fields spoil the body', async () => {
    await fault('truncated_json')
    const cut = await create()
    expect(cut.text).toMatch(/^\{"result":100/)
    expect(cut.json).toBeUndefined()
    expect(made()).toBe(1)
    await fault('malformed')
    expect((await create()).json).toBeUndefined()
    await fault('wrong_types')
    const mistyped = (await create()).json
    expect(mistyped.result).toEqual([100])
    expect(mistyped.trackId).toEqual({ value: expect.any(String) })
    await fault('missing_fields')
    expect((await create()).json).toEqual({ result: 100, message: expect.any(String) })
  })

  it('unknown_status puts a word that nobody knows, and leaves the envelope alone', async () => {
    const { trackId } = (await create()).json
    await wire.control('fault', { provider: 'oxapay', operation: 'read', kind: 'unknown_status', times: 2 })
    const legacy = await wire.post(`${wire.at.oxapay.baseUrl}/merchants/inquiry`, {
      merchant: wire.at.oxapay.merchantKey,
      trackId,
    })
    expect(legacy.json).toMatchObject({ result: 100, status: 'SOMETHING_NEW', trackId })
    const headers = { merchant_api_key: wire.at.oxapay.merchantKey }
    const v1 = await wire.send(`${wire.at.oxapay.baseUrl}/v1/payment/${trackId}`, { headers })
    expect(v1.json).toMatchObject({ status: 200, data: { status: 'SOMETHING_NEW' } })
  })

  it('unknown_status touches the word of each provider', async () => {
    const { daisy, oneshotpay, ocpay } = wire.at
    const basic = { authorization: `Basic ${btoa(`${daisy.identifier}:${daisy.secretKey}`)}` }
    const token = await wire.post(`${oneshotpay.baseUrl}/token`, {
      client_id: oneshotpay.userId,
      client_secret: oneshotpay.apiToken,
      grant_type: 'client_credentials',
    })
    const bearer = { authorization: `Bearer ${token.json.access_token}` }
    const key = { 'x-access-token': ocpay.apiKey }
    for (const provider of ['daisy', 'oneshotpay', 'ocpay']) {
      await wire.control('fault', { provider, operation: '*', kind: 'unknown_status', times: 2 })
    }
    const invoice = await wire.post(`${daisy.baseUrl}/otp/`, { invoicedPrice: '5' }, basic)
    expect(invoice.json.data).toMatchObject({ state: 'SOMETHING_NEW', invoicedPrice: '5' })
    const link = await wire.post(`${oneshotpay.baseUrl}/links`, { amount: 1, description: 'x' }, bearer)
    expect(link.json).toMatchObject({ status: 9, amount: 1_000_000 })
    const product = { productInfo: { title: 'x', amount: 500 } }
    const ref = (await wire.post(`${ocpay.baseUrl}/v3/ocpay/createLink`, product, key)).json.data.paymentRef
    const checked = await wire.send(`${ocpay.baseUrl}/v3/ocpay/checkPayment/${ref}`, { headers: key })
    expect(checked.json).toMatchObject({ success: true, data: { status: 'SOMETHING_NEW' } })
  })

  it('redirect leads elsewhere, where a client that obeys would be seen', async () => {
    const visits: string[] = []
    const elsewhere = createServer((request, response) => {
      visits.push(String(request.headers['x-access-token']))
      response.end()
    })
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve))
    const location = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`
    const order = {
      provider: 'ocpay',
      operation: 'check_key',
      kind: 'redirect elsewhere',
      times: 2,
      location,
    }
    await wire.control('fault', { ...order, status: 302 })
    const answer = await wire.send(`${wire.at.ocpay.baseUrl}/v3/validate`)
    expect(answer.status).toBe(302)
    expect(answer.headers.get('location')).toBe(location)
    expect(visits).toEqual([])
    await wire.send(`${wire.at.ocpay.baseUrl}/v3/validate`, { redirect: 'follow' })
    expect(visits).toHaveLength(1)
    await new Promise((resolve) => elsewhere.close(resolve))
  })

  it('slow_drip gives the true answer byte by byte', async () => {
    await fault('slow_drip', { delayMs: 0 })
    const response = await fetch(`${wire.at.oxapay.baseUrl}/merchants/request`, {
      method: 'POST',
      body: JSON.stringify({ merchant: wire.at.oxapay.merchantKey, amount: 5 }),
    })
    let pieces = 0
    let text = ''
    for await (const piece of response.body ?? []) {
      pieces += 1
      text += new TextDecoder().decode(piece)
    }
    expect(JSON.parse(text).result).toBe(100)
    expect(pieces).toBeGreaterThan(1)
  })

  it('huge_body streams 30 MB, and bears a reader who leaves', async () => {
    await fault('huge_body', { times: 2 })
    expect((await create()).text.length).toBeGreaterThan(30 * 1024 * 1024)
    const response = await fetch(`${wire.at.oxapay.baseUrl}/merchants/request`, { method: 'POST' })
    await response.body?.cancel()
    expect((await create()).json.result).toBe(100)
  })

  it('falls on its operation only, as often as it was ordered, and can be taken back', async () => {
    await fault('http_status', { times: 2 })
    const key = { merchant: wire.at.oxapay.merchantKey }
    const other = () => wire.post(`${wire.at.oxapay.baseUrl}/merchants/list`, key)
    const statuses = [await other(), await create(), await create(), await create()].map(
      (answer) => answer.status,
    )
    expect(statuses).toEqual([200, 500, 500, 200])
    const waiting = await fault('http_status', { times: 9, operation: '*' })
    expect(waiting.json).toEqual({ ok: true, waiting: 9 })
    expect((await fault('http_status', { times: 0, operation: '*' })).json.waiting).toBe(0)
    expect((await other()).status).toBe(200)
  })

  it('for the key check of 1ShotPay falls on its token, and for receipts of OCPay on its read', async () => {
    await wire.control('fault', { provider: 'oneshotpay', operation: 'check_key', kind: 'http_status' })
    await wire.control('fault', { provider: 'ocpay', operation: 'receipts', kind: 'http_status' })
    expect((await wire.post(`${wire.at.oneshotpay.baseUrl}/token`, {})).status).toBe(500)
    expect((await wire.send(`${wire.at.ocpay.baseUrl}/v3/ocpay/checkPayment/x`)).status).toBe(500)
    expect((await wire.log()).requests[0]).toMatchObject({ fault: 'http_status', operation: 'token' })
  })
})

describe('a fault in-process', () => {
  const practice = () => createPractice({ now: () => START })
  const ask = (init: RequestInit = {}) => new Request('http://practice.localhost/ocpay/v3/ping', init)
  const order = { provider: 'ocpay', operation: '*', times: 1 } as const

  it('rejects a cut line as the platform’s fetch does', async () => {
    const world = practice()
    world.fault({ ...order, kind: 'connection_reset' })
    await expect(world.fetch(ask())).rejects.toMatchObject({
      name: 'TypeError',
      cause: { code: 'ECONNRESET' },
    })
  })

  it('waits for ever, until the request is given up', async () => {
    const world = practice()
    world.fault({ ...order, kind: 'timeout_before' })
    const stop = new AbortController()
    const waiting = world.fetch(ask({ signal: stop.signal }))
    stop.abort(new Error('given up'))
    await expect(waiting).rejects.toThrow('given up')
  })

  it('ends a dripping body when the request is given up', async () => {
    const world = practice()
    world.fault({ ...order, kind: 'slow_drip', delayMs: 600_000 })
    const stop = new AbortController()
    const answer = await world.fetch(ask({ signal: stop.signal }))
    const reading = answer.text()
    stop.abort(new Error('given up'))
    await expect(reading).rejects.toThrow('given up')
  })

  it('hands no redirect to a caller who forbade it', async () => {
    const world = practice()
    world.fault({ ...order, kind: 'redirect', times: 2 })
    await expect(world.fetch(ask({ redirect: 'error' }))).rejects.toThrow('fetch failed')
    expect((await world.fetch(ask({ redirect: 'manual' }))).status).toBe(307)
  })
})
