import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arranged } from '../../../../src/renderer/screens/invoices/columns/arrange.ts'
import { layOut } from '../../../../src/renderer/screens/invoices/columns/lay-out.ts'
import type { ColumnName } from '../../../../src/renderer/screens/invoices/columns/names.ts'
import { type Span, sumsPlaces } from '../../../../src/renderer/screens/invoices/columns/sums-places.ts'
import { COLUMNS } from '../../../../src/renderer/screens/invoices/list/columns.ts'

const MONEY: readonly ColumnName[] = ['asked', 'received', 'difference']

describe('a line of sums', () => {
  it('stands as it is drawn: how many under the first columns, the difference under the status', () => {
    const { columns } = layOut(COLUMNS, arranged(COLUMNS, null), 1043)
    expect(sumsPlaces(columns, MONEY, true)).toEqual({ label: [2, 5], difference: [7, 8], word: [8, 10] })
    const wide = layOut(COLUMNS, arranged(COLUMNS, null), 1675).columns
    expect(sumsPlaces(wide, MONEY, true)).toEqual({ label: [2, 5], difference: null, word: null })
  })

  it('tells every sum and never one upon another, whatever is chosen', () => {
    const names = COLUMNS.map(({ name }) => name as string)
    const kept = fc.record({
      order: fc.shuffledSubarray(names),
      shown: fc.subarray(names),
      widths: fc.constant({}),
    })
    fc.assert(
      fc.property(kept, fc.integer({ min: 663, max: 3_000 }), (own, room) => {
        const { columns } = layOut(COLUMNS, arranged(COLUMNS, own), room)
        const places = sumsPlaces(columns, MONEY, true)
        const at = (name: ColumnName): Span | null => {
          const place = columns.findIndex((one) => one.name === name)
          return place < 0 ? null : [place + 1, place + 2]
        }
        const difference = places.difference ?? at('difference')
        expect(difference).not.toBeNull()
        const widthOf = ([from, to]: Span) =>
          columns.slice(from - 1, to - 1).reduce((sum, { width }) => sum + width, 0)
        expect(widthOf(difference ?? [1, 1])).toBeGreaterThanOrEqual(124)
        expect(widthOf(places.label)).toBeGreaterThan(0)
        const taken = [places.label, difference, places.word, at('asked'), at('received')].flatMap((span) =>
          span ? Array.from({ length: span[1] - span[0] }, (_, nth) => span[0] + nth) : [],
        )
        expect(new Set(taken).size).toBe(taken.length)
        expect(Math.max(...taken)).toBeLessThanOrEqual(columns.length)
      }),
      { numRuns: 1_000 },
    )
  })
})
