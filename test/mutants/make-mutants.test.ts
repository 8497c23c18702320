import { describe, expect, it } from 'vitest'
import { makeMutants, withMutant } from './make-mutants.ts'
import { sampleOf } from './sample.ts'

/** Every text that one fault makes of `source`. */
function faulty(source: string): readonly string[] {
  return makeMutants('one.ts', source).map((mutant) => withMutant(source, mutant))
}

describe('the faults that are made', () => {
  it.each([
    ['if (a) b()', ['if (true) b()', 'if (false) b()', 'if (a) ;']],
    [
      'const x = a < 1 ? b : c',
      ['const x = a <= 1 ? b : c', 'const x = a < 2 ? b : c', 'const x = true ? b : c'],
    ],
    ['const x = a === b', ['const x = a !== b']],
    [
      'const x = a && (b || c)',
      ['const x = a', 'const x = (b || c)', 'const x = a && (b)', 'const x = a && (c)'],
    ],
    ['const x = a ?? b', ['const x = a', 'const x = b']],
    ['const x = !a', ['const x = a']],
    ['const x = (a + b) * c', ['const x = (a - b) * c', 'const x = (a + b) / c']],
    ['const x = await a', ['const x = a']],
    ['const x = a?.b', ['const x = a.b']],
    ['const x = a?.[0]', ['const x = a[0]']],
    ['const x = { a: y, b: z }', ['const x = { b: z }', 'const x = { a: y }']],
    ['const x = [y]', ['const x = []']],
    ['const x = y.filter(z).some(w)', ['const x = y.some(w)', 'const x = y.filter(z).every(w)']],
    ['const x = Math.max(a, b)', ['const x = Math.min(a, b)']],
    ['const x = 60_000', ['const x = 120000', 'const x = 30000']],
    ['const x = 2n', ['const x = 3n', 'const x = 1n']],
    ["const x = 'word'", ["const x = ''"]],
    ['const x = /^a$/i', ['const x = /a$/i', 'const x = /^a/i', 'const x = /^a$/']],
    ['const x = `SELECT 1 WHERE a < b AND c = d`', ['const x = `SELECT 1 WHERE a <= b AND c = d`']],
    ['const x = `SELECT 1 WHERE a < b AND c = d`', ['const x = `SELECT 1 WHERE a < b OR c = d`']],
    ['const x = `SELECT 1 WHERE a < b AND c = d`', ['const x = `SELECT 1 WHERE a < b AND c <> d`']],
  ])('of %s are %j', (source, expected) => {
    expect(faulty(source)).toEqual(expect.arrayContaining(expected))
  })

  it.each([
    "import { a } from './b.ts'",
    "export { a } from './b.ts'",
    "type A = 'b' | { readonly c: 1 }",
    'interface A { b: 2 }',
    'const x: A<1> = y',
    'a as B',
    'const x = y.toString()',
  ])('leave %s as it is, but for leaving it out', (source) => {
    expect(faulty(source).filter((text) => text !== ';')).toEqual([])
  })

  it('leave the text of a thrown error as it is, and not what decides that it is thrown', () => {
    expect(faulty("if (a) throw new Error('words')")).toEqual([
      "if (true) throw new Error('words')",
      "if (false) throw new Error('words')",
    ])
  })
})

it('a sample is the same for the same seed, keeps the order, and differs for another seed', () => {
  const list = Array.from({ length: 100 }, (_, index) => index)
  const sample = sampleOf(list, 20, 1)
  expect(sample).toHaveLength(20)
  expect(sampleOf(list, 20, 1)).toEqual(sample)
  expect(sample.toSorted((a, b) => a - b)).toEqual(sample)
  expect(sampleOf(list, 20, 2)).not.toEqual(sample)
  expect(sampleOf(list, 1_000, 1)).toEqual(list)
})
