import { describe, expect, it } from 'vitest'
import { moveActive } from '../../../src/renderer/keyboard/move-active.ts'

describe('moving in the list', () => {
  it('stays inside it', () => {
    expect(moveActive('ArrowUp', 0, 10, 5)).toBe(0)
    expect(moveActive('PageDown', 8, 10, 5)).toBe(9)
    expect([moveActive('Home', 8, 10, 5), moveActive('End', 0, 10, 5), moveActive('a', 0, 10, 5)]).toEqual([
      0,
      9,
      null,
    ])
  })
})
