import { expect, it } from 'vitest'
import { createBurst } from '../../src/renderer/screens/counter/burst.ts'

function typed(keys: number, gapMs: number): { readonly isBurst: boolean } {
  const burst = createBurst()
  for (let key = 0; key < keys; key += 1) burst.key(key * gapMs)
  return { isBurst: burst.isBurst((keys - 1) * gapMs + Math.min(gapMs, 25)) }
}

it('sixty keys of a scanner, thirteen and eight too, are a burst at any pace a scanner has', () => {
  for (const keys of [8, 13, 60]) for (const gap of [0, 2, 8, 20]) expect(typed(keys, gap).isBurst).toBe(true)
})

it('a hand is never one, however long the amount, and neither is a short quick amount', () => {
  expect(typed(15, 60).isBurst).toBe(false)
  expect(typed(7, 5).isBurst).toBe(false)
})

it('is over when the hand takes its time before Enter', () => {
  const burst = createBurst()
  for (let key = 0; key < 13; key += 1) burst.key(key)
  expect(burst.isBurst(2_000)).toBe(false)
})
