import { describe, expect, it } from 'vitest'
import type { Sale } from '../../support/books/stock.ts'
import { HOUR, MINUTE, type Room, roomForEach, SECOND } from '../../support/shop/watcher-room.ts'

const open = roomForEach()

const feeds = (room: Room) => room.asked.filter((one) => one.kind === 'feed').length
const paid = async (room: Room, sales: readonly Sale[]) => {
  const statuses = await Promise.all(sales.map(room.statusOf))
  return statuses.filter((status) => status === 'paid').length
}
const old = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    age: 20 * HOUR + n * SECOND,
    dueIn: 3 * HOUR,
    checkedAgo: 2 * HOUR,
  }))
const young = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    age: MINUTE + n * SECOND,
    dueIn: 5 * SECOND,
    checkedAgo: SECOND,
  }))

describe.each(['legacy', 'v1'] as const)('the page of who paid last, in the %s dialect', (dialect) => {
  it('tells within seconds of a payment of an old link whose own turn is hours away', async () => {
    const room = await open({ providers: ['oxapay'], dialect })
    const [sale] = await room.stock('oxapay', old(1))
    await room.stock('oxapay', young(20))
    if (!sale) throw new Error('no sale')
    room.start()
    await room.pass(30 * SECOND)
    expect((await room.state('oxapay')).feed).toBe('unproven')
    room.pay(sale)
    await room.pass(15 * SECOND)
    expect(await room.statusOf(sale)).toBe('paid')
    expect(room.askedAbout(sale)).toHaveLength(0)
    expect((await room.state('oxapay')).feed).toBe('used')
  })

  it('is read on when more has been paid than one page holds', async () => {
    const room = await open({ providers: ['oxapay'], dialect })
    const sales = await room.stock('oxapay', old(45))
    await room.stock('oxapay', young(20))
    room.start()
    await room.pass(30 * SECOND)
    const before = feeds(room)
    for (const sale of sales) room.pay(sale)
    await room.pass(25 * SECOND)
    expect(await paid(room, sales)).toBe(45)
    expect(feeds(room) - before).toBeGreaterThanOrEqual(3)
    expect(room.busiest('oxapay', MINUTE)).toBeLessThanOrEqual(60)
  })

  it('that does not show a payment which was found otherwise is given up, and nothing is asked more seldom for it', async () => {
    const room = await open({ providers: ['oxapay'], dialect })
    const [sale] = await room.stock('oxapay', old(1))
    await room.stock('oxapay', young(40))
    if (!sale) throw new Error('no sale')
    room.ignorePayDates()
    room.start()
    await room.pass(30 * SECOND)
    expect(feeds(room)).toBeGreaterThan(0)
    room.pay(sale)
    await room.pass(40 * SECOND)
    expect(await room.statusOf(sale)).toBe('open')
    await room.run(room.session.watcher.checkNow(sale.invoiceId))
    expect(await room.statusOf(sale)).toBe('paid')
    expect((await room.state('oxapay')).feed).toBe('none')
    const before = feeds(room)
    await room.pass(10 * MINUTE)
    expect(feeds(room)).toBe(before)
  })
})

it('given a feed that has proved itself, then links are asked about more seldom by themselves', async () => {
  const room = await open({ providers: ['oxapay'] })
  const [sale] = await room.stock('oxapay', old(1))
  await room.stock('oxapay', young(20))
  if (!sale) throw new Error('no sale')
  const others = async () => {
    const before = room.asked.length - feeds(room)
    await room.pass(5 * MINUTE)
    return room.asked.length - feeds(room) - before
  }
  room.start()
  await room.pass(5 * MINUTE)
  const unproven = await others()
  room.pay(sale)
  await room.pass(2 * MINUTE)
  expect((await room.state('oxapay')).feed).toBe('used')
  expect(await others()).toBeLessThan(unproven)
})

it('given a provider without such a page, then there is no feed', async () => {
  const room = await open()
  room.start()
  for (const provider of ['daisy', 'oneshotpay', 'ocpay'] as const) {
    await room.sell(provider)
    await room.pass(MINUTE)
    expect((await room.state(provider)).feed).toBe('none')
  }
})
