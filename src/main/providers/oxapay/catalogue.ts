import type { Clock } from '../../../shared/time/clock.ts'
import type { HttpClient } from '../http/http-client.ts'
import type { Dialect, OxapayRequest } from './dialect.ts'

/** The lists change rarely (oxapay §2.6). */
const KEPT_MS = 24 * 3_600_000
/** Every coin with all its networks stands in one answer. */
const SIZE_LIMIT = 8 * 1024 * 1024

/** What prices the provider can take, from its public lists of fiat and crypto; kept for a day. */
export interface Catalogue {
  /** Asks for both lists unless they are at hand; a list that cannot be had leaves the catalogue unknown. */
  refresh(signal: AbortSignal): Promise<void>
  /** False only where both lists are at hand and neither has the currency. */
  mayHave(currency: string): boolean
}

/** Builds the catalogue of one account. The lists are public: no key goes out with the questions. */
export function createCatalogue(http: HttpClient, dialect: Dialect, clock: Clock): Catalogue {
  let known: { readonly symbols: ReadonlySet<string>; readonly at: number } | null = null

  async function read(request: OxapayRequest, signal: AbortSignal): Promise<readonly string[] | null> {
    const call = { ...request, headers: {}, creates: false, sizeLimit: SIZE_LIMIT }
    const answer = await http.exchange(call, signal)
    if (!answer.ok) return null
    const context = { secrets: [], creates: false, missing: 'REQUEST_REFUSED' } as const
    if (dialect.refusalOf(answer.value, context)) return null
    const symbols = dialect.readSymbols(answer.value.json)
    return symbols && symbols.length > 0 ? symbols : null
  }

  function isFresh(): boolean {
    const now = clock.now()
    return known !== null && now >= known.at && now - known.at < KEPT_MS
  }

  return {
    async refresh(signal) {
      if (isFresh()) return
      const [coins, fiats] = await Promise.all([read(dialect.coins, signal), read(dialect.fiats, signal)])
      known = coins && fiats ? { symbols: new Set([...coins, ...fiats]), at: clock.now() } : null
    },
    mayHave: (currency) => !isFresh() || known?.symbols.has(currency) !== false,
  }
}
