import { type ErrorCode, KEYLESS_CODES } from '../../shared/contract/plain/error-codes.ts'
import type { ProviderId } from '../../shared/contract/plain/provider-ids.ts'
import type { Cooldown } from '../accounts/cooldowns.ts'
import type { RateLimiter } from '../accounts/rate-limiter.ts'
import type { StoredAccount } from '../ledger/port/accounts.ts'
import type { TrackedLink } from './tracked-links.ts'

/** What the watcher does for one provider account just now. */
export interface AccountWatch {
  readonly accountId: string
  readonly label: string
  readonly provider: ProviderId
  readonly state: 'running' | 'resting' | 'paused' | 'slowed' | 'locked'
  /** Why it does not simply run; null while it does. */
  readonly reason: ErrorCode | null
  /** When it goes on by itself, epoch ms; null when that is not known, and while it runs. */
  readonly until: number | null
  /** Epoch ms; null when the provider has never answered. */
  readonly lastAnswerAt: number | null
  readonly callsLastMinute: number
  readonly limitPerMinute: number
  /** Open invoices by age: under ten minutes, an hour, a day, and older. */
  readonly open: {
    readonly young: number
    readonly hour: number
    readonly day: number
    readonly older: number
  }
  /** Links that should have been asked about by now. */
  readonly due: number
  /** Whether the provider's list of changes is used; `unproven` until it has shown its worth. */
  readonly feed: 'none' | 'used' | 'unproven'
}

export interface WatchFacts {
  readonly now: number
  readonly cooldown: Cooldown | null
  /** Why the account's key cannot be had just now; null when it can. */
  readonly key?: ErrorCode | null
  readonly limiter: RateLimiter
  readonly links: Iterable<TrackedLink>
  readonly feed: AccountWatch['feed']
}

const MINUTE = 60_000
/** A sale in one of these waits for money; others are looked at once in a while all the same. */
const WAITING: ReadonlySet<string> = new Set(['open', 'confirming', 'underpaid'])
/** A link is late only after its question could have been asked and answered, ms. */
const LATE_MS = 10_000

/** Says what is done for one account just now, for the screen. */
export function accountWatch(account: StoredAccount, facts: WatchFacts): AccountWatch {
  const { now, limiter } = facts
  const open = { young: 0, hour: 0, day: 0, older: 0 }
  let due = 0
  /** When the newest link of each open sale was made. */
  const newest = new Map<string, number>()
  for (const link of facts.links) {
    if (link.nextCheckAt < now - LATE_MS) due += 1
    if (!WAITING.has(link.status)) continue
    newest.set(link.invoiceId, Math.max(link.createdAt, newest.get(link.invoiceId) ?? link.createdAt))
  }
  for (const createdAt of newest.values()) open[ageOf(now - createdAt)] += 1
  return {
    accountId: account.id,
    label: account.label,
    provider: account.provider,
    ...conditionOf(account, facts),
    lastAnswerAt: account.lastAnswerAt,
    callsLastMinute: limiter.callsLastMinute(),
    limitPerMinute: limiter.limits.perMinute,
    open,
    due,
    feed: facts.feed,
  }
}

function conditionOf(
  account: StoredAccount,
  { now, cooldown, key = null, limiter }: WatchFacts,
): Pick<AccountWatch, 'state' | 'reason' | 'until'> {
  if (account.paused) return { state: 'paused', reason: account.paused.reason, until: null }
  if (key !== null) return { state: 'locked', reason: key, until: null }
  if (cooldown && KEYLESS_CODES.has(cooldown.code))
    return { state: 'locked', reason: cooldown.code, until: null }
  if (cooldown) return { state: 'resting', reason: cooldown.code, until: now + cooldown.leftMs }
  const slowed = limiter.slowedFor()
  if (slowed !== null) return { state: 'slowed', reason: 'RATE_LIMITED', until: now + slowed }
  return { state: 'running', reason: null, until: null }
}

function ageOf(age: number): keyof AccountWatch['open'] {
  if (age < 10 * MINUTE) return 'young'
  if (age < 60 * MINUTE) return 'hour'
  return age < 1_440 * MINUTE ? 'day' : 'older'
}
