/** The Ethereum networks of daisy §2.4 by their id: 1 is the main net, 4 the test net Rinkeby. */
export type Network = '1' | '4'

export interface Token {
  readonly symbol: string
  readonly address: string
  /** How many decimals the token's base units have on the wire. */
  readonly decimals: number
}

interface KnownToken extends Token {
  readonly networks: readonly Network[]
}

/** The tokens with known addresses: documented ones (daisy §4), USDC's own, and ETH as the zero address (daisy §6.5). */
const KNOWN: readonly KnownToken[] = [
  { symbol: 'DAI', address: '0x6B175474E89094C44Da98b954EedeAC495271d0F', decimals: 18, networks: ['1'] },
  {
    symbol: 'ETH',
    address: '0x0000000000000000000000000000000000000000',
    decimals: 18,
    networks: ['1', '4'],
  },
  { symbol: 'USDC', address: '0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48', decimals: 6, networks: ['1'] },
  { symbol: 'SAI', address: '0x89d24A6b4CcB1B6fAA2625fE562bDD9a23260359', decimals: 18, networks: ['1'] },
  { symbol: 'DSY', address: '0x6FB3222E6134892a622D3990E3C94D75FF772b18', decimals: 18, networks: ['4'] },
]

/** What an account can ask for; where the address on a network is not known, the provider's own list must name it. */
export const SYMBOLS = ['DAI', 'ETH', 'USDC', 'USDT', 'SAI', 'DSY'] as const

/** Finds a token of a network by its symbol. */
export function knownToken(symbol: string, network: Network): Token | undefined {
  return KNOWN.find((token) => token.symbol === symbol && token.networks.includes(network))
}

/** Finds a token of a network by its address, whatever its checksum casing. */
export function knownTokenAt(address: string, network: Network): Token | undefined {
  const wanted = address.toLowerCase()
  return KNOWN.find((token) => token.networks.includes(network) && token.address.toLowerCase() === wanted)
}
