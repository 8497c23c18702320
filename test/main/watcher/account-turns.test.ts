import { describe, expect, it } from 'vitest'
import { createAccountTurns } from '../../../src/main/watcher/account-turns.ts'
import type { Feed } from '../../../src/main/watcher/payment-feed.ts'
import type { TrackedLink } from '../../../src/main/watcher/tracked-links.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const NOW = 1_000 * 24 * HOUR
/** A turn a second. */
const LIMITS = { perMinute: 62, perSecond: 10, gapMs: 0, concurrency: 1 }

const linkOf = (age: number, change: Partial<TrackedLink> = {}): TrackedLink =>
  ({
    status: 'open',
    reading: 'open',
    createdAt: NOW - age,
    expiresAt: null,
    checkedAt: NOW - SECOND,
    nextCheckAt: NOW + HOUR,
    movedAt: null,
    isFailing: false,
    ...change,
  }) as TrackedLink

/** The turns of an account with these links, and what of it a test may change. */
function paced(links: readonly TrackedLink[], state: Feed['state'] = 'none') {
  const facts = { at: NOW, slowed: null as number | null, calls: 0, viewed: null as TrackedLink | null }
  const turns = createAccountTurns({
    accountId: 'account',
    tracked: { links: () => links.values() },
    limiter: { limits: LIMITS, slowedFor: () => facts.slowed, callsLastMinute: () => facts.calls },
    clock: { now: () => facts.at, monotonic: () => facts.at },
    history: { readable: () => true, perQuestion: () => 1 },
    feed: { state },
    onScreen: () => facts.viewed,
  })
  return { turns, facts }
}

const young = () => Array.from({ length: 20 }, (_, n) => linkOf(100 * SECOND + n * MINUTE))

describe('the turns of an account', () => {
  it('promises a round where there is room, and none while the provider said that it was too much', () => {
    expect(paced(young()).turns.round()).toMatchObject({ isWide: true, freshMs: 18 * SECOND })
    const slowed = paced(young())
    slowed.facts.slowed = MINUTE
    expect(slowed.turns.round()).toBeNull()
  })

  it('promises none while a feed tells of all, but looks at it as often as the fresh links were promised', () => {
    const links = [
      linkOf(20 * MINUTE),
      linkOf(25 * MINUTE),
      ...Array.from({ length: 18 }, () => linkOf(HOUR)),
    ]
    const { turns } = paced(links, 'used')
    expect([turns.fed(), turns.round()]).toEqual([true, null])
    turns.asked({ kind: 'feed', links: [] })
    // A tenth of the youngest's age would be two minutes.
    expect(turns.feedWait()).toBe(18 * SECOND)
  })

  it('takes every second turn for the feed at most', () => {
    const { turns, facts } = paced(
      Array.from({ length: 20 }, () => linkOf(0)),
      'used',
    )
    turns.asked({ kind: 'feed', links: [] })
    expect(turns.feedWait()).toBe(2 * SECOND)
    facts.at += 2 * SECOND
    expect(turns.feedWait()).toBe(0)
  })
})

describe('while a sale is on the screen', () => {
  it('others wait where its turn comes before theirs would be over', () => {
    const { turns, facts } = paced(young())
    expect(turns.othersWait()).toBe(0)
    facts.viewed = linkOf(MINUTE, { nextCheckAt: NOW + 1_100 })
    expect(turns.othersWait()).toBe(1_100)
    facts.viewed = linkOf(MINUTE, { nextCheckAt: NOW + 1_300 })
    expect(turns.othersWait()).toBe(0)
    facts.viewed = linkOf(MINUTE, { nextCheckAt: NOW })
    expect(turns.othersWait()).toBe(0)
  })

  it('others do not wait where nothing is promised', () => {
    const turns = (count: number) => {
      const { turns, facts } = paced(Array.from({ length: count }, () => linkOf(HOUR)))
      facts.viewed = linkOf(MINUTE, { nextCheckAt: NOW + 500 })
      return [turns.round()?.isWide, turns.othersWait()]
    }
    expect(turns(300)).toEqual([false, 500])
    expect(turns(700)).toEqual([undefined, 0])
  })

  it.each([
    { calls: 0, every: 1.8 * SECOND },
    { calls: 28, every: 1.8 * SECOND },
    // Half of a minute's questions are nearly spent: one turn in two.
    { calls: 29, every: 2 * SECOND },
  ])(
    'the feed and the question about it keep one even pace together: after $calls questions $every ms',
    (row) => {
      const { turns, facts } = paced(young(), 'used')
      facts.calls = row.calls
      expect(turns.viewedWait()).toBe(0)
      const viewed = linkOf(MINUTE, { nextCheckAt: NOW + 3_400 })
      facts.viewed = viewed
      turns.asked({ kind: 'one', links: [viewed] })
      expect([turns.feedWait(), turns.viewedWait()]).toEqual([row.every, row.every])
      facts.at += row.every
      expect([turns.feedWait(), turns.viewedWait()]).toEqual([0, 0])
      turns.asked({ kind: 'feed', links: [] })
      expect([turns.feedWait(), turns.viewedWait()]).toEqual([row.every, row.every])
    },
  )

  it('the links that a feed tells of keep to half of the budget, and have a turn in a minute and a half all the same', () => {
    const { turns, facts } = paced(young(), 'used')
    const [other] = young()
    if (!other) throw new Error('no link')
    facts.calls = 29
    expect(turns.othersWait()).toBe(0)
    turns.asked({ kind: 'page', links: [other] })
    expect(turns.othersWait()).toBe(0)
    facts.calls = 30
    expect(turns.othersWait()).toBe(SECOND)
    facts.at += 89.5 * SECOND
    expect(turns.othersWait()).toBe(SECOND / 2)
    facts.at += SECOND / 2
    expect(turns.othersWait()).toBe(0)
  })
})
