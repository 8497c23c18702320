import type { Provider } from '../providers/provider.ts'
import { isDone, nextWait } from './intervals.ts'
import { valueOfAsking } from './payment-odds.ts'
import { dueAt, isFresh, longestAge, partGone, type Round } from './round.ts'
import type { TrackedLink } from './tracked-links.ts'

/** What to ask next of one account. */
export type Question =
  /** One link by itself. */
  | { readonly kind: 'one'; readonly links: readonly [TrackedLink] }
  /** The part of the provider's history in which these links were made. */
  | { readonly kind: 'page'; readonly links: readonly TrackedLink[] }
  /** The provider's whole, unpaged history. */
  | { readonly kind: 'whole'; readonly links: readonly TrackedLink[] }
  /** Who paid last, whatever the age of the link. */
  | { readonly kind: 'feed'; readonly links: readonly [] }

export interface ChoiceFacts {
  readonly now: number
  isViewed(invoiceId: string): boolean
  readonly history: Provider['history']
  /** True once an answer has told how far the provider's clock is from ours, so that a page can be named by its time. */
  readonly spansKnown: boolean
  /** An account's links, the newest first. */
  readonly newestFirst: readonly TrackedLink[]
  /** True when the feed's turn has come. */
  readonly feedDue: boolean
  /** True while the feed tells payments by itself. */
  readonly fed: boolean
  /** The time until the sale on the screen may be asked about, when it is due, ms. */
  readonly viewedWait: number
  /** The time until links that nobody looks at may be asked about, ms. */
  readonly othersWait: number
  /** True when it is the turn of the link that has been overdue longest. */
  readonly sweepDue: boolean
  /** How long links may go without an answer where there is room; null where there is none. */
  readonly round: Round | null
  /** True when it is the turn of the link that has gone longest of what it may. */
  readonly roundDue: boolean
  /** How many of a page's rows were links of ours when last seen, 0 to 1. */
  readonly density: number
  /** What a whole history costs, in single questions; at least one. */
  readonly wholeCost: number
}

/** Rows of one page (oxapay §2.5 allows no more). */
export const PAGE_SIZE = 200

/**
 * Chooses the question whose answer is worth most for what it costs; null when nothing is due.
 *
 * The sale on the screen comes first, then the feed in its turn, then whatever is likeliest to bring news: one link, or the
 * page of the history that covers most of the likely ones.
 */
export function chooseQuestion(facts: ChoiceFacts): Question | null {
  const { now, round } = facts
  const due = facts.newestFirst.filter((link) => !link.asking && dueAt(link, round, now) <= now)
  const onScreen = facts.viewedWait > 0 ? [] : due.filter((link) => facts.isViewed(link.invoiceId))
  const seen = onScreen.sort((a, b) => (a.checkedAt ?? 0) - (b.checkedAt ?? 0))[0]
  if (seen) return aboutViewed(seen, facts)
  if (facts.feedDue) return { kind: 'feed', links: [] }
  if (due.length === 0 || facts.othersWait > 0) return null
  const overdue = facts.sweepDue ? longestOverdue(due, facts.now) : null
  if (overdue) return { kind: 'one', links: [overdue] }

  const gone = round && facts.roundDue ? longestGone(due, round, facts) : null
  if (gone) return { kind: 'one', links: [gone] }

  const values = due.map((link) => valueOfAsking(link, facts.now))
  const best = due[indexOfMost(values)]
  if (!best) return null
  const one: Question = { kind: 'one', links: [best] }
  if (facts.history === 'none' || best.unlisted) return one
  const listed = due.filter((link) => !link.unlisted)
  if (listed.length < 2) return one
  if (facts.history === 'whole') {
    const all = listed.reduce((sum, link) => sum + valueOfAsking(link, facts.now), 0)
    return all / facts.wholeCost > valueOfAsking(best, facts.now) ? { kind: 'whole', links: listed } : one
  }
  const links = facts.spansKnown ? bestPage(listed, facts) : []
  return links.length > 1 ? { kind: 'page', links } : one
}

/** Where a feed takes turns with the sale on the screen, its turn is a page that covers the fresh ones as well. */
function aboutViewed(viewed: TrackedLink, facts: ChoiceFacts): Question {
  const one: Question = { kind: 'one', links: [viewed] }
  if (!facts.fed || !facts.spansKnown || facts.history !== 'pages' || viewed.unlisted) return one
  const covered = facts.newestFirst.slice(0, coveredBy(facts))
  const links = covered.filter((link) => !link.asking && !link.unlisted && isFresh(link, facts.now))
  return links.length > 1 && links.includes(viewed) ? { kind: 'page', links } : one
}

/** How many links of ours one page covers. */
function coveredBy(facts: ChoiceFacts): number {
  return Math.max(2, Math.floor(PAGE_SIZE * facts.density))
}

/** So long overdue a link has its turn whatever it is worth, ms. */
const OVERDUE_MS = 6 * 3_600_000

/** However many links are due, each is asked about at last: else a budget too small would never come to the least likely. */
function longestOverdue(due: readonly TrackedLink[], now: number): TrackedLink | null {
  let longest: TrackedLink | null = null
  for (const link of due) if (!longest || link.nextCheckAt < longest.nextCheckAt) longest = link
  return longest && now - longest.nextCheckAt > OVERDUE_MS ? longest : null
}

/** The link that has gone longest of what it may; null where none has gone as long, and where one page asks about many. */
function longestGone(due: readonly TrackedLink[], round: Round, facts: ChoiceFacts): TrackedLink | null {
  const single = facts.history === 'none' ? due : due.filter((link) => link.unlisted)
  const gone = single.map((link) => partGone(link, round, facts.now))
  const most = indexOfMost(gone)
  return (gone[most] ?? 0) >= 1 ? (single[most] ?? null) : null
}

/** The window of due links that one page covers and that is worth most. */
function bestPage(due: readonly TrackedLink[], facts: ChoiceFacts): readonly TrackedLink[] {
  const values = due.map((link) => valueOfAsking(link, facts.now))
  const covered = coveredBy(facts)
  let sum = 0
  let first = 0
  let best = { from: 0, to: 0, value: -1 }
  for (let last = 0; last < due.length; last += 1) {
    sum += values[last] ?? 0
    while ((due[last]?.index ?? 0) - (due[first]?.index ?? 0) >= covered) {
      sum -= values[first] ?? 0
      first += 1
    }
    if (sum > best.value) best = { from: first, to: last, value: sum }
  }
  return due.slice(best.from, best.to + 1)
}

function indexOfMost(values: readonly number[]): number {
  let most = 0
  for (let at = 1; at < values.length; at += 1) if ((values[at] ?? 0) > (values[most] ?? 0)) most = at
  return most
}

/** No feed is looked at more often than this, ms. */
export const FEED_OFTEN_MS = 2_000
/** No feed is looked at more seldom than this while it is used at all, ms. */
const FEED_SELDOM_MS = 60_000

/**
 * Gives the time between two looks at the feed, ms; null where asking the links one by one is no more work.
 *
 * It is looked at as often as the youngest link that it covers would be, and as often as the round promises the fresh ones,
 * where more than one link would be asked meanwhile.
 */
export function feedInterval(links: Iterable<TrackedLink>, now: number, round: Round | null): number | null {
  let youngest = Number.POSITIVE_INFINITY
  let longest = FEED_SELDOM_MS
  let perMs = 0
  for (const link of links) {
    if (isDone(link)) continue
    const wait = nextWait({ link, now, viewed: false, fed: false, failures: 0 })
    if (wait === null) continue
    const promised = (round && longestAge(link, round, now)) ?? wait
    perMs += 1 / Math.min(wait, promised)
    longest = Math.min(longest, promised)
    youngest = Math.min(youngest, Math.max(0, now - link.createdAt))
  }
  const interval = Math.max(Math.min(youngest / 10, longest), FEED_OFTEN_MS)
  return perMs * interval > 1 ? interval : null
}
