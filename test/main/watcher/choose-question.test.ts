import { describe, expect, it } from 'vitest'
import { type ChoiceFacts, chooseQuestion, feedInterval } from '../../../src/main/watcher/choose-question.ts'
import type { TrackedLink } from '../../../src/main/watcher/tracked-links.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const NOW = 1_000 * DAY

let made = 0
function linkOf(
  change: Partial<TrackedLink> & { readonly age?: number; readonly overdue?: number } = {},
): TrackedLink {
  const { age = HOUR, overdue = 0, ...facts } = change
  made += 1
  return {
    linkId: `link-${made}`,
    invoiceId: `invoice-${made}`,
    accountId: 'account',
    provider: 'oxapay',
    ref: `ref-${made}`,
    reading: 'open',
    status: 'open',
    createdAt: NOW - age,
    expiresAt: null,
    checkedAt: NOW - MINUTE,
    nextCheckAt: NOW - overdue,
    receiptCount: 0,
    hashMissing: false,
    metAt: 0,
    metAge: 0,
    movedAt: null,
    failures: 0,
    isFailing: false,
    asking: false,
    answered: 0,
    digest: null,
    unlisted: false,
    index: 0,
    ...facts,
    // What other versions of a link may know besides.
    ...({} as object),
  } as TrackedLink
}

/** What is chosen among these, the newest first. */
function chosen(links: readonly TrackedLink[], facts: Partial<ChoiceFacts> = {}) {
  const newestFirst = links.toSorted((a, b) => b.createdAt - a.createdAt)
  for (const [index, link] of newestFirst.entries()) link.index = index
  const choice = chooseQuestion({
    now: NOW,
    isViewed: () => false,
    history: 'none',
    spansKnown: true,
    newestFirst,
    feedDue: false,
    sweepDue: false,
    fed: false,
    viewedWait: 0,
    othersWait: 0,
    round: null,
    roundDue: false,
    density: 1,
    wholeCost: 1,
    ...facts,
  })
  return choice && { kind: choice.kind, links: choice.links as readonly TrackedLink[] }
}

describe('what is asked next', () => {
  it('is nothing where nothing is due, and a link from the very moment on that it is', () => {
    expect(chosen([])).toBeNull()
    expect(chosen([linkOf({ overdue: -1 })])).toBeNull()
    const due = linkOf({ overdue: 0 })
    expect(chosen([due])).toEqual({ kind: 'one', links: [due] })
  })

  it('is no link that is being asked about', () => {
    expect(chosen([linkOf({ asking: true })])).toBeNull()
    const other = linkOf({ age: 30 * DAY })
    expect(chosen([linkOf({ asking: true, age: MINUTE }), other])?.links).toEqual([other])
  })

  it('is the sale on the screen before all others, the one that was asked longest ago first', () => {
    const viewed = linkOf({ age: 20 * DAY, checkedAt: NOW - 10 * SECOND })
    const longer = linkOf({ age: 30 * DAY, checkedAt: NOW - 20 * SECOND })
    const young = linkOf({ age: 30 * SECOND })
    const on = (...links: TrackedLink[]) => ({
      isViewed: (id: string) => links.some((link) => link.invoiceId === id),
      feedDue: true,
      sweepDue: true,
    })
    expect(chosen([young, viewed, longer], on(viewed))).toEqual({ kind: 'one', links: [viewed] })
    expect(chosen([young, viewed, longer], on(viewed, longer))?.links).toEqual([longer])
    const never = linkOf({ age: DAY, checkedAt: null })
    expect(chosen([viewed, longer, never], on(viewed, longer, never))?.links).toEqual([never])
    // Seen a moment ago, it is not due either.
    expect(chosen([young, linkOf({ overdue: -1 })], on())?.kind).toBe('feed')
  })

  it('is the feed in its turn, also where no link is due', () => {
    expect(chosen([], { feedDue: true })).toEqual({ kind: 'feed', links: [] })
    expect(chosen([linkOf({ age: 30 * SECOND })], { feedDue: true })).toEqual({ kind: 'feed', links: [] })
  })

  it('is the link that is overdue longest, in its turn, once that is more than six hours', () => {
    const young = linkOf({ age: 30 * SECOND })
    const waiting = linkOf({ age: 50 * DAY, overdue: 6 * HOUR + 1 })
    const less = linkOf({ age: 50 * DAY, overdue: 6 * HOUR })
    expect(chosen([young, waiting, less], { sweepDue: true })?.links).toEqual([waiting])
    expect(
      chosen([less, young, waiting, linkOf({ overdue: 7 * HOUR })], { sweepDue: true })?.links,
    ).not.toEqual([waiting])
    expect(chosen([young, less], { sweepDue: true })?.links).toEqual([young])
    expect(chosen([young, waiting, less])?.links).toEqual([young])
  })

  it('is whoever is likeliest to bring news', () => {
    const links = [linkOf({ age: DAY }), linkOf({ age: MINUTE }), linkOf({ age: 3 * HOUR })]
    expect(chosen(links)?.links).toEqual([links[1]])
    const confirming = linkOf({ age: 2 * DAY, reading: 'confirming' })
    expect(chosen([...links, confirming])?.links).toEqual([confirming])
    expect(chosen([confirming, ...links])?.links).toEqual([confirming])
  })
})

describe('where a round is promised', () => {
  const round = { isWide: false, freshMs: MINUTE, restMs: 10 * MINUTE }
  const waited = (ms: number) => linkOf({ age: 20 * HOUR, overdue: -HOUR, checkedAt: NOW - ms })

  it('a link has its turn when it has gone as long as it may, though its own interval is not over', () => {
    const gone = waited(10 * MINUTE)
    expect(chosen([gone])).toBeNull()
    expect(chosen([gone], { round })).toEqual({ kind: 'one', links: [gone] })
    expect(chosen([waited(10 * MINUTE - 1)], { round })).toBeNull()
  })

  it('the link that has gone longest of what it may goes before the likeliest, in its turn', () => {
    const young = linkOf({ age: MINUTE, checkedAt: NOW - 30 * SECOND })
    const links = [young, waited(11 * MINUTE), waited(12 * MINUTE), waited(10 * MINUTE)]
    expect(chosen(links, { round })?.links).toEqual([young])
    expect(chosen(links, { round, roundDue: true })?.links).toEqual([links[2]])
    expect(chosen(links, { roundDue: true })?.links).toEqual([young])
    // Nobody has gone too long: then it is no turn of theirs.
    expect(chosen([young, waited(5 * MINUTE)], { round, roundDue: true })?.links).toEqual([young])
  })

  it('a page asks about those that have gone too long, and only one that it leaves out goes by itself', () => {
    const links = [waited(11 * MINUTE), waited(12 * MINUTE)]
    const pages = { history: 'pages', round, roundDue: true } as const
    expect(chosen(links, pages)).toMatchObject({ kind: 'page', links: { length: 2 } })
    const left = linkOf({ age: 20 * HOUR, checkedAt: NOW - 11 * MINUTE, unlisted: true })
    expect(chosen([...links, left], pages)).toEqual({ kind: 'one', links: [left] })
  })
})

describe('while a sale is on the screen', () => {
  const viewed = linkOf({ age: MINUTE })
  const isViewed = (id: string) => id === viewed.invoiceId
  const fed = { isViewed, fed: true, history: 'pages' } as const

  it('others wait for theirs, but neither it nor the feed', () => {
    const other = linkOf({ age: MINUTE })
    expect(chosen([other], { othersWait: 1 })).toBeNull()
    expect(chosen([other, viewed], { othersWait: 1, isViewed })?.links).toEqual([viewed])
    expect(chosen([other], { othersWait: 1, feedDue: true })?.kind).toBe('feed')
  })

  it('it waits where a look at the feed has just told of it', () => {
    expect(chosen([viewed], { ...fed, viewedWait: 1, feedDue: false, othersWait: 1 })).toBeNull()
    expect(chosen([viewed], { ...fed, viewedWait: 1, feedDue: true })?.kind).toBe('feed')
  })

  it('and a feed takes turns with it, a page asks about the fresh ones as well', () => {
    const fresh = [linkOf({ age: 2 * MINUTE, overdue: -HOUR }), linkOf({ age: 29 * MINUTE, overdue: -HOUR })]
    const others = [
      linkOf({ age: HOUR }),
      linkOf({ age: 3 * MINUTE, unlisted: true }),
      linkOf({ age: 3 * MINUTE, asking: true }),
    ]
    const page = { kind: 'page', links: [viewed, ...fresh] }
    expect(chosen([viewed, ...fresh, ...others], fed)).toEqual(page)
    const one = { kind: 'one', links: [viewed] }
    expect(chosen([viewed, ...fresh], { ...fed, fed: false })).toEqual(one)
    expect(chosen([viewed, ...fresh], { ...fed, spansKnown: false })).toEqual(one)
    expect(chosen([viewed, ...others], fed)).toEqual(one)
    // Two rows of ours fit: the sale on the screen is not among the newest two.
    const newer = [linkOf({ age: SECOND }), linkOf({ age: 2 * SECOND })]
    expect(chosen([viewed, ...newer], { ...fed, density: 0.01 })).toEqual(one)
  })
})

describe('a whole history', () => {
  const whole = { history: 'whole' } as const
  it('is asked for where all of it together is worth more than the best one, for what it costs', () => {
    const links = Array.from({ length: 10 }, (_, n) => linkOf({ age: HOUR + n }))
    expect(chosen(links, whole)).toMatchObject({ kind: 'whole', links: { length: 10 } })
    expect(chosen(links, { ...whole, wholeCost: 9 })?.kind).toBe('whole')
    expect(chosen(links, { ...whole, wholeCost: 11 })?.kind).toBe('one')
  })

  it('is not asked for one link, nor for those that it leaves out', () => {
    const left = () => linkOf({ unlisted: true, age: DAY })
    expect(chosen([linkOf()], whole)?.kind).toBe('one')
    expect(chosen([linkOf({ age: MINUTE }), left(), left()], whole)?.kind).toBe('one')
    const best = linkOf({ unlisted: true, age: MINUTE })
    expect(chosen([best, linkOf(), linkOf(), linkOf()], whole)).toEqual({ kind: 'one', links: [best] })
    const listed = [linkOf({ age: HOUR }), linkOf({ age: HOUR - 1 })]
    expect(chosen([...listed, left()], whole)?.links).toEqual(listed.toReversed())
  })
})

describe('a page of a history', () => {
  const pages = { history: 'pages' } as const
  it('is asked for where it covers two that are due, once its times are known', () => {
    const two = [linkOf({ age: HOUR }), linkOf({ age: 2 * HOUR })]
    expect(chosen(two, pages)).toEqual({ kind: 'page', links: two })
    expect(chosen(two, { ...pages, spansKnown: false })?.kind).toBe('one')
    expect(chosen(two.slice(1), pages)?.kind).toBe('one')
    expect(chosen(two, { history: 'none' })?.kind).toBe('one')
  })

  it('holds two hundred rows of ours, the fewer the fewer of its rows are ours, and two at least', () => {
    const many = Array.from({ length: 300 }, (_, n) => linkOf({ age: HOUR + n * SECOND }))
    const covered = (density: number) => chosen(many, { ...pages, density })?.links.length
    expect([covered(1), covered(0.5), covered(0.001)]).toEqual([200, 100, 2])
  })

  it('lies where most is to be expected, and counts the links between that are not due', () => {
    const old = Array.from({ length: 40 }, (_, n) => linkOf({ age: 5 * DAY + n * SECOND }))
    const likely = Array.from({ length: 10 }, (_, n) =>
      linkOf({ age: 2 * HOUR + n * SECOND, checkedAt: NOW - HOUR }),
    )
    const between = Array.from({ length: 30 }, (_, n) => linkOf({ age: DAY + n * SECOND, overdue: -HOUR }))
    const page = chosen([...old, ...likely, ...between], { ...pages, density: 0.1 })
    // Of twenty rows the likely ones are ten; the other ten are not due and bring none.
    expect(page?.links.toSorted((a, b) => b.createdAt - a.createdAt)).toEqual(likely)
  })
})

describe('how often the feed is looked at', () => {
  const done = linkOf({ status: 'paid', reading: 'paid', receiptCount: 1, age: MINUTE })
  const young = (count: number, age: number) => Array.from({ length: count }, () => linkOf({ age }))

  it('is a tenth of the age of the youngest, two seconds at least and a minute at most', () => {
    expect(feedInterval(young(20, 100 * SECOND), NOW, null)).toBe(10 * SECOND)
    expect(feedInterval([...young(20, 100 * SECOND), ...young(2, 50 * SECOND)], NOW, null)).toBe(5 * SECOND)
    expect(feedInterval(young(20, 5 * SECOND), NOW, null)).toBe(2 * SECOND)
    expect(feedInterval(young(20, -HOUR), NOW, null)).toBe(2 * SECOND)
    expect(feedInterval(young(2_000, 2 * HOUR), NOW, null)).toBe(MINUTE)
  })

  it('is as often as the round promises the fresh ones, where that is more', () => {
    const round = { isWide: true, freshMs: 20 * SECOND, restMs: 9 * MINUTE }
    expect(feedInterval(young(20, 29 * MINUTE), NOW, round)).toBe(20 * SECOND)
    expect(feedInterval(young(20, 100 * SECOND), NOW, round)).toBe(10 * SECOND)
    expect(feedInterval(young(20, HOUR), NOW, round)).toBe(MINUTE)
    expect(feedInterval(young(20, 29 * MINUTE), NOW, { ...round, freshMs: SECOND })).toBe(2 * SECOND)
    // One fresh link is asked by itself as often as that.
    expect(feedInterval(young(1, 29 * MINUTE), NOW, round)).toBeNull()
    expect(feedInterval(young(2, 29 * MINUTE), NOW, round)).toBe(20 * SECOND)
  })

  it('is not at all where the links one by one are no more work', () => {
    expect(feedInterval([], NOW, null)).toBeNull()
    // One link that is a hundred seconds old is asked every ten: as often as the feed would be.
    expect(feedInterval(young(1, 100 * SECOND), NOW, null)).toBeNull()
    expect(feedInterval(young(2, 100 * SECOND), NOW, null)).toBe(10 * SECOND)
    expect(feedInterval([done, done, done], NOW, null)).toBeNull()
    expect(feedInterval([...young(1, 100 * SECOND), done, done], NOW, null)).toBeNull()
  })
})
