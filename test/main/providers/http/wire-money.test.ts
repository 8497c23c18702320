import { describe, expect, test } from 'vitest'
import { shallowJson } from '../../../../src/main/providers/http/shallow-json.ts'
import { encodeWire, parseWire } from '../../../../src/main/providers/http/wire-json.ts'
import { wireBaseUnits, wireMoney, wireReceived } from '../../../../src/main/providers/http/wire-money.ts'
import {
  BOUNDS,
  keptText,
  optionalHash,
  optionalInstant,
  optionalIso,
  wireUnits,
} from '../../../../src/main/providers/http/wire-schema.ts'
import { moneyFrom, toDecimal } from '../../../../src/shared/money/money.ts'

const read = (amount: ReturnType<typeof wireMoney>) => amount && `${toDecimal(amount)} ${amount.currency}`

describe('an asked amount', () => {
  test.each([
    ['EUR', '19.989999999999998', '19.99 EUR'],
    ['EUR', '19.985', '19.99 EUR'],
    ['EUR', '19.98499', '19.98 EUR'],
    ['JPY', '999.9999999999999', '1000 JPY'],
    ['BTC', '0.00012345', '0.00012345 BTC'],
    ['ETH', '0.10000000000000001', '0.100000000000000000 ETH'],
    ['EUR', '99.9999999', '100.00 EUR'],
  ])('of %s told as %s is %s', (currency, text, amount) => {
    expect(read(wireMoney(currency, text, 8))).toBe(amount)
  })

  test.each([
    ['S', '1'],
    ['MY COIN', '1'],
    ['USD-T', '1'],
    ['US,D', '1'],
    ['U\u0000D', '1'],
    ['U\u200bD', '1'],
    ['A'.repeat(21), '1'],
    ['EUR', '-1'],
    ['EUR', '1,5'],
    ['EUR', '1 000'],
    ['EUR', `1${'0'.repeat(38)}`],
    ['DAI', '9223372036854775808'],
  ])('in %s of %s is none that a book can hold', (currency, text) => {
    expect(wireMoney(currency, text)).toBeNull()
  })

  test('of the largest whole part is kept to its last digit', () => {
    expect(read(wireMoney('DAI', '9223372036854775807.999999999999999999'))).toBe(
      '9223372036854775807.999999999999999999 DAI',
    )
  })
})

describe('an amount that arrived', () => {
  const asked = moneyFrom('USDT', '49.9')

  test.each([
    ['49.89999999999999', '49.900000'],
    ['49.8999999', '49.900000'],
    ['24.949999999999996', '24.950000'],
    ['24.950000000000003', '24.950000'],
    ['54.3100009', '54.310000'],
    ['49.899999', '49.899999'],
  ])('told as %s is %s', (text, amount) => {
    expect(read(wireReceived('USDT', text, asked, 8))).toBe(`${amount} USDT`)
  })

  test('keeps all digits that a token has, where nobody reckoned with floats', () => {
    const exact = '1.234567890123456789'
    expect(read(wireReceived('DAI', exact, moneyFrom('DAI', '5'), 8))).toBe(`${exact} DAI`)
    expect(read(wireReceived('ETH', '0.05000000000000001', moneyFrom('ETH', '5'), 8))).toBe(
      '0.050000000000000000 ETH',
    )
  })

  test('as base units of a finer token is taken to the nearest of ours', () => {
    expect(read(wireBaseUnits('USDC', '1999999999999999999', 18))).toBe('2.000000 USDC')
    expect(read(wireBaseUnits('USDC', '1500000', 6))).toBe('1.500000 USDC')
    expect(wireBaseUnits('USDC', `1${'0'.repeat(38)}`, 6)).toBeNull()
  })
})

describe('a count of smallest units', () => {
  test.each([
    ['12499999.999999998', '12500000'],
    ['12500000.000000002', '12500000'],
    ['1.25e7', '12500000'],
    ['12500000.0', '12500000'],
  ])('told as %s is %s', (text, units) => {
    expect(wireUnits.parse(text)).toBe(units)
  })

  test.each(['12.5', '-1', '0.5', '1,000', '', '1 0'])('is not %j', (text) => {
    expect(wireUnits.safeParse(text).success).toBe(false)
  })
})

describe('what is kept of a provider', () => {
  test('is refused where it is longer than its bound, and told apart from what is missing', () => {
    expect(optionalHash.parse('a'.repeat(BOUNDS.hash))).toHaveLength(BOUNDS.hash)
    expect(optionalHash.safeParse('a'.repeat(BOUNDS.hash + 1)).success).toBe(false)
    for (const none of [null, undefined, '', '  ', '\n', 7, {}]) expect(keptText(5).parse(none)).toBeNull()
    expect(optionalHash.parse(' 0xAB\n')).toBe('0xab')
    expect(optionalHash.parse(' ')).toBeNull()
  })

  test('holds no half of a character, which no file could give back', () => {
    expect(keptText(5).parse('a\ud83d')).toBe('a\ufffd')
  })

  test.each([
    999_999_999_999,
    '99999999999',
    '1',
    9_999_999_999_999,
    '9999-01-01T00:00:00Z',
    '0001-01-01T00:00:00Z',
  ])('is no instant where it says %j', (told) => {
    expect(optionalInstant.parse(parseWire(JSON.stringify(told)))).toBeNull()
    expect(optionalIso.parse(told)).toBeNull()
  })
})

describe('an answer nested absurdly deep', () => {
  const deep = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)

  test('is read but for the part that is too deep, which can be written down again', () => {
    const value = parseWire(`{"id":"7","n":1,"deep":${deep(60_000)},"after":"]"}`)
    expect(value).toMatchObject({ id: '7', after: ']' })
    expect(encodeWire(value)).toContain('["…"]')
  })

  test('keeps what is as deep as an answer may be', () => {
    expect(shallowJson(deep(64))).toBe(deep(64))
    expect(shallowJson(deep(65))).not.toBe(deep(65))
    expect(shallowJson(`"${deep(90)}\\""`)).toBe(`"${deep(90)}\\""`)
  })

  test('that never closes is no JSON', () => {
    expect(() => parseWire('['.repeat(100_000))).toThrow(SyntaxError)
    expect(() => parseWire(`1${']'.repeat(100_000)}`)).toThrow(SyntaxError)
  })
})
