import { describe, expect, it } from 'vitest'
import { checkAsk } from '../../../src/main/invoicing/check-amount.ts'
import { toleranceOf } from '../../../src/main/invoicing/invoicing.ts'
import { money } from '../../../src/shared/money/money.ts'

const dinars = [{ currency: 'DZD', decimals: 0, minimum: '500', maximum: '500000' }]
const dollars = [{ currency: 'USD', decimals: 2, minimum: '0.01', maximum: null }]

function code(amount: string, currency: string, offered: typeof dinars | typeof dollars, description = '') {
  const checked = checkAsk({ amount, currency, description }, offered, 1000)
  return checked.ok ? checked.value.units : checked.error.code
}

describe('a typed amount', () => {
  it.each([
    ['500', 50_000n],
    ['500000', 50_000_000n],
    ['500.00', 50_000n],
    ['499', 'AMOUNT_TOO_SMALL'],
    ['500001', 'AMOUNT_TOO_LARGE'],
    ['500.5', 'AMOUNT_TOO_MANY_DECIMALS'],
    ['0', 'AMOUNT_ZERO'],
    ['', 'AMOUNT_NOT_A_NUMBER'],
    ['-500', 'AMOUNT_NOT_A_NUMBER'],
    ['5e3', 'AMOUNT_NOT_A_NUMBER'],
    ['1,000', 'AMOUNT_NOT_A_NUMBER'],
    ['99999999999999999999999', 'AMOUNT_TOO_LARGE'],
  ])(
    'of %s dinars is checked against whole dinars from 500 to 500,000 (ocpay §2.1): %s',
    (typed, expected) => {
      expect(code(typed, 'DZD', dinars)).toBe(expected)
    },
  )

  it('keeps a cent exact', () => {
    expect(code('0.01', 'USD', dollars)).toBe(1n)
    expect(code('0.001', 'USD', dollars)).toBe('AMOUNT_TOO_MANY_DECIMALS')
  })

  it('in a currency the account does not take is refused by name', () => {
    expect(checkAsk({ amount: '1', currency: 'EUR', description: '' }, dollars, 1000)).toEqual({
      ok: false,
      error: { code: 'CURRENCY_NOT_OFFERED', params: { currency: 'EUR' } },
    })
  })

  it('with a description over the limit is refused, and the limit counts characters, not code units', () => {
    expect(code('1', 'USD', dollars, 'é'.repeat(10_000))).toBe('DESCRIPTION_TOO_LONG')
    expect(code('1', 'USD', dollars, '🧾'.repeat(1000))).toBe(100n)
  })
})

describe('the accepted shortfall', () => {
  it('is the percentage of the asked amount, rounded down, and none without the setting (oxapay §2.1)', () => {
    expect(toleranceOf({ settings: { underPaidCover: 2.5 } }, money('USD', 9_999n))).toEqual(
      money('USD', 249n),
    )
    expect(toleranceOf({ settings: {} }, money('USD', 9_999n))).toBeNull()
    expect(toleranceOf({ settings: { underPaidCover: 0 } }, money('USD', 9_999n))).toBeNull()
  })
})
