import type { RouteInput } from '../../shared/contract/routes/index.ts'
import type { KeyCheck } from '../../shared/contract/shapes/account.ts'
import { useTryKey } from '../data/accounts.ts'
import { failureOf } from '../data/call.ts'

/** A key on its way: tried at its provider first, and kept only then. */
export interface KeyTrial {
  /** Tries the key, and calls `keep` when it works and nothing will get in the way. */
  begin(typed: RouteInput<'accounts.tryKey'>, keep: (check: KeyCheck) => void): void
  /** Forgets what the last trial came to, because something else is typed now. */
  forget(): void
  readonly isPending: boolean
  readonly error: Error | null
  /** What the last trial came to where the key works and something will get in the way; null otherwise. */
  readonly warned: KeyCheck | null
  /** True where the key may be kept all the same: nobody refused it. */
  readonly mayKeep: boolean
}

/** What says that the provider, and nobody between, could not be asked or did not answer as it should: nothing of the key. */
const NOT_OF_THE_KEY: ReadonlySet<string> = new Set([
  'UNREACHABLE',
  'TIMED_OUT',
  'UNAVAILABLE',
  'RATE_LIMITED',
  'BAD_RESPONSE',
  'REDIRECTED',
  'TOO_LARGE',
])

/** Warnings that end no sale: the key is kept all the same, and a later test tells them again. */
const HARMLESS: ReadonlySet<KeyCheck['warnings'][number]> = new Set([
  'approval_unknown',
  'currency_not_listed',
  'no_default_token',
])

function isWarned(check: KeyCheck): boolean {
  return check.warnings.some((warning) => !HARMLESS.has(warning))
}

/** Tries keys for one form. */
export function useKeyTrial(): KeyTrial {
  const trial = useTryKey()
  const warned = trial.data && isWarned(trial.data) ? trial.data : null
  const unheard = trial.error !== null && NOT_OF_THE_KEY.has(failureOf(trial.error).code)
  return {
    begin(typed, keep) {
      trial.mutate(typed, {
        onSuccess(check) {
          if (!isWarned(check)) keep(check)
        },
      })
    },
    forget: trial.reset,
    isPending: trial.isPending,
    error: trial.error,
    warned,
    mayKeep: warned !== null || unheard,
  }
}
