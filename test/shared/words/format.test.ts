import { describe, expect, it } from 'vitest'
import {
  amountText,
  durationText,
  instantText,
  isNegative,
  withoutSign,
} from '../../../src/shared/words/format.ts'

describe('writing an amount', () => {
  it('groups digits, keeps every decimal that says something, and never rounds', () => {
    expect(amountText({ currency: 'DZD', amount: '1250.00' }, 'en')).toBe('1,250.00 DZD')
    expect(amountText({ currency: 'JPY', amount: '1250' }, 'en')).toBe('1,250 JPY')
    expect(amountText({ currency: 'DAI', amount: '10.500000000000000000' }, 'en')).toBe('10.50 DAI')
    expect(amountText({ currency: 'ETH', amount: '0.000000000000000001' }, 'en')).toBe(
      '0.000000000000000001 ETH',
    )
    expect(amountText({ currency: 'USD', amount: '90071992547409931.07' }, 'en')).toBe(
      '90,071,992,547,409,931.07 USD',
    )
  })

  it('writes French marks and keeps Latin digits in Arabic', () => {
    expect(amountText({ currency: 'EUR', amount: '12.50' }, 'fr')).toBe('12,50 EUR')
    expect(amountText({ currency: 'DZD', amount: '12.50' }, 'ar')).toMatch(/^[\d.,]+ DZD$/)
  })

  it('tells too much from still due', () => {
    expect([isNegative('-0.50'), isNegative('0.50'), isNegative('-0.00')]).toEqual([true, false, false])
    expect(withoutSign({ currency: 'USD', amount: '-0.50' }).amount).toBe('0.50')
  })
})

describe('writing a time', () => {
  it('counts down without going below zero', () => {
    expect([durationText(1_199_000), durationText(3_909_000), durationText(-5)]).toEqual([
      '19:59',
      '1:05:09',
      '0:00',
    ])
  })

  it("uses the book's zone", () => {
    const at = Date.UTC(2026, 10, 20, 23, 30)
    expect(instantText(at, 'en', 'Africa/Algiers')).toContain('21 Nov 2026')
    expect(instantText(at, 'en', 'UTC')).toContain('20 Nov 2026')
  })
})
