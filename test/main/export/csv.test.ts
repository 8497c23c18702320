import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvLine, guardFormula } from '../../../src/main/export/csv/cells.ts'
import { exportFailureOf } from '../../../src/main/export/export-failure.ts'
import { createAmountReader } from '../../../src/main/export/records/amounts.ts'
import { createInstantWriter } from '../../../src/main/export/records/instants.ts'
import { isoWithOffset } from '../../../src/shared/time/zone.ts'
import { FORMULA_SIGNS, PASSED_OVER } from '../../support/books/formulas.ts'

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom('"', ',', '\r', '\n', "'", '=', ' ', 'ق', '☕', 'a', ';', '\t') }),
)

test('any texts survive writing and reading by another reader', () => {
  fc.assert(
    fc.property(fc.array(fc.array(anyText, { minLength: 3, maxLength: 3 }), { minLength: 1 }), (rows) => {
      const file = rows.map((row) => csvLine(row)).join('')
      expect(parse(file, { record_delimiter: '\r\n', skip_empty_lines: false })).toEqual(rows)
    }),
    { numRuns: 300 },
  )
})

test('only what needs quotes has them', () => {
  expect(csvLine(['a b', "o'neill", 'a,b', 'a\rb', 'say "hi"', 'x\ny', '', 'ق'])).toBe(
    'a b,o\'neill,"a,b","a\rb","say ""hi""","x\ny",,ق\r\n',
  )
})

test.each([...FORMULA_SIGNS])(
  'a text that begins with %s is guarded, also behind what a spreadsheet passes over',
  (sign) => {
    expect(guardFormula(`${sign}1`)).toBe(`'${sign}1`)
    for (const passed of PASSED_OVER)
      expect(guardFormula(`${passed}${sign}1`), JSON.stringify(passed)).toBe(`'${passed}${sign}1`)
    // A program that splits at semicolons or tabs begins a cell in the middle of ours.
    for (const split of [';', ';;', '\t', '\n', '\r\n', '\u2028', ';"', '; ']) {
      const at = split.search(/["\x20]|$/)
      const [before, passed] = [split.slice(0, at), split.slice(at)]
      expect(guardFormula(`a${before}${passed}${sign}1`), JSON.stringify(split)).toBe(
        `a${before}'${passed}${sign}1`,
      )
    }
  },
)

test.each(['\t', '\r', '\n', '\v', '\f', '\0'])(
  'a text that begins with the control character %j is guarded',
  (start) => {
    expect(guardFormula(`${start}1`)).toBe(`'${start}1`)
  },
)

test('what begins no formula is left as it is', () => {
  for (const text of [
    '',
    '1+1',
    "'=1",
    'a=1',
    'a b, -5 %',
    'Two lamps - one broken',
    '٣ =',
    'ق-1',
    '"two" =',
    '0xabc-1',
    'a;b',
    'first\nsecond',
  ])
    expect(guardFormula(text)).toBe(text)
})

test('of any text the guard adds nothing but apostrophes, and a second guard adds none', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const guarded = guardFormula(text)
      expect(guarded.replaceAll("'", '')).toBe(text.replaceAll("'", ''))
      expect(guardFormula(guarded)).toBe(guarded)
    }),
    { numRuns: 500 },
  )
})

test.each([
  ['7400 0 JPY', '7400', 7_400],
  ['49 900000000000000000 EUR', '49.90', 4_990],
  ['49 0 EUR', '49.00', 4_900],
  ['0 -50000000000000000 EUR', '-0.05', -5],
  ['-1 950000000000000000 EUR', '-0.05', -5],
  ['3 -1 DAI', '2.999999999999999999', 2_999_999_999_999_999_999n],
  ['-2 -500000000000000000 USD', '-2.50', -250],
  ['0 1 DAI', '0.000000000000000001', 1n],
  ['1 0 NEWCOIN', '1.000000000000000000', 1_000_000_000_000_000_000n],
  ['-99999999999999 -990000000000000000 USD', '-99999999999999.99', -9_999_999_999_999_999n],
])('the stored amount %s is told as %s, with the decimals of its currency', (stored, expected, units) => {
  const amounts = createAmountReader()
  const bytes = Buffer.from(`before ${stored}`)
  expect(amounts.read(bytes, 7, bytes.length)).toBe(true)
  expect([amounts.text(), amounts.units(), amounts.currency()]).toEqual([
    expected,
    units,
    stored.split(' ')[2],
  ])
})

test.each(['', '  ', ' 0 EUR', '5  EUR', '5 0 '])('"%s" is no amount', (stored) => {
  const bytes = Buffer.from(stored)
  expect(createAmountReader().read(bytes, 0, bytes.length)).toBe(false)
})

test.each([
  'Africa/Algiers',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'UTC',
  'Europe/Paris',
])('the fast writer of times agrees with the exact one in %s, on days the clocks change too', (zone) => {
  const writer = createInstantWriter(zone)
  const write = (at: number) => writer.text(at, 'iso')
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
  ['ENOENT', 'FOLDER_GONE'],
  ['ENOTDIR', 'FOLDER_GONE'],
  ['ESTALE', 'FOLDER_GONE'],
  ['ENAMETOOLONG', 'NAME_REFUSED'],
  ['EINVAL', 'NAME_REFUSED'],
  ['EILSEQ', 'NAME_REFUSED'],
  ['EISDIR', 'NOT_A_FILE'],
  ['ELOOP', 'NOT_A_FILE'],
  ['EXPORT_TOO_LARGE', 'EXPORT_TOO_LARGE'],
  ['EXPORT_ONE_ACCOUNT', 'EXPORT_ONE_ACCOUNT'],
  ['EIO', 'DISK_IO'],
  ['SQLITE_IOERR_READ', 'DISK_IO'],
  ['ERR_WHAT', 'INTERNAL'],
])('a failure with %s is told as %s', (code, expected) => {
  expect(exportFailureOf(Object.assign(new Error('x'), { code }))).toBe(expected)
})
