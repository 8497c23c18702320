import type { RateLimits } from '../providers/provider.ts'
import { isDone, isOver } from './intervals.ts'
import type { TrackedLink } from './tracked-links.ts'

/** How long the links of an account that has room may go without an answer. */
export interface Round {
  /** True where there is so much room that half of the budget is enough. */
  readonly isWide: boolean
  /** Those that were made, moved or ended within the last half hour, ms. */
  readonly freshMs: number
  /** All others of the last week that still wait for money, ms. */
  readonly restMs: number
}

export interface RoundFacts {
  readonly links: Iterable<TrackedLink>
  readonly now: number
  readonly limits: RateLimits
  /** How many links one question answers at most. */
  readonly perQuestion: number
}

const MINUTE = 60_000
/** Most payers come so soon after a link was made or moved, and many of the late ones so soon after its end, ms. */
const FRESH_MS = 30 * MINUTE
/** Links older than this have their turn by their interval alone, ms. */
const LAST_MS = 7 * 24 * 60 * MINUTE

/** With no more room than this half of the budget is enough, ms. */
const WIDE_MS = 150_000
/** With more than this every turn is needed where payments are likeliest, ms. */
const NARROWEST_MS = 10 * MINUTE
/** No link is asked about more often only because there is room, ms. */
const SHORTEST_MS = 4_500
/** Where half of the budget is enough, nobody waits longer than this unless all of that half is spent on it, ms. */
const REST_MS = 9 * MINUTE

/**
 * Gives how long the links of an account may go without an answer; null where the budget has no room for such a promise.
 *
 * The room is the time that the whole budget needs to ask about every open link once. A round asks about those that have ended
 * as well: their payers come late, but they do come.
 */
export function roundOf({ links, now, limits, perQuestion }: RoundFacts): Round | null {
  let open = 0
  let waiting = 0
  for (const link of links) {
    if (!isWaiting(link, now)) continue
    waiting += 1
    if (!isOver(link, now, now - link.createdAt)) open += 1
  }
  const everyMs = turnMs(limits)
  const room = (Math.ceil(open / perQuestion) * MINUTE) / limits.perMinute
  if (room > NARROWEST_MS) return null
  const isWide = room <= WIDE_MS
  const roundMs = Math.ceil(waiting / perQuestion) * everyMs
  const restMs = isWide ? Math.max(REST_MS, 2 * roundMs) : 1.5 * roundMs
  const freshMs = Math.min(Math.max(0.9 * waiting * everyMs, SHORTEST_MS), restMs)
  return { isWide, freshMs, restMs }
}

/** Gives what one question takes of an account's budget, ms; an even pace leaves room for a few saved turns. */
export function turnMs(limits: RateLimits): number {
  return Math.max(MINUTE / Math.max(limits.perMinute - 2, 1), 1_000 / limits.perSecond, limits.gapMs)
}

/** Gives when a link is to be asked about, epoch ms: when its interval is over, and no later than the round allows. */
export function dueAt(link: TrackedLink, round: Round | null, now: number): number {
  const longest = round && longestAge(link, round, now)
  return longest === null
    ? link.nextCheckAt
    : Math.min(link.nextCheckAt, (link.checkedAt ?? link.createdAt) + longest)
}

/** Gives how much of the time that it may go without an answer a link has gone; 0 where the round promises nothing. */
export function partGone(link: TrackedLink, round: Round, now: number): number {
  const longest = longestAge(link, round, now)
  return longest === null ? 0 : (now - (link.checkedAt ?? link.createdAt)) / longest
}

/**
 * Gives how long a link may go without an answer, ms; null where the round promises it nothing.
 *
 * A link whose own question failed is not hurried, and one that is paid has hardly anything to tell.
 */
export function longestAge(link: TrackedLink, round: Round, now: number): number | null {
  if (link.isFailing || !isWaiting(link, now)) return null
  return isFresh(link, now) ? round.freshMs : round.restMs
}

function isWaiting(link: TrackedLink, now: number): boolean {
  return !isDone(link) && now - Math.max(link.createdAt, link.movedAt ?? 0) < LAST_MS
}

/** Says whether most of a link's payers may still come: it was made, moved or ended not long ago. */
export function isFresh(link: TrackedLink, now: number): boolean {
  const ended = link.expiresAt !== null && link.expiresAt <= now ? link.expiresAt : 0
  return now - Math.max(link.createdAt, link.movedAt ?? 0, ended) < FRESH_MS
}
