import type { ProviderError } from './provider.ts'

/** Makes the error of a call that no provider has refused: nothing was sent, or the trouble is our own. */
export function ownError(code: ProviderError['code']): ProviderError {
  return {
    code,
    effect: 'none',
    keyRefused: false,
    httpStatus: null,
    retryAfterMs: null,
    providerWords: null,
  }
}
