import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Candidate, ReadOrder } from '../../../src/main/statements/port.ts'
import { lookAtFile } from '../../../src/main/statements/read-file.ts'
import { readStatement } from '../../../src/main/statements/read-statement.ts'
import { storedOf } from '../../../src/shared/money/scale.ts'
import { tempFolder } from '../../support/books/open-book.ts'

const DAY = 86_400_000
const [FROM, UNTIL] = [Date.UTC(2026, 8, 30, 23), Date.UTC(2026, 9, 31, 23)]

function fileOf(content: string | Uint8Array): string {
  const path = join(tempFolder(), 'statement.csv')
  writeFileSync(path, content)
  return path
}

const receipt = (id: string, day: string, amount: string): Candidate => ({
  ...{ id, paidAt: Date.parse(`2026-${day}T10:00Z`), amount: storedOf(amount) },
})

/** Reads a file as it proposes itself, of October in euros, the date first and the amount second. */
async function read(path: string, change: Partial<ReadOrder> = {}) {
  const look = lookAtFile(path, change.encoding ?? null, change.delimiter ?? null)
  return readStatement(
    {
      ...{ path, encoding: look.encoding, delimiter: look.delimiter ?? ',', headerRow: look.headerRow },
      ...{
        date: 0,
        amount: 1,
        currencyColumn: null,
        dates: null,
        mark: null,
        currency: 'EUR',
        zone: 'Africa/Algiers',
      },
      ...{ firstDay: '2026-10-01', lastDay: '2026-10-31', from: FROM, until: UNTIL, within: 2 * DAY },
      candidates: [receipt('a', '10-14', '12.50'), receipt('b', '10-31', '1250.00')],
      ...change,
    },
    () => false,
  )
}

const LINES = [
  'Date,Amount,Text',
  '2026-10-14,12.50,Café',
  '2026-10-31,1250.00,"a ""quoted"", one"',
  '2026-11-02,7.00,later',
]
const WHOLE = {
  kind: 'read',
  rows: 3,
  inPeriod: 2,
  outside: 1,
  unread: 0,
  told: '1262.50',
  found: 2,
  missing: [],
}

const utf16 = (text: string, isBig: boolean, bom: boolean) => {
  const bytes = Buffer.from((bom ? '\ufeff' : '') + text, 'utf16le')
  return isBig ? bytes.swap16() : bytes
}

test.each([
  ['UTF-8', Buffer.from(LINES.join('\n')), 'utf-8', ','],
  ['UTF-8 with a mark, and CRLF', Buffer.from(`\ufeff${LINES.join('\r\n')}\r\n`), 'utf-8', ','],
  ['UTF-16, little end first, with a mark', utf16(LINES.join('\r\n'), false, true), 'utf-16le', ','],
  ['UTF-16, big end first, with a mark', utf16(LINES.join('\n'), true, true), 'utf-16be', ','],
  ['UTF-16 without a mark', utf16(LINES.join('\n'), false, false), 'utf-16le', ','],
  ['another delimiter', Buffer.from(LINES.join('\n').replaceAll(',', ';')), 'utf-8', ';'],
  ['tabs', Buffer.from(LINES.join('\n').replaceAll(',', '\t')), 'utf-8', '\t'],
  [
    'what stands above the table',
    Buffer.from(`Bank of Algiers\n\nAccount 123\n${LINES.join('\n')}`),
    'utf-8',
    ',',
  ],
] as const)('a file is read whole, given %s', async (_, bytes, encoding, delimiter) => {
  const path = fileOf(bytes)
  expect(lookAtFile(path, null, null)).toMatchObject({
    ...{ encoding, delimiter, isEncodingSure: true, columns: ['Date', 'Amount', 'Text'] },
  })
  expect(await read(path)).toMatchObject(WHOLE)
})

test('the word to spreadsheets in a first line names no column', async () => {
  const path = fileOf('sep=;\nDate;Amount\n2026-10-14;12.50\n2026-10-31;1250.00\n2026-11-02;7.00\n')
  expect(lookAtFile(path, null, null)).toMatchObject({ delimiter: ';', columns: ['Date', 'Amount'] })
  expect(await read(path)).toMatchObject(WHOLE)
})

test('a file in an old encoding is told as unsure, and read in the one that is chosen', async () => {
  const path = fileOf(Buffer.from(LINES.join('\n'), 'latin1'))
  expect(lookAtFile(path, null, null)).toMatchObject({ encoding: 'windows-1252', isEncodingSure: false })
  expect(lookAtFile(path, null, null).sample[0]?.[2]).toBe('Café')
  expect(await read(path)).toMatchObject(WHOLE)
  // Chosen wrongly it is told, and nothing of it is taken.
  expect(await read(path, { encoding: 'utf-8' })).toEqual({ kind: 'failed', why: 'encoding' })
})

test('where several delimiters would do, or none does, none is chosen', () => {
  expect(lookAtFile(fileOf('a,b;c\n1,2;3\n4,5;6\n'), null, null)).toMatchObject({
    delimiter: null,
    columns: [],
  })
  expect(lookAtFile(fileOf('one\ntwo\nthree\n'), null, null)).toMatchObject({ delimiter: null })
  expect(lookAtFile(fileOf('a,b;c\n1,2;3\n4,5;6\n'), null, ';')).toMatchObject({
    delimiter: ';',
    columns: ['a,b', 'c'],
  })
})

test('dates that read both ways are asked about; a day that tells the order tells it for all; two kinds contradict each other', async () => {
  const both = fileOf('Date;Amount\n05/10/2026;1,00\n06/10/2026;2,00\n')
  expect(await read(both)).toMatchObject({
    kind: 'ask',
    what: 'dates',
    isBoth: false,
    examples: [{ row: 2 }, { row: 3 }],
  })
  expect(await read(both, { dates: 'dayFirst' })).toMatchObject({ kind: 'read', inPeriod: 2, told: '3.00' })
  expect(await read(both, { dates: 'monthFirst' })).toMatchObject({ kind: 'read', inPeriod: 0, outside: 2 })
  expect(await read(fileOf('Date;Amount\n05/10/2026;1,00\n26/10/2026;2,00\n'))).toMatchObject({
    dates: 'dayFirst',
    told: '3.00',
  })
  expect(await read(fileOf('Date;Amount\n10/05/2026;1,00\n10/26/2026;2,00\n'))).toMatchObject({
    dates: 'monthFirst',
    inPeriod: 2,
  })
  const two = fileOf('Date;Amount\n26/10/2026;1,00\n10/27/2026;2,00\n')
  expect(await read(two)).toMatchObject({
    kind: 'ask',
    what: 'dates',
    isBoth: true,
    examples: [{ row: 2 }, { row: 3 }],
  })
  // Answered, the rows of the other kind are named, and not dropped in silence.
  expect(await read(two, { dates: 'dayFirst' })).toMatchObject({
    ...{ kind: 'read', inPeriod: 1, unread: 1, unreadRows: [{ row: 3, text: '10/27/2026 2,00' }] },
  })
  // A year that comes first reads one way, beside any other.
  expect(await read(fileOf('Date;Amount\n2026-10-05;1,00\n26.10.26;2,00\n'))).toMatchObject({
    inPeriod: 2,
    told: '3.00',
  })
})

test('a year of two digits comes first where some date can be read in no other way, and is taken for none of before links were paid', async () => {
  const file = (...dates: readonly string[]) =>
    fileOf(`Date;Amount\n${dates.map((one) => `${one};1.00`).join('\n')}\n`)
  expect(await read(file('26-10-05', '26-10-15', '26/10/31'))).toMatchObject({
    dates: 'yearFirst',
    inPeriod: 3,
  })
  expect(await read(file('15-10-26', '31-10-26'))).toMatchObject({ dates: 'dayFirst', inPeriod: 2 })
  expect(await read(file('10-15-26', '10-10-26'))).toMatchObject({ dates: 'monthFirst', inPeriod: 2 })
  expect(await read(file('10-10-26'))).toMatchObject({ kind: 'read', dates: null, inPeriod: 1 })
  expect(await read(file('05-10-26'))).toMatchObject({ kind: 'ask', what: 'dates', isBoth: false })
  const two = file('26-10-05', '03-10-26')
  expect(await read(two)).toMatchObject({
    ...{ kind: 'ask', what: 'dates', isBoth: true },
    examples: [{ text: '03-10-26 1.00' }, { text: '26-10-05 1.00' }],
  })
  expect(await read(two, { dates: 'dayFirst' })).toMatchObject({ inPeriod: 1, unread: 1 })
})

test('a mark that may group or part is asked about, unless another amount shows it', async () => {
  const unclear = fileOf('Date;Amount\n2026-10-05;1.250\n2026-10-06;3\n')
  expect(await read(unclear)).toMatchObject({
    kind: 'ask',
    what: 'mark',
    examples: [{ row: 2, text: '2026-10-05 1.250' }],
  })
  expect(await read(unclear, { mark: ',' })).toMatchObject({ told: '1253.00' })
  expect(await read(unclear, { mark: '.' })).toMatchObject({ told: '4.25' })
  expect(await read(fileOf('Date;Amount\n2026-10-05;1.250\n2026-10-06;3,50\n'))).toMatchObject({
    mark: ',',
    told: '1253.50',
  })
  expect(
    await read(fileOf('Date;Amount\n2026-10-05;1.250\n2026-10-06;3,50\n2026-10-07;4.50\n')),
  ).toMatchObject({
    ...{ kind: 'ask', what: 'mark', isBoth: true },
  })
})

test('a file without names begins with a row of its own, which is read as all others are', async () => {
  expect(await read(fileOf('2026-10-05;1.50;a\n2026-10-06;2.50;b\n2026-10-07;3.00;c\n'))).toMatchObject({
    ...{ rows: 3, inPeriod: 3, told: '7.00', unread: 0 },
  })
  expect(
    await read(fileOf('2026-10-05;1.50;EUR\n2026-10-06;2.50;USD\n'), { currencyColumn: 2 }),
  ).toMatchObject({ rows: 2, inPeriod: 1, otherCurrency: 1, told: '1.50' })
})

test('what a file shows goes before what was answered for another one with the same columns', async () => {
  const dates = fileOf('Date;Amount\n10/05/2026;1.00\n10/26/2026;2.00\n')
  expect(await read(dates, { dates: 'dayFirst' })).toMatchObject({ dates: 'monthFirst', inPeriod: 2 })
  const mark = fileOf('Date;Amount\n2026-10-05;1,250\n2026-10-06;3.50\n')
  expect(await read(mark, { mark: ',' })).toMatchObject({ mark: '.', told: '1253.50' })
})

test('a word that says which way money went is heeded, and a letter that may say it is not passed over', async () => {
  const lines = [
    '12.50 DR',
    '2.50 Cr',
    'DR 7.00',
    '(1.00)',
    '3.00 D',
    '4.00 S',
    '5.00 H',
    '-6.00 DR',
    'C 8.00',
    'C$9.00',
  ]
  const path = fileOf(['Date;Amount', ...lines.map((one) => `2026-10-05;${one}`)].join('\n'))
  expect(await read(path)).toMatchObject({ inPeriod: 5, told: '-9.00', unread: 5 })
})

test('digits of another script, marks of direction and lines that end by a return alone are read', async () => {
  const arabic = 'Date;Amount\n\u200f٠٥/١٠/٢٠٢٦;١٢٫٥٠\n٢٦/١٠/٢٠٢٦\u200f;-٣٫٠٠\n\u200e2026-10-07;\u200e1,00\n'
  expect(await read(fileOf(arabic))).toMatchObject({ inPeriod: 3, told: '10.50', dates: 'dayFirst' })
  const returns = fileOf(`Date;Amount\r${'2026-10-05;1,00\r'.repeat(6_000)}`)
  expect(await read(returns)).toMatchObject({ inPeriod: 6_000, told: '6000.00' })
})

test('amounts below nothing, other currencies, rows of nothing and rows that cannot be read are each counted', async () => {
  const path = fileOf(
    'Date,Amount,Cur\n2026-10-05,(1.50),EUR\n2026-10-06,-2.00,eur\n2026-10-07,10.00,USD\n,,\n2026-10-08,abc,EUR\n2026-10-09,9.00,EUR\n',
  )
  expect(await read(path, { currencyColumn: 2 })).toMatchObject({
    ...{
      rows: 5,
      otherCurrency: 1,
      unread: 1,
      unreadRows: [{ row: 6 }],
      told: '5.50',
      inPeriod: 3,
      found: 0,
    },
    missing: [{ row: 2 }, { row: 3 }, { row: 7 }],
  })
})

test('each receipt of the book stands for one row, within the days that are looked at', async () => {
  const path = fileOf('Date,Amount\n2026-10-14,12.50\n2026-10-14,12.50\n2026-10-20,1250.00\n')
  expect(await read(path)).toMatchObject({ inPeriod: 3, found: 1, missing: [{ row: 3 }, { row: 4 }] })
})

test('an instant with its zone is of the business day of the book', async () => {
  expect(
    await read(fileOf('Date,Amount\n2026-10-31T23:30:00Z,1.00\n2026-09-30T23:30:00Z,2.00\n')),
  ).toMatchObject({
    ...{ inPeriod: 1, outside: 1, told: '2.00' },
  })
})

test('a quote that never ends and a file that is gone are told', async () => {
  const path = fileOf(`Date,Amount\n"2026-10-05,${'1'.repeat(2_000_000)}\n`)
  expect(await read(path, { delimiter: ',' })).toEqual({ kind: 'failed', why: 'notATable' })
  expect(await readStatement({ ...order(), path: '/nowhere/at-all.csv' }, () => false)).toEqual({
    kind: 'failed',
    why: 'gone',
  })
})

function order(): ReadOrder {
  return {
    ...{
      path: '',
      encoding: 'utf-8',
      delimiter: ',',
      headerRow: 0,
      date: 0,
      amount: 1,
      currencyColumn: null,
    },
    ...{
      dates: null,
      mark: null,
      currency: 'EUR',
      zone: 'Africa/Algiers',
      firstDay: '2026-10-01',
      lastDay: '2026-10-31',
    },
    ...{ candidates: [], from: FROM, until: UNTIL, within: 2 * DAY },
  }
}

test('a million lines are read, summed to the last unit', async () => {
  const path = fileOf('Date,Amount,Text\n')
  const piece = Array.from(
    { length: 100_000 },
    (_, n) => `2026-10-${String(1 + (n % 31)).padStart(2, '0')},0.01,row ${n}\n`,
  ).join('')
  for (let n = 0; n < 10; n += 1) appendFileSync(path, piece)
  expect(await read(path, { candidates: [] })).toMatchObject({
    rows: 1_000_000,
    inPeriod: 1_000_000,
    told: '10000.00',
    found: 0,
  })
}, 60_000)

test('an amount without cents is not below nothing, and rows that end in several ways are all read', async () => {
  const path = fileOf(
    'Date;Amount;Text\r\n2026-10-14;12,-;a\n2026-10-15;5.–;b\n2026-10-16;-3,-;c\r2026-10-17;7,50-;d',
  )
  expect(await read(path)).toMatchObject({ kind: 'read', rows: 4, inPeriod: 4, unread: 0, told: '6.50' })
})
