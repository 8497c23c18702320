import { describe, expect, it } from 'vitest'
import type { Sale, StockOrder } from '../../support/books/stock.ts'
import { DAY, HOUR, MINUTE, type Room, roomForEach, SECOND } from '../../support/shop/watcher-room.ts'

const open = roomForEach()

/** Thirty links of the week before last, all due now: asked so seldom that no feed is worth its questions. */
const thirty: readonly StockOrder[] = Array.from({ length: 30 }, (_, n) => ({
  age: 9 * DAY + n * 2 * MINUTE,
  dueIn: -SECOND,
  checkedAgo: 10 * MINUTE,
}))

const counted = (room: Room) => {
  const of = (kind: string) => room.asked.filter((one) => one.kind === kind).length
  return { reads: of('read'), lists: of('list'), receipts: of('receipts') }
}
const unchecked = (room: Room, sales: readonly Sale[], since: number) =>
  sales.filter((sale) => (room.checksOf(sale).last ?? 0) < since).length

describe.each([
  // Where OxaPay's clock stands is learnt from one answer; Daisy's whole list needs no such thing.
  { provider: 'oxapay', dialect: 'legacy', reads: 1 },
  { provider: 'oxapay', dialect: 'v1', reads: 1 },
  { provider: 'daisy', dialect: 'legacy', reads: 0 },
] as const)('thirty links that are due at $provider ($dialect)', ({ provider, dialect, reads }) => {
  it('cost one list instead of thirty questions', async () => {
    const room = await open({ providers: [provider], dialect })
    const sales = await room.stock(provider, thirty)
    const since = room.now()
    room.start()
    await room.pass(20 * SECOND)
    expect(counted(room)).toEqual({ reads, lists: 1, receipts: 0 })
    expect(unchecked(room, sales, since)).toBe(0)
  })

  it('are all found paid by that list', async () => {
    const room = await open({ providers: [provider], dialect })
    const sales = await room.stock(provider, thirty)
    for (const sale of sales) room.pay(sale)
    room.start()
    await room.pass(MINUTE)
    const statuses = await Promise.all(sales.map(room.statusOf))
    expect(statuses.filter((status) => !['paid', 'paid_late'].includes(status))).toEqual([])
    expect(counted(room).reads).toBeLessThanOrEqual(reads)
  })

  it('that the list leaves out are asked about singly, the others still by the list', async () => {
    const room = await open({ providers: [provider], dialect })
    const sales = await room.stock(
      provider,
      thirty.map((one, n) => ({ ...one, unlisted: n % 10 === 5 })),
    )
    const lost = sales.filter((_, n) => n % 10 === 5)
    const since = room.now()
    room.start()
    await room.pass(20 * SECOND)
    for (const sale of lost) expect(room.askedAbout(sale).length).toBe(1)
    expect(counted(room).reads).toBeLessThanOrEqual(reads + lost.length)
    expect(
      unchecked(
        room,
        sales.filter((sale) => !lost.includes(sale)),
        since,
      ),
    ).toBe(0)
  })

  it.each(['malformed', 'truncated_json'] as const)(
    'are asked about singly when the list cannot be read once (%s), and a quarter of a minute later by the list again',
    async (kind) => {
      const room = await open({ providers: [provider], dialect })
      const first = await room.stock(provider, thirty.slice(0, 5))
      room.fault({ provider, operation: 'list', kind, times: 1 })
      const since = room.now()
      room.start()
      await room.pass(14 * SECOND)
      const lists = () => room.asked.filter((one) => one.kind === 'list' || one.kind === 'feed').length
      expect(lists()).toBe(1)
      expect(unchecked(room, first, since)).toBe(0)

      await room.pass(2 * SECOND)
      const more = await room.stock(provider, thirty)
      const later = room.now()
      await room.pass(20 * SECOND)
      expect(lists()).toBe(2)
      expect(unchecked(room, more, later)).toBe(0)
    },
  )

  it('are asked about singly while the list cannot be read again and again, and it is tried ever more seldom', async () => {
    const room = await open({ providers: [provider], dialect })
    const since = room.now()
    room.start()
    for (let minute = 0; minute < 30; minute += 1) {
      const sales = await room.stock(provider, thirty.slice(0, 5))
      room.fault({ provider, operation: 'list', kind: 'malformed', times: 100 })
      await room.pass(MINUTE)
      expect(unchecked(room, sales, since)).toBe(0)
    }
    const lists = room.asked.filter((one) => one.kind === 'list' || one.kind === 'feed')
    expect(lists.length).toBeGreaterThan(6)
    expect(lists.length).toBeLessThan(14)
  })
})

it('given a list on its way back, when a newer answer about one of its links has come first, then the list changes nothing of it', async () => {
  const limits = { perMinute: 60, perSecond: 10, gapMs: 0, concurrency: 2 }
  const room = await open({ providers: ['daisy'], limits })
  // The first request with a key goes alone: another sale's is it.
  await room.stock('daisy', [{ age: 30 * HOUR, dueIn: 0, checkedAgo: HOUR }])
  const [sale, ...others] = await room.stock(
    'daisy',
    thirty.map((one) => ({ ...one, dueIn: 3 * SECOND })),
  )
  if (!sale) throw new Error('no sale')
  const since = room.now()
  room.start()
  await room.pass(2 * SECOND)
  room.slowBack('daisy', 10 * SECOND)
  await room.pass(2 * SECOND)
  expect(counted(room).lists).toBe(1)
  room.slowBack('daisy', null)
  room.pay(sale)
  await room.run(room.session.watcher.checkNow(sale.invoiceId))
  const paid = await room.detail(sale)
  expect(paid.invoice.status).toBe('paid')
  expect(unchecked(room, others, since)).toBe(others.length)
  await room.pass(10 * SECOND)
  expect(unchecked(room, others, since)).toBe(0)
  expect((await room.detail(sale)).links[0]).toEqual(paid.links[0])
})

it.each([
  { provider: 'daisy', asked: 'list' },
  { provider: 'oxapay', asked: 'list' },
  { provider: 'oneshotpay', asked: 'read' },
] as const)(
  'given a $asked of $provider on its way back while the machine sleeps, then who pays meanwhile is found soon after it woke',
  async ({ provider, asked }) => {
    const room = await open({ providers: [provider] })
    const sales = await room.stock(
      provider,
      thirty.slice(0, 4).map((one, n) => ({ ...one, age: 3 * HOUR + n * MINUTE, dueIn: n * SECOND })),
    )
    room.start()
    await room.pass(20 * SECOND)
    const more = await room.stock(
      provider,
      thirty.slice(0, 4).map((one) => ({ ...one, age: 3 * HOUR })),
    )
    room.slowBack(provider, 10 * SECOND)
    await room.pass(5 * SECOND)
    expect(room.asked.at(-1)?.kind).toBe(asked)
    room.slowBack(provider, null)
    room.sleep(HOUR, false)
    for (const sale of [...sales, ...more]) room.pay(sale)
    await room.pass(2 * MINUTE)
    const statuses = await Promise.all([...sales, ...more].map(room.statusOf))
    expect(statuses.filter((status) => !['paid', 'paid_late'].includes(status))).toEqual([])
  },
)
