import { expect, it } from 'vitest'
import type { ProviderId } from '../../../src/shared/contract/plain/provider-ids.ts'
import type { Sale } from '../../support/books/stock.ts'
import { HOUR, MINUTE, type Room, roomForEach, SECOND } from '../../support/shop/watcher-room.ts'

const open = roomForEach()

/** Ten questions a minute: with a few turns kept in hand, one in 7.5 s. */
const limits = { perMinute: 10, perSecond: 2, gapMs: 0, concurrency: 1 }

interface Band {
  readonly provider: ProviderId
  readonly open: number
  /** The most seconds that a sale may go without an answer; null where nothing is promised. */
  readonly longest: number | null
  /** The most and the fewest questions of two hours. */
  readonly most: number
  readonly fewest: number
}

/** Sales of the last day, whose own intervals are an hour and more; the answers before are spread over nine minutes. */
async function stocked(room: Room, { provider, open: count }: Band): Promise<readonly Sale[]> {
  return room.stock(
    provider,
    Array.from({ length: count }, (_, n) => ({
      age: 10 * HOUR + n * MINUTE,
      dueIn: 20 * HOUR,
      checkedAgo: Math.round(((n + 1) * 540 * SECOND) / (count + 1)),
    })),
  )
}

it.each<Band>([
  // 48 s of room, 120 s, and 150 s at most: half of the budget is enough.
  { provider: 'oneshotpay', open: 8, longest: 560, most: 120, fewest: 100 },
  { provider: 'oneshotpay', open: 20, longest: 560, most: 300, fewest: 250 },
  { provider: 'ocpay', open: 20, longest: 560, most: 300, fewest: 250 },
  // Five minutes, and ten at most: one and a half rounds.
  { provider: 'oneshotpay', open: 50, longest: 700, most: 840, fewest: 550 },
  // More: each waits for its own interval.
  { provider: 'oneshotpay', open: 130, longest: null, most: 300, fewest: 130 },
  // A list answers all at once, so that a hundred have more room than eight have singly.
  { provider: 'daisy', open: 101, longest: 560, most: 60, fewest: 12 },
  { provider: 'oxapay', open: 101, longest: 560, most: 240, fewest: 12 },
])('of $open open sales at $provider none goes longer than $longest s without an answer', async (band) => {
  const room = await open({ providers: [band.provider], limits })
  const sales = await stocked(room, band)
  room.start()
  let longest = 0
  for (let n = 0; n < 240; n += 1) {
    await room.pass(30 * SECOND)
    for (const sale of sales) longest = Math.max(longest, room.now() - (room.checksOf(sale).last ?? 0))
  }
  const asked = room.askedOf(band.provider).length
  if (band.longest === null) expect(longest).toBeGreaterThan(50 * MINUTE)
  else expect(longest).toBeLessThanOrEqual(band.longest * SECOND)
  expect(asked).toBeLessThanOrEqual(band.most)
  expect(asked).toBeGreaterThanOrEqual(band.fewest)
  expect(room.busiest(band.provider, MINUTE)).toBeLessThanOrEqual(10)
})
