import { readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { partIn, sweepParts } from '../../../../src/main/export/target/part.ts'
import { tempFolder } from '../../../support/books/open-book.ts'

const NOW = Date.UTC(2026, 10, 20, 12)
const HOUR = 3_600_000

function lay(path: string, age: number): void {
  writeFileSync(path, 'half')
  utimesSync(path, (NOW - age) / 1_000, (NOW - age) / 1_000)
}

test('a part is hidden, short, beside its target, and never called the same twice', () => {
  const [one, other] = [partIn('/home/ق'), partIn('/home/ق')]
  expect([dirname(one), basename(one).length]).toEqual(['/home/ق', 26])
  expect(basename(one)).toMatch(/^\./)
  expect(one).not.toBe(other)
})

test('what a killed export left is swept after an hour; a running one, and what others made, stay', () => {
  const folder = tempFolder()
  lay(partIn(folder), HOUR + 1_000)
  const running = partIn(folder)
  lay(running, HOUR - 1_000)
  for (const name of [
    'receipts.csv',
    '.a.csv.12345678.part',
    '.counterfoil-notes.part',
    'counterfoil-12345678.part',
  ])
    lay(join(folder, name), 30 * HOUR)
  sweepParts(folder, NOW)
  expect(readdirSync(folder).toSorted()).toEqual(
    [
      basename(running),
      '.a.csv.12345678.part',
      '.counterfoil-notes.part',
      'counterfoil-12345678.part',
      'receipts.csv',
    ].toSorted(),
  )
})

test('a folder that is not there is left to the export to tell', () => {
  expect(() => sweepParts(join(tempFolder(), 'gone'), NOW)).not.toThrow()
})
