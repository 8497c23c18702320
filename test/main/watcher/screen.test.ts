import { describe, expect, it } from 'vitest'
import type { Sale } from '../../support/books/stock.ts'
import { DAY, HOUR, MINUTE, type Room, roomForEach, SECOND } from '../../support/shop/watcher-room.ts'

const open = roomForEach()

/** Links of about one age that are all overdue. */
const overdue = (count: number, age = HOUR) =>
  Array.from({ length: count }, (_, n) => ({
    age: age + n * SECOND,
    dueIn: -MINUTE,
    checkedAgo: 10 * MINUTE,
  }))

/** The times between two questions about a sale, s. */
function gapsOf(room: Room, sale: Sale, since = 0): readonly number[] {
  const instants = room.askedAbout(sale).flatMap((one) => (one.at >= since ? [one.at] : []))
  return instants.slice(1).map((at, n) => (at - (instants[n] ?? 0)) / SECOND)
}

describe.each(['oneshotpay', 'ocpay', 'oxapay', 'daisy'] as const)(
  'the sale on the screen, at %s',
  (provider) => {
    it('is asked about every two or three seconds while it is young', async () => {
      const room = await open({ providers: [provider] })
      room.start()
      const sale = await room.sell(provider)
      await room.run(room.session.watcher.view(sale.invoiceId))
      await room.pass(10 * SECOND)
      const since = room.now()
      await room.pass(2 * MINUTE)
      const gaps = gapsOf(room, sale, since)
      expect(Math.max(...gaps)).toBeLessThanOrEqual(3)
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1.8)
      room.pay(sale)
      await room.pass(4 * SECOND)
      expect(await room.statusOf(sale)).toBe('paid')
    })

    it('is asked about as often while five hundred others are due, within the budget', async () => {
      const room = await open({ providers: [provider] })
      await room.stock(provider, overdue(500))
      room.start()
      const sale = await room.sell(provider)
      await room.run(room.session.watcher.view(sale.invoiceId))
      await room.pass(10 * SECOND)
      const waits: number[] = []
      for (let half = 0; half < 240; half += 1) {
        await room.pass(SECOND / 2)
        waits.push(room.now() - (room.checksOf(sale).last ?? 0))
      }
      expect(Math.max(...waits)).toBeLessThan(6 * SECOND)
      expect(room.busiest(provider, MINUTE)).toBeLessThanOrEqual(60)
      room.pay(sale)
      await room.pass(6 * SECOND)
      expect(await room.statusOf(sale)).toBe('paid')
    })

    it('goes back to its own pace when nobody looks at it any more', async () => {
      const room = await open({ providers: [provider] })
      room.start()
      const sale = await room.sell(provider)
      await room.run(room.session.watcher.view(sale.invoiceId))
      await room.pass(5 * MINUTE)
      await room.run(room.session.watcher.view(null))
      await room.pass(10 * SECOND)
      const since = room.now()
      await room.pass(5 * MINUTE)
      const gaps = gapsOf(room, sale, since)
      expect(gaps.length).toBeGreaterThan(3)
      // The only open sale has all the room there is; in its first half hour that is a question every few seconds.
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual(4.5)
      await room.pass(50 * MINUTE)
      const old = room.now()
      await room.pass(30 * MINUTE)
      expect(Math.min(...gapsOf(room, sale, old))).toBeGreaterThanOrEqual(180)
    })
  },
)

it('given a payer who has chosen a coin, then the sale is asked about as often as a new one', async () => {
  const room = await open({ providers: ['oxapay'] })
  room.start()
  const sale = await room.sell('oxapay')
  await room.pass(45 * MINUTE)
  expect(Math.max(...gapsOf(room, sale, room.now() - 12 * MINUTE))).toBeGreaterThan(40)
  room.setStatus(sale, 'waiting')
  await room.pass(6 * MINUTE)
  const since = room.now()
  await room.pass(30 * SECOND)
  const gaps = gapsOf(room, sale, since)
  expect(gaps.length).toBeGreaterThan(1)
  expect(Math.max(...gaps)).toBeLessThanOrEqual(12)
})

it('given a sale of the ninth day, when somebody looks at it, then it is asked about at once, and no faster than its age is worth', async () => {
  const room = await open({ providers: ['oneshotpay'] })
  const [sale] = await room.stock('oneshotpay', [{ age: 9 * DAY, dueIn: 5 * HOUR, checkedAgo: HOUR }])
  if (!sale) throw new Error('no sale')
  room.start()
  await room.pass(MINUTE)
  expect(room.askedAbout(sale)).toHaveLength(0)
  await room.run(room.session.watcher.view(sale.invoiceId))
  await room.pass(HOUR)
  expect(room.askedAbout(sale).length).toBeLessThan(3)
})

describe('of many that are due', () => {
  it('the likeliest come first: a confirming one and the young before the old', async () => {
    const room = await open({ providers: ['ocpay'] })
    await room.stock('ocpay', overdue(100, 3 * DAY))
    const [confirming, young] = await room.stock('ocpay', [
      { age: 10 * MINUTE, dueIn: 0, checkedAgo: MINUTE, reading: 'confirming' },
      { age: MINUTE, dueIn: 0, checkedAgo: 6 * SECOND },
    ])
    if (!confirming || !young) throw new Error('no sales')
    room.start()
    await room.pass(4 * SECOND)
    const places = [confirming, young].map((sale) => room.asked.findIndex((one) => one.isAbout(sale.ref)))
    expect(places.toSorted()).toEqual([0, 1])
    expect(room.asked.length).toBeGreaterThan(3)
  })

  it('each has its turn although the budget is far too small: none is starved', async () => {
    const limits = { perMinute: 2, perSecond: 1, gapMs: 0, concurrency: 1 }
    const room = await open({ providers: ['oneshotpay'], limits })
    const old = await room.stock('oneshotpay', overdue(60, 20 * DAY))
    const young = await room.stock('oneshotpay', overdue(200, HOUR))
    room.start()
    await room.pass(16 * HOUR)
    const unasked = (sales: readonly Sale[]) => sales.filter((sale) => room.askedAbout(sale).length === 0)
    expect(unasked(young)).toEqual([])
    expect(unasked(old)).toEqual([])
    expect(room.busiest('oneshotpay', MINUTE)).toBeLessThanOrEqual(2)
  })
})

describe('a sale that nobody looks at', () => {
  it('is asked about with growing gaps, a tenth of its age and nine minutes at most, and its payment is found within that', async () => {
    const room = await open({ providers: ['oneshotpay'] })
    room.start()
    const began = room.now()
    const sale = await room.sell('oneshotpay')
    await room.pass(4 * HOUR)
    const gaps = gapsOf(room, sale)
    const late = gaps.filter((gap, n) => n > 0 && gap + 2 < (gaps[n - 1] ?? 0))
    expect(late).toEqual([])
    for (const { at } of room.askedAbout(sale).slice(1)) {
      const next = room.askedAbout(sale).find((one) => one.at > at)
      if (next)
        expect(next.at - at).toBeLessThanOrEqual(
          Math.min(Math.max(5 * SECOND, (at - began) / 10), 9 * MINUTE) + 2 * SECOND,
        )
    }
    // Half an hour of a question every few seconds, and then one every nine minutes.
    expect(gaps.length).toBeLessThan(500)
    room.pay(sale)
    await room.pass(10 * MINUTE)
    expect(await room.statusOf(sale)).toBe('paid')
  })

  it.each(['expired', 'abandoned'] as const)(
    'and is %s is asked about every few minutes for a week, then once a day, and money that comes after the tenth is found',
    async (ending) => {
      const room = await open({ providers: ['ocpay'] })
      room.start()
      const sale = await room.sell('ocpay')
      await room.pass(ending === 'expired' ? 25 * MINUTE : MINUTE)
      if (ending === 'abandoned') {
        await room.run(room.session.invoicing.abandon(sale.invoiceId, 'changed their mind'))
      }
      await room.pass(30 * SECOND)
      expect(await room.statusOf(sale)).toBe(ending)
      let since = room.now()
      for (let day = 0; day < 10; day += 1) {
        await room.pass(DAY)
        const asked = room.askedAbout(sale).filter((one) => one.at >= since).length
        expect(asked, `day ${day + 1}`).toBeGreaterThan(0)
        expect(asked, `day ${day + 1}`).toBeLessThanOrEqual(
          day === 0 ? 900 : day < 7 ? 165 : day === 7 ? 20 : 2,
        )
        since = room.now()
      }
      room.pay(sale)
      await room.pass(DAY + MINUTE)
      expect(await room.statusOf(sale)).toBe('paid_late')
    },
    60_000,
  )

  it('and is paid is left alone: a handful of questions in the next day', async () => {
    const room = await open({ providers: ['ocpay'] })
    room.start()
    const sale = await room.sell('ocpay')
    room.pay(sale)
    await room.pass(MINUTE)
    expect(await room.statusOf(sale)).toBe('paid')
    const before = room.askedAbout(sale).length
    await room.pass(DAY)
    const asked = room.askedAbout(sale).length - before
    expect(asked).toBeGreaterThan(0)
    expect(asked).toBeLessThanOrEqual(10)
  })

  it('and is paid by a transfer whose hash is still to come is asked on until it has it', async () => {
    const room = await open({ providers: ['oneshotpay'] })
    room.start()
    const sale = await room.sell('oneshotpay')
    await room.pass(4 * SECOND)
    room.pay(sale)
    await room.run(room.session.watcher.checkNow(sale.invoiceId))
    const [seen] = (await room.detail(sale)).receipts
    expect([await room.statusOf(sale), seen?.txHash]).toEqual(['paid', null])
    await room.pass(30 * SECOND)
    expect((await room.detail(sale)).receipts[0]?.txHash).toMatch(/^0x[0-9a-f]{64}$/)
  })
})
