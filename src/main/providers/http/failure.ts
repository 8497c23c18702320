import type { ErrorCode } from '../../../shared/contract/plain/error-codes.ts'
import type { ProviderError } from '../provider.ts'
import type { ProviderClock } from './provider-clock.ts'

export interface Failed {
  readonly ok: false
  readonly error: ProviderError
}

interface FailureDetails {
  readonly effect?: ProviderError['effect']
  /** Whether the key or the caller is refused; AUTH_REJECTED always says so. */
  readonly keyRefused?: boolean
  readonly httpStatus?: number | null
  readonly retryAfterMs?: number | null
  readonly providerWords?: string | null
}

/** Makes a failed result; without details: no effect, no status, no words. */
export function failed(code: ErrorCode, details: FailureDetails = {}): Failed {
  return {
    ok: false,
    error: {
      code,
      effect: details.effect ?? 'none',
      keyRefused: details.keyRefused ?? code === 'AUTH_REJECTED',
      httpStatus: details.httpStatus ?? null,
      retryAfterMs: details.retryAfterMs ?? null,
      providerWords: details.providerWords ?? null,
    },
  }
}

/** What a status needs beside its number to be told as a failure. */
export interface StatusWords {
  /** What 404 means for this operation. */
  readonly missing: ErrorCode
  readonly words: string | null
  readonly retryAfterMs: number | null
  /** True when the request makes something, so that a broken answer may hide an effect. */
  readonly creates: boolean
  /** True where the provider's 403 is about the key or the caller, not about one link. */
  readonly forbidsAccount?: boolean
}

/**
 * Turns an HTTP status that is not a success into a failure.
 *
 * A 4xx refused the request, so nothing was made, but for 408: a proxy may say it after passing the request on.
 */
export function statusFailure(status: number, context: StatusWords): Failed {
  const lost = status === 408 || status >= 500 || status < 400
  const code = codeOfStatus(status, context.missing)
  return failed(code, {
    keyRefused: code === 'AUTH_REJECTED' || (code === 'FORBIDDEN' && context.forbidsAccount === true),
    effect: lost && context.creates ? 'possible' : 'none',
    httpStatus: status,
    retryAfterMs: context.retryAfterMs,
    providerWords: context.words,
  })
}

function codeOfStatus(status: number, missing: ErrorCode): ErrorCode {
  if (status === 401) return 'AUTH_REJECTED'
  if (status === 403) return 'FORBIDDEN'
  if (status === 404) return missing
  if (status === 408) return 'TIMED_OUT'
  if (status === 429) return 'RATE_LIMITED'
  if (status >= 500) return 'UNAVAILABLE'
  if (status >= 400) return 'REQUEST_REFUSED'
  return 'BAD_RESPONSE'
}

/** A clock this far from a provider's may be why a request was refused, ms. */
const CLOCK_SLACK_MS = 5 * 60_000

/**
 * Names this computer's clock where a request was refused and the provider's own time is another.
 *
 * The provider's words stay, with its time behind them. Every other failure is given back as it is.
 */
export function namingClock(refused: Failed, { clock }: { readonly clock: ProviderClock | null }): Failed {
  const { error } = refused
  if (error.code !== 'REQUEST_REFUSED' || !clock || Math.abs(clock.behindMs) < CLOCK_SLACK_MS) return refused
  const code = clock.behindMs > 0 ? 'CLOCK_BEHIND' : 'CLOCK_AHEAD'
  const providerWords = `${error.providerWords ?? ''} (Date: ${clock.told})`.trimStart()
  return { ok: false, error: { ...error, code, providerWords } }
}
