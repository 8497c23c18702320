import { describe, expect, it } from 'vitest'
import { slowestLines } from '../../tools/vitest-tally.ts'

describe('the slowest files', () => {
  const files = [
    { name: 'test/a.test.ts', seconds: 0.04 },
    { name: 'test/e2e/day.e2e.ts', seconds: 150.26 },
    { name: 'test/b.test.ts', seconds: 9 },
  ]

  it('are told with their seconds, the slowest first and the figures in a column', () => {
    expect(slowestLines(files, 10)).toEqual([
      '150.3 s  test/e2e/day.e2e.ts',
      '  9.0 s  test/b.test.ts',
      '  0.0 s  test/a.test.ts',
    ])
  })

  it('are no more than asked for, and none where nothing ran', () => {
    expect(slowestLines(files, 1)).toEqual(['150.3 s  test/e2e/day.e2e.ts'])
    expect(slowestLines([], 10)).toEqual([])
  })
})
