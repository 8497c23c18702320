/** The number of decimals each currency counts in: ISO 4217 for national money, the token contracts for the rest. */
const EXPONENTS = {
  JPY: 0,
  KRW: 0,
  DZD: 2,
  USD: 2,
  EUR: 2,
  GBP: 2,
  CHF: 2,
  CAD: 2,
  AUD: 2,
  TRY: 2,
  AED: 2,
  MAD: 2,
  SAR: 2,
  TND: 3,
  KWD: 3,
  BHD: 3,
  USDC: 6,
  USDT: 6,
  TRX: 6,
  XRP: 6,
  BTC: 8,
  LTC: 8,
  BCH: 8,
  DOGE: 8,
  SOL: 9,
  TON: 9,
  DAI: 18,
  SAI: 18,
  DSY: 18,
  ETH: 18,
  BNB: 18,
  POL: 18,
} as const

/** The codes of the currencies whose decimals the app knows. */
export const KNOWN_CURRENCIES = Object.keys(EXPONENTS) as readonly KnownCurrency[]

/** A currency whose decimals the app knows. */
export type KnownCurrency = keyof typeof EXPONENTS

/** The finest fraction the book keeps: 18 decimals, as Ether and most tokens count. */
export const FINEST_EXPONENT = 18

/** Says whether the app knows how many decimals `code` counts in; only such a currency can be asked for. */
export function isKnownCurrency(code: string): code is KnownCurrency {
  return Object.hasOwn(EXPONENTS, code)
}

/**
 * Says whether a book can keep money under `code`: 2 to 20 visible characters, none of them one that a spreadsheet acts on.
 *
 * The book's own columns check the same; what comes from outside is looked at before it is written.
 */
export function isStorableCode(code: string): boolean {
  return code.length <= 20 && /^[^\s\p{C},;"=+@-]{2,20}$/u.test(code)
}

/** Gives the decimals of `code`; an unknown token counts in the finest fraction, so that received money is never cut. */
export function exponentOf(code: string): number {
  return isKnownCurrency(code) ? EXPONENTS[code] : FINEST_EXPONENT
}
