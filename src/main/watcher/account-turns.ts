import type { Clock } from '../../shared/time/clock.ts'
import type { RateLimiter } from '../accounts/rate-limiter.ts'
import { FEED_OFTEN_MS, feedInterval, type Question } from './choose-question.ts'
import { VIEWED_FIRST_MS } from './intervals.ts'
import type { Feed } from './payment-feed.ts'
import type { HistoryKnown } from './provider-history.ts'
import { type Round, roundOf, turnMs } from './round.ts'
import type { TrackedLink, TrackedLinks } from './tracked-links.ts'

/** When the questions of one account may go that are not about the sale on the screen. */
export interface AccountTurns {
  /** True while the feed is asked often enough to find payments by itself. */
  fed(): boolean
  /** How long links may go without an answer; null where there is no room, and while a feed tells of all. */
  round(): Round | null
  /** The time until the feed's next turn, ms; null when it is not asked. */
  feedWait(): number | null
  /** The time until the sale on the screen may be asked about, when it is due, ms. */
  viewedWait(): number
  /** The time until links that nobody looks at may be asked about, ms. */
  othersWait(): number
  /** Notes that a question goes now. */
  asked(question: Question): void
}

export interface AccountTurnsPorts {
  readonly accountId: string
  readonly tracked: Pick<TrackedLinks, 'links'>
  readonly limiter: Pick<RateLimiter, 'limits' | 'slowedFor' | 'callsLastMinute'>
  readonly clock: Clock
  readonly history: Pick<HistoryKnown, 'readable' | 'perQuestion'>
  readonly feed: Pick<Feed, 'state'>
  /** The account's link on the screen while it is asked about most often; null when none is. */
  onScreen(): TrackedLink | null
}

/** How long a computed interval of the feed holds, and a round, ms. */
const HOLDS_MS = 5_000
/** A little more than an exchange takes, ms. */
const EXCHANGE_MS = 200
/** Another look when half of a minute's questions are spent, ms. */
const LOOK_AGAIN_MS = 1_000
/** So seldom links that a feed tells of have their own turn while it and the screen take half of the budget, ms. */
const OTHERS_MS = 90_000

/** Begins to keep the turns of one account, with nothing asked yet. */
export function createAccountTurns(ports: AccountTurnsPorts): AccountTurns {
  const { accountId, tracked, clock, feed, history, limiter } = ports
  let feedAskedAt = Number.NEGATIVE_INFINITY
  let viewedAskedAt = Number.NEGATIVE_INFINITY
  let othersAskedAt = Number.NEGATIVE_INFINITY
  let computedAt = Number.NEGATIVE_INFINITY
  let interval: number | null = null
  let round: Round | null = null

  /** A provider that said it was too much is promised nothing. */
  function compute(): void {
    if (clock.monotonic() < computedAt + HOLDS_MS) return
    computedAt = clock.monotonic()
    const facts = { now: clock.now(), limits: limiter.limits, perQuestion: history.perQuestion() }
    round = limiter.slowedFor() === null ? roundOf({ links: tracked.links(accountId), ...facts }) : null
    interval = feed.state === 'none' ? null : feedInterval(tracked.links(accountId), facts.now, round)
  }

  function currentInterval(): number | null {
    if (feed.state === 'none' || !history.readable()) return null
    compute()
    return interval
  }

  function currentRound(): Round | null {
    compute()
    return round
  }

  /** One turn in two is enough for a feed where there is room. */
  function often(): number {
    return Math.max(FEED_OFTEN_MS, currentRound()?.isWide ? 2 * turnMs(limiter.limits) : 0)
  }

  /** Says whether half of a minute's questions are spent, or nearly so. */
  function isHalfSpent(kept: number): boolean {
    return limiter.callsLastMinute() >= limiter.limits.perMinute / 2 - kept
  }

  /** The feed and the question about the sale on the screen both tell of it: together they keep one even pace. */
  function lookWait(): number {
    const every = currentRound()?.isWide && !isHalfSpent(2) ? VIEWED_FIRST_MS : often()
    return Math.max(0, Math.max(feedAskedAt, viewedAskedAt) + every - clock.monotonic())
  }

  const fed = () => feed.state === 'used' && currentInterval() !== null

  return {
    fed,
    round: () => (fed() ? null : currentRound()),
    feedWait() {
      const every = currentInterval()
      if (every === null) return null
      if (fed() && ports.onScreen()) return lookWait()
      return Math.max(0, feedAskedAt + Math.max(every, often()) - clock.monotonic())
    },
    viewedWait: () => (fed() && ports.onScreen() ? lookWait() : 0),
    othersWait() {
      const known = currentRound()
      const viewed = ports.onScreen()
      const left = known && viewed ? viewed.nextCheckAt - clock.now() : 0
      if (left > 0 && left < turnMs(limiter.limits) + EXCHANGE_MS) return left
      if (!known?.isWide || !fed() || !isHalfSpent(1)) return 0
      return Math.max(0, Math.min(othersAskedAt + OTHERS_MS - clock.monotonic(), LOOK_AGAIN_MS))
    },
    asked(question) {
      const viewed = ports.onScreen()
      const now = clock.monotonic()
      if (question.kind === 'feed') feedAskedAt = now
      else if (viewed && question.links.includes(viewed)) viewedAskedAt = now
      else othersAskedAt = now
    },
  }
}
