import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { setAmountsHidden } from '../../../src/renderer/i18n/hidden-amounts.ts'
import { chartBarsOf, labelled } from '../../../src/renderer/screens/books/month/charts/chart-bars.ts'
import { inkOf, STEPS, stepOf } from '../../../src/renderer/screens/books/month/charts/heat-steps.ts'
import {
  marksOf,
  partOf,
  roundText,
  scaleOf,
} from '../../../src/renderer/screens/books/month/charts/money-scale.ts'
import { columnBlocks } from '../../../src/renderer/screens/books/month/paper/column-blocks.ts'
import { moneyFrom } from '../../../src/shared/money/money.ts'

// The week of a country: Friday and Saturday off, Saturday first.
beforeAll(() => {
  vi.stubGlobal('navigator', { language: 'ar-DZ' })
})
afterAll(() => {
  vi.unstubAllGlobals()
})

test('the lines of a scale are told apart where their amounts are hidden too', () => {
  const keys = () => marksOf({ top: 100n, bottom: -50n }, 'DZD', 'en').map(({ key }) => key)
  const shown = keys()
  setAmountsHidden(true)
  expect(keys()).toEqual(shown)
  setAmountsHidden(false)
  expect(new Set(shown).size).toBe(4)
})

test('a scale ends at a round number, holds every amount, and keeps the least of them apart from nothing', () => {
  const ends = [1n, 9n, 11n, 149n, 151n, 2_498n, 99_999n, 10n ** 18n + 1n, 3n * 10n ** 35n, 999n * 10n ** 33n]
  for (const end of ends) {
    const scale = scaleOf([0n, end])
    expect(scale.top >= end && scale.top <= end * 2n && scale.bottom === 0n, String(end)).toBe(true)
    expect(String(scale.top)).toMatch(/^[1-9][05]?0*$/)
    expect(partOf(end, scale)).toBeGreaterThan(0.49)
    expect(partOf(end, scale)).toBeLessThanOrEqual(1)
  }
  expect(scaleOf([])).toEqual({ top: 1n, bottom: 0n })
  const both = scaleOf([-40n, 90n])
  expect(both.bottom <= -40n && both.top >= 90n).toBe(true)
  expect(partOf(both.top, both) - partOf(both.bottom, both)).toBeCloseTo(1, 5)
})

test('the end of a scale is short whatever its currency and size, and says no other number', () => {
  const text = (currency: string, amount: string) => roundText(moneyFrom(currency, amount), 'en')
  expect(text('DZD', '250000')).toBe('250,000')
  expect(text('EUR', '1.50')).toBe('1.5')
  expect(text('JPY', '25000000')).toBe('25M')
  expect(text('DAI', '300000000000000000')).toBe('3E17')
  expect(text('DAI', '0.000000000000000002')).toBe('2E-18')
  // The line half way up the scale of each is drawn as well.
  expect(text('JPY', '1250000')).toBe('1.25M')
  expect(text('JPY', '1250000000')).toBe('1.25B')
  expect(text('DAI', '1250000000000000000')).toBe('1.25E18')
  expect(text('DAI', '0.000125')).toBe('1.25E-4')
})

test.each([
  ['month', '2026-10-01', '2026-10-31', 31],
  ['quarter', '2026-10-01', '2026-12-31', 14],
  ['year', '2024-01-01', '2024-12-31', 12],
] as const)(
  'the bars of a %s follow each other without a gap, and have all of its days',
  (span, from, to, many) => {
    const bars = chartBarsOf(span, from, to, 'en')
    expect(bars).toHaveLength(many)
    expect(bars[0]?.first).toBe(0)
    for (const [place, { first }] of bars.entries()) if (place > 0) expect(bars[place - 1]?.end).toBe(first)
    expect(bars.at(-1)?.end).toBe((Date.parse(to) - Date.parse(from)) / 86_400_000 + 1)
    // 2 October 2026 is a Friday; a week begins on Saturday, the 3rd.
    if (span === 'month')
      expect(bars.map(({ isOff }) => isOff).slice(0, 4)).toEqual([false, true, true, false])
    if (span === 'quarter') expect(bars[1]?.label).toBe('3 Oct')
  },
)

test('names beneath bars never stand in each other', () => {
  for (const many of [1, 12, 14, 28, 31, 53])
    for (const step of [3, 6.5, 20, 33, 80])
      for (const isByNumber of [true, false]) {
        const places = labelled(many, step, 14, isByNumber)
        expect(places[0]).toBe(0)
        for (const [n, place] of places.entries())
          if (n > 0) expect((place - (places[n - 1] ?? 0)) * step).toBeGreaterThan(14)
      }
})

test('steps of ink are round, five at most, and rise with the count', () => {
  for (let most = 1; most < 30_000; most += 1 + Math.floor(most / 7)) {
    const step = stepOf(most)
    expect(step * STEPS).toBeGreaterThanOrEqual(most)
    expect(inkOf(0, step)).toBe(0)
    expect(inkOf(1, step)).toBe(1)
    expect(inkOf(most, step)).toBeLessThanOrEqual(STEPS)
    expect(inkOf(step, step)).toBe(1)
    if (most > step) expect(inkOf(step + 1, step)).toBe(2)
  }
})

test('columns stand side by side on paper as long as they fit, each once', () => {
  const longest = [12, 20, 14, 38, 38, 90, 10]
  const blocks = columnBlocks(longest)
  expect(blocks.flat()).toEqual([0, 1, 2, 3, 4, 5, 6])
  for (const block of blocks)
    if (block.length > 1)
      expect(
        block.reduce((width, column) => width + (longest[column] ?? 0) * 6 + 16, 96),
      ).toBeLessThanOrEqual(680)
})
