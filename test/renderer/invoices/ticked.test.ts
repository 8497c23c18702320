import { expect, test } from 'vitest'
import {
  seenWithAll,
  stillIn,
  type Tick,
  withoutThese,
} from '../../../src/renderer/screens/invoices/attention/ticked.ts'
import { MOST_SELECTED } from '../../../src/shared/contract/plain/limits.ts'

function ticksOf(count: number): ReadonlyMap<string, Tick> {
  const one = (n: number) => [`tick-${n}`, { kind: 'late', difference: null, news: 1_000 + n }] as const
  return new Map(Array.from({ length: count }, (_, n) => one(n)))
}

test('what has left the list is let go of, and the rest is kept in its order', () => {
  const ticks = ticksOf(4)
  expect([...stillIn(new Set(['tick-3', 'tick-0', 'other']), ticks).keys()]).toEqual(['tick-0', 'tick-3'])
  expect(seenWithAll(stillIn(new Set(['tick-3', 'tick-2']), ticks))).toBe(1_002)
  expect([...withoutThese(ticksOf(3), ticks).keys()]).toEqual(['tick-3'])
})

test('as many as can be ticked are looked through at once', () => {
  const ticks = ticksOf(MOST_SELECTED)
  const began = performance.now()
  expect(stillIn(new Set(), ticks).size).toBe(0)
  expect(stillIn(new Set(ticks.keys()), ticks).size).toBe(MOST_SELECTED)
  expect(performance.now() - began).toBeLessThan(2_000)
  // More arguments than a call takes.
  expect(seenWithAll(ticksOf(3 * MOST_SELECTED))).toBe(1_000)
})
