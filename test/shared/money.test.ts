import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exponentOf } from '../../src/shared/money/currency.ts'
import {
  add,
  compare,
  LARGEST_WHOLE,
  money,
  moneyFrom,
  parseMoney,
  subtract,
  sum,
  toDecimal,
} from '../../src/shared/money/money.ts'
import { fromBaseUnits, fromStored, toBaseUnits, toStored } from '../../src/shared/money/scale.ts'

const currency = fc.constantFrom('JPY', 'DZD', 'EUR', 'KWD', 'USDC', 'BTC', 'SOL', 'ETH', 'UNKNOWN')
const amount = currency.chain((code) =>
  fc
    .bigInt({ min: 0n, max: (LARGEST_WHOLE + 1n) * 10n ** BigInt(exponentOf(code)) - 1n })
    .map((units) => money(code, units)),
)

test('writing and reading an amount gives the same amount', () => {
  fc.assert(
    fc.property(amount, (one) => {
      const text = toDecimal(one)
      expect(parseMoney(one.currency, text)).toEqual({ ok: true, money: one })
      expect(text.split('.')[1]?.length ?? 0).toBe(exponentOf(one.currency))
    }),
  )
})

test('splitting for the book and joining again gives the same amount, and keeps the order', () => {
  fc.assert(
    fc.property(amount, (one) => {
      const stored = toStored(one)
      expect(stored.whole <= LARGEST_WHOLE && stored.frac >= 0n && stored.frac < 10n ** 18n).toBe(true)
      expect(fromStored(one.currency, stored)).toEqual(one)
    }),
  )
})

test('base units of a token survive at their own decimals and at more, and are never cut', () => {
  fc.assert(
    fc.property(amount, (one) => {
      for (const decimals of [exponentOf(one.currency), 18]) {
        const text = toBaseUnits(one, decimals)
        expect(fromBaseUnits(one.currency, String(text), decimals)).toEqual(one)
      }
    }),
  )
  expect(fromBaseUnits('USDC', '1000000000001', 18)).toBeNull()
  expect(toBaseUnits(money('ETH', 1n), 6)).toBeNull()
})

test.each([
  ['EUR', '12.5', 1250n],
  ['EUR', '12.500', 1250n],
  ['JPY', '7400', 7400n],
  ['JPY', '7400.00', 7400n],
  ['KWD', '0.001', 1n],
  ['ETH', '0.000000000000000001', 1n],
  ['EUR', '007', 700n],
  ['BTC', '90071992.54740993', 9_007_199_254_740_993n],
] as const)('%s %s is read exactly', (code, text, units) => {
  expect(parseMoney(code, text)).toEqual({ ok: true, money: { currency: code, units } })
})

test.each([
  ['EUR', '12.505', 'too_many_decimals'],
  ['JPY', '1.5', 'too_many_decimals'],
  ['ETH', '0.0000000000000000001', 'too_many_decimals'],
  ['EUR', '9223372036854775808', 'too_large'],
  ...[
    '',
    ' ',
    '.',
    '5.',
    '.5',
    '-1',
    '+1',
    '1e3',
    '1,50',
    '1 000',
    '0x10',
    'NaN',
    'Infinity',
    '١٢',
    '1.2.3',
    '1\n',
  ].map((text) => ['EUR', text, 'not_a_number'] as const),
] as const)('%s "%s" is refused: %s', (code, text, fault) => {
  expect(parseMoney(code, text)).toMatchObject({ ok: false, fault })
})

test('the program reads back what it wrote, and throws at anything else', () => {
  expect(moneyFrom('EUR', '49.90')).toEqual(money('EUR', 4990n))
  expect(() => moneyFrom('EUR', '49,90')).toThrow('not an amount of EUR')
})

test('amounts below zero are written with their sign', () => {
  expect(toDecimal(money('EUR', -5n))).toBe('-0.05')
  expect(toDecimal(money('JPY', -5n))).toBe('-5')
})

test('sums and differences are exact and belong to one currency', () => {
  fc.assert(
    fc.property(fc.array(fc.bigInt({ min: 0n, max: 10n ** 30n })), (list) => {
      const total = list.reduce((so_far, units) => so_far + units, 0n)
      expect(
        sum(
          'DAI',
          list.map((units) => money('DAI', units)),
        ).units,
      ).toBe(total)
    }),
  )
  expect(subtract(money('EUR', 1n), money('EUR', 3n)).units).toBe(-2n)
  expect(compare(money('EUR', 1n), money('EUR', 3n))).toBe(-1)
  const [euros, dollars]: readonly { readonly currency: string; readonly units: bigint }[] = [
    money('EUR', 1n),
    money('USD', 1n),
  ]
  if (!euros || !dollars) throw new Error('unreachable')
  for (const together of [add, subtract, compare]) {
    expect(() => together(euros, dollars)).toThrow('EUR and USD cannot be counted together')
  }
})

test('two currencies do not compile together', () => {
  // @ts-expect-error adding dollars to euros is a mistake the types catch
  expect(() => add(money('EUR', 1n), money('USD', 1n))).toThrow()
})
