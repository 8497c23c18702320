import { expect, it } from 'vitest'
import { asTyped, isBeyond, refundAmounts } from '../../../src/renderer/sale/refund-amounts.ts'

const usd = (amount: string) => ({ currency: 'USD', amount })
const of = (asked: string, received: string, refunded: string) =>
  refundAmounts({ asked: usd(asked), received: usd(received), refunded: usd(refunded) })

it.each([
  ['nothing came', ['20.00', '0.00', '0.00'], { net: '0.00', possible: false, surplus: null }],
  ['just enough came', ['20.00', '20.00', '0.00'], { net: '20.00', possible: true, surplus: null }],
  ['too much came', ['20.00', '22.50', '0.00'], { net: '22.50', possible: true, surplus: '2.50' }],
  [
    'a part of the surplus went back',
    ['20.00', '22.50', '1.00'],
    { net: '21.50', surplus: '1.50', anything: true },
  ],
  ['the surplus went back', ['20.00', '22.50', '2.50'], { net: '20.00', surplus: null, everything: false }],
  ['more went back', ['20.00', '22.50', '10.00'], { net: '12.50', possible: true, surplus: null }],
  ['all went back', ['20.00', '22.50', '22.50'], { net: '0.00', possible: false, everything: true }],
  [
    'the provider counts less by now',
    ['20.00', '0.00', '5.00'],
    { net: '-5.00', possible: false, everything: true },
  ],
])('knows what is left where %s', (_, [asked = '', received = '', refunded = ''], expected) => {
  const { net, surplus, ...rest } = of(asked, received, refunded)
  expect({ ...rest, net: net.amount, surplus: surplus?.amount ?? null }).toMatchObject(expected)
})

it.each([
  ['2.50', '2.50', false],
  ['2.51', '2.50', true],
  ['2.5', '2.50', false],
  ['0.01', '0.00', true],
  ['0.01', '-5.00', true],
])('takes %s as more than %s is left: %s', (decimal, left, beyond) => {
  expect(isBeyond(decimal, usd(left))).toBe(beyond)
})

it.each([
  ['USD', '2.50', '2.50'],
  ['USD', '1250.00', '1250.00'],
  ['JPY', '7400', '7400'],
  ['DAI', '2.500000000000000000', '2.50'],
  ['DAI', '1234.000000000000000001', '1234.000000000000000001'],
])('writes %s %s as a person would type it: %s', (currency, amount, typed) => {
  expect(asTyped({ currency, amount })).toBe(typed)
})
