import { describe, expect, it } from 'vitest'
import type { Sale, StockOrder } from '../../support/books/stock.ts'
import { HOUR, MINUTE, type Room, roomForEach, SECOND } from '../../support/shop/watcher-room.ts'

const open = roomForEach()

/** Payments on their way, all overdue: each is worth more than any sale of an hour ago. */
const pressing: readonly StockOrder[] = Array.from({ length: 200 }, (_, n) => ({
  age: 5 * MINUTE + n * SECOND,
  dueIn: -MINUTE,
  checkedAgo: 2 * MINUTE,
  reading: 'confirming',
}))

async function withOneOnTheScreen() {
  const room = await open({ providers: ['ocpay'] })
  await room.stock('ocpay', pressing)
  const [sale, other] = await room.stock('ocpay', [
    { age: 19 * MINUTE, dueIn: HOUR, checkedAgo: MINUTE },
    { age: 18 * MINUTE, dueIn: HOUR, checkedAgo: MINUTE },
  ])
  if (!sale || !other) throw new Error('no sales')
  room.start()
  await room.run(room.session.watcher.view(sale.invoiceId))
  await room.pass(10 * SECOND)
  expect(room.askedAbout(sale).length).toBeGreaterThan(2)
  return { room, sale, other }
}

/** Waits until a sale has just been asked about. */
async function untilAsked(room: Room, sale: Sale): Promise<void> {
  const before = room.askedAbout(sale).length
  for (let n = 0; n < 200 && room.askedAbout(sale).length === before; n += 1) await room.pass(SECOND / 10)
  await room.pass(SECOND / 2)
}

describe('a sale that leaves the screen a moment before it is paid', () => {
  it.each(['for none', 'for another'])('%s, is asked about once more before all that press', async (way) => {
    const { room, sale, other } = await withOneOnTheScreen()
    await untilAsked(room, sale)
    await room.run(room.session.watcher.view(way === 'for none' ? null : other.invoiceId))
    room.pay(sale)
    await room.pass(6 * SECOND)
    expect(await room.statusOf(sale)).toBe('paid')
  })

  it('is asked about once more only: then the others have their turn', async () => {
    const { room, sale } = await withOneOnTheScreen()
    await untilAsked(room, sale)
    await room.run(room.session.watcher.view(null))
    const before = room.askedAbout(sale).length
    await room.pass(MINUTE)
    expect(room.askedAbout(sale).length - before).toBe(1)
  })
})

describe('a link whose own questions fail', () => {
  it('is asked about ever more seldom, and after the app was woken only twice as seldom as at first', async () => {
    const room = await open({ providers: ['ocpay'] })
    room.start()
    const sale = await room.sell('ocpay')
    room.fault({ provider: 'ocpay', operation: 'read', kind: 'malformed', times: 1_000 })
    await room.pass(20 * MINUTE)
    const asked = () => room.askedAbout(sale).map((one) => one.at)
    const gaps = asked()
      .slice(1)
      .map((at, n) => at - (asked()[n] ?? 0))
    expect(gaps.length).toBeLessThan(10)
    expect(gaps.at(-1)).toBeGreaterThan(4 * MINUTE)
    room.session.watcher.wake()
    const next = room.checksOf(sale).next
    await room.pass(next - room.now() + 30 * SECOND)
    const before = asked().length
    // A fifth of the time since its end, twice.
    await room.pass(40 * MINUTE)
    expect(asked().length - before).toBeGreaterThanOrEqual(1)
  })
})
