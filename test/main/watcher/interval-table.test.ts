import { describe, expect, it } from 'vitest'
import { isDone, LONGEST_WAIT_MS, nextWait, type WaitFacts } from '../../../src/main/watcher/intervals.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const MADE = 1_000 * DAY

type Link = WaitFacts['link']
const open: Link = {
  createdAt: MADE,
  expiresAt: null,
  reading: 'open',
  status: 'open',
  hashMissing: false,
  receiptCount: 0,
}

/** The wait of a link of this age. */
const waitOf = (age: number, link: Partial<Link> = {}, facts: Partial<WaitFacts> = {}) =>
  nextWait({ link: { ...open, ...link }, now: MADE + age, viewed: false, fed: false, failures: 0, ...facts })

describe('the wait of an open link', () => {
  it.each([
    [0, 5 * SECOND],
    [-HOUR, 5 * SECOND],
    [50 * SECOND, 5 * SECOND],
    [51 * SECOND, 5_100],
    [100 * SECOND, 10 * SECOND],
    [10 * HOUR, HOUR],
    [10 * DAY, DAY],
    [90 * DAY, DAY],
    [90 * DAY + 1, 7 * DAY],
  ])('at the age of %i ms is %i ms: a tenth, five seconds at least, a day at most', (age, wait) => {
    expect(waitOf(age)).toBe(wait)
  })

  it.each([
    [0, 30 * SECOND],
    [2 * MINUTE, 30 * SECOND],
    [4 * MINUTE, MINUTE],
    [8 * HOUR, 2 * HOUR],
    [20 * DAY, DAY],
  ])('at the age of %i ms, where a feed tells payments, is %i ms: a quarter', (age, wait) => {
    expect(waitOf(age, {}, { fed: true })).toBe(wait)
  })

  it.each([
    [0, 5 * SECOND],
    [100 * SECOND, 5 * SECOND],
    [200 * SECOND, 10 * SECOND],
    [20 * HOUR, HOUR],
    [50 * DAY, HOUR],
    [120 * DAY, HOUR],
  ])(
    'whose payment is on its way, at the age of %i ms, is %i ms: a twentieth, an hour at most',
    (age, wait) => {
      expect(waitOf(age, { reading: 'confirming' })).toBe(wait)
      expect(waitOf(age, { reading: 'confirming' }, { fed: true })).toBe(wait)
    },
  )
})

describe('the wait of a link that is over', () => {
  it.each(['abandoned', 'expired', 'failed'] as const)(
    'because it is %s is a fifth of the time since',
    (status) => {
      const ended = { status, expiresAt: MADE + 20 * MINUTE }
      // Just over: half a minute. Then a fifth of the time since the end, six hours at most in its first week, then a day.
      expect(waitOf(21 * MINUTE, ended)).toBe(30 * SECOND)
      expect(waitOf(70 * MINUTE, ended)).toBe(10 * MINUTE)
      expect(waitOf(20 * MINUTE + 10 * HOUR, ended)).toBe(2 * HOUR)
      expect(waitOf(6 * DAY, ended)).toBe(6 * HOUR)
      expect(waitOf(7 * DAY - 1, ended)).toBe(6 * HOUR)
      expect(waitOf(7 * DAY, ended)).toBe(DAY)
      expect(waitOf(90 * DAY + 1, ended)).toBe(7 * DAY)
    },
  )

  it('without an end of its own is counted from its making, and before its end from there too', () => {
    expect(waitOf(HOUR, { status: 'abandoned' })).toBe(12 * MINUTE)
    expect(waitOf(10 * MINUTE, { status: 'failed', expiresAt: MADE + HOUR })).toBe(2 * MINUTE)
    // An end before its making, by another clock, makes it no older than it is.
    expect(waitOf(10 * MINUTE, { status: 'expired', expiresAt: MADE - DAY })).toBe(2 * MINUTE)
  })

  it('by its time alone begins ten minutes after the end, and never within its first half hour', () => {
    const ended = { expiresAt: MADE + 30 * MINUTE }
    expect(waitOf(40 * MINUTE, ended)).toBe(4 * MINUTE)
    expect(waitOf(40 * MINUTE + 5, ended)).toBe(2 * MINUTE + 1)
    const long = { expiresAt: MADE - DAY }
    expect(waitOf(30 * MINUTE, long)).toBe(3 * MINUTE)
    expect(waitOf(30 * MINUTE + 5, long)).toBe(6 * MINUTE + 1)
  })
})

describe('the wait of a link that is done', () => {
  const paid = { status: 'paid', reading: 'paid', receiptCount: 1 } as const

  it.each(['paid', 'overpaid', 'paid_late', 'refunded'] as const)('because it is %s', (status) => {
    const done = { ...paid, status }
    expect(isDone({ status })).toBe(true)
    expect(waitOf(MINUTE, done)).toBe(30 * MINUTE)
    expect(waitOf(2 * HOUR - 1, done)).toBe(30 * MINUTE)
    expect(waitOf(2 * HOUR, done)).toBe(6 * HOUR)
    expect(waitOf(DAY - 1, done)).toBe(6 * HOUR)
    expect(waitOf(DAY, done)).toBe(DAY)
    expect(waitOf(7 * DAY, done)).toBe(DAY)
    expect(waitOf(7 * DAY + 1, done)).toBeNull()
  })

  it.each([{ hashMissing: true }, { receiptCount: 0 }])(
    'but with %j is a tenth of its age, for a month',
    (more) => {
      const done = { ...paid, ...more }
      expect(waitOf(MINUTE, done)).toBe(10 * SECOND)
      expect(waitOf(10 * HOUR, done)).toBe(HOUR)
      expect(waitOf(20 * DAY, done)).toBe(DAY)
      expect(waitOf(30 * DAY, done)).toBe(DAY)
      expect(waitOf(30 * DAY + 1, done)).toBeNull()
    },
  )

  it('is none for a sale with money still due, however old', () => {
    for (const status of [
      'open',
      'confirming',
      'underpaid',
      'expired',
      'abandoned',
      'failed',
      'unknown',
    ] as const) {
      expect(isDone({ status })).toBe(false)
      expect(waitOf(400 * DAY, { status })).not.toBeNull()
    }
  })
})

describe('the wait of a sale on the screen', () => {
  const viewed = { viewed: true }
  it.each([
    [0, 1_800],
    [40 * SECOND - 1, 1_800],
    [40 * SECOND, 2_500],
    [HOUR - 1, 2_500],
    [HOUR, 6 * MINUTE],
  ])('at the age of %i ms is %i ms', (age, wait) => {
    expect(waitOf(age, {}, viewed)).toBe(wait)
  })

  it('is that of two looks where a feed takes turns with it, and never longer than elsewhere', () => {
    expect(waitOf(10 * SECOND, {}, { viewed: true, fed: true })).toBe(3_400)
    expect(waitOf(30 * MINUTE, {}, { viewed: true, fed: true })).toBe(3_400)
    expect(waitOf(2 * HOUR, {}, { viewed: true, fed: true })).toBe(30 * MINUTE)
  })
})

describe('the wait after failures', () => {
  it.each([
    [0, 1],
    [1, 2],
    [2, 4],
    [3, 8],
    [6, 64],
    [7, 64],
    [50, 64],
  ])('of %i in a row is %i times as long', (failures, times) => {
    expect(waitOf(100 * SECOND, {}, { failures })).toBe(times * 10 * SECOND)
    expect(waitOf(0, {}, { failures, viewed: true })).toBe(times * 1_800)
  })

  it('is never over a week', () => {
    expect(LONGEST_WAIT_MS).toBe(7 * DAY)
    expect(waitOf(50 * DAY, {}, { failures: 6 })).toBe(7 * DAY)
    expect(waitOf(400 * DAY, {}, { failures: 6 })).toBe(7 * DAY)
  })
})
