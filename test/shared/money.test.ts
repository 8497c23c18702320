import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exponentOf } from '../../src/shared/money/currency.ts'
import {
  add,
  compare,
  decimalsOf,
  LARGEST_WHOLE,
  money,
  moneyFrom,
  negated,
  parseMoney,
  sameMoney,
  subtract,
  sum,
  times,
  toDecimal,
  trimZeros,
  zero,
} from '../../src/shared/money/money.ts'
import {
  attoOf,
  decimalOfAtto,
  fromBaseUnits,
  fromStored,
  storedOf,
  toBaseUnits,
  toStored,
} from '../../src/shared/money/scale.ts'

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

test('amounts below zero are written with their sign, and nothing without one', () => {
  expect(toDecimal(zero('EUR'))).toBe('0.00')
  expect(toDecimal(zero('JPY'))).toBe('0')
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

test('an amount is more, less or as much as another', () => {
  const one = money('EUR', 1n)
  expect([compare(one, money('EUR', 2n)), compare(one, one), compare(one, money('EUR', 0n))]).toEqual([
    -1, 0, 1,
  ])
  expect(sum('EUR', [])).toEqual(zero('EUR'))
  expect(zero('EUR')).toEqual({ currency: 'EUR', units: 0n })
  expect(add(one, money('EUR', 2n))).toEqual({ currency: 'EUR', units: 3n })
})

test('an amount is taken a whole number of times, none included, and no other', () => {
  expect(times(money('EUR', 199n), 3)).toEqual({ currency: 'EUR', units: 597n })
  expect(times(money('EUR', 199n), 0)).toEqual(zero('EUR'))
  expect(times(money('EUR', 199n), 1)).toEqual(money('EUR', 199n))
  for (const quantity of [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
    expect(() => times(money('EUR', 199n), quantity), String(quantity)).toThrow(
      'a quantity is a whole number',
    )
  }
})

test('the same money is the same number of the same currency; nothing is the same as nothing', () => {
  const one = money('EUR', 1n)
  expect(sameMoney(one, money('EUR', 1n))).toBe(true)
  expect(sameMoney(one, money('EUR', 2n))).toBe(false)
  expect(sameMoney(one, money('USD', 1n))).toBe(false)
  expect([sameMoney(null, null), sameMoney(one, null), sameMoney(null, one)]).toEqual([true, false, false])
})

test.each([
  ['1250.00', '1250', 0],
  ['12.50', '12.5', 1],
  ['0.10', '0.1', 1],
  ['100', '100', 0],
  ['10.05', '10.05', 2],
  ['0.00', '0', 0],
  ['1000.0100', '1000.01', 2],
])('the zeros of %s that say nothing are left out: %s, %i decimals', (text, trimmed, decimals) => {
  expect(trimZeros(text)).toBe(trimmed)
  expect(decimalsOf(text)).toBe(decimals)
})

test('the largest amount is one the book can hold, and so many digits and no more are read', () => {
  const largest = '9223372036854775807'
  expect(LARGEST_WHOLE).toBe(2n ** 63n - 1n)
  expect(parseMoney('EUR', largest)).toEqual({ ok: true, money: money('EUR', 922337203685477580700n) })
  expect(parseMoney('EUR', `${largest}.99`)).toMatchObject({ ok: true })
  expect(parseMoney('EUR', '9'.repeat(40))).toEqual({ ok: false, fault: 'too_large', decimals: 2 })
  expect(parseMoney('EUR', '9'.repeat(41))).toEqual({ ok: false, fault: 'not_a_number', decimals: 2 })
  expect(parseMoney('EUR', `1.${'0'.repeat(60)}`)).toEqual({ ok: true, money: money('EUR', 100n) })
  expect(parseMoney('EUR', `1.${'0'.repeat(61)}`)).toMatchObject({ ok: false, fault: 'not_a_number' })
})

test('the book holds an amount in whole units and in its finest fraction, and none below zero', () => {
  expect(toStored(money('EUR', 1250n))).toEqual({ whole: 12n, frac: 500_000_000_000_000_000n })
  expect(toStored(money('JPY', 7n))).toEqual({ whole: 7n, frac: 0n })
  expect(toStored(money('EUR', 0n))).toEqual({ whole: 0n, frac: 0n })
  expect(() => toStored(money('EUR', -1n))).toThrow('negative')
  expect(() => fromStored('EUR', { whole: 1n, frac: 1n })).toThrow('finer than EUR counts')
  expect(fromStored('ETH', { whole: 1n, frac: 1n })).toEqual(money('ETH', 10n ** 18n + 1n))
})

test('a text of base units is scaled to the decimals of the currency, exactly or not at all', () => {
  expect(fromBaseUnits('USDC', '2500000', 6)).toEqual(money('USDC', 2_500_000n))
  expect(fromBaseUnits('USDC', '2500000000000000000', 18)).toEqual(money('USDC', 2_500_000n))
  expect(fromBaseUnits('EUR', '25', 0)).toEqual(money('EUR', 2500n))
  for (const text of ['', '-1', '1.5', '0x10', ' 1', '1 ', '1e3', '9'.repeat(61)]) {
    expect(fromBaseUnits('USDC', text, 6), text).toBeNull()
  }
  expect(fromBaseUnits('USDC', '9'.repeat(60), 6)?.units).toBe(BigInt('9'.repeat(60)))
  expect(toBaseUnits(money('USDC', 2_500_000n), 6)).toBe('2500000')
  expect(toBaseUnits(money('USDC', 2_500_000n), 18)).toBe('2500000000000000000')
  expect(toBaseUnits(money('USDC', 2_500_000n), 1)).toBe('25')
  expect(toBaseUnits(money('USDC', 2_500_000n), 0)).toBeNull()
})

test('two currencies do not compile together', () => {
  // @ts-expect-error adding dollars to euros is a mistake the types catch
  expect(() => add(money('EUR', 1n), money('USD', 1n))).toThrow()
})

test('a decimal text of any currency is split as the book stores it, and written back', () => {
  expect(storedOf('12.5')).toEqual({ whole: 12n, frac: 500_000_000_000_000_000n })
  expect(storedOf('9'.repeat(40))).toEqual({ whole: BigInt('9'.repeat(40)), frac: 0n })
  expect(storedOf(`0.${'1'.repeat(30)}`)).toEqual({ whole: 0n, frac: 111_111_111_111_111_111n })
  expect(decimalOfAtto(attoOf('7400') - 1n)).toBe(`7399.${'9'.repeat(18)}`)
  expect(decimalOfAtto(1n)).toBe(`0.${'0'.repeat(17)}1`)
})

test.each([
  ['5.00', '-5.00'],
  ['-5.00', '5.00'],
  ['0.00', '0.00'],
  ['-0.000000000000000001', '0.000000000000000001'],
])('the other sign of %s is %s', (decimal, expected) => {
  expect(negated(decimal)).toBe(expected)
})
