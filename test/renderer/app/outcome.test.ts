import { describe, expect, it } from 'vitest'
import {
  isOutcome,
  looksAfter,
  newsOf,
  outcomeToTell,
  type Sight,
  soundOf,
  tellingOf,
  wordsOf,
} from '../../../src/renderer/app/outcome.ts'
import { isStale } from '../../../src/renderer/components/freshness.ts'
import { type InvoiceStatus, STATUSES } from '../../../src/shared/status/status.ts'

const NOW = 1_790_000_000_000

/** A sale as it is read: nothing received, never given up, changed just now, unless it is said otherwise. */
const sale = (
  status: InvoiceStatus,
  change: { received?: string; abandonedAt?: number; changedAt?: number } = {},
) => ({
  status,
  received: { currency: 'EUR', amount: change.received ?? '0.00' },
  abandonedAt: change.abandonedAt ?? null,
  changedAt: change.changedAt ?? NOW,
})
const saw = (status: InvoiceStatus, received = '0.00'): Sight => ({ status, received })
const tell = (before: Sight | null | undefined, after: ReturnType<typeof sale>) =>
  outcomeToTell(before, after, NOW)

describe('telling an outcome', () => {
  it('happens once, when a sale that was seen waiting comes to it', () => {
    const paid = sale('paid', { received: '5.00' })
    expect(tell(saw('open'), paid)).toEqual({ outcome: 'paid', givenUp: false })
    expect(tell(saw('paid', '5.00'), paid)).toBeNull()
  })

  it('does not happen for a sale this window sees first when it is already over', () => {
    expect(tell(undefined, sale('paid'))).toBeNull()
  })

  it('happens for late money of any sale while it is news', () => {
    expect(tell(undefined, sale('paid_late', { changedAt: NOW - 1_000 }))?.outcome).toBe('paid_late')
    expect(tell(undefined, sale('paid_late', { changedAt: NOW - 60_000 }))).toBeNull()
  })

  it('does not happen for a sale whose late money is old and that a person reviews, notes, tags or settles now', () => {
    const old = { kind: 'status_changed', at: NOW - 3_600_000 }
    for (const kind of ['reviewed', 'note', 'tagged', 'exception_settled', 'abandoned']) {
      const events = [old, { kind, at: NOW }]
      const read = newsOf({ invoice: sale('paid_late'), events })
      expect(outcomeToTell(undefined, read, NOW)).toBeNull()
    }
    for (const kind of ['receipt_seen', 'received_changed', 'status_changed']) {
      const events = [old, { kind, at: NOW }]
      const read = newsOf({ invoice: sale('paid_late'), events })
      expect(outcomeToTell(undefined, read, NOW)?.outcome).toBe('paid_late')
    }
  })

  it('does not happen for a sale that only goes on waiting', () => {
    expect(tell(saw('creating'), sale('open'))).toBeNull()
  })

  it('happens again when another part of too little comes, and when more of too much does', () => {
    expect(tell(saw('underpaid', '2.00'), sale('underpaid', { received: '3.00' }))?.outcome).toBe('underpaid')
    expect(tell(saw('underpaid', '2.00'), sale('underpaid', { received: '2.00' }))).toBeNull()
    expect(tell(saw('overpaid', '6.00'), sale('overpaid', { received: '7.00' }))?.outcome).toBe('overpaid')
  })

  it('says of a sale that was given up and is now paid that it was given up, seen before or not', () => {
    const paid = sale('paid', { received: '5.00', abandonedAt: NOW - 5_000 })
    for (const before of [saw('abandoned'), null, undefined]) {
      const telling = tell(before, paid)
      expect(telling).toEqual({ outcome: 'paid', givenUp: true })
      expect(telling && [soundOf(telling), wordsOf(telling)]).toEqual(['attention', 'sale.givenUp.paid'])
    }
    expect(tell(undefined, { ...paid, changedAt: NOW - 60_000 })).toBeNull()
  })

  it('does not say so when a person takes for enough what had come before', () => {
    const accepted = sale('paid', { received: '4.00', abandonedAt: NOW - 5_000 })
    expect(tell(saw('underpaid', '4.00'), accepted)).toEqual({ outcome: 'paid', givenUp: false })
  })
})

describe('a change of many sales', () => {
  const many = Array.from({ length: 31 }, (_, index) => `other-${index}`)
  const seen = new Map([
    ['gone', saw('expired')],
    ['first', saw('open')],
    ['second', saw('underpaid')],
    ['shown', saw('expired')],
  ])

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
    expect(tell(null, sale('paid'))).toBeNull()
    expect(tell(null, sale('paid_late', { changedAt: NOW - 1_000 }))?.outcome).toBe('paid_late')
  })

  it('sounds once and tells twenty outcomes', () => {
    const ways = Array.from({ length: 25 }, (_, told) => tellingOf(told))
    expect(ways.filter((way) => way === 'sound')).toHaveLength(1)
    expect(ways.indexOf('nothing')).toBe(20)
  })
})

describe('the sound of an outcome', () => {
  it('is one of three, by what a cashier has to do: nothing, look, begin again', () => {
    const sounds = STATUSES.filter(isOutcome).map((outcome) => [
      outcome,
      soundOf({ outcome, givenUp: false }),
    ])
    expect(Object.fromEntries(sounds)).toEqual({
      paid: 'paid',
      paid_late: 'attention',
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
    // A question that failed has moved the next one: that makes the last answer no fresher.
    expect(isStale({ ...check, failed: true }, NOW + 1_000)).toBe(true)
  })
})
