import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const text = readFileSync(join(root, 'docs/SECURITY.md'), 'utf8')
const rows = text
  .split('\n')
  .map((line) => /^\| ([A-Z]\d+) \|(.*)\|$/.exec(line))
  .filter((row) => row !== null)
  .map(([, id = '', rest = '']) => ({
    id,
    tests: [...rest.matchAll(/`(test\/[^`]+)`/g)].map((one) => one[1] ?? ''),
  }))

describe('the security promises', () => {
  it('have ids of their own', () => {
    expect(rows.length).toBeGreaterThan(25)
    expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length)
  })

  it('are each shown by a test, and every test named is there', () => {
    const unshown = rows.filter((row) => !row.id.startsWith('P') && row.tests.length === 0)
    expect(unshown.map((row) => row.id)).toEqual([])
    const missing = rows.flatMap((row) => row.tests.filter((file) => !existsSync(join(root, file))))
    expect(missing).toEqual([])
  })

  it('each have requirements under them', () => {
    for (const { id } of rows.filter((row) => row.id.startsWith('P'))) {
      expect(text).toMatch(new RegExp(`^### .*\\b${id}\\b`, 'm'))
    }
  })
})
