import { describe, expect, it } from 'vitest'
import {
  daysOf,
  eachDay,
  isDay,
  monthsFrom,
  type Span,
  stretchAfter,
  wholeOf,
} from '../../src/shared/time/days.ts'

describe('the days of a period', () => {
  const cases: readonly [span: Span, today: string, weekStart: number, from: string, to: string][] = [
    ['today', '2026-11-29', 0, '2026-11-29', '2026-11-29'],
    ['yesterday', '2026-03-01', 0, '2026-02-28', '2026-02-28'],
    // A Sunday, where weeks begin on it, on Monday and on Saturday.
    ['week', '2026-11-29', 0, '2026-11-29', '2026-12-05'],
    ['week', '2026-11-29', 1, '2026-11-23', '2026-11-29'],
    ['week', '2026-11-29', 6, '2026-11-28', '2026-12-04'],
    ['month', '2028-02-10', 0, '2028-02-01', '2028-02-29'],
    ['lastMonth', '2026-01-31', 0, '2025-12-01', '2025-12-31'],
    ['lastMonth', '2026-03-31', 0, '2026-02-01', '2026-02-28'],
    ['quarter', '2026-12-31', 0, '2026-10-01', '2026-12-31'],
    ['quarter', '2026-04-01', 0, '2026-04-01', '2026-06-30'],
    ['year', '2026-11-29', 0, '2026-01-01', '2026-12-31'],
  ]
  it.each(cases)('%s on %s, where a week begins on day %i: %s to %s', (span, today, weekStart, from, to) => {
    expect(daysOf(span, today, weekStart)).toEqual({ from, to })
  })
})

it('a stretch of months is told from another', () => {
  expect(wholeOf(monthsFrom(2026, 2, 1))).toBe('month')
  expect(wholeOf(monthsFrom(2026, 1, 12))).toBe('year')
  expect(wholeOf({ from: '2026-02-03', to: '2026-02-03' })).toBe('day')
  expect(wholeOf(monthsFrom(2026, 1, 3))).toBeNull()
  expect(wholeOf({ from: '2026-02-02', to: '2026-02-28' })).toBeNull()
  expect(wholeOf({ from: null, to: '2026-02-28' })).toBeNull()
  expect(monthsFrom(50, 1, 12)).toEqual({ from: '0050-01-01', to: '0050-12-31' })
})

it('a day is one that the calendar has', () => {
  expect(['2026-11-29', '2028-02-29', '0001-01-01'].map(isDay)).toEqual([true, true, true])
  const none = ['2026-02-29', '0000-01-01', '2026-13-01', '2026-1-1', '2026-11-29T00', '']
  expect(none.filter(isDay)).toEqual([])
})

it('a month, a quarter and a year are stepped from by their own length, whatever day of them is meant', () => {
  expect(stretchAfter('month', '2026-03-31', -1)).toBe('2026-02-01')
  expect(stretchAfter('month', '2026-12-31', 1)).toBe('2027-01-01')
  expect(stretchAfter('quarter', '2026-02-15', -1)).toBe('2025-10-01')
  expect(stretchAfter('year', '2028-02-29', 1)).toBe('2029-01-01')
})

it('every day of a stretch is told once, a leap day too', () => {
  const days = eachDay('2028-02-27', '2028-03-01')
  expect(days).toEqual(['2028-02-27', '2028-02-28', '2028-02-29', '2028-03-01'])
})
