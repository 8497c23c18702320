import { expect, test } from 'vitest'
import { exponentOf, isKnownCurrency } from '../../src/shared/money/currency.ts'
import { parseMoney } from '../../src/shared/money/money.ts'

/** By ISO 4217 and by each token's own contract or chain; written here a second time, so that a slip in one place shows. */
const DECIMALS: readonly (readonly [decimals: number, codes: string])[] = [
  [0, 'JPY KRW'],
  [2, 'DZD USD EUR GBP CHF CAD AUD TRY AED MAD SAR'],
  [3, 'TND KWD BHD'],
  [6, 'USDC USDT TRX XRP'],
  [8, 'BTC LTC BCH DOGE'],
  [9, 'SOL TON'],
  [18, 'DAI SAI DSY ETH BNB POL'],
]
const CODES = DECIMALS.flatMap(([decimals, codes]) =>
  codes.split(' ').map((code) => [code, decimals] as const),
)

test.each(CODES)('%s counts in %i decimals, and its last one is kept', (code, decimals) => {
  expect(isKnownCurrency(code)).toBe(true)
  expect(exponentOf(code)).toBe(decimals)
  const smallest = decimals === 0 ? '1' : `0.${'1'.padStart(decimals, '0')}`
  expect(parseMoney(code, smallest)).toEqual({ ok: true, money: { currency: code, units: 1n } })
  const finer = decimals === 0 ? '0.1' : `${smallest.slice(0, -1)}01`
  expect(parseMoney(code, finer)).toEqual({ ok: false, fault: 'too_many_decimals', decimals })
})

test.each(['SHIB', 'eur', '', 'toString', '__proto__', 'constructor'])(
  '"%s" is no currency to ask in, and what is received in it keeps the finest fraction',
  (code) => {
    expect(isKnownCurrency(code)).toBe(false)
    expect(exponentOf(code)).toBe(18)
  },
)
