import { describe, expect, it } from 'vitest'
import { differenceOf } from '../../../src/renderer/sale/exception-words.tsx'

describe('what is missing or too much', () => {
  it.each([
    ['DAI', '20.000000000000000000', '13.750000000000000000', '6.250000000000000000'],
    ['USD', '12.50', '12.51', '0.01'],
    ['DZD', '7400.00', '7400.00', '0.00'],
    [
      'DAI',
      '0.000000000000000001',
      '9007199254740993.000000000000000002',
      '9007199254740993.000000000000000001',
    ],
  ])(
    'in %s, asked %s and received %s, is exactly %s, without a sign',
    (currency, asked, received, amount) => {
      expect(differenceOf({ currency, amount: asked }, { currency, amount: received })).toEqual({
        currency,
        amount,
      })
    },
  )
})
