import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { withDecimals } from '../../../src/main/export/columns.ts'
import { csvLine, guardFormula } from '../../../src/main/export/csv.ts'
import { exportFailureOf } from '../../../src/main/export/export-failure.ts'
import { createZoneWriter } from '../../../src/main/export/zone-writer.ts'
import { isoWithOffset } from '../../../src/shared/time/zone.ts'

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom('"', ',', '\r', '\n', "'", '=', ' ', 'ق', '☕', 'a', ';', '\t') }),
)

test('any texts survive writing and reading by another reader', () => {
  fc.assert(
    fc.property(fc.array(fc.array(anyText, { minLength: 3, maxLength: 3 }), { minLength: 1 }), (rows) => {
      const file = rows.map(csvLine).join('')
      expect(parse(file, { record_delimiter: '\r\n', skip_empty_lines: false })).toEqual(rows)
    }),
    { numRuns: 300 },
  )
})

test('only what needs quotes has them', () => {
  expect(csvLine(['a b', "o'neill", 'a,b', 'say "hi"', 'x\ny', '', 'ق'])).toBe(
    'a b,o\'neill,"a,b","say ""hi""","x\ny",,ق\r\n',
  )
})

test('the guard falls exactly on a leading = + - @ tab or CR', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const dangerous = ['=', '+', '-', '@', '\t', '\r'].includes(text.slice(0, 1))
      expect(guardFormula(text)).toBe(dangerous ? `'${text}` : text)
    }),
    { numRuns: 500 },
  )
  for (const start of ['=', '+', '-', '@', '\t', '\r']) expect(guardFormula(`${start}1`)).toBe(`'${start}1`)
  for (const harmless of ['', ' =1', '1+1', "'=1", '\n=1']) expect(guardFormula(harmless)).toBe(harmless)
})

test.each([
  ['JPY', '7400', '7400'],
  ['EUR', '49.9', '49.90'],
  ['EUR', '49', '49.00'],
  ['DAI', '0.000000000000000001', '0.000000000000000001'],
  ['NEWCOIN', '1', '1.000000000000000000'],
])('an amount of %s has the decimals of its currency', (currency, readable, expected) => {
  expect(withDecimals(currency, readable)).toBe(expected)
})

test.each([
  'Africa/Algiers',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'UTC',
  'Europe/Paris',
])('the fast writer of times agrees with the exact one in %s, on days the clocks change too', (zone) => {
  const write = createZoneWriter(zone)
  const changes = [
    Date.UTC(2026, 2, 8, 7),
    Date.UTC(2026, 10, 1, 6),
    Date.UTC(2026, 2, 29, 1),
    Date.UTC(2026, 9, 25, 1),
    Date.UTC(2026, 3, 4, 15),
  ]
  for (const at of changes) {
    for (const step of [-3_600_000, -1, 0, 1, 1_800_000, 3_600_000]) {
      expect(write(at + step)).toBe(isoWithOffset(at + step, zone))
    }
  }
  fc.assert(
    fc.property(fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2035, 0, 1) }), (at) => {
      expect(write(at)).toBe(isoWithOffset(at, zone))
      expect(Date.parse(write(at))).toBe(at)
    }),
    { numRuns: 200 },
  )
})

test.each([
  ['ENOSPC', 'DISK_FULL'],
  ['EDQUOT', 'DISK_FULL'],
  ['EFBIG', 'DISK_FULL'],
  ['SQLITE_FULL', 'DISK_FULL'],
  ['EACCES', 'READ_ONLY'],
  ['EROFS', 'READ_ONLY'],
  ['EBUSY', 'READ_ONLY'],
  ['EIO', 'DISK_IO'],
  ['SQLITE_IOERR_READ', 'DISK_IO'],
  ['ERR_WHAT', 'INTERNAL'],
])('a failure with %s is told as %s', (code, expected) => {
  expect(exportFailureOf(Object.assign(new Error('x'), { code }))).toBe(expected)
})
