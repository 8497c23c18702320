import fc from 'fast-check'
import { expect, it } from 'vitest'
import { keptPlace, shownPlace } from '../../../src/renderer/screens/books/month/cell-places.ts'
import { FOOT } from '../../../src/renderer/screens/books/month/figures.ts'

const size = fc.record({ days: fc.integer({ min: 28, max: 366 }), accounts: fc.integer({ min: 1, max: 30 }) })

it('finds a cell again in the same days', () => {
  fc.assert(
    fc.property(size, fc.nat(), fc.nat(), (one, r, c) => {
      const place = { row: r % (one.days + FOOT.length), column: c % (one.accounts + 2) }
      expect(shownPlace(keptPlace(place, one), one)).toEqual(place)
    }),
  )
})

it('keeps the line of the foot and the columns behind the accounts, however many days and accounts others have', () => {
  fc.assert(
    fc.property(size, size, fc.nat(3), fc.nat(1), (one, other, line, behind) => {
      const kept = keptPlace({ row: one.days + line, column: one.accounts + behind }, one)
      expect(shownPlace(kept, other)).toEqual({ row: other.days + line, column: other.accounts + behind })
    }),
  )
})

it('comes to the last day and the last account where there are fewer', () => {
  const kept = keptPlace({ row: 30, column: 8 }, { days: 31, accounts: 9 })
  expect(shownPlace(kept, { days: 30, accounts: 3 })).toEqual({ row: 29, column: 2 })
})
