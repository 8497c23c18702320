import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextWait } from '../../../src/main/watcher/intervals.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const open = {
  createdAt: 0,
  expiresAt: null,
  reading: 'open',
  status: 'open',
  hashMissing: false,
  receiptCount: 0,
} as const

describe('the wait before the next question', () => {
  it('is shortest for a young sale on the screen', () => {
    expect(nextWait({ link: open, now: MINUTE, viewed: true, fed: false, failures: 0 })).toBe(2_500)
    expect(nextWait({ link: open, now: 40_000, viewed: false, fed: false, failures: 0 })).toBe(5_000)
  })

  it('is a tenth of the age: who took ten minutes waits one more at most', () => {
    expect(nextWait({ link: open, now: 10 * MINUTE, viewed: false, fed: false, failures: 0 })).toBe(MINUTE)
    expect(nextWait({ link: open, now: 10 * HOUR, viewed: false, fed: false, failures: 0 })).toBe(HOUR)
  })

  it('is longer where a feed tells payments by itself, and never on the screen', () => {
    expect(nextWait({ link: open, now: 4 * MINUTE, viewed: false, fed: true, failures: 0 })).toBe(MINUTE)
    expect(nextWait({ link: open, now: 4 * MINUTE, viewed: true, fed: true, failures: 0 })).toBe(3_400)
  })

  it('never ends while money is due: past expiry and after a sale is given up it grows to one a day, then a week', () => {
    for (const status of ['open', 'expired', 'abandoned', 'failed', 'underpaid', 'unknown'] as const) {
      const link = { ...open, status, expiresAt: 20 * MINUTE }
      const wait = (now: number) => nextWait({ link, now, viewed: false, fed: false, failures: 0 })
      expect(wait(5 * DAY), status).toBeLessThanOrEqual(DAY)
      expect(wait(80 * DAY), status).toBe(DAY)
      expect(wait(400 * DAY), status).toBe(7 * DAY)
    }
  })

  it('of a young sale does not grow because the provider, whose clock is behind, says that its time is over', () => {
    const link = { ...open, createdAt: 100 * DAY, expiresAt: 99 * DAY }
    expect(nextWait({ link, now: 100 * DAY + MINUTE, viewed: false, fed: false, failures: 0 })).toBe(6_000)
    const later = 100 * DAY + 31 * MINUTE
    expect(nextWait({ link, now: later, viewed: false, fed: false, failures: 0 })).toBe((31 * MINUTE) / 5)
  })

  it('of a paid sale ends after a week, and after a month while its hash or its transfer is still to come', () => {
    const paid = { ...open, status: 'paid', reading: 'paid', receiptCount: 1 } as const
    const waitOf = (link: typeof open | typeof paid, days: number) =>
      nextWait({ link, now: days * DAY, viewed: false, fed: false, failures: 0 })
    expect(waitOf(paid, 6)).toBe(DAY)
    expect(waitOf(paid, 8)).toBeNull()
    for (const incomplete of [
      { ...paid, hashMissing: true },
      { ...paid, receiptCount: 0 },
    ]) {
      expect(waitOf(incomplete as typeof paid, 10)).toBe(DAY)
      expect(waitOf(incomplete as typeof paid, 31)).toBeNull()
    }
  })

  it('only grows with age and with failures, and is never over a week', () => {
    const age = fc.integer({ min: 0, max: 100 * DAY })
    fc.assert(
      fc.property(age, age, fc.nat(20), fc.nat(20), (a, b, few, more) => {
        const wait = (now: number, failures: number) =>
          nextWait({ link: open, now, viewed: false, fed: false, failures }) ?? 0
        expect(wait(Math.min(a, b), 0)).toBeLessThanOrEqual(wait(Math.max(a, b), 0))
        expect(wait(a, Math.min(few, more))).toBeLessThanOrEqual(wait(a, Math.max(few, more)))
        expect(wait(a, more)).toBeLessThanOrEqual(7 * DAY)
      }),
    )
  })
})
