import { expect, test } from 'vitest'
import { suggestName, wholeBook } from '../../../src/main/export/asked-file.ts'
import { createWords } from '../../../src/shared/words/words.ts'
import { ANY_RECEIPT } from '../../support/lists/any-filter.ts'

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

test.each([
  ['live', { from: '2026-10-01', to: '2026-10-31' }, 'machine', 'receipts_2026-10_recorded_v2.csv'],
  ['live', { from: '2026-10-05', to: '2026-10-05' }, 'xlsx', 'receipts_2026-10-05_recorded_v2.xlsx'],
  ['live', { from: '2026-01-01', to: '2026-12-31' }, 'spreadsheet', 'receipts_2026_recorded_v2.csv'],
  [
    'live',
    { from: '2026-10-05', to: '2026-11-04' },
    'ofx',
    'receipts_2026-10-05-to-2026-11-04_recorded_v2.ofx',
  ],
  ['live', { from: null, to: '2026-11-04' }, 'hledger', 'receipts_begin-to-2026-11-04_recorded_v2.journal'],
  ['practice', null, 'machine', 'PRACTICE_receipts_all_recorded_v2.csv'],
] as const)('a file of the %s book of the days %j as %s is offered as %s', (kind, days, preset, name) => {
  const { filter } = wholeBook('UTC', 'csv')
  const query = { kind: 'receipts', basis: 'recorded', filter: ANY_RECEIPT } as const
  const asked = {
    query,
    columns: null,
    zone: 'UTC',
    preset,
    language: 'fr',
    filter,
    days,
    hasManifest: true,
  } as const
  expect(suggestName(createWords('en'), { kind, zone: 'UTC', tillCode: 'CF' }, LATE, asked)).toBe(name)
})
