import { expect, it } from 'vitest'
import { createScannerKeys, NO_HINTS } from '../../../src/renderer/keyboard/scanner.ts'

function typed(keys: number, gapMs: number): { readonly isBurst: boolean } {
  const burst = createScannerKeys()
  for (let key = 0; key < keys; key += 1) burst.key(key * gapMs)
  return { isBurst: burst.scan((keys - 1) * gapMs + Math.min(gapMs, 25), 'Enter', NO_HINTS) !== null }
}

it('sixty keys of a scanner, thirteen and eight too, are a burst at any pace a scanner has', () => {
  for (const keys of [8, 13, 60]) for (const gap of [0, 2, 8, 20]) expect(typed(keys, gap).isBurst).toBe(true)
})

it('a hand is never one, however long the amount', () => {
  for (const keys of [2, 3, 4, 7, 15]) expect(typed(keys, 60).isBurst).toBe(false)
})

it('so are three keys and seven at a pace that no hand has, and two are an amount', () => {
  for (const keys of [3, 5, 7]) expect(typed(keys, 10).isBurst).toBe(true)
  expect(typed(2, 10).isBurst).toBe(false)
})

it('is over when the hand takes its time before Enter', () => {
  const burst = createScannerKeys()
  for (let key = 0; key < 13; key += 1) burst.key(key)
  expect(burst.scan(2_000, 'Enter', NO_HINTS)).toBeNull()
})

it('says what was scanned and when a run of keys begins', () => {
  const burst = createScannerKeys()
  const begun = [...'A-12'].map((key, at) => burst.key(at * 5, key))
  expect(begun).toEqual([true, false, false, false])
  expect(burst.scan(16, 'Enter', NO_HINTS)).toEqual({ text: 'A-12', from: 0, isSure: false, isSlow: false })
  expect(burst.key(1_000, '7')).toBe(true)
})

it('parts the code from the amount a hand typed just before it', () => {
  const burst = createScannerKeys()
  ;[...'300+'].forEach((key, index) => {
    burst.key(index * 70, key)
  })
  ;[...'4006381333931'].forEach((key, index) => {
    burst.key(290 + index * 3, key)
  })
  expect(burst.scan(330, 'Enter', NO_HINTS)).toEqual({
    text: '4006381333931',
    from: 4,
    isSure: true,
    isSlow: false,
  })
})

it('takes a scanner that stutters once for a scanner all the same', () => {
  const burst = createScannerKeys()
  for (let key = 0; key < 13; key += 1) burst.key(key * 3 + (key > 4 ? 320 : 0), '1')
  expect(burst.scan(700, 'Enter', NO_HINTS)).toEqual({
    text: '1'.repeat(13),
    from: 0,
    isSure: true,
    isSlow: false,
  })
})
