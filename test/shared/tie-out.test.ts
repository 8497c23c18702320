import { expect, test } from 'vitest'
import { signedAtto, signedDecimal, standingOf } from '../../src/shared/money/tie-out.ts'

const beside = (currency: string, told: string, book: string, explained = '0') =>
  standingOf({ currency, told, book, explained })

test('a statement ties out, is explained by what is ticked, or is open, each to the last unit', () => {
  expect(beside('USD', '8228.60', '8228.60')).toEqual({ difference: '0.00', open: '0.00', state: 'tied' })
  expect(beside('DZD', '2665300', '2672650.00')).toEqual({
    difference: '-7350.00',
    open: '-7350.00',
    state: 'open',
  })
  expect(beside('DZD', '2665300', '2672650.00', '-7350.00')).toMatchObject({
    open: '0.00',
    state: 'explained',
  })
  expect(beside('EUR', '7853.34', '7865.74')).toMatchObject({ difference: '-12.40', state: 'open' })
  expect(beside('JPY', '100', '101')).toMatchObject({ difference: '-1', state: 'open' })
})

test('what a statement with fewer decimals leaves out is rounding, and cents of money with cents never are', () => {
  const dai = '4850.489999999999999999'
  expect(beside('DAI', '4850.49', dai)).toEqual({
    ...{ difference: '0.000000000000000001', open: '0.000000000000000001', state: 'rounding' },
  })
  expect(beside('DAI', '4850.47', dai)).toMatchObject({ state: 'open' })
  expect(beside('EUR', '7853', '7853.40')).toMatchObject({ difference: '-0.40', state: 'open' })
  expect(beside('EUR', '7853.4', '7853.40')).toMatchObject({ state: 'tied' })
  // Told to the last decimal, nothing is rounding.
  expect(beside('DAI', '4850.489999999999999998', dai)).toMatchObject({ state: 'open' })
})

test('amounts below nothing are read and written as they are', () => {
  expect([signedAtto('-0.01'), signedDecimal('EUR', signedAtto('-0.01'))]).toEqual([-(10n ** 16n), '-0.01'])
  expect(signedDecimal('EUR', 1n)).toBe('0.000000000000000001')
})
