import { exact } from '../world/json.ts'

interface Coin {
  readonly symbol: string
  readonly name: string
  readonly network: string
  readonly networkName: string
  /** Decimals a transfer of the coin can have. */
  readonly decimals: number
  /** Fixed practice price in US dollars. */
  readonly usd: string
}

/** The coins of the practice OxaPay, each on its one practice network, with a fixed price. */
export const COINS: readonly Coin[] = [
  { symbol: 'USDT', name: 'Tether', network: 'TRC20', networkName: 'Tron Network', decimals: 6, usd: '1' },
  {
    symbol: 'USDC',
    name: 'USD Coin',
    network: 'ERC20',
    networkName: 'Ethereum Network',
    decimals: 6,
    usd: '1',
  },
  { symbol: 'DAI', name: 'Dai', network: 'ERC20', networkName: 'Ethereum Network', decimals: 18, usd: '1' },
  {
    symbol: 'BTC',
    name: 'Bitcoin',
    network: 'Bitcoin',
    networkName: 'Bitcoin Network',
    decimals: 8,
    usd: '100000',
  },
  {
    symbol: 'ETH',
    name: 'Ethereum',
    network: 'ERC20',
    networkName: 'Ethereum Network',
    decimals: 18,
    usd: '4000',
  },
  { symbol: 'TRX', name: 'Tron', network: 'TRC20', networkName: 'Tron Network', decimals: 6, usd: '0.3' },
  {
    symbol: 'LTC',
    name: 'Litecoin',
    network: 'Litecoin',
    networkName: 'Litecoin Network',
    decimals: 8,
    usd: '100',
  },
  {
    symbol: 'DOGE',
    name: 'Dogecoin',
    network: 'Dogecoin',
    networkName: 'Dogecoin Network',
    decimals: 8,
    usd: '0.2',
  },
  { symbol: 'BNB', name: 'BNB', network: 'BEP20', networkName: 'BNB Smart Chain', decimals: 18, usd: '900' },
  {
    symbol: 'XRP',
    name: 'Ripple',
    network: 'Ripple',
    networkName: 'Ripple Network',
    decimals: 6,
    usd: '2.5',
  },
  {
    symbol: 'SOL',
    name: 'Solana',
    network: 'Solana',
    networkName: 'Solana Network',
    decimals: 9,
    usd: '200',
  },
  { symbol: 'TON', name: 'Toncoin', network: 'TON', networkName: 'TON Network', decimals: 9, usd: '2' },
  {
    symbol: 'POL',
    name: 'Polygon',
    network: 'Polygon',
    networkName: 'Polygon Network',
    decimals: 18,
    usd: '0.2',
  },
  {
    symbol: 'BCH',
    name: 'Bitcoin Cash',
    network: 'BitcoinCash',
    networkName: 'BCH Network',
    decimals: 8,
    usd: '500',
  },
]

interface Fiat {
  readonly symbol: string
  readonly name: string
  readonly displayPrecision: number
  /** Fixed practice price in US dollars; a fiat invoice is paid with that many USDT. */
  readonly usd: string
}

/** The fiat currencies of the practice OxaPay with their fixed prices. */
export const FIATS: readonly Fiat[] = [
  { symbol: 'USD', name: 'US Dollar', displayPrecision: 2, usd: '1' },
  { symbol: 'EUR', name: 'Euro', displayPrecision: 2, usd: '1.1' },
  { symbol: 'GBP', name: 'Pound Sterling', displayPrecision: 2, usd: '1.25' },
  { symbol: 'CHF', name: 'Swiss Franc', displayPrecision: 2, usd: '1.2' },
  { symbol: 'CAD', name: 'Canadian Dollar', displayPrecision: 2, usd: '0.72' },
  { symbol: 'AUD', name: 'Australian Dollar', displayPrecision: 2, usd: '0.65' },
  { symbol: 'TRY', name: 'Turkish Lira', displayPrecision: 2, usd: '0.025' },
  { symbol: 'AED', name: 'UAE Dirham', displayPrecision: 2, usd: '0.27' },
  { symbol: 'MAD', name: 'Moroccan Dirham', displayPrecision: 2, usd: '0.1' },
  { symbol: 'SAR', name: 'Saudi Riyal', displayPrecision: 2, usd: '0.26' },
  { symbol: 'DZD', name: 'Algerian Dinar', displayPrecision: 2, usd: '0.0075' },
  { symbol: 'JPY', name: 'Japanese Yen', displayPrecision: 0, usd: '0.0067' },
  { symbol: 'KRW', name: 'South Korean Won', displayPrecision: 0, usd: '0.0007' },
  { symbol: 'KWD', name: 'Kuwaiti Dinar', displayPrecision: 3, usd: '3.25' },
  { symbol: 'TND', name: 'Tunisian Dinar', displayPrecision: 3, usd: '0.34' },
  { symbol: 'BHD', name: 'Bahraini Dinar', displayPrecision: 3, usd: '2.65' },
]

/** The fixed practice price of a coin or fiat currency in US dollars; undefined when the practice does not know it. */
export function usdPrice(symbol: string): string | undefined {
  return (coin(symbol) ?? FIATS.find((fiat) => fiat.symbol === symbol))?.usd
}

/** Finds a coin by its symbol, in capitals. */
export function coin(symbol: string): Coin | undefined {
  return COINS.find((known) => known.symbol === symbol)
}

/** The legacy list of coins (oxapay §2.6), keyed by symbol. */
export function legacyCurrencies(): unknown {
  return Object.fromEntries(
    COINS.map(({ symbol, name, network }) => {
      const facts = {
        minConfirm: 10,
        withdrawFee: exact('1'),
        withdrawMin: exact('5'),
        depositMin: exact('0.000001'),
        staticFixedFee: exact('0'),
      }
      return [symbol, { symbol, name, status: true, networkList: { [network]: facts } }]
    }),
  )
}

/** The legacy list of networks by name, each once; the shape is that of the client's later typed edition. */
export function legacyNetworks(): readonly string[] {
  return [...new Set(COINS.map((known) => known.networkName))]
}

/** The legacy list of prices in US dollars as numbers keyed by symbol; the shape likewise. */
export function legacyPrices(): unknown {
  return Object.fromEntries(COINS.map(({ symbol, usd }) => [symbol, exact(usd)]))
}

/** The legacy list of fiat currencies (oxapay §2.6), keyed by symbol. */
export function legacyFiats(): unknown {
  return Object.fromEntries(
    FIATS.map(({ symbol, name, usd, displayPrecision }) => [
      symbol,
      { symbol, name, price: exact(usd), displayPrecision },
    ]),
  )
}

/** The v1 list of coins (oxapay §2.6), keyed by symbol. */
export function v1Currencies(): unknown {
  return Object.fromEntries(
    COINS.map(({ symbol, name, network, networkName }) => {
      const facts = {
        network: networkName,
        name: networkName,
        keys: [network],
        required_confirmations: 10,
        withdraw_fee: exact('1'),
        withdraw_min: exact('5'),
        deposit_min: exact('0.000001'),
        static_fixed_fee: exact('0'),
      }
      return [symbol, { symbol, name, status: true, networks: { [network]: facts } }]
    }),
  )
}

/** The v1 list of fiat currencies (oxapay §2.6), keyed by symbol. */
export function v1Fiats(): unknown {
  return Object.fromEntries(
    FIATS.map(({ symbol, name, usd, displayPrecision }) => [
      symbol,
      { symbol, name, price: exact(usd), display_precision: displayPrecision },
    ]),
  )
}
