import type { LinkState, ProviderError } from '../../../src/main/providers/provider.ts'
import { eur } from '../books/facts.ts'

/** What a provider says of a link of 49.90 EUR that nobody has paid, unless told otherwise. */
export function answerAbout(ref: string, change: Partial<LinkState> = {}): LinkState {
  return {
    ref,
    reading: 'open',
    rawStatus: 'NEW',
    rawAnswer: '{}',
    received: null,
    expiresAt: null,
    receipts: [],
    url: null,
    marker: null,
    asked: eur('49.90'),
    createdAt: null,
    ...change,
  }
}

/** A question that failed without having changed anything. */
export function failureOf(code: ProviderError['code'], keyRefused = false): ProviderError {
  return { code, effect: 'none', keyRefused, httpStatus: null, retryAfterMs: null, providerWords: null }
}
