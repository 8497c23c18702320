import { describe, expect, it } from 'vitest'
import { dueAt, isFresh, longestAge, partGone, roundOf, turnMs } from '../../../src/main/watcher/round.ts'
import type { TrackedLink } from '../../../src/main/watcher/tracked-links.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const NOW = 1_000 * DAY
const LIMITS = { perMinute: 62, perSecond: 10, gapMs: 0, concurrency: 1 }

const linkOf = (change: Partial<TrackedLink> & { readonly age?: number } = {}): TrackedLink => {
  const { age = 5 * HOUR, ...facts } = change
  return {
    status: 'open',
    createdAt: NOW - age,
    expiresAt: NOW - age + DAY,
    checkedAt: NOW - MINUTE,
    nextCheckAt: NOW + HOUR,
    movedAt: null,
    isFailing: false,
    ...facts,
  } as TrackedLink
}
const many = (count: number, change: Partial<TrackedLink> & { readonly age?: number } = {}) =>
  Array.from({ length: count }, () => linkOf(change))
/** What is promised at a turn a second. */
const promised = (links: readonly TrackedLink[], perQuestion = 1, limits = LIMITS) =>
  roundOf({ links, now: NOW, limits, perQuestion })

describe('how long links may go without an answer', () => {
  it.each([
    { open: 0, isWide: true, fresh: 4.5, rest: 540 },
    { open: 1, isWide: true, fresh: 4.5, rest: 540 },
    { open: 20, isWide: true, fresh: 18, rest: 540 },
    { open: 150, isWide: true, fresh: 135, rest: 540 },
    // Sixty-two a minute: 155 are asked in 150 s.
    { open: 155, isWide: true, fresh: 139.5, rest: 540 },
    { open: 156, isWide: false, fresh: 140.4, rest: 234 },
    { open: 500, isWide: false, fresh: 450, rest: 750 },
    { open: 620, isWide: false, fresh: 558, rest: 930 },
  ])('with $open open and a turn a second is $fresh s while fresh and $rest s later', (row) => {
    const { open, isWide, fresh, rest } = row
    const round = promised(many(open))
    expect(round?.isWide).toBe(isWide)
    expect(round?.freshMs).toBeCloseTo(fresh * SECOND, 3)
    expect(round?.restMs).toBeCloseTo(rest * SECOND, 3)
  })

  it('is not promised where the budget needs more than ten minutes to ask about all', () => {
    expect(promised(many(621))).toBeNull()
    // One page answers two hundred.
    expect(promised(many(621), 200)?.isWide).toBe(true)
    expect(promised(many(621), 200)?.restMs).toBe(540 * SECOND)
  })

  it('counts what has ended as work to do, but not as room that is missing', () => {
    const ended = many(450, { status: 'expired', age: 2 * DAY })
    const round = promised([...many(100), ...ended])
    expect(round?.isWide).toBe(true)
    // No more than half of the budget: twice the time that one question for each takes.
    expect(round?.restMs).toBeCloseTo(1_100 * SECOND, 3)
    expect(round?.freshMs).toBeCloseTo(495 * SECOND, 3)
  })

  it('counts nothing that is paid, and nothing older than a week', () => {
    const round = promised([...many(20), ...many(800, { status: 'paid' }), ...many(800, { age: 7 * DAY })])
    expect(round).toEqual(promised(many(20)))
  })

  it('follows the narrowest of the limits', () => {
    expect(turnMs(LIMITS)).toBe(SECOND)
    expect(turnMs({ ...LIMITS, gapMs: 2 * SECOND })).toBe(2 * SECOND)
    expect(turnMs({ ...LIMITS, perMinute: 600, perSecond: 0.5 })).toBe(2 * SECOND)
    expect(turnMs({ ...LIMITS, perMinute: 1 })).toBe(MINUTE)
  })
})

describe('a link', () => {
  const round = { isWide: true, freshMs: 20 * SECOND, restMs: 540 * SECOND }

  it.each([
    { why: 'made less than half an hour ago', change: { age: 30 * MINUTE - 1 }, fresh: true },
    { why: 'made half an hour ago', change: { age: 30 * MINUTE }, fresh: false },
    { why: 'whose payer did something just now', change: { movedAt: NOW - MINUTE }, fresh: true },
    { why: 'that ended just now', change: { expiresAt: NOW - MINUTE }, fresh: true },
    { why: 'that ended long ago', change: { expiresAt: NOW - HOUR }, fresh: false },
    { why: 'that is to end soon', change: { expiresAt: NOW + MINUTE }, fresh: false },
  ])('$why is fresh: $fresh', ({ change, fresh }) => {
    expect(isFresh(linkOf(change), NOW)).toBe(fresh)
    expect(longestAge(linkOf(change), round, NOW)).toBe(fresh ? round.freshMs : round.restMs)
  })

  it('is due when its interval is over, and no later than promised since its last answer', () => {
    const link = linkOf()
    expect(dueAt(link, null, NOW)).toBe(link.nextCheckAt)
    expect(dueAt(link, round, NOW)).toBe(NOW - MINUTE + round.restMs)
    expect(dueAt(linkOf({ nextCheckAt: NOW + SECOND }), round, NOW)).toBe(NOW + SECOND)
    expect(dueAt(linkOf({ age: MINUTE, checkedAt: null }), round, NOW)).toBe(NOW - MINUTE + round.freshMs)
    expect(partGone(linkOf({ checkedAt: NOW - 270 * SECOND }), round, NOW)).toBe(0.5)
  })

  it.each([
    { why: 'whose own question failed', change: { isFailing: true } },
    { why: 'that is paid', change: { status: 'paid' } },
    { why: 'that is older than a week', change: { age: 7 * DAY } },
  ] as const)('$why is not hurried', ({ change }) => {
    const link = linkOf(change)
    expect(longestAge(link, round, NOW)).toBeNull()
    expect(dueAt(link, round, NOW)).toBe(link.nextCheckAt)
    expect(partGone(link, round, NOW)).toBe(0)
  })
})
