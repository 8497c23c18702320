import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextWait } from '../../src/main/watcher/pace.ts'

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
    expect(nextWait({ link: open, now: MINUTE, viewed: true, failures: 0 })).toBe(2_500)
    expect(nextWait({ link: open, now: MINUTE, viewed: false, failures: 0 })).toBe(5_000)
  })

  it('never ends while money is due: past expiry and after a sale is given up it grows to one a day', () => {
    for (const status of ['open', 'expired', 'abandoned', 'failed', 'underpaid', 'unknown'] as const) {
      const link = { ...open, status, expiresAt: 20 * MINUTE }
      expect(nextWait({ link, now: 400 * DAY, viewed: false, failures: 0 }), status).toBe(DAY)
    }
  })

  it('of a young sale does not grow because the provider, whose clock is behind, says that its time is over', () => {
    const link = { ...open, createdAt: 100 * DAY, expiresAt: 99 * DAY }
    expect(nextWait({ link, now: 100 * DAY + MINUTE, viewed: false, failures: 0 })).toBe(5_000)
    expect(nextWait({ link, now: 100 * DAY + 31 * MINUTE, viewed: false, failures: 0 })).toBe(10 * MINUTE)
  })

  it('of a paid sale ends after a week, and after a month while its hash or its transfer is still to come', () => {
    const paid = { ...open, status: 'paid', reading: 'paid', receiptCount: 1 } as const
    const waitOf = (link: typeof open | typeof paid, days: number) =>
      nextWait({ link, now: days * DAY, viewed: false, failures: 0 })
    expect(waitOf(paid, 6)).toBe(DAY)
    expect(waitOf(paid, 8)).toBeNull()
    for (const incomplete of [
      { ...paid, hashMissing: true },
      { ...paid, receiptCount: 0 },
    ]) {
      expect(waitOf(incomplete as typeof paid, 8)).toBe(DAY)
      expect(waitOf(incomplete as typeof paid, 31)).toBeNull()
    }
  })

  it('only grows with age and with failures, and is never over a day', () => {
    const age = fc.integer({ min: 0, max: 100 * DAY })
    fc.assert(
      fc.property(age, age, fc.nat(20), fc.nat(20), (a, b, few, more) => {
        const wait = (now: number, failures: number) =>
          nextWait({ link: open, now, viewed: false, failures }) ?? 0
        expect(wait(Math.min(a, b), 0)).toBeLessThanOrEqual(wait(Math.max(a, b), 0))
        expect(wait(a, Math.min(few, more))).toBeLessThanOrEqual(wait(a, Math.max(few, more)))
        expect(wait(a, more)).toBeLessThanOrEqual(DAY)
      }),
    )
  })
})
