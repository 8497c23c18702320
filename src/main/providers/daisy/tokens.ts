import type { Money } from '../../../shared/money/money.ts'
import { fromBaseUnits } from '../../../shared/money/scale.ts'

export interface Token {
  readonly symbol: string
  readonly address: string
  /** How many decimals the token's base units have on the wire. */
  readonly decimals: number
}

/** The tokens an account can ask for; ETH is the zero address (daisy §4, §6.5). */
export const TOKENS: readonly [Token, ...Token[]] = [
  { symbol: 'DAI', address: '0x6B175474E89094C44Da98b954EedeAC495271d0F', decimals: 18 },
  { symbol: 'ETH', address: '0x0000000000000000000000000000000000000000', decimals: 18 },
  { symbol: 'USDC', address: '0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48', decimals: 6 },
  { symbol: 'SAI', address: '0x89d24A6b4CcB1B6fAA2625fE562bDD9a23260359', decimals: 18 },
  { symbol: 'DSY', address: '0x6FB3222E6134892a622D3990E3C94D75FF772b18', decimals: 18 },
]

/** Finds a token by its symbol. */
export function tokenOf(symbol: string): Token | undefined {
  return TOKENS.find((token) => token.symbol === symbol)
}

/** Finds a token by its address, whatever its checksum casing. */
export function tokenAt(address: string): Token | undefined {
  return TOKENS.find((token) => token.address.toLowerCase() === address.toLowerCase())
}

/**
 * Reads base units of the token at `address`; null when the text is no base-unit text or finer than the currency.
 *
 * An unknown token is named by the beginning of its address and counted in 10^-18, so that it can never pass for ours.
 */
export function amountAt(address: string, baseUnits: string): Money | null {
  const token = tokenAt(address)
  if (token) return fromBaseUnits(token.symbol, baseUnits, token.decimals)
  return fromBaseUnits(address.slice(0, 10), baseUnits, 18)
}
