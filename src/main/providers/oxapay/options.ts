import type { CurrencyLimits } from '../../../shared/contract/shapes/provider.ts'
import { exponentOf } from '../../../shared/money/currency.ts'

/** Where payers are sent (oxapay §2.1). */
export const PAY_HOSTS = ['pay.oxapay.com'] as const
/** The two wires of the one provider; the first is where a new account begins (oxapay §1). */
export const DIALECTS = ['legacy', 'v1'] as const
/** Minutes; the documented bounds 15 and 2880 contradict each other about their ends, so one inside is kept (oxapay §3.1). */
export const LIFETIME = { min: 16, max: 2879, initial: 60 } as const
/** Percent of the amount that may be missing (oxapay §2.1). */
export const UNDERPAID_COVER = { min: 0, max: 60 } as const
/** Who bears the fee; `account` leaves it to the merchant's setting at the provider (oxapay §2.1). */
export const FEE_PAYERS = ['account', 'merchant', 'payer'] as const

/** Amounts are printed with up to 8 decimals (oxapay §4). */
export const MOST_DECIMALS = 8

const CURRENCIES = [
  'USD',
  'EUR',
  'GBP',
  'CHF',
  'CAD',
  'AUD',
  'TRY',
  'AED',
  'JPY',
  'USDT',
  'USDC',
  'TRX',
  'BTC',
  'ETH',
  'LTC',
  'BCH',
  'DOGE',
  'BNB',
  'SOL',
  'TON',
  'POL',
  'XRP',
] as const

/** The fiat and crypto currencies a price can be asked in; minimums depend on the coin and are not published (oxapay §4). */
export const currencies: readonly CurrencyLimits[] = CURRENCIES.map((currency) => ({
  currency,
  decimals: Math.min(exponentOf(currency), MOST_DECIMALS),
  minimum: null,
  maximum: null,
}))
