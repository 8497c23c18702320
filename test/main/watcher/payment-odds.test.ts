import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { oddsOfPayment, type ValueFacts, valueOfAsking } from '../../../src/main/watcher/payment-odds.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const NOW = 1_000 * DAY

const linkOf = (change: Partial<ValueFacts> & { age?: number; waited?: number } = {}): ValueFacts => {
  const { age = HOUR, waited = MINUTE, ...facts } = change
  return {
    createdAt: NOW - age,
    checkedAt: NOW - waited,
    expiresAt: null,
    reading: 'open',
    status: 'open',
    hashMissing: false,
    receiptCount: 0,
    ...facts,
  }
}
const valueFor = (change?: Parameters<typeof linkOf>[0]) => valueOfAsking(linkOf(change), NOW)

describe('how likely a link was paid', () => {
  it('of all links is seven in ten, half of them within three quarters of a minute', () => {
    expect(oddsOfPayment(0, 40 * 86_400)).toBeCloseTo(0.7, 2)
    expect(oddsOfPayment(0, 45)).toBeCloseTo(0.34, 2)
    expect(oddsOfPayment(0, 0)).toBe(0)
    expect(oddsOfPayment(0, 1)).toBe(0)
  })

  it('follows the assumed shape: most within minutes, some in hours, a few after days', () => {
    const shares = [10, 60, 600, 3_600, 86_400, 10 * 86_400].map((age) => oddsOfPayment(0, age).toFixed(3))
    expect(shares).toEqual(['0.107', '0.391', '0.650', '0.682', '0.691', '0.697'])
  })

  it('is between 0 and 1, and grows with the time since the last answer', () => {
    const age = fc.integer({ min: 0, max: 80 * 86_400 })
    fc.assert(
      fc.property(age, age, age, (a, b, c) => {
        const [low = 0, middle = 0, high = 0] = [a, b, c].sort((x, y) => x - y)
        const odds = oddsOfPayment(middle, high)
        expect(odds).toBeGreaterThanOrEqual(0)
        expect(odds).toBeLessThan(1)
        expect(oddsOfPayment(low, high)).toBeGreaterThanOrEqual(odds - 1e-9)
      }),
    )
    // Asked before its own beginning, or backwards, it has none.
    expect(oddsOfPayment(100, 50)).toBe(0)
    expect(oddsOfPayment(60, 60)).toBe(0)
  })

  it('counts those alone that have not paid yet', () => {
    // Who has not paid in an hour is among the three in ten that mostly never do.
    expect(oddsOfPayment(3_600, 7_200)).toBeLessThan(0.02)
    expect(oddsOfPayment(45, 90)).toBeCloseTo(
      (oddsOfPayment(0, 90) - oddsOfPayment(0, 45)) / (1 - oddsOfPayment(0, 45)),
      6,
    )
  })
})

describe('what asking is worth', () => {
  it('is more for a young link than for an old one, and for one that waited longer', () => {
    expect(valueFor({ age: MINUTE, waited: 30 * SECOND })).toBeGreaterThan(
      valueFor({ age: HOUR, waited: 30 * SECOND }),
    )
    expect(valueFor({ age: HOUR, waited: 10 * MINUTE })).toBeGreaterThan(
      valueFor({ age: HOUR, waited: MINUTE }),
    )
    expect(valueFor({ age: 2 * DAY, waited: DAY })).toBeGreaterThan(valueFor({ age: 2 * DAY, waited: HOUR }))
  })

  it('is most for a payment that is on its way, the more the longer it was left', () => {
    const confirming = (waited: number) => valueFor({ reading: 'confirming', waited })
    expect(confirming(MINUTE)).toBeGreaterThan(10 * valueFor({ waited: MINUTE }))
    expect(confirming(MINUTE)).toBeGreaterThan(confirming(10 * SECOND))
    expect(confirming(MINUTE) / Math.cbrt(Math.sqrt(60))).toBeCloseTo(0.7 * (1 - Math.exp(-1)), 4)
  })

  it.each(['paid', 'overpaid', 'paid_late', 'refunded'] as const)(
    'of a sale that is %s is next to nothing, but for a transfer still to come',
    (status) => {
      const done = { status, receiptCount: 1, age: HOUR, waited: MINUTE }
      const nothing = valueFor(done)
      expect(nothing).toBeGreaterThan(0)
      expect(nothing).toBeLessThan(1e-4)
      for (const missing of [{ hashMissing: true }, { receiptCount: 0 }]) {
        const value = valueFor({ ...done, ...missing }) / Math.cbrt(Math.sqrt(60))
        expect(value).toBeCloseTo(0.3 * (1 - Math.exp(-1)), 4)
      }
      // Without a chance, the one that waited longest has its turn first.
      expect(valueFor({ ...done, waited: 2 * MINUTE })).toBeGreaterThan(nothing)
    },
  )

  it('begins anew where the payer was just seen to do something', () => {
    const old = { age: DAY, waited: MINUTE }
    expect(valueFor({ ...old, movedAt: NOW - 90 * SECOND })).toBeGreaterThan(20 * valueFor(old))
    expect(valueFor({ ...old, movedAt: null })).toBe(valueFor(old))
    expect(valueFor({ ...old, movedAt: NOW - 2 * DAY })).toBe(valueFor(old))
  })

  it('counts the wait from the making where it was never asked about, and from there at most', () => {
    const never = { age: 5 * MINUTE, checkedAt: null }
    expect(valueFor(never)).toBe(valueFor({ age: 5 * MINUTE, waited: 5 * MINUTE }))
    expect(valueFor({ age: 5 * MINUTE, waited: HOUR })).toBe(valueFor(never))
    // A clock that was set back makes nothing of it negative.
    expect(valueFor({ age: -HOUR, waited: -HOUR })).toBeGreaterThan(0)
    expect(Number.isFinite(valueFor({ age: 0, waited: 0 }))).toBe(true)
  })

  it('is more soon after the end of a link than before it, for those who come late', () => {
    const before = valueFor({ age: DAY, waited: 10 * MINUTE, expiresAt: NOW + MINUTE })
    const after = valueFor({ age: DAY, waited: 10 * MINUTE, expiresAt: NOW - 11 * MINUTE })
    const long = valueFor({ age: 3 * DAY, waited: 10 * MINUTE, expiresAt: NOW - 2 * DAY })
    expect(after).toBeGreaterThan(5 * before)
    expect(after).toBeGreaterThan(5 * long)
    expect(long).toBeGreaterThan(valueFor({ age: 3 * DAY, waited: 10 * MINUTE }))
    // Within a minute of the end nobody is late yet, and after a month nobody comes any more.
    expect(valueFor({ age: DAY, waited: 10 * MINUTE, expiresAt: NOW - MINUTE })).toBe(before)
    const gone = { age: 60 * DAY, waited: 10 * MINUTE }
    expect(valueFor({ ...gone, expiresAt: NOW - 40 * DAY })).toBeCloseTo(valueFor(gone), 9)
  })

  it('of being paid after its end is nine in a hundred of those that ended unpaid, in a month', () => {
    const month = valueFor({
      age: 31 * DAY,
      waited: 30 * DAY,
      expiresAt: NOW - 30 * DAY,
      createdAt: NOW - 31 * DAY,
    })
    const rest = valueFor({ age: 31 * DAY, waited: 30 * DAY, createdAt: NOW - 31 * DAY })
    expect((month - rest) / Math.cbrt(Math.sqrt((30 * DAY) / SECOND))).toBeCloseTo(0.09, 3)
  })
})
