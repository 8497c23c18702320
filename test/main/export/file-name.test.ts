import { expect, test } from 'vitest'
import { suggestName } from '../../../src/main/export/jobs.ts'
import { createWords } from '../../../src/shared/words/words.ts'

const LATE = Date.UTC(2026, 10, 20, 23, 30)

test.each([
  ['live', 'UTC', 'counterfoil-receipts-2026-11-20.csv'],
  ['live', 'Africa/Algiers', 'counterfoil-receipts-2026-11-21.csv'],
  ['practice', 'UTC', 'PRACTICE-counterfoil-receipts-2026-11-20.csv'],
] as const)('an export of the %s book in %s is offered as %s', (kind, zone, name) => {
  expect(suggestName(createWords('en'), { kind, zone, tillCode: 'CF' }, LATE)).toBe(name)
})
