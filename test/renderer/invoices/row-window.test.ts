import { describe, expect, it } from 'vitest'
import {
  baseOf,
  covers,
  drawnAt,
  heightOf,
  offsetAt,
  offsetToSee,
  scrollTopAt,
} from '../../../src/renderer/rows/row-window.ts'

const SHORT = { count: 1_059, row: 36, seen: 540 }
const LONG = { count: 1_000_000, row: 44, seen: 540 }

describe('the rows that are drawn', () => {
  it('lie around what is seen, and never beyond the list', () => {
    expect(drawnAt(0, SHORT)).toEqual({ first: 0, end: 43 })
    const { first, end } = drawnAt(36 * 500, SHORT)
    expect([first <= 500 - 12, end >= 500 + 15 + 12, end - first < 60]).toEqual([true, true, true])
    expect(drawnAt(36 * 1_059 - 540, SHORT).end).toBe(1_059)
    expect(drawnAt(36 * 9_000, SHORT)).toEqual({ first: 1_058, end: 1_059 })
    expect(drawnAt(0, { ...SHORT, count: 0 })).toEqual({ first: 0, end: 0 })
  })

  it('cover what is seen until the list has moved by more than they reach', () => {
    const drawn = drawnAt(36 * 500, SHORT)
    expect([36 * 500, 36 * 508, 36 * 520, 36 * 400].map((offset) => covers(drawn, offset, SHORT))).toEqual([
      ...[true, true, false, false],
    ])
    expect(covers({ first: 0, end: 5 }, 0, { ...SHORT, count: 5 })).toBe(true)
  })

  it('begin in steps, so that a small movement draws nothing anew', () => {
    const firsts = new Set(Array.from({ length: 144 }, (_, px) => drawnAt(36 * 501 + px, SHORT).first))
    expect(firsts.size).toBe(2)
  })
})

describe('the scroll bar', () => {
  it('moves a short list as far as itself', () => {
    expect([heightOf(SHORT), offsetAt(1_234, SHORT), scrollTopAt(1_234, SHORT)]).toEqual([
      38_124, 1_234, 1_234,
    ])
    expect(baseOf(500, SHORT)).toBe(0)
  })

  it('takes a list that no browser could hold to its first row, its middle and its last', () => {
    const most = heightOf(LONG)
    expect(most).toBeLessThan(2 ** 24)
    const end = most - LONG.seen
    expect([offsetAt(0, LONG), offsetAt(end, LONG)]).toEqual([0, 44_000_000 - 540])
    expect(Math.abs(offsetAt(end / 2, LONG) - (44_000_000 - 540) / 2)).toBeLessThan(1)
    for (const place of [0, 1, 499_999, 999_987])
      expect(Math.abs(offsetAt(scrollTopAt(place * 44, LONG), LONG) - place * 44), `${place}`).toBeLessThan(2)
    expect(drawnAt(offsetAt(end, LONG), LONG).end).toBe(1_000_000)
    expect(baseOf(999_950, LONG)).toBe(999_000)
  })

  it('leaves a row of ten million exactly where it was moved to, though it stands on whole pixels only', () => {
    const extent = { ...LONG, count: 10_000_000 }
    for (const place of [7, 499_999, 9_999_000]) {
      const offset = place * 44
      const scrollTop = Math.round(scrollTopAt(offset, extent))
      const moved = { scrollTop, offset, count: extent.count }
      expect(offsetAt(scrollTop, extent, moved)).toBe(offset)
      expect(Math.abs(offsetAt(scrollTop + 1, extent, moved) - offset)).toBeGreaterThan(12)
      expect(offsetAt(scrollTop, { ...extent, count: 20_000_000 }, moved)).toBeGreaterThan(offset)
    }
  })
})

describe('a row that is gone to', () => {
  it.each([
    ['above', 3, 36 * 10, 36 * 3],
    ['in sight', 12, 36 * 10, 36 * 10],
    ['beneath', 30, 36 * 10, 36 * 31 - 540],
  ])('moves the list as little as shows it whole: %s', (_, index, offset, to) => {
    expect(offsetToSee(index, offset, SHORT)).toBe(to)
  })
})
