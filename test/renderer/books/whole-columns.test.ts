import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  ALL,
  besideOf,
  NEEDS,
  wholeColumns,
} from '../../../src/renderer/screens/books/month/whole-columns.ts'

it('puts whole columns alone between the day and all accounts together', () => {
  fc.assert(
    fc.property(fc.integer({ min: 360, max: 4_000 }), fc.integer({ min: 1, max: 40 }), (room, count) => {
      const { day, each, seen } = wholeColumns(room, count)
      expect(day + seen * each + ALL + NEEDS).toBe(room)
      expect(each).toBeGreaterThanOrEqual(150)
      expect(day).toBeGreaterThanOrEqual(84)
      // No more would fit.
      if (seen < count) expect(day + (seen + 1) * 150 + ALL + NEEDS).toBeGreaterThan(room)
    }),
  )
})

it('says how many lie on either side, whichever way is read', () => {
  const columns = wholeColumns(814, 6)
  expect(columns).toEqual({ day: 86, each: 151, seen: 4 })
  expect(besideOf(0, columns, 6)).toEqual({ before: 0, after: 2 })
  expect(besideOf(151, columns, 6)).toEqual({ before: 1, after: 1 })
  expect(besideOf(-302, columns, 6)).toEqual({ before: 2, after: 0 })
  expect(besideOf(0, wholeColumns(1_600, 6), 6)).toEqual({ before: 0, after: 0 })
})
