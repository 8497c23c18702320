import { describe, expect, it } from 'vitest'
import {
  type AmountKey,
  entryDecimal,
  entryFault,
  entryShown,
  isCutOff,
  pasteAmount,
  pressKey,
} from '../../../src/renderer/sale-entry/amount.ts'

function typed(keys: readonly AmountKey[], decimals: number): string {
  return keys.reduce((text, key) => pressKey(text, key, decimals), '')
}
const digits = (text: string) => [...text] as AmountKey[]
const dzd = { currency: 'DZD', decimals: 0, minimum: '500', maximum: '500000' }

describe('typing an amount', () => {
  it('counts in cents where the account takes two decimals', () => {
    expect(entryDecimal(typed(digits('1250'), 2), 2)).toBe('12.50')
    expect(entryDecimal(typed(digits('5'), 2), 2)).toBe('0.05')
  })

  it('counts in whole units where the account takes none', () => {
    expect(entryDecimal(typed(digits('1250'), 0), 0)).toBe('1250')
  })

  it('never makes more of an amount whose decimals the account does not take', () => {
    expect(entryDecimal(typed(['1', '2', '5', '0', '.', '0', '0'], 0), 0)).toBe('1250')
    expect(entryDecimal(typed(['1', '.', '5'], 0), 0)).toBe('1')
    expect(entryFault(entryDecimal(typed(['.', '5'], 0), 0), dzd)?.code).toBe('AMOUNT_ZERO')
  })

  it('takes a typed point as the decimal mark, and no more decimals than the account has', () => {
    expect(entryDecimal(typed(['1', '2', '.', '5', '0', '9'], 2), 2)).toBe('12.50')
    expect(entryShown(typed(['1', '2', '.'], 2), 2)).toBe('12.')
    expect(entryDecimal(typed(['.', '5'], 2), 2)).toBe('0.5')
  })

  it('counts fine tokens in whole units until a point is typed', () => {
    expect(entryDecimal(typed(digits('12'), 18), 18)).toBe('12')
    expect(entryDecimal(typed(['1', '.', ...digits('000000000000000001')], 18), 18)).toBe(
      '1.000000000000000001',
    )
  })

  it('drops leading zeros, takes back the last key, and clears', () => {
    expect(typed(['0', '00', '7'], 2)).toBe('7')
    expect(typed(['7', '5', 'back'], 2)).toBe('7')
    expect(typed(['7', '5', 'clear'], 2)).toBe('')
  })

  it('ignores what a scanner sends beyond fifteen digits', () => {
    expect(typed(digits('123456789012345678901234567890'), 0)).toBe('123456789012345')
  })

  it('shows an empty amount with the decimals the account takes', () => {
    expect([entryShown('', 2), entryShown('', 0)]).toEqual(['0.00', '0'])
  })
})

describe('checking an amount before Enter', () => {
  it('names the limit that is passed, and nothing at the limits themselves', () => {
    expect(entryFault('499', dzd)?.code).toBe('AMOUNT_TOO_SMALL')
    expect(entryFault('500001', dzd)?.code).toBe('AMOUNT_TOO_LARGE')
    expect(entryFault('0', dzd)?.code).toBe('AMOUNT_ZERO')
    expect([entryFault('500', dzd), entryFault('500000', dzd)]).toEqual([null, null])
  })
})

describe('what is pasted', () => {
  it.each([
    ['1250', 2, { kind: 'typed', typed: '1250.00' }],
    ['$1,250.50', 2, { kind: 'typed', typed: '1250.50' }],
    ['12.5', 2, { kind: 'typed', typed: '12.50' }],
    ['1250.00', 0, { kind: 'typed', typed: '1250' }],
    ['0.125', 18, { kind: 'typed', typed: '0.125' }],
    ['3', 18, { kind: 'typed', typed: '3' }],
    ['12.345.678,9', 2, { kind: 'typed', typed: '12345678.90' }],
    ['7,400', 2, { kind: 'unclear', grouped: '7400.00', pointed: '7.40' }],
    ['7,405', 2, { kind: 'unclear', grouped: '7405.00', pointed: '7.405' }],
    ['7,400', 0, { kind: 'unclear', grouped: '7400', pointed: '7.4' }],
    ['7,400', 18, { kind: 'unclear', grouped: '7400', pointed: '7.4' }],
    ['12.505', 3, { kind: 'typed', typed: '12.505' }],
    ['12.5051', 2, { kind: 'tooFine' }],
    ['12345678901234', 2, { kind: 'tooLong' }],
    ['two', 2, { kind: 'none' }],
  ] as const)('%s, with %i decimals', (text, decimals, pasted) => {
    expect(pasteAmount(text, decimals)).toEqual(pasted)
  })
})

describe('a key that is not taken', () => {
  it.each([
    ['1.23', '4', 2],
    ['1.23', '.', 2],
    ['12.34', '0', 2],
    ['12.3', '00', 2],
    ['1.', '2', 0],
  ])('behind %s, %s with %i decimals, would have made another amount', (text, key, decimals) => {
    expect(isCutOff(text, key, decimals)).toBe(true)
  })

  it.each([
    ['1234', '5', 2],
    ['1.2', '3', 2],
    ['12.', '.', 2],
    ['1250.', '0', 0],
    ['12.34', 'back', 2],
    ['12.34', '+', 2],
    ['12.34*', '3', 2],
  ])('behind %s, %s with %i decimals, is none of these', (text, key, decimals) => {
    expect(isCutOff(text, key, decimals)).toBe(false)
  })
})
