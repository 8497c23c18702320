import { type Money, money } from '../app.ts'
import type { Chance } from '../chance.ts'
import type { ShopAccount } from './history.ts'

/** The prices of each currency: how often in a hundred, from, to, and the step they go by, smallest units. */
const PRICES: Readonly<
  Record<string, readonly (readonly [often: number, from: number, to: number, step: bigint])[]>
> = {
  // Whole dinars, as the provider takes them.
  DZD: [
    [60, 10, 100, 5_000n],
    [30, 50, 200, 10_000n],
    [9, 40, 240, 50_000n],
    [1, 120, 500, 100_000n],
  ],
  USD: [
    [50, 500, 9_900, 1n],
    [40, 5, 150, 100n],
    [10, 2, 40, 5_000n],
  ],
  EUR: [
    [60, 500, 9_900, 1n],
    [40, 5, 150, 100n],
  ],
  USDT: [
    [60, 500, 25_000, 10_000n],
    [40, 5, 300, 1_000_000n],
  ],
  USDC: [[100, 500, 25_000, 10_000n]],
  TRX: [[100, 20, 900, 1_000_000n]],
  BTC: [[100, 100, 20_000, 100n]],
  DAI: [
    [60, 300, 20_000, 10n ** 16n],
    [30, 5, 200, 10n ** 18n],
    // A price out of a rate has all its decimals.
    [10, 500_000_001, 999_999_999, 37_000_000_007n],
  ],
  ETH: [
    [80, 10, 2_500, 10n ** 14n],
    [20, 500_000_001, 999_999_999, 31_000_003n],
  ],
}

const OXAPAY_PRICED_IN = ['USD', 'USD', 'USD', 'EUR', 'USDT', 'USDT', 'USDT', 'USDC', 'TRX', 'BTC'] as const
const COINS = ['USDT', 'USDT', 'USDC', 'TRX', 'BTC'] as const

/** Chooses a typed amount that the account can take; `inCoins` keeps to prices that are paid in their own coin. */
export function priceOf({ provider, settings }: ShopAccount, inCoins: boolean, chance: Chance): Money {
  switch (provider) {
    case 'ocpay':
      return amountOf('DZD', chance)
    case 'oneshotpay':
      return amountOf('USD', chance)
    case 'daisy':
      return amountOf(settings.token === 'ETH' ? 'ETH' : 'DAI', chance)
    case 'oxapay':
      return amountOf(chance.pick(inCoins ? COINS : OXAPAY_PRICED_IN), chance)
  }
}

function amountOf(currency: string, chance: Chance): Money {
  let left = chance.int(0, 99)
  for (const [often, from, to, step] of PRICES[currency] ?? []) {
    left -= often
    if (left < 0) return money(currency, BigInt(chance.int(from, to)) * step)
  }
  throw new Error(`no prices in ${currency}`)
}
