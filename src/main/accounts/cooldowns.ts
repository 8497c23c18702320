import type { ErrorCode } from '../../shared/contract/plain/error-codes.ts'
import type { Clock } from '../../shared/time/clock.ts'
import type { ProviderError } from '../providers/provider.ts'

/** Why an account is not asked, and for how long. */
export interface Rest {
  readonly code: ErrorCode
  /** What is left of it, ms. */
  readonly leftMs: number
}

/** Which accounts are not to be asked just now. A rest is one account's own: the others go on. */
export interface Rests {
  /** Begins a rest: as long as the provider says, else a short while. */
  begin(accountId: string, trouble: ProviderError): void
  /** The account's rest; null when it has none. */
  of(accountId: string): Rest | null
  /** The rest the provider named with Retry-After, which nobody cuts short; null when there is none. */
  named(accountId: string): Rest | null
  /** Notes that a question failed because of its provider, whether or not its account rests for it. */
  failed(accountId: string, code: ErrorCode): void
  /** Notes that the provider answered. */
  answered(accountId: string): void
  /** Why the account's last question failed; null when it was answered, and when none was asked. */
  trouble(accountId: string): ErrorCode | null
  /** Ends the rests the app chose itself, because the reason may be over; what a provider asked for stands. */
  wake(): void
}

/** The rest of an account whose provider is down or slow, where it names no time itself, ms. */
const TROUBLE_REST_MS = 15_000

interface KeptRest {
  readonly until: number
  readonly named: boolean
  readonly code: ErrorCode
}

/** Keeps the rests of one book's accounts, on the monotonic clock. */
export function createRests(clock: Clock): Rests {
  const resting = new Map<string, KeptRest>()
  /** Outlives the rests: a provider is down until it answers. */
  const troubles = new Map<string, ErrorCode>()

  function current(accountId: string): KeptRest | null {
    const rest = resting.get(accountId)
    if (!rest) return null
    if (rest.until > clock.monotonic()) return rest
    resting.delete(accountId)
    return null
  }

  return {
    begin(accountId, trouble) {
      troubles.set(accountId, trouble.code)
      const named = trouble.retryAfterMs !== null
      const until = clock.monotonic() + (trouble.retryAfterMs ?? TROUBLE_REST_MS)
      const known = current(accountId)
      if (known?.named && known.until > until) return
      resting.set(accountId, { until, named, code: trouble.code })
    },
    of(accountId) {
      const rest = current(accountId)
      return rest && { code: rest.code, leftMs: rest.until - clock.monotonic() }
    },
    named(accountId) {
      const rest = current(accountId)
      return rest?.named ? { code: rest.code, leftMs: rest.until - clock.monotonic() } : null
    },
    failed: (accountId, code) => void troubles.set(accountId, code),
    answered: (accountId) => void troubles.delete(accountId),
    trouble: (accountId) => troubles.get(accountId) ?? null,
    wake() {
      for (const [accountId, rest] of resting) if (!rest.named) resting.delete(accountId)
    },
  }
}
