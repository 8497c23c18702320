import { isKnownCurrency } from '../../../shared/money/currency.ts'
import type { Money } from '../../../shared/money/money.ts'
import type { Clock } from '../../../shared/time/clock.ts'
import { failed } from '../http/failure.ts'
import { wireBaseUnits } from '../http/wire-money.ts'
import type { ProviderResult } from '../provider.ts'
import { knownToken, knownTokenAt, type Network, SYMBOLS, type Token } from './tokens.ts'

/** A day is long enough for a list of contracts, and short enough for a token that was added. */
const KEPT_MS = 24 * 3_600_000
/** Failures after which the list is as good as empty: the provider has none, or none that can be read. */
const NO_LIST = [
  'REQUEST_REFUSED',
  'CLOCK_BEHIND',
  'CLOCK_AHEAD',
  'LINK_NOT_FOUND',
  'BAD_RESPONSE',
  'TOO_LARGE',
]

/** What is known of tokens: the documented ones, and the provider's own list where those do not do. */
export interface TokenBook {
  /** The token to ask in; CURRENCY_NOT_OFFERED when neither table nor list can say its address and decimals. */
  token(symbol: string, signal: AbortSignal): Promise<ProviderResult<Token>>
  /** Asks for the provider's list when one of the addresses is in no table; fails when that must be tried again. */
  learn(addresses: readonly string[], signal: AbortSignal): Promise<ProviderResult<null>>
  knows(address: string): boolean
  /** Counts the lists taken: amounts read under another edition may read otherwise now. */
  edition(): number
  /**
   * Reads base units of the token at `address`; to the nearest of its currency's decimals; null for what no book can hold.
   *
   * A token that nobody knows is named by the beginning of its address and counted in 10^-18, so that it can never
   * pass for ours.
   */
  amountAt(address: string, baseUnits: string): Money | null
}

export interface TokenBookPorts {
  readonly network: Network
  readonly clock: Clock
  /** Asks for the provider's list of tokens (daisy §2, §2.5). */
  list(signal: AbortSignal): Promise<ProviderResult<readonly Token[]>>
}

/** Builds the token book of one account; the provider's list is kept for a day. */
export function createTokenBook({ network, clock, list }: TokenBookPorts): TokenBook {
  let listed: readonly Token[] = []
  let askedAt: number | null = null
  let edition = 0

  async function refresh(signal: AbortSignal): Promise<ProviderResult<null>> {
    const now = clock.now()
    if (askedAt !== null && now >= askedAt && now - askedAt < KEPT_MS) return { ok: true, value: null }
    const answer = await list(signal)
    if (!answer.ok && !NO_LIST.includes(answer.error.code)) return answer
    listed = answer.ok ? answer.value : []
    askedAt = now
    edition += 1
    return { ok: true, value: null }
  }

  function listedAt(address: string): Token | undefined {
    return listed.find((token) => token.address.toLowerCase() === address.toLowerCase())
  }

  /** The list's word for a token, unless it could pass for another one. */
  function nameOf(token: Token): string {
    const { symbol, address } = token
    const namesakes = listed.filter((one) => one.symbol === symbol)
    const unique = namesakes.length === 1 && knownToken(symbol, network) === undefined
    const ours = SYMBOLS.some((one) => one === symbol)
    const plain = /^[A-Za-z][A-Za-z0-9.]{1,11}$/.test(symbol)
    return unique && plain && (ours || !isKnownCurrency(symbol.toUpperCase())) ? symbol : address.slice(0, 10)
  }

  function knows(address: string): boolean {
    return knownTokenAt(address, network) !== undefined || listedAt(address) !== undefined
  }

  return {
    async token(symbol, signal) {
      const known = knownToken(symbol, network)
      if (known) return { ok: true, value: known }
      const refreshed = await refresh(signal)
      if (!refreshed.ok) return refreshed
      const token = listed.find((one) => one.symbol === symbol && nameOf(one) === symbol)
      return token ? { ok: true, value: token } : failed('CURRENCY_NOT_OFFERED')
    },
    async learn(addresses, signal) {
      return addresses.every(knows) ? { ok: true, value: null } : refresh(signal)
    },
    knows,
    edition: () => edition,
    amountAt(address, baseUnits) {
      const known = knownTokenAt(address, network)
      if (known) return wireBaseUnits(known.symbol, baseUnits, known.decimals)
      const token = listedAt(address)
      if (token) return wireBaseUnits(nameOf(token), baseUnits, token.decimals)
      return wireBaseUnits(address.slice(0, 10), baseUnits, 18)
    },
  }
}
