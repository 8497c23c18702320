import { describe, expect, it } from 'vitest'
import { toDecimal } from '../../../src/shared/money/money.ts'
import type { Sale, StockOrder } from '../../support/books/stock.ts'
import { accountOf } from '../../support/shop/before.ts'
import { ASKED } from '../../support/shop/goods.ts'
import { HOUR, MINUTE, type Room, roomForEach, SECOND } from '../../support/shop/watcher-room.ts'

const open = roomForEach()

const overdue = (count: number): readonly StockOrder[] =>
  Array.from({ length: count }, (_, n) => ({
    age: 2 * HOUR + n * MINUTE,
    dueIn: -MINUTE,
    checkedAgo: 10 * MINUTE,
  }))

const inMajorUnits = (provider: Sale['provider']) => ({
  currency: ASKED[provider].currency,
  amount: toDecimal(ASKED[provider]),
})

const stillDue = (room: Room, sales: readonly Sale[]) =>
  sales.filter((sale) => room.checksOf(sale).next <= room.now()).length

describe('a provider that says it was too much', () => {
  it('and for how long, is asked nothing before that, whatever wakes the app or whoever presses a key', async () => {
    const room = await open({ providers: ['ocpay'] })
    const [sale, ...more] = await room.stock('ocpay', overdue(30))
    if (!sale) throw new Error('no sale')
    const fault = { provider: 'ocpay', operation: 'read', kind: 'http_status', status: 429 } as const
    room.fault({ ...fault, retryAfter: 300, times: 1 })
    room.start()
    await room.pass(SECOND)
    expect(room.asked).toHaveLength(1)
    const until = room.now() + 300 * SECOND
    room.session.watcher.wake()
    const answer = await room.run(room.session.watcher.checkNow(sale.invoiceId))
    expect(answer).toMatchObject({ ok: false, error: { code: 'RATE_LIMITED' } })
    const state = await room.state('ocpay')
    expect(state).toMatchObject({ state: 'resting', reason: 'RATE_LIMITED' })
    expect(Math.abs((state.until ?? 0) - until)).toBeLessThan(2 * SECOND)
    await room.pass(297 * SECOND)
    expect(room.asked).toHaveLength(1)
    expect(stillDue(room, [sale, ...more])).toBe(30)
    await room.pass(2 * MINUTE)
    expect(stillDue(room, [sale, ...more])).toBe(0)
  })

  it('and not for how long, is asked at half the pace', async () => {
    const room = await open({ providers: ['ocpay'] })
    await room.stock('ocpay', overdue(400))
    room.start()
    await room.pass(MINUTE)
    room.fault({ provider: 'ocpay', operation: 'read', kind: 'http_status', status: 429, times: 1 })
    await room.pass(20 * SECOND)
    expect(await room.state('ocpay')).toMatchObject({ state: 'slowed', reason: 'RATE_LIMITED' })
    await room.pass(10 * SECOND)
    const before = room.asked.length
    await room.pass(2 * MINUTE)
    expect(room.asked.length - before).toBeGreaterThan(55)
    expect(room.asked.length - before).toBeLessThanOrEqual(61)
  })
})

describe('a provider that is down', () => {
  it('is left alone for a quarter of a minute after each try; its links stay due and are asked as soon as it is back', async () => {
    const room = await open({ providers: ['oneshotpay', 'ocpay'] })
    const sales = await room.stock('ocpay', overdue(20))
    room.fault({ provider: 'ocpay', operation: '*', kind: 'http_status', status: 503, times: 1_000 })
    room.start()
    await room.pass(5 * MINUTE)
    const instants = room.askedOf('ocpay').map((one) => one.at)
    const gaps = instants.slice(1).map((at, n) => at - (instants[n] ?? 0))
    expect(gaps.length).toBeGreaterThan(15)
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(15 * SECOND)
    expect(Math.max(...gaps)).toBeLessThan(16.5 * SECOND)
    expect(stillDue(room, sales)).toBe(20)
    expect(await room.state('ocpay')).toMatchObject({ state: 'resting', reason: 'UNAVAILABLE', due: 20 })
    room.fault({ provider: 'ocpay', operation: '*', kind: 'http_status', times: 0 })
    await room.pass(40 * SECOND)
    expect(stillDue(room, sales)).toBe(0)
    expect(await room.state('ocpay')).toMatchObject({ state: 'running', reason: null, due: 0 })
  })

  it.each(['timeout_before', 'connection_reset', 'malformed'] as const)(
    'or answers with a %s, holds up no other account',
    async (kind) => {
      const room = await open()
      room.start()
      const sales: Sale[] = []
      for (const id of ['daisy', 'oneshotpay', 'oxapay', 'ocpay'] as const) sales.push(await room.sell(id))
      room.fault({ provider: 'ocpay', operation: '*', kind, times: 1_000 })
      await room.pass(30 * SECOND)
      for (const sale of sales) room.pay(sale)
      await room.pass(12 * SECOND)
      const statuses = await Promise.all(sales.map(room.statusOf))
      expect(statuses).toEqual(['paid', 'paid', 'paid', 'open'])
      room.fault({ provider: 'ocpay', operation: '*', kind, times: 0 })
      await room.pass(2 * MINUTE)
      expect(await room.statusOf(sales[3] as Sale)).toBe('paid')
    },
  )

  it('and slow, fifteen seconds for each answer, is still asked one after another, and no other waits for it', async () => {
    const room = await open({ providers: ['oneshotpay', 'ocpay'] })
    const slow = await room.stock('ocpay', overdue(10))
    const quick = await room.stock('oneshotpay', overdue(10))
    room.slowDown('ocpay', 15 * SECOND)
    const at = room.now()
    room.start()
    await room.pass(30 * SECOND)
    const looked = (sales: readonly Sale[]) => sales.filter((one) => (room.checksOf(one).last ?? 0) >= at)
    expect(looked(quick)).toHaveLength(10)
    expect(looked(slow).length).toBeLessThanOrEqual(2)
    await room.pass(3 * MINUTE)
    expect(looked(slow)).toHaveLength(10)
    const instants = room.askedOf('ocpay').map((one) => one.at)
    const gaps = instants.slice(1).map((one, n) => one - (instants[n] ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(15 * SECOND)
  })
})

describe('a key that is refused', () => {
  it('pauses its account at the first refusal: nothing more is sent with it, and the others go on', async () => {
    const room = await open()
    await room.stock('ocpay', overdue(10))
    const others = await room.stock('oneshotpay', overdue(10))
    room.fault({ provider: 'ocpay', operation: 'read', kind: 'http_status', status: 403, times: 1_000 })
    room.start()
    await room.pass(2 * HOUR)
    room.session.watcher.wake()
    await room.pass(HOUR)
    expect(room.askedOf('ocpay')).toHaveLength(1)
    const state = await room.state('ocpay')
    expect(state).toMatchObject({ state: 'paused', until: null })
    expect(['AUTH_REJECTED', 'FORBIDDEN']).toContain(state.reason)
    expect(stillDue(room, others)).toBeLessThan(5)
    expect(room.askedOf('oneshotpay').length).toBeGreaterThan(50)
  })

  it('when it is replaced, the account is asked again at once', async () => {
    const room = await open({ providers: ['ocpay'] })
    const sales = await room.stock('ocpay', overdue(10))
    room.fault({ provider: 'ocpay', operation: 'read', kind: 'http_status', status: 403, times: 1 })
    room.start()
    await room.pass(HOUR)
    expect((await room.state('ocpay')).state).toBe('paused')
    const key = { apiKey: room.credentials.ocpay.apiKey }
    const kept = await room.run(room.session.accounts.replaceKey(accountOf('ocpay'), key))
    expect(kept.ok).toBe(true)
    const tested = await room.run(room.session.accounts.test(accountOf('ocpay')))
    expect(tested.ok).toBe(true)
    await room.pass(30 * SECOND)
    expect(stillDue(room, sales)).toBe(0)
  })
})

it('given two questions about one link, when the older answer comes after the newer, then it changes nothing', async () => {
  const limits = { perMinute: 60, perSecond: 10, gapMs: 0, concurrency: 2 }
  const room = await open({ providers: ['ocpay'], limits })
  // The first request with a key goes alone: another sale's is it.
  await room.stock('ocpay', [{ age: HOUR, dueIn: 0, checkedAgo: 10 * MINUTE }])
  // So many others wait that no link has a second turn meanwhile.
  const waiting = { age: 2 * HOUR, dueIn: HOUR, checkedAgo: SECOND }
  await room.stock(
    'ocpay',
    Array.from({ length: 30 }, () => waiting),
  )
  const [sale] = await room.stock('ocpay', [
    { age: 20 * MINUTE - 5 * SECOND, dueIn: 3 * SECOND, checkedAgo: 10 * SECOND },
  ])
  if (!sale) throw new Error('no sale')
  room.start()
  await room.pass(2 * SECOND)
  // The older answer is what stood when it was asked, before the link ended; it is long on its way back.
  room.slowBack('ocpay', 10 * SECOND)
  await room.pass(2 * SECOND)
  expect(room.askedAbout(sale)).toHaveLength(1)
  room.slowBack('ocpay', null)
  await room.pass(2 * SECOND)
  const pressed = room.now()
  await room.run(room.session.watcher.checkNow(sale.invoiceId))
  expect(room.now() - pressed).toBeLessThan(2 * SECOND)
  const ended = await room.detail(sale)
  expect([ended.invoice.status, room.askedAbout(sale).length]).toEqual(['expired', 2])
  await room.pass(8 * SECOND)
  const after = await room.detail(sale)
  expect(after.invoice.status).toBe('expired')
  expect(after.links[0]).toEqual(ended.links[0])
  expect(after.events.length).toBe(ended.events.length)
})

it('given questions that hang, when a cashier sells, then the link is there within a second', async () => {
  const room = await open({ providers: ['ocpay'] })
  await room.stock('ocpay', overdue(30))
  room.start()
  await room.pass(10 * SECOND)
  room.fault({ provider: 'ocpay', operation: 'read', kind: 'timeout_before', times: 1_000 })
  await room.pass(2 * SECOND)
  const at = room.now()
  const sale = await room.sell('ocpay')
  expect(room.now() - at).toBeLessThan(SECOND)
  expect(await room.statusOf(sale)).toBe('open')
})

describe('a sale whose provider keeps its answer back', () => {
  it.each(['daisy', 'oneshotpay', 'ocpay', 'oxapay'] as const)(
    'holds up no question about the others at %s',
    async (provider) => {
      const room = await open({ providers: [provider] })
      room.start()
      const waiting = await room.sell(provider)
      room.fault({ provider, operation: 'create', kind: 'timeout_after', times: 3 })
      for (const token of ['one', 'two', 'three']) {
        const { currency, amount } = inMajorUnits(provider)
        const sale = { token, accountId: accountOf(provider), currency, amount }
        const hanging = { ...sale, description: 'A lamp', customerName: null, customerEmail: null }
        expect(await room.run(room.session.invoicing.create(hanging))).toMatchObject({ ok: true })
      }
      await room.pass(SECOND)
      room.pay(waiting)
      await room.pass(7 * SECOND)
      expect(await room.statusOf(waiting)).toBe('paid')
    },
  )
})
