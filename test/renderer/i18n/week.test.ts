import { afterEach, expect, test, vi } from 'vitest'
import { weekdayOf, weekIn } from '../../../src/renderer/i18n/week.ts'

afterEach(() => vi.unstubAllGlobals())

test('a week begins and ends as it does where the window’s language is spoken', () => {
  const week = (language: string) => {
    const { weekdays, isDayOff } = weekIn(language)
    const off = ['2026-10-02', '2026-10-03', '2026-10-04'].filter(isDayOff).map(weekdayOf)
    return [weekdays[0], off]
  }
  expect(week('fr-FR')).toEqual([1, [6, 7]])
  expect(week('fr-DZ')).toEqual([6, [5, 6]])
  expect(week('ar-DZ-u-nu-arab')).toEqual([6, [5, 6]])
})

test('in English it is that of the computer’s own region', () => {
  vi.stubGlobal('navigator', { language: 'en-US' })
  expect(weekIn('en-GB').weekdays).toEqual([7, 1, 2, 3, 4, 5, 6])
  vi.stubGlobal('navigator', { language: 'fr-DZ' })
  expect(weekIn('en-GB').weekdays[0]).toBe(6)
})
