import { describe, expect, it } from 'vitest'
import type { ProviderId } from '../../../src/shared/contract/plain/provider-ids.ts'
import type { Sale, StockOrder } from '../../support/books/stock.ts'
import { DAY, HOUR, MINUTE, type Room, roomForEach, SECOND } from '../../support/shop/watcher-room.ts'

const open = roomForEach()

/** Links of the last hours, none of them due yet. */
const resting = (count: number): readonly StockOrder[] =>
  Array.from({ length: count }, (_, n) => ({
    age: 2 * HOUR + n * MINUTE,
    dueIn: 10 * MINUTE + n * SECOND,
    checkedAgo: MINUTE,
  }))

const overdueAmong = (room: Room, sales: readonly Sale[]) =>
  sales.filter((sale) => room.checksOf(sale).next < room.now())

/** The questions about sales, by kind and number, that left since a moment. */
const since = (room: Room, provider: ProviderId, at: number) =>
  room.askedOf(provider).filter((one) => one.at >= at)

describe('after a restart', () => {
  it('what came due meanwhile is asked, the newest first, within the budget, and nothing that was not due', async () => {
    const room = await open({ providers: ['ocpay'] })
    const due = await room.stock('ocpay', resting(90))
    room.start()
    await room.pass(MINUTE)
    await room.close()
    const [later] = await room.stock('ocpay', [{ age: 9 * DAY, dueIn: 20 * HOUR, checkedAgo: HOUR }])
    await room.pass(3 * HOUR)
    const at = room.now()
    expect(overdueAmong(room, due)).toHaveLength(90)
    room.start()
    await room.pass(5 * MINUTE)
    expect(overdueAmong(room, due)).toEqual([])
    expect(room.busiest('ocpay', MINUTE)).toBeLessThanOrEqual(60)
    const order = since(room, 'ocpay', at).map((one) => due.findIndex((sale) => one.isAbout(sale.ref)))
    expect(order.slice(0, 60).toSorted((a, b) => a - b)).toEqual(order.slice(0, 60))
    expect(order).toHaveLength(90)
    expect(later && room.askedAbout(later)).toEqual([])
  })

  it.each(['oneshotpay', 'ocpay', 'oxapay', 'daisy'] as const)(
    'and after ten of them in an hour, %s was asked no more than in an hour without',
    async (provider) => {
      const questions = async (restarts: number) => {
        const room = await open({ providers: [provider] })
        const [paying] = await room.stock(provider, resting(6))
        await room.stock(
          provider,
          resting(6).map((one, n) => ({ ...one, age: 2 * MINUTE + n * 9 * SECOND, dueIn: n * SECOND })),
        )
        room.start()
        // Money has come before, so that a feed has proved itself.
        if (paying) room.pay(paying)
        await room.pass(20 * MINUTE)
        const before = room.asked.length
        for (let n = 0; n < 10; n += 1) {
          await room.pass(6 * MINUTE)
          if (n < restarts) {
            await room.close()
            room.start()
          }
        }
        return room.asked.length - before
      }
      const without = await questions(0)
      expect(without).toBeGreaterThan(5)
      expect(await questions(10)).toBeLessThanOrEqual(without * 1.5)
    },
  )
})

describe.each([
  { way: 'the monotonic clock counts the sleep', counted: true },
  { way: 'the monotonic clock stood still', counted: false },
])('after an hour of sleep, when $way', ({ counted }) => {
  it.each(['a word from the machine', 'the clock alone'])(
    'and %s tells, everything overdue is swept within the budget and each payment found',
    async (told) => {
      const room = await open()
      const sales = (
        await Promise.all(
          (['daisy', 'oneshotpay', 'ocpay', 'oxapay'] as const).map((id) => room.stock(id, resting(50))),
        )
      ).flat()
      room.start()
      await room.pass(5 * MINUTE)
      room.sleep(HOUR, counted)
      const paid = sales.filter((_, n) => n % 7 === 0)
      for (const sale of paid) room.pay(sale)
      if (told !== 'the clock alone') room.session.watcher.wake()
      await room.pass(90 * SECOND)
      expect(overdueAmong(room, sales)).toEqual([])
      const statuses = await Promise.all(paid.map(room.statusOf))
      expect(statuses.filter((status) => !['paid', 'paid_late'].includes(status))).toEqual([])
      for (const id of ['daisy', 'oneshotpay', 'ocpay', 'oxapay'] as const) {
        expect(room.busiest(id, MINUTE), id).toBeLessThanOrEqual(60)
        expect(room.busiest(id, SECOND), id).toBeLessThanOrEqual(5)
      }
    },
  )
})

it('given a network that was away for an hour, when it is back, then everything overdue is swept and nothing storms', async () => {
  const room = await open()
  const ids = ['daisy', 'oneshotpay', 'ocpay', 'oxapay'] as const
  const sales = (await Promise.all(ids.map((id) => room.stock(id, resting(50))))).flat()
  room.start()
  room.online(false)
  await room.pass(HOUR)
  const tried = room.asked.length
  expect(tried, 'a look at each account every quarter of a minute').toBeLessThanOrEqual(4 * 4 * 60)
  expect(tried).toBeGreaterThan(100)
  for (const sale of sales) room.pay(sale)
  room.online(true)
  room.session.watcher.wake()
  await room.pass(2 * MINUTE)
  const statuses = new Set(await Promise.all(sales.map(room.statusOf)))
  expect(statuses.has('open') || statuses.has('expired')).toBe(false)
  for (const id of ids) expect(room.busiest(id, MINUTE), id).toBeLessThanOrEqual(60)
})

it('given keys that were locked for an hour, when they are unlocked, then what is overdue is asked at once', async () => {
  const room = await open({ providers: ['ocpay'] })
  const sales = await room.stock('ocpay', resting(20))
  room.lock(true)
  room.start()
  await room.pass(HOUR)
  expect(room.asked).toEqual([])
  expect(await room.state('ocpay')).toMatchObject({ state: 'locked', reason: 'VAULT_LOCKED', until: null })
  room.lock(false)
  room.session.watcher.wake()
  await room.pass(30 * SECOND)
  expect(overdueAmong(room, sales)).toEqual([])
  expect(room.asked).toHaveLength(20)
})

it('given a clock set a year ahead and back again, then no sale is left waiting and nothing storms', async () => {
  const room = await open()
  const ids = ['daisy', 'oneshotpay', 'ocpay', 'oxapay'] as const
  room.start()
  await room.pass(MINUTE)
  for (const jump of [365 * DAY, -365 * DAY, -365 * DAY, 365 * DAY]) {
    // 1ShotPay is told when a link ends: on a clock a year behind that is in its past, and it makes none.
    const isBehind = room.till() < room.now()
    const sales: Sale[] = []
    for (const id of ids) if (!isBehind || id !== 'oneshotpay') sales.push(await room.sell(id))
    await room.pass(20 * SECOND)
    room.jumpWall(jump)
    await room.pass(20 * SECOND)
    for (const sale of sales) room.pay(sale)
    await room.pass(90 * SECOND)
    expect(await Promise.all(sales.map(room.statusOf)), `${jump / DAY} days`).toEqual(
      sales.map(() => expect.stringMatching(/^paid/)),
    )
  }
  for (const id of ids) expect(room.busiest(id, MINUTE), id).toBeLessThanOrEqual(60)
})
