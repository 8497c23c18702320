import { describe, expect, it } from 'vitest'
import { accountOf } from '../../support/shop/before.ts'
import { type SaleRoom, saleRoomForEach } from '../../support/shop/sale-room.ts'

const open = saleRoomForEach()

const SECOND = 1_000
const busy = new Error('the disk is busy')

const failureOf = (room: SaleRoom, sale: string) => room.detail(sale).invoice.failure
const bodies = (room: SaleRoom) =>
  room.practice
    .log()
    .requests.filter((one) => one.operation === 'create')
    .map((one) => JSON.stringify(one.body))

/** Lets the next so many calls of a method of the book fail. */
function failing(
  room: SaleRoom,
  method: 'recordLinkMade' | 'recordLinkNotMade' | 'pauseAccount',
  times: number,
): void {
  let left = times
  room.before(method, () => {
    left -= 1
    if (left <= 0) room.before(method, null)
    throw busy
  })
}

describe('a request that makes a link', () => {
  it.each(['daisy', 'oneshotpay', 'ocpay', 'oxapay'] as const)(
    'is answered by %s: the link is open, can be shown, and is soon asked about',
    async (provider) => {
      const room = await open()
      const sale = await room.sell(provider)
      const link = room.link(sale)
      expect(link).toMatchObject({ stage: 'live', reading: 'open' })
      expect(link.url).toMatch(/^https?:/)
      expect(link.rawAnswer?.length).toBeGreaterThan(10)
      expect(link.providerRef?.length).toBeGreaterThan(5)
      expect(link.expiresAt === null).toBe(provider === 'daisy')
      if (link.expiresAt !== null) expect(link.expiresAt).toBeGreaterThan(room.now())
      expect(room.detail(sale).invoice).toMatchObject({ status: 'open', shareLinkId: link.id, failure: null })
      expect(room.kinds(sale)).toContain('link_made')
      expect((link.nextCheckAt ?? 0) - (link.checkedAt ?? 0)).toBe(2 * SECOND)
      expect(room.told.map((one) => one.after)).toEqual(['creating', 'open'])
      expect(room.health).toEqual([accountOf(provider)])
      expect(room.failures).toEqual([])
    },
  )

  it('carries the text, the number, the marker and the customer', async () => {
    const room = await open()
    const sale = await room.sell('daisy', { customerName: 'Amina', customerEmail: 'amina@example.com' })
    const [body = ''] = bodies(room)
    const { number } = room.detail(sale).invoice
    for (const part of ['Two lamps', number, 'Amina', 'amina@example.com']) expect(body).toContain(part)
    const pending = room.ledger.unansweredLink(room.link(sale).id)
    expect(body).toContain(pending?.marker)
  })

  it('is sent once, after the sale is on disk', async () => {
    const room = await open()
    const made = await room.invoicing.create(room.order('ocpay'))
    expect(made).toMatchObject({ ok: true, value: { invoice: { status: 'creating' } } })
    expect(room.count('create')).toBe(0)
    await room.run(room.invoicing.whenIdle())
    await room.pass(3_600 * SECOND)
    expect(room.count('create')).toBe(1)
  })

  it('whose answer names another amount leaves a link that is never shown', async () => {
    const room = await open()
    room.rewrite((text) => text.replaceAll(/("amount":\s*"?)1200\b/g, '$13400'))
    const sale = await room.sell('ocpay')
    expect(room.link(sale).stage).toBe('live')
    expect(room.kinds(sale)).toContain('amount_mismatch')
    expect(room.detail(sale).invoice.shareLinkId).toBeNull()
  })
})

describe('a request that is not to leave any more', () => {
  it.each(['AUTH_REJECTED', 'FORBIDDEN'] as const)(
    'is refused with %s where the account was paused between the commit and the sending',
    async (reason) => {
      const room = await open()
      room.before('createInvoice', () => room.ledger.pauseAccount(accountOf('ocpay'), reason, room.now()))
      const sale = await room.sell('ocpay')
      expect([room.asked.length, room.link(sale).stage]).toEqual([0, 'refused'])
      expect(failureOf(room, sale)).toEqual({ code: reason, providerWords: null })
      expect(room.told.map((one) => one.after)).toEqual(['creating', 'failed'])
      expect(room.refusedKeys).toEqual([])
      expect(room.cooldowns.of(accountOf('ocpay'))).toBeNull()
    },
  )

  it('is refused where the account was forgotten meanwhile', async () => {
    const room = await open()
    room.before('unansweredLink', null)
    let calls = 0
    room.before('account', () => {
      calls += 1
      if (calls === 2) room.ledger.forgetAccount(accountOf('ocpay'), room.now())
    })
    const sale = await room.sell('ocpay')
    expect([room.asked.length, room.link(sale).stage, failureOf(room, sale)?.code]).toEqual([
      0,
      'refused',
      'NO_KEY',
    ])
  })
})

describe('an answer in hand while the book cannot be written', () => {
  it.each([
    { times: 1, after: 0.5 },
    { times: 2, after: 2.5 },
    { times: 3, after: 10.5 },
  ])('is tried again: $times failures later, in $after s, the link is open', async ({ times, after }) => {
    const room = await open()
    failing(room, 'recordLinkMade', times)
    const began = room.now()
    const sale = await room.sell('ocpay')
    expect(room.link(sale)).toMatchObject({ stage: 'live' })
    expect(room.kinds(sale)).not.toContain('link_lost')
    expect(room.failures).toEqual(Array(times).fill(busy))
    expect(Math.round((room.now() - began) / 100)).toBe(Math.round((after * SECOND + 150) / 100))
    expect(room.count('create')).toBe(1)
    expect(room.health).toEqual([accountOf('ocpay')])
  })

  it('is given up after four tries; then the link counts as lost and is looked for, never asked for again', async () => {
    const room = await open()
    failing(room, 'recordLinkMade', 4)
    const sale = await room.sell('daisy')
    expect(room.link(sale).stage).toBe('lost')
    expect(failureOf(room, sale)?.code).toBe('OUTCOME_UNKNOWN')
    expect(room.failures).toEqual([busy, busy, busy, busy])
    await room.pass(3 * SECOND)
    expect([room.link(sale).stage, room.count('create')]).toEqual(['live', 1])
  })

  it('that is a refusal is tried again as well', async () => {
    const room = await open()
    room.fault({ provider: 'ocpay', operation: 'create', kind: 'http_status', status: 400, times: 1 })
    failing(room, 'recordLinkNotMade', 2)
    const sale = await room.sell('ocpay')
    expect([room.link(sale).stage, failureOf(room, sale)?.code]).toEqual(['refused', 'REQUEST_REFUSED'])
    expect(room.failures).toHaveLength(2)
  })

  it('is not waited for when the app is closing', async () => {
    const room = await open()
    failing(room, 'recordLinkMade', 9)
    room.before('recordLinkMade', () => {
      room.abort()
      throw busy
    })
    const began = room.now()
    const sale = await room.sell('ocpay')
    expect(room.now() - began).toBeLessThan(0.5 * SECOND)
    expect([room.link(sale).stage, room.failures]).toEqual(['creating', [busy]])
  })
})

it('a request that was never sent is no answer: what was last heard of the provider stays', async () => {
  const room = await open()
  room.cooldowns.failed(accountOf('ocpay'), 'UNREACHABLE')
  room.before('createInvoice', () => void room.forgetKey('ocpay'))
  const sale = await room.sell('ocpay')
  expect(room.detail(sale).invoice.status).toBe('failed')
  expect(room.count('create')).toBe(0)
  expect(room.cooldowns.trouble(accountOf('ocpay'))).toBe('UNREACHABLE')
  expect(room.ledger.account(accountOf('ocpay'))?.lastAnswerAt).toBeNull()
})

describe('a request that made no link', () => {
  const create = { operation: 'create', kind: 'http_status', times: 1 } as const

  it('is refused with the provider’s own words', async () => {
    const room = await open()
    room.fault({ ...create, provider: 'ocpay', status: 400 })
    const sale = await room.sell('ocpay')
    expect(room.link(sale).stage).toBe('refused')
    expect(failureOf(room, sale)).toEqual({
      code: 'REQUEST_REFUSED',
      providerWords: 'Practice fault 400',
    })
    expect(room.told.map((one) => one.after)).toEqual(['creating', 'failed'])
    expect(room.health).toEqual([accountOf('ocpay')])
    await room.pass(3_600 * SECOND)
    expect(room.asked).toHaveLength(1)
  })

  it.each([
    { status: 503, code: 'UNAVAILABLE' },
    // A proxy may say it after the request was passed on: nobody knows what was made.
    { status: 408, code: 'TIMED_OUT' },
  ])('but may have, by a $status, is lost and not refused', async ({ status, code }) => {
    const room = await open()
    room.fault({ ...create, provider: 'ocpay', status })
    const sale = await room.sell('ocpay')
    expect([room.link(sale).stage, failureOf(room, sale)?.code]).toEqual(['lost', code])
    expect(room.detail(sale).invoice.status).toBe('unknown')
  })

  it.each([
    { kind: 'connection_reset', code: 'UNREACHABLE' },
    { kind: 'malformed', code: 'BAD_RESPONSE' },
  ] as const)('and was cut or garbled ($kind) is trouble of its account until it answers', async (fault) => {
    const room = await open()
    room.fault({ provider: 'ocpay', operation: 'create', kind: fault.kind, times: 1 })
    const sale = await room.sell('ocpay')
    expect(room.link(sale).stage).toBe('lost')
    expect(room.cooldowns.trouble(accountOf('ocpay'))).toBe(fault.code)
    await room.sell('ocpay')
    expect(room.cooldowns.trouble(accountOf('ocpay'))).toBeNull()
  })

  it('because nobody could be reached is refused, and trouble of its account all the same', async () => {
    const room = await open()
    const unreachable = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })
    room.cut(new TypeError('fetch failed', { cause: unreachable }))
    const sale = await room.sell('ocpay')
    expect([room.link(sale).stage, failureOf(room, sale)?.code]).toEqual(['refused', 'UNREACHABLE'])
    expect(room.cooldowns.trouble(accountOf('ocpay'))).toBe('UNREACHABLE')
    expect(room.cooldowns.of(accountOf('ocpay'))).toBeNull()
  })

  it('by a refusal is an answer: an earlier trouble of the account is over', async () => {
    const room = await open()
    room.cooldowns.failed(accountOf('ocpay'), 'UNREACHABLE')
    room.fault({ ...create, provider: 'ocpay', status: 400 })
    await room.sell('ocpay')
    expect(room.cooldowns.trouble(accountOf('ocpay'))).toBeNull()
  })

  it('because it came too often lets the account cool down, and one that names a time as long as that', async () => {
    const room = await open()
    room.fault({ ...create, provider: 'ocpay', status: 429 })
    await room.sell('ocpay')
    expect(room.cooldowns.of(accountOf('ocpay'))).toMatchObject({ code: 'RATE_LIMITED', leftMs: 15_000 })
    expect(room.cooldowns.named(accountOf('ocpay'))).toBeNull()
    room.fault({ ...create, provider: 'ocpay', status: 503, retryAfter: 90 })
    await room.sell('ocpay')
    expect(room.cooldowns.named(accountOf('ocpay'))).toMatchObject({ code: 'UNAVAILABLE', leftMs: 90_000 })
    room.fault({ ...create, provider: 'oneshotpay', status: 503 })
    await room.sell('oneshotpay')
    expect(room.cooldowns.of(accountOf('oneshotpay'))).toBeNull()
  })

  it('because the key is refused tells that of its account, once', async () => {
    const room = await open()
    room.fault({ ...create, provider: 'ocpay', status: 401 })
    const sale = await room.sell('ocpay')
    expect(room.refusedKeys.map(([id, error]) => [id, error.code])).toEqual([
      [accountOf('ocpay'), 'AUTH_REJECTED'],
    ])
    expect(room.link(sale).stage).toBe('refused')
    room.fault({ ...create, provider: 'daisy', status: 400 })
    await room.sell('daisy')
    expect(room.refusedKeys).toHaveLength(1)
  })

  it('because the key is refused pauses its account also where that cannot be written at once', async () => {
    const room = await open()
    room.fault({ ...create, provider: 'ocpay', status: 401 })
    failing(room, 'pauseAccount', 1)
    const sale = await room.sell('ocpay')
    expect(room.failures).toEqual([busy])
    expect(room.ledger.account(accountOf('ocpay'))?.paused).toMatchObject({ reason: 'AUTH_REJECTED' })
    expect(room.kinds(sale).filter((kind) => kind === 'link_refused')).toHaveLength(1)
  })

  it('is told of with its own reason: a 403 of OCPay pauses its account (ocpay §3.3)', async () => {
    const room = await open()
    room.fault({ ...create, provider: 'ocpay', status: 403 })
    await room.sell('ocpay')
    expect(room.refusedKeys.map(([id, error]) => [id, error.code])).toEqual([
      [accountOf('ocpay'), 'FORBIDDEN'],
    ])
  })
})
