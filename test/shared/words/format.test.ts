import { describe, expect, it } from 'vitest'
import {
  agoText,
  amountParts,
  amountText,
  clockText,
  columnInstantText,
  durationText,
  instantText,
  isNegative,
  isPositive,
  nightsBetween,
  shortInstantText,
  sizeText,
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

  it('writes French marks', () => {
    expect(amountText({ currency: 'EUR', amount: '12.50' }, 'fr')).toBe('12,50 EUR')
  })

  it('cuts an amount at its decimal mark, with the sign people read', () => {
    expect(amountParts({ currency: 'DZD', amount: '-1250.50' }, 'en')).toEqual({
      sign: '−',
      whole: '1,250',
      mark: '.',
      fraction: '50',
      currency: 'DZD',
    })
    const whole = amountParts({ currency: 'JPY', amount: '0' }, 'en')
    expect(whole).toEqual({ sign: '', whole: '0', mark: '', fraction: '', currency: 'JPY' })
  })

  it.each([
    ['1.5', '1.5 X'],
    ['1.0', '1.0 X'],
    ['1.000', '1.00 X'],
    ['1.005', '1.005 X'],
    ['1.1000', '1.10 X'],
    ['1.12345', '1.12345 X'],
  ])('shows %s as %s: at most two zeros that say nothing', (amount, text) => {
    expect(amountText({ currency: 'X', amount }, 'en')).toBe(text)
  })

  it('leaves the thousands together where that is asked for, whatever sets them apart', () => {
    const million = { currency: 'DZD', amount: '-1234567.50' }
    expect(amountText(million, 'en', 'ungrouped')).toBe('−1234567.50 DZD')
    expect(amountText(million, 'fr', 'ungrouped')).toBe('−1234567,50 DZD')
  })

  it('takes only the sign in front away', () => {
    expect(withoutSign({ currency: 'A-B', amount: '12.50' })).toEqual({ currency: 'A-B', amount: '12.50' })
  })

  it('tells more than nothing from nothing and from less', () => {
    expect(['0.01', '10', '0.00', '0', '-1'].map(isPositive)).toEqual([true, true, false, false, false])
    expect(['0.01', '-10', '-0.00', '0', '-0.01'].map(isNegative)).toEqual([false, true, false, false, true])
  })

  it('tells too much from still due', () => {
    expect([isNegative('-0.50'), isNegative('0.50'), isNegative('-0.00')]).toEqual([true, false, false])
    expect(withoutSign({ currency: 'USD', amount: '-0.50' }).amount).toBe('0.50')
  })
})

describe('writing a time', () => {
  it.each([
    ['en-GB', ['0 sec ago', '99 sec ago', '2 min ago', '100 min ago']],
    ['fr-DZ', ['il y a 0 s', 'il y a 99 s', 'il y a 2 min', 'il y a 100 min']],
    ['ar-DZ', ['قبل 0 ثانية', 'قبل 99 ثانية', 'قبل دقيقتين', 'قبل 100 دقيقة']],
    ['ar-DZ-u-nu-arab', ['قبل ٠ ثانية', 'قبل ٩٩ ثانية', 'قبل دقيقتين', 'قبل ١٠٠ دقيقة']],
  ])('tells how long ago something was as one does in %s', (locale, told) => {
    const plain = [0, 99, 100, 5_999].map((seconds) => agoText(seconds, locale).replaceAll('\u00a0', ' '))
    expect(plain.map((text) => text.replaceAll('\u202f', ' '))).toEqual(told)
  })

  it('counts down without going below zero', () => {
    expect([1_199_000, 3_909_000, -5].map((ms) => durationText(ms, 'en'))).toEqual([
      '19:59',
      '1:05:09',
      '0:00',
    ])
  })

  it.each([
    [0, '0:00'],
    [1, '0:01'],
    [1_000, '0:01'],
    [1_001, '0:02'],
    [59_000, '0:59'],
    [60_000, '1:00'],
    [600_000, '10:00'],
    [3_599_000, '59:59'],
    [3_600_000, '1:00:00'],
    [36_000_000, '10:00:00'],
    [90_061_000, '25:01:01'],
  ])('writes %i ms as %s', (ms, text) => {
    expect(durationText(ms, 'en')).toBe(text)
  })

  it('names the year in a list only when it is not this one, and says the time of day alone where that is asked', () => {
    const at = Date.UTC(2026, 10, 20, 23, 3, 9)
    expect(shortInstantText(at, at + 1_000, 'en', 'UTC')).toBe('20 Nov, 23:03')
    expect(shortInstantText(at, Date.UTC(2027, 0, 1), 'en', 'UTC')).toBe('20 Nov 2026, 23:03')
    expect(columnInstantText(at, at + 1_000, 'en', 'UTC')).toBe('20 Nov 23:03')
    expect(columnInstantText(at, Date.UTC(2027, 0, 1), 'en', 'UTC')).toBe('20 Nov 2026')
    expect(clockText(at, 'en', 'Africa/Algiers')).toBe('00:03:09')
    expect(instantText(at, 'en', 'UTC')).toBe('20 Nov 2026, 23:03:09')
    expect(clockText(at, 'ar', 'UTC')).toMatch(/[0-9]/)
    expect(instantText(at, 'en', 'UTC')).not.toBe(clockText(at, 'en', 'UTC'))
  })

  it("uses the book's zone", () => {
    const at = Date.UTC(2026, 10, 20, 23, 30)
    expect(instantText(at, 'en', 'Africa/Algiers')).toContain('21 Nov 2026')
    expect(instantText(at, 'en', 'UTC')).toContain('20 Nov 2026')
  })

  const NEW_YEAR = Date.UTC(2026, 0, 1)
  const HOUR = 3_600_000
  it.each([
    // zone, the instant, now, in hours from 1 January 2026 UTC
    ['America/New_York', 3, 4, '31 Dec, 22:00'],
    ['America/New_York', 3, 6, '31 Dec 2025, 22:00'],
    ['America/New_York', -1, 4.9, '31 Dec, 18:00'],
    ['America/New_York', 5, 6, '1 Jan, 00:00'],
    ['America/New_York', 12 * 30 * 24, 6, '26 Dec, 19:00'],
    ['Asia/Tokyo', -9, 1, '1 Jan, 00:00'],
    ['Asia/Tokyo', -9, -10, '1 Jan 2026, 00:00'],
    ['Asia/Tokyo', -10, -9, '31 Dec 2025, 23:00'],
    ['Pacific/Kiritimati', -14, 0, '1 Jan, 00:00'],
    ['Africa/Algiers', -1, 0, '1 Jan, 00:00'],
    ['UTC', -1, 0, '31 Dec 2025, 23:00'],
    ['UTC', 0, 0, '1 Jan, 00:00'],
  ] as const)(
    'in %s, %d h from new year as seen %d h from it, it names the year only where that zone has another',
    (zone, at, now, text) => {
      expect(shortInstantText(NEW_YEAR + at * HOUR, NEW_YEAR + now * HOUR, 'en', zone)).toBe(text)
    },
  )

  it.each([
    // zone, the instant, the later one, in hours from 1 January 2026 UTC
    ['UTC', 0, 23.9, 0],
    ['UTC', -0.1, 0, 1],
    ['UTC', -30, 23, 2],
    ['Africa/Algiers', -1, 0, 0],
    ['Africa/Algiers', -1.1, 0, 1],
    ['America/New_York', 4.9, 5, 1],
    ['UTC', 25, 1, -1],
    // The nights in which New York's clocks are set forward and back.
    ['America/New_York', 24 * 67 - 1, 24 * 68 + 3.9, 1],
    ['America/New_York', 24 * 305 + 3, 24 * 305 + 28.5, 1],
  ] as const)('in %s, from %d h to %d h from new year there are %d nights', (zone, at, later, nights) => {
    expect(nightsBetween(NEW_YEAR + at * HOUR, NEW_YEAR + later * HOUR, zone)).toBe(nights)
  })
})

describe('the size of a file', () => {
  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [38_000_000, '38.0 MB'],
    [38_249_000, '38.2 MB'],
    [212_400_000_000, '212 GB'],
    [3_000_000_000_000_000, '3,000 TB'],
  ])('%d is written as %s', (bytes, text) => {
    expect(sizeText(bytes, 'en')).toBe(text)
  })
})
