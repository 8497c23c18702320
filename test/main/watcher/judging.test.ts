import { describe, expect, it } from 'vitest'
import type { LinkPage, LinkState } from '../../../src/main/providers/provider.ts'
import { createFeed } from '../../../src/main/watcher/payment-feed.ts'
import { createHistoryKnown } from '../../../src/main/watcher/provider-history.ts'
import { createTrackedLinks, type TrackedLink } from '../../../src/main/watcher/tracked-links.ts'
import { money } from '../../../src/shared/money/money.ts'
import { answerAbout } from '../../support/shop/provider-answers.ts'

const SECOND = 1_000
const NOW = Date.UTC(2026, 5, 1, 9)

const paidAt = (ref: string, ...times: (number | null)[]): LinkState =>
  answerAbout(ref, {
    reading: 'paid',
    receipts: times.map((at, n) => ({
      receiptId: `r-${n}`,
      txHash: null,
      payer: null,
      amount: money('USD', 1n),
      credited: null,
      paidAt: at,
      raw: '',
    })),
  })

describe('a feed is judged by what it does (oxapay §2.5)', () => {
  it('is none where none is offered, whatever is told of it', () => {
    const feed = createFeed(false)
    feed.toldFirst()
    expect(feed.state).toBe('none')
  })

  it('is unproven until it has told a payment first', () => {
    const feed = createFeed(true)
    feed.shown(NOW, [])
    expect(feed.state).toBe('unproven')
    feed.toldFirst()
    expect(feed.state).toBe('used')
  })

  it.each([
    [9_999, 'used'],
    [10_000, 'none'],
    [60_000, 'none'],
  ])('asked %i ms after a payment that it did not show, it is %s: it has ten seconds', (after, state) => {
    const feed = createFeed(true)
    feed.toldFirst()
    feed.shown(NOW + after, [answerAbout('other')])
    feed.foundWithout(paidAt('mine', NOW), 0)
    expect(feed.state).toBe(state)
  })

  it('that kept a payment to itself is given up for good', () => {
    const feed = createFeed(true)
    feed.shown(NOW + 60_000, [])
    feed.foundWithout(paidAt('mine', NOW), 0)
    feed.toldFirst()
    expect(feed.state).toBe('none')
  })

  it('is not blamed for what it showed, for what was not paid, or before it was asked', () => {
    const feed = createFeed(true)
    feed.foundWithout(paidAt('mine', NOW), 0)
    feed.shown(NOW + 60_000, [answerAbout('mine')])
    feed.foundWithout(paidAt('mine', NOW), 0)
    feed.foundWithout({ ...paidAt('other', NOW), reading: 'underpaid' }, 0)
    expect(feed.state).toBe('unproven')
    feed.foundWithout({ ...paidAt('other', NOW), reading: 'overpaid' }, 0)
    expect(feed.state).toBe('none')
  })

  it('is not blamed where nobody can say when the payment came', () => {
    const feed = createFeed(true)
    feed.shown(NOW + 60_000, [])
    for (const found of [paidAt('mine', null), paidAt('mine', NOW, null), paidAt('mine')]) {
      if (found.receipts?.length) feed.foundWithout(found, 0)
    }
    expect(feed.state).toBe('unproven')
  })

  it('goes by the last transfer, in our time and not the provider’s', () => {
    const late = createFeed(true)
    late.shown(NOW + 15_000, [])
    late.foundWithout(paidAt('mine', NOW, NOW + 10_000), 0)
    expect(late.state).toBe('unproven')
    // A provider whose clock is an hour ahead told the payment an hour too late.
    late.foundWithout(paidAt('mine', NOW + 3_600_000), 3_600_000)
    expect(late.state).toBe('none')
  })
})

function historyOf(kind: 'none' | 'whole' | 'pages' = 'pages') {
  let steady = 0
  const clock = { now: () => NOW, monotonic: () => steady }
  const tracked = createTrackedLinks(clock)
  const history = createHistoryKnown({ accountId: 'account', history: kind, tracked, clock })
  let made = 0
  return {
    history,
    pass(ms: number) {
      steady += ms
    },
    track(ref: string, createdAt = NOW): TrackedLink {
      made += 1
      const invoiceId = `invoice-${made}`
      const link = {
        linkId: `link-${made}`,
        invoiceId,
        accountId: 'account',
        provider: 'oxapay',
        ref,
        reading: 'open',
        status: 'open',
        createdAt,
        expiresAt: null,
        checkedAt: null,
        nextCheckAt: NOW,
        receiptCount: 0,
        hashMissing: false,
      } as const
      tracked.refresh([invoiceId], [link])
      const found = tracked.byRef('account', ref)
      if (!found) throw new Error('it is not tracked')
      return found
    },
  }
}

const pageOf = (links: readonly LinkState[], change: Partial<LinkPage> = {}): LinkPage => ({
  links,
  last: false,
  weight: 1,
  ...change,
})

describe('what a page shows of the links it was asked for', () => {
  it('a link in the time of a page that is full, and not on it, is asked about by itself from now on', () => {
    const { history, track } = historyOf()
    const shown = track('shown', NOW)
    const missing = track('missing', NOW)
    const beyond = track('beyond', NOW - 60 * SECOND)
    const page = pageOf([
      answerAbout('shown', { createdAt: NOW }),
      answerAbout('x', { createdAt: NOW - 30 * SECOND }),
    ])
    history.notePage([shown, missing, beyond], page)
    expect([shown.unlisted, missing.unlisted, beyond.unlisted]).toEqual([false, true, false])
  })

  it('within five seconds of its oldest row nobody can say; on the last page everybody can', () => {
    for (const [after, last, unlisted] of [
      [5 * SECOND, false, false],
      [5 * SECOND + 1, false, true],
      [-60 * SECOND, true, true],
    ] as const) {
      const { history, track } = historyOf()
      const link = track('mine', NOW + after)
      history.notePage([link], pageOf([answerAbout('x', { createdAt: NOW })], { last }))
      expect(link.unlisted).toBe(unlisted)
    }
  })

  it('a link that the page shows is listed also where it is the last', () => {
    const { history, track } = historyOf()
    const link = track('mine')
    history.notePage([link], pageOf([answerAbout('mine')], { last: true }))
    expect(link.unlisted).toBe(false)
  })

  it('goes by the provider’s own time once that is known', () => {
    const { history, track } = historyOf()
    const link = track('mine', NOW)
    // Its clock is a day ahead: the row of this hour is dated tomorrow.
    history.noteAge({ createdAt: NOW }, answerAbout('x', { createdAt: NOW + 86_400_000 }))
    expect(history.skew).toBe(86_400_000)
    history.notePage([link], pageOf([answerAbout('x', { createdAt: NOW + 86_400_000 - 60 * SECOND })]))
    expect(link.unlisted).toBe(true)
    expect(history.spanOf([link])).toEqual({
      by: 'created',
      page: 1,
      size: 200,
      since: NOW + 86_400_000 - 5 * SECOND,
      until: NOW + 86_400_000 + 5 * SECOND,
    })
  })

  it('a row without a time dates nothing', () => {
    const { history, track } = historyOf()
    const link = track('mine', NOW)
    history.noteAge({ createdAt: NOW }, answerAbout('x'))
    expect(history.skew).toBeNull()
    history.notePage([link], pageOf([answerAbout('x')]))
    expect(link.unlisted).toBe(false)
  })

  it('spans from the oldest to the newest of the links', () => {
    const { history, track } = historyOf()
    const links = [
      track('a', NOW - 50 * SECOND),
      track('b', NOW - 90 * SECOND),
      track('c', NOW - 10 * SECOND),
    ]
    expect(history.spanOf(links)).toMatchObject({ since: NOW - 95 * SECOND, until: NOW - 5 * SECOND })
  })
})

describe('what is known of a history', () => {
  it('how many of its rows are ours, halfway from what was known to what was seen, and never none', () => {
    const { history, track } = historyOf()
    expect(history.facts().density).toBe(1)
    track('mine')
    history.notePage([], pageOf([answerAbout('mine'), answerAbout('x'), answerAbout('y'), answerAbout('z')]))
    expect(history.facts().density).toBe((1 + 1 / 4) / 2)
    history.notePage([], pageOf([answerAbout('x')]))
    expect(history.facts().density).toBe((0.625 + 1 / 200) / 2)
    const before = history.facts().density
    history.notePage([], pageOf([]))
    expect(history.facts().density).toBe(before)
  })

  it('what a whole one costs: one question at least, one for each million characters', () => {
    const { history } = historyOf('whole')
    expect(history.facts().wholeCost).toBe(1)
    for (const [weight, cost] of [
      [500_000, 1],
      [1_000_000, 1],
      [2_500_000, 2.5],
    ] as const) {
      history.notePage([], pageOf([], { weight }))
      expect(history.facts().wholeCost).toBe(cost)
    }
  })

  it('that it cannot be read: for a quarter of a minute, twice as long each time, five minutes at most, until a page is read', () => {
    const { history, pass } = historyOf()
    expect([history.readable(), history.facts().history]).toEqual([true, 'pages'])
    for (const seconds of [15, 30, 60, 120, 240, 300, 300]) {
      history.unreadable()
      expect([history.readable(), history.facts().history], `${seconds}`).toEqual([false, 'none'])
      pass(seconds * SECOND - 1)
      expect(history.readable(), `${seconds}`).toBe(false)
      pass(1)
      expect([history.readable(), history.facts().history], `${seconds}`).toEqual([true, 'pages'])
    }
    history.notePage([], pageOf([]))
    history.unreadable()
    pass(15 * SECOND)
    expect(history.readable()).toBe(true)
  })

  it('where its clock stands, once an answer has told', () => {
    const { history } = historyOf()
    expect(history.facts().spansKnown).toBe(false)
    history.noteAge({ createdAt: NOW }, answerAbout('x', { createdAt: NOW }))
    expect([history.skew, history.facts().spansKnown]).toEqual([0, true])
  })
})
