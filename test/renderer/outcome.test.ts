import { describe, expect, it } from 'vitest'
import { isOutcome, looksAfter, outcomeToTell, soundOf, tellingOf } from '../../src/renderer/app/outcome.ts'
import { isStale } from '../../src/renderer/components/freshness.ts'
import { STATUSES } from '../../src/shared/status/status.ts'

const NOW = 1_790_000_000_000

describe('telling an outcome', () => {
  it('happens once, when a sale that was seen waiting comes to it', () => {
    expect(outcomeToTell('open', { status: 'paid', updatedAt: NOW }, NOW)).toBe('paid')
    expect(outcomeToTell('paid', { status: 'paid', updatedAt: NOW }, NOW)).toBeNull()
  })

  it('does not happen for a sale this window sees first when it is already over', () => {
    expect(outcomeToTell(undefined, { status: 'paid', updatedAt: NOW }, NOW)).toBeNull()
  })

  it('happens for late money of any sale while it is news', () => {
    expect(outcomeToTell(undefined, { status: 'paid_late', updatedAt: NOW - 1_000 }, NOW)).toBe('paid_late')
    expect(outcomeToTell(undefined, { status: 'paid_late', updatedAt: NOW - 60_000 }, NOW)).toBeNull()
  })

  it('does not happen for a sale that only goes on waiting', () => {
    expect(outcomeToTell('creating', { status: 'open', updatedAt: NOW }, NOW)).toBeNull()
  })
})

describe('a change of many sales', () => {
  const many = Array.from({ length: 31 }, (_, index) => `other-${index}`)
  const seen = new Map([
    ['gone', 'expired'],
    ['first', 'open'],
    ['second', 'underpaid'],
    ['shown', 'expired'],
  ] as const)

  it('has the sales on the screen read first, then those seen waiting, when it names none', () => {
    expect(looksAfter([], seen, ['shown', 'second'])).toEqual({
      kind: 'sweep',
      read: ['shown', 'second', 'first'],
      unsure: ['gone'],
    })
  })

  it('has only those read that it names, and leaves what was seen of the others as it was', () => {
    expect(looksAfter([...many, 'gone', 'second'], seen, ['shown'])).toEqual({
      kind: 'sweep',
      read: ['second'],
      unsure: ['gone'],
    })
  })

  it('reads every sale while they are few, seen or not', () => {
    const few = many.slice(1)
    expect(looksAfter(few, seen, ['shown'])).toEqual({ kind: 'each', read: few, unsure: [] })
  })

  it('makes no later change of a sale that was not read tell an outcome that is old', () => {
    expect(outcomeToTell(null, { status: 'paid', updatedAt: NOW }, NOW)).toBeNull()
    expect(outcomeToTell(null, { status: 'paid_late', updatedAt: NOW - 1_000 }, NOW)).toBe('paid_late')
  })

  it('sounds once and tells twenty outcomes', () => {
    const ways = Array.from({ length: 25 }, (_, told) => tellingOf(told))
    expect(ways.filter((way) => way === 'sound')).toHaveLength(1)
    expect(ways.indexOf('nothing')).toBe(20)
  })
})

describe('the sound of an outcome', () => {
  it('is one of three, by what a cashier has to do: nothing, look, begin again', () => {
    const sounds = STATUSES.filter(isOutcome).map((outcome) => [outcome, soundOf(outcome)])
    expect(Object.fromEntries(sounds)).toEqual({
      paid: 'paid',
      paid_late: 'paid',
      overpaid: 'attention',
      underpaid: 'attention',
      unknown: 'attention',
      expired: 'attention',
      refunded: 'attention',
      failed: 'failed',
    })
  })
})

describe('an answer', () => {
  it('is stale ten seconds after the next one was due, not before', () => {
    const check = { checkedAt: NOW, nextCheckAt: NOW + 60_000 }
    expect([isStale(check, NOW + 69_000), isStale(check, NOW + 71_000)]).toEqual([false, true])
    expect(isStale({ checkedAt: NOW, nextCheckAt: null }, NOW + 11_000)).toBe(true)
  })
})
