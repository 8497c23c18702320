import type { ErrorCode } from '../../shared/contract/plain/error-codes.ts'
import type { Clock } from '../../shared/time/clock.ts'
import type { ProviderError } from '../providers/provider.ts'

/** Why an account is not asked, and for how long. */
export interface Cooldown {
  readonly code: ErrorCode
  /** What is left of it, whole ms: the monotonic clock counts parts of them, a time of day does not. */
  readonly leftMs: number
}

/** Which accounts are not to be asked just now. A cooldown is one account's own: the others go on. */
export interface Cooldowns {
  /** Begins a cooldown: as long as the provider says, else a short while. */
  begin(accountId: string, trouble: ProviderError): void
  /** The account's cooldown; null when it has none. */
  of(accountId: string): Cooldown | null
  /** The cooldown the provider named with Retry-After, which nobody cuts short; null when there is none. */
  named(accountId: string): Cooldown | null
  /** Notes that a question failed because of its provider, whether or not its account cools down for it. */
  failed(accountId: string, code: ErrorCode): void
  /** Notes that the provider answered. */
  answered(accountId: string): void
  /** Why the account's last question failed; null when it was answered, and when none was asked. */
  trouble(accountId: string): ErrorCode | null
  /** Ends the cooldowns the app chose itself, because the reason may be over; what a provider asked for stands. */
  wake(): void
}

/** The cooldown of an account whose provider is down or slow, where it names no time itself, ms. */
const TROUBLE_COOLDOWN_MS = 15_000

interface KeptCooldown {
  readonly until: number
  readonly named: boolean
  readonly code: ErrorCode
}

/** Keeps the cooldowns of one book's accounts, on the monotonic clock. */
export function createCooldowns(clock: Clock): Cooldowns {
  const cooling = new Map<string, KeptCooldown>()
  /** Outlives the cooldowns: a provider is down until it answers. */
  const troubles = new Map<string, ErrorCode>()

  function current(accountId: string): KeptCooldown | null {
    const cooldown = cooling.get(accountId)
    if (!cooldown) return null
    if (cooldown.until > clock.monotonic()) return cooldown
    cooling.delete(accountId)
    return null
  }

  function asTold({ code, until }: KeptCooldown): Cooldown {
    return { code, leftMs: Math.ceil(until - clock.monotonic()) }
  }

  return {
    begin(accountId, trouble) {
      troubles.set(accountId, trouble.code)
      const named = trouble.retryAfterMs !== null
      const until = clock.monotonic() + (trouble.retryAfterMs ?? TROUBLE_COOLDOWN_MS)
      const known = current(accountId)
      if (known?.named && known.until > until) return
      cooling.set(accountId, { until, named, code: trouble.code })
    },
    of(accountId) {
      const cooldown = current(accountId)
      return cooldown && asTold(cooldown)
    },
    named(accountId) {
      const cooldown = current(accountId)
      return cooldown?.named ? asTold(cooldown) : null
    },
    failed: (accountId, code) => void troubles.set(accountId, code),
    answered: (accountId) => void troubles.delete(accountId),
    trouble: (accountId) => troubles.get(accountId) ?? null,
    wake() {
      for (const [accountId, cooldown] of cooling) if (!cooldown.named) cooling.delete(accountId)
    },
  }
}
