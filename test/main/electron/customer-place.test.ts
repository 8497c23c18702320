import { expect, test } from 'vitest'
import { customerPlace } from '../../../src/main/electron/windows/customer-place.ts'

const screen = (id: number, x: number, width: number, height: number) => {
  const bounds = { x, y: 0, width, height }
  return { id, bounds, workArea: { ...bounds, y: 30, height: height - 30 } }
}
const [till, large, small] = [
  screen(1, 0, 1280, 800),
  screen(2, 1280, 1920, 1080),
  screen(3, 3200, 1024, 600),
]

test('the customer has the whole of the largest screen that the till is not on', () => {
  expect(customerPlace('other', [till, small, large], 1)).toEqual({ where: 'other', bounds: large.bounds })
  expect(customerPlace('other', [till, small, large], 2)).toEqual({ where: 'other', bounds: till.bounds })
  expect(customerPlace('other', [till], 1)).toBeNull()
  expect(customerPlace('other', [], 1)).toBeNull()
})

test('where nobody knows which screen the till is on, it is the first', () => {
  expect(customerPlace('other', [till, small], 9)).toEqual({ where: 'other', bounds: small.bounds })
})

test('to try it, it stands on the till’s own screen, whole within what windows may cover', () => {
  expect(customerPlace('beside', [till, large], 1)).toEqual({
    where: 'beside',
    bounds: { x: 320, y: 200, width: 960, height: 600 },
  })
  expect(customerPlace('beside', [small], 3)?.bounds).toEqual({ x: 3264, y: 30, width: 960, height: 570 })
})
