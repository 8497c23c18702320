import { expect, it } from 'vitest'
import { asciiDigits, readAmount } from '../../src/shared/money/read-amount.ts'

it.each([
  ['1250', '1250'],
  ['12.50', '12.50'],
  ['12,50', '12.50'],
  ['0,250', '0.250'],
  ['.5', '0.5'],
  [',250', '0.250'],
  ['5.', '5'],
  ['007', '7'],
  ['1,2345', '1.2345'],
  ['1250,500', '1250.500'],
  ['1.250,00', '1250.00'],
  ['1,250.00', '1250.00'],
  ['1 250', '1250'],
  ['1\u202f250,00 €', '1250.00'],
  ['$1,250.00', '1250.00'],
  ['USD 12.50', '12.50'],
  ["1'250.50", '1250.50'],
  ['1,250,000', '1250000'],
  ['١٢٥٠٫٥٠', '1250.50'],
  ['۱۲۵۰', '1250'],
  ['１２.５０', '12.50'],
  ['١٬٢٥٠٫٥', '1250.5'],
  ['١٬٢٥٠', '1250'],
  ['12\u200e', '12'],
  ['1250 د.ج', '1250'],
  ['١٬٢٥٠٫٠٠ د.ج.', '1250.00'],
  ['Rs. 500', '500'],
  ['Rs.5.00', '5.00'],
  ['$.50', '0.50'],
  ['12.50\n', '12.50'],
  ['500 Kč', '500'],
])('reads %j as %j', (text, decimal) => {
  expect(readAmount(text, 2)).toEqual({ kind: 'amount', decimal })
})

it.each(['', 'abc', '.', '-5', '5-', '1.2.3', '12 50', '12,34,567', '1e5', '1.250.00', '1,25 0'])(
  'takes %j for no amount',
  (text) => {
    expect(readAmount(text, 2)).toEqual({ kind: 'none' })
  },
)

it.each([
  ['1,250', '1250', '1.250'],
  ['7.400', '7400', '7.400'],
  ['١٢,٥٠٠', '12500', '12.500'],
  ['$999,999', '999999', '999.999'],
  ['Rs.500', '500', '0.500'],
  ['kr.50', '50', '0.50'],
  ['Rs.1,250', '1250', '1.250'],
])('never guesses by a thousand: %s', (text, grouped, pointed) => {
  expect(readAmount(text, 2)).toEqual({ kind: 'unclear', grouped, pointed })
})

it.each(['12\t500', '12\n500', '12\r\n500', '12\t500٫50', '1 2٫50', '12\v500\n000'])(
  'never joins two amounts that a tab or a new line parts: %j',
  (text) => {
    expect(readAmount(text, 2)).toEqual({ kind: 'none' })
  },
)

it.each([
  '1.5k',
  '2M',
  '3 mln €',
  '5 mil',
  '5 тыс. ₽',
  '5万円',
  '2 lakh',
  '50¢',
  '¢50',
  '50 cents',
  '50 ct',
  '80p',
])('takes no amount that counts in thousands or in hundredths for whole units: %s', (text) => {
  expect(readAmount(text, 2)).toEqual({ kind: 'none' })
})

it('takes a long text for no amount, at once', () => {
  expect(readAmount(`1${'a'.repeat(200_000)}!`, 2)).toEqual({ kind: 'none' })
})

it('takes a point for a decimal point where amounts have three decimals, and asks about a comma all the same', () => {
  expect(readAmount('1.125', 3)).toEqual({ kind: 'amount', decimal: '1.125' })
  expect(readAmount('1,125', 18)).toEqual({ kind: 'unclear', grouped: '1125', pointed: '1.125' })
  expect(readAmount('1.250.000', 3)).toEqual({ kind: 'amount', decimal: '1250000' })
})

it('leaves digits of scripts alone that it does not know, and every other character', () => {
  expect(asciiDigits('a١۲३४৫๖𝟕')).toBe('a123456𝟕')
})
