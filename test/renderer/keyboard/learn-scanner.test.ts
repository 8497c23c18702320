import { expect, it } from 'vitest'
import { learn, type Sample, sampleOf } from '../../../src/renderer/keyboard/learn-scanner.ts'

const keysOf = (keys: readonly string[], gap: number, longer = gap) =>
  keys.map((key, place) => ({ key, at: 1_000 + place * gap + (place > 1 ? longer - gap : 0) }))

function sample(text: string, gap: number, ending: readonly string[] = ['Enter']): Sample {
  const read = sampleOf(keysOf([...text, ...ending], gap))
  if (!read) throw new Error('nothing was typed')
  return read
}

it('reads a scan: its characters, its gaps, its ending; the key that holds Shift is no character', () => {
  expect(sampleOf(keysOf(['Shift', 'A', '-', '1', '2', 'Tab', 'Enter'], 90, 112.4))).toEqual({
    text: 'A-12',
    shortestMs: 90,
    longestMs: 113,
    ending: 'Tab',
  })
  expect(sampleOf(keysOf(['1', '2', '3'], 5))).toMatchObject({ text: '123', ending: 'none' })
  expect(sampleOf(keysOf(['Enter'], 5))).toBeNull()
})

it('learns from two scans of one code, also of a slow scanner, and keeps the widest of both', () => {
  const first = sample('4006381333931', 95)
  expect(learn(null, first)).toEqual({ kind: 'again', sample: first })
  expect(learn(first, sample('4006381333931', 105))).toMatchObject({
    kind: 'learned',
    habits: { shortestMs: 95, longestMs: 105, ending: 'Enter', prefix: null },
  })
})

it('learns the key that a scanner presses before each code', () => {
  expect(learn(sample('~123', 150, []), sample('~123', 150, []))).toMatchObject({
    kind: 'learned',
    habits: { prefix: '~', ending: 'none' },
  })
  expect(learn(sample('.123', 10), sample('.123', 10))).toMatchObject({ habits: { prefix: null } })
})

it('learns nothing from a hand, from two different codes, or from a slow scanner that ends its codes with nothing', () => {
  const first = sample('123456', 80, [])
  expect(learn(null, sample('12', 10))).toEqual({ kind: 'not', why: 'short' })
  expect(learn(null, sample('123456', 300))).toEqual({ kind: 'not', why: 'slow' })
  expect(learn(first, sample('123457', 80, []))).toEqual({ kind: 'not', why: 'other' })
  expect(learn(first, sample('123456', 80, ['Tab']))).toEqual({ kind: 'not', why: 'other' })
  expect(learn(first, first)).toEqual({ kind: 'not', why: 'endless' })
  expect(learn(sample('123456', 20, []), sample('123456', 20, []))).toMatchObject({ kind: 'learned' })
})
