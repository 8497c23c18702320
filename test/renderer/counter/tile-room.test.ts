import { expect, it } from 'vitest'
import { tileLook } from '../../../src/renderer/screens/counter/items/use-tile-room.ts'

it('gives eight items or fewer two columns of four rows that fill the room', () => {
  expect(tileLook(8, { width: 472, height: 572 })).toEqual({ columns: 2, rows: 4, isDense: false })
  expect(tileLook(3, { width: 472, height: 572 })).toEqual({ columns: 2, rows: 4, isDense: false })
})

it('gives more three columns, and whole rows only', () => {
  expect(tileLook(9, { width: 472, height: 572 })).toEqual({ columns: 3, rows: 4, isDense: true })
  expect(tileLook(22, { width: 472, height: 572 })).toEqual({ columns: 3, rows: 8, isDense: true })
  expect(tileLook(60, { width: 472, height: 572 })).toEqual({ columns: 3, rows: 8, isDense: true })
  expect(tileLook(60, { width: 472, height: 350 })).toEqual({ columns: 3, rows: 4, isDense: true })
})

it('stands in four columns in a wide and low room', () => {
  expect(tileLook(8, { width: 720, height: 150 })).toEqual({ columns: 4, rows: 2, isDense: true })
})

it('never has less than one row, and holds everything before it is drawn', () => {
  expect(tileLook(20, { width: 300, height: 40 }).rows).toBe(1)
  const { columns, rows } = tileLook(30, { width: 0, height: 0 })
  expect(columns * rows).toBeGreaterThanOrEqual(30)
})
