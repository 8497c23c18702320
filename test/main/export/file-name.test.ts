import { expect, test } from 'vitest'
import { suggestName, wholeBook } from '../../../src/main/export/asked-file.ts'
import { createWords } from '../../../src/shared/words/words.ts'

const LATE = Date.UTC(2026, 10, 20, 23, 30)

test.each([
  ['live', 'UTC', 'csv', 'counterfoil-receipts-2026-11-20.csv'],
  ['live', 'Africa/Algiers', 'csv', 'counterfoil-receipts-2026-11-21.csv'],
  ['practice', 'UTC', 'csv', 'PRACTICE-counterfoil-receipts-2026-11-20.csv'],
  ['practice', 'UTC', 'xlsx', 'PRACTICE-counterfoil-receipts-2026-11-20.xlsx'],
] as const)('an export of the %s book in %s as %s is offered as %s', (kind, zone, format, name) => {
  const asked = wholeBook(zone, format)
  expect(suggestName(createWords('en'), { kind, zone, tillCode: 'CF' }, LATE, asked)).toBe(name)
})
