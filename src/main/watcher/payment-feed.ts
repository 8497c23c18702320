import type { LinkState } from '../providers/provider.ts'

/** What is known of a provider's list of the last paid. */
export interface Feed {
  /** `unproven` until it has told a payment first; `none` where there is none, or it has kept one to itself. */
  readonly state: 'none' | 'used' | 'unproven'
  /** Notes that the feed was asked at `askedAt`, epoch ms, and showed these. */
  shown(askedAt: number, states: readonly LinkState[]): void
  /** Notes that the feed was the first to tell of a payment. */
  toldFirst(): void
  /** Notes a payment that was found without the feed; `skewMs` is how far the provider's clock is ahead of ours. */
  foundWithout(state: LinkState, skewMs: number): void
}

/** So long after a payment the feed must show it, ms. */
const GRACE_MS = 10_000

/**
 * Judges a feed by what it does: that the newest page shows who paid last is documented nowhere (oxapay §2.5).
 *
 * Until it has told a payment first, the links are asked as if there were none; once it keeps one to itself it is given up.
 */
export function createFeed(offered: boolean): Feed {
  let state: Feed['state'] = offered ? 'unproven' : 'none'
  let askedAt = Number.NEGATIVE_INFINITY
  let lastShown: ReadonlySet<string> = new Set()
  return {
    get state() {
      return state
    },
    shown(at, states) {
      askedAt = at
      lastShown = new Set(states.map((one) => one.ref))
    },
    toldFirst() {
      if (state === 'unproven') state = 'used'
    },
    foundWithout(found, skewMs) {
      if (state === 'none' || !['paid', 'overpaid'].includes(found.reading)) return
      const paidAt = Math.max(...(found.receipts ?? []).map((receipt) => receipt.paidAt ?? Number.NaN))
      // Without a time nobody can say that the feed should have shown it.
      if (askedAt >= paidAt - skewMs + GRACE_MS && !lastShown.has(found.ref)) state = 'none'
    },
  }
}
