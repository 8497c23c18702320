import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { proposeFields } from '../../../../src/main/statements/imports/fields.ts'
import { createInstants, readInstant } from '../../../../src/main/statements/imports/instants.ts'
import { runImport } from '../../../../src/main/statements/imports/run-import.ts'
import { lookAtFile } from '../../../../src/main/statements/read-file.ts'
import { MOST_IMPORTED } from '../../../../src/shared/contract/plain/imports.ts'
import { tempFolder } from '../../../support/books/open-book.ts'
import { fileOf, knownAfter, NONE_KNOWN, NOW, readImport, ZONE } from './read-file.ts'

const LINES = [
  'Reference,Created,Requested,Received,Currency,Customer',
  'q-1,2025-03-02T09:00:00Z,45.00,45.00,EUR,José Ünal',
  'q-2,2025-03-03T09:00:00Z,12.50,12.50,EUR,"Haley, Tom"',
]

const utf16 = (text: string, isBig: boolean, bom: boolean) => {
  const bytes = Buffer.from((bom ? '\ufeff' : '') + text, 'utf16le')
  return isBig ? bytes.swap16() : bytes
}

test.each([
  ['UTF-8 with a mark, and CRLF', Buffer.from(`\ufeff${LINES.join('\r\n')}\r\n`)],
  ['UTF-16, little end first, with a mark', utf16(LINES.join('\r\n'), false, true)],
  ['UTF-16, big end first, with a mark', utf16(LINES.join('\n'), true, true)],
  ['UTF-16 without a mark', utf16(LINES.join('\n'), false, false)],
  ['Windows, Western', Buffer.from(LINES.join('\r\n'), 'latin1')],
  [
    'semicolons, and commas in amounts',
    Buffer.from(
      LINES.join('\n')
        .replaceAll(',', ';')
        .replaceAll(/(\d)\.(\d\d)/g, '$1,$2')
        .replace('Haley;', 'Haley,'),
    ),
  ],
  ['tabs', Buffer.from(LINES.join('\n').replaceAll(',', '\t').replace('Haley\t', 'Haley,'))],
  ['the word to spreadsheets above', Buffer.from(`sep=,\r\n${LINES.join('\r\n')}`)],
])('a file in %s is read to the last letter', async (_name, bytes) => {
  const { outcome, sales } = await readImport(fileOf(bytes))
  expect(outcome?.counts).toEqual({ new: 2, known: 0, duplicate: 0, unread: 0 })
  expect(sales.map(({ sale: { asked, customerName } }) => [asked, customerName])).toEqual([
    ['45.00', 'José Ünal'],
    ['12.50', 'Haley, Tom'],
  ])
})

test('a text that is none of its encoding, a file without rows and no table are said', async () => {
  const bad = fileOf(Buffer.concat([Buffer.from(LINES.join('\n')), Buffer.from([0xff, 0xfe, 0xff])]))
  expect(await readImport(bad, { encoding: 'utf-8' })).toMatchObject({
    survey: { kind: 'failed', why: 'encoding' },
  })
  expect(await readImport(fileOf(`${LINES[0]}\n`))).toMatchObject({
    survey: { kind: 'failed', why: 'empty' },
  })
  const quote = fileOf(`${LINES[0]}\n"never ends ${'x'.repeat(1_100_000)}`)
  expect(await readImport(quote)).toMatchObject({ survey: { kind: 'failed', why: 'notATable' } })
})

test('which of day and month is first, which mark parts and in which zone is asked where no row says it, and never guessed', async () => {
  const path = fileOf(
    'Reference,Created,Requested,Received,Currency\nq-1,05/03/2025 10:00,"1,250","1,250",EUR\nq-2,06/03/2025 10:00,3,3,EUR',
  )
  const asked = { kind: 'ask', examples: expect.any(Array), isBoth: false }
  expect((await readImport(path)).survey).toMatchObject({ ...asked, what: 'dates' })
  expect((await readImport(path, { dates: 'dayFirst' })).survey).toMatchObject({ ...asked, what: 'mark' })
  const ways = { dates: 'dayFirst', mark: ',' } as const
  expect((await readImport(path, ways)).survey).toMatchObject({
    ...asked,
    what: 'zone',
    examples: [{ row: 2, text: '05/03/2025 10:00' }],
  })
  const { sales } = await readImport(path, { ...ways, zone: 'book' })
  expect(sales[0]?.sale).toMatchObject({ asked: '1.25', createdAt: Date.UTC(2025, 2, 5, 9) })
  const other = await readImport(path, { dates: 'monthFirst', mark: '.', zone: 'utc' })
  expect(other.sales[0]?.sale).toMatchObject({ asked: '1250.00', createdAt: Date.UTC(2025, 4, 3, 10) })
})

test('one row that reads in one way answers for the whole file; two that contradict each other are asked about', async () => {
  const head = 'Reference,Created,Requested,Received,Currency'
  const one = fileOf(`${head}\nq-1,05/03/2025,"1,250","1,250",EUR\nq-2,13/03/2025,"3,50","3,50",EUR`)
  expect((await readImport(one)).sales[0]?.sale).toMatchObject({
    asked: '1.25',
    createdAt: Date.UTC(2025, 2, 5, 11),
  })
  const both = fileOf(`${head}\nq-1,03/13/2025,3,3,EUR\nq-2,13/03/2025,3,3,EUR`)
  expect((await readImport(both)).survey).toMatchObject({ kind: 'ask', what: 'dates', isBoth: true })
})

test.each([
  ['2025-03-02T10:05:04Z', Date.UTC(2025, 2, 2, 10, 5, 4)],
  ['2025-03-02 10:05:04.250+0200', Date.UTC(2025, 2, 2, 8, 5, 4, 250)],
  ['2025-03-02 10:05 UTC', Date.UTC(2025, 2, 2, 10, 5)],
  ['2 Mar 2025, 10:05', Date.UTC(2025, 2, 2, 9, 5)],
  ['March 2, 2025 12:05 am', Date.UTC(2025, 2, 1, 23, 5)],
  ['13 févr. 2025 10h', null],
  ['13 févr. 2025', Date.UTC(2025, 1, 13, 11)],
  ['٢٠٢٥-٠٣-٠٢', Date.UTC(2025, 2, 2, 11)],
  ['1740909900', 1_740_909_900_000],
  ['1740909900123', 1_740_909_900_123],
  ['20250302', Date.UTC(2025, 2, 2, 11)],
  ['2025-03-02 25:00', null],
  ['2025-03-02 tomorrow', null],
  ['2 Smarch 2025', null],
])('%s is read as one instant or none', (text, at) => {
  const read = readInstant(text)
  const instants = createInstants(ZONE, ZONE)
  expect(read.kind === 'at' || read.kind === 'clock' ? instants.in(read, null) : null).toBe(at)
})

test('a time on a day that is longer or shorter than others is that of its clock', () => {
  const paris = createInstants('Europe/Paris', 'Europe/Paris')
  const at = (text: string) => {
    const read = readInstant(text)
    return read.kind === 'clock' ? paris.in(read, null) : null
  }
  expect(at('2025-03-30 01:30')).toBe(Date.UTC(2025, 2, 30, 0, 30))
  expect(at('2025-03-30 14:00')).toBe(Date.UTC(2025, 2, 30, 12))
  expect(at('2025-10-26 14:00')).toBe(Date.UTC(2025, 9, 26, 13))
})

test('columns become what their names say, where the first rows do not speak against it', () => {
  expect(
    proposeFields(
      ['Invoice ID', 'Created (UTC)', 'Amount', 'Token', 'Paid amount', 'Tx', 'E-mail', 'Memo', 'Network'],
      [],
    ),
  ).toEqual([
    ...[
      'reference',
      'created',
      'asked',
      'currency',
      'received',
      'transaction',
      'email',
      'description',
      'out',
    ],
  ])
  expect(proposeFields(['Facture N°', 'Date', 'Montant', 'Devise', 'Payé le', 'Statut'], [])).toEqual([
    ...['out', 'created', 'asked', 'currency', 'paid', 'status'],
  ])
  expect(proposeFields(['id', 'Paid'], [['a', '5.00']])).toEqual(['reference', 'received'])
  expect(proposeFields(['id', 'Paid'], [['a', '2025-03-02']])).toEqual(['reference', 'paid'])
  expect(proposeFields(['رقم الفاتورة', 'التاريخ', 'المبلغ', 'العملة', 'الحالة'], [])).toEqual([
    ...['reference', 'created', 'asked', 'currency', 'status'],
  ])
})

test('a file without names begins with a row of its own, and lines are those of the file', async () => {
  const path = fileOf('q-1,2025-03-02,5,5\n\n\nq-2,"2025-03\n-03",5,5\nq-3,never,5,5\n')
  const { rows } = await readImport(path, {
    fields: ['reference', 'created', 'asked', 'received'],
    currency: 'EUR',
  })
  expect(rows.map(({ line, kind }) => [line, kind])).toEqual([
    [4, 'unread'],
    [6, 'unread'],
    [1, 'new'],
  ])
})

test('a column far to the right can be what names a row, and those behind the two hundredth are counted', async () => {
  const wide = (width: number, last: string) =>
    [...Array.from({ length: width - 5 }, (_, n) => `Extra ${n}`), ...last.split(',')].join(',')
  const file = (width: number) =>
    fileOf(
      [
        wide(width, 'Reference,Created,Requested,Received,Currency'),
        wide(width, 'q-1,2025-03-02,5,5,EUR'),
      ].join('\n'),
    )
  const { sales } = await readImport(file(200))
  expect(sales).toMatchObject([{ sale: { reference: 'q-1', asked: '5.00' } }])
  expect(sales[0]?.sale.raw).toContain('"Currency":"EUR"')
  expect(lookAtFile(file(200), null, null)).toMatchObject({ moreColumns: 0, columns: { length: 200 } })
  expect(lookAtFile(file(203), null, null)).toMatchObject({ moreColumns: 3, columns: { length: 200 } })
})

test('a million lines are counted and refused in words; as many as are imported are read', {
  timeout: 120_000,
}, async () => {
  const path = fileOf('Reference,Created,Requested,Received,Currency,Customer\n')
  const row = (n: number) => `q-${n},2025-03-${String((n % 28) + 1).padStart(2, '0')},5,5,EUR,Same Person\n`
  for (let from = 0; from < MOST_IMPORTED; from += 10_000)
    appendFileSync(path, Array.from({ length: 10_000 }, (_, n) => row(from + n)).join(''))
  const { outcome } = await readImport(path)
  expect(outcome?.rows).toBe(MOST_IMPORTED)
  expect(outcome?.counts.duplicate).toBe(MOST_IMPORTED)
  const rest = Array.from({ length: 10_000 }, (_, n) => row(n)).join('')
  for (let n = 0; n < 80; n += 1) appendFileSync(path, rest)
  expect((await readImport(path)).survey).toEqual({ kind: 'failed', why: 'tooMany', rows: 1_000_000 })
})

test('what is not taken is written as it came, with its line and why, and reads again as the same', async () => {
  const text = [
    'Reference,Created,Requested,Received,Currency,Customer',
    'q-1,2025-03-02,5,5,EUR,"A, ""B"""',
    'q-2,31/02/2025,5,5,EUR,=1+1',
    'q-3,2025-03-02,6,6,EUR,C',
    'q-4,2025-03-02,6,6,EUR,C',
    'q-5,2025-03-02,7,7,EUR,D',
  ]
  const path = fileOf(text.join('\n'))
  const known = {
    ...NONE_KNOWN,
    sales: [{ reference: 'q-5', number: 'CF-000001', asked: '7', received: '7', currency: 'EUR' }],
  }
  const target = join(tempFolder(), 'others.csv')
  writeFileSync(target, 'before')
  const fields = proposeFields(text[0]?.split(',') ?? [], [])
  const reading = {
    ...({ encoding: 'utf-8', delimiter: ',', headerRow: 0, fields, currency: null } as const),
    ...{ dates: null, mark: null, zone: null },
  }
  let written: number | null = null
  await runImport(
    {
      kind: 'import',
      order: { path, reading, bookZone: ZONE, now: NOW, closed: [] },
      known,
      others: { path: target, decided: { all: false, but: [2] }, locale: 'en' },
    },
    (answer) => {
      if (answer.kind === 'others') written = answer.rows
    },
    () => false,
  )
  expect(written).toBe(3)
  expect(readFileSync(target, 'utf8').replace('\ufeff', '').split('\r\n')).toEqual([
    `${text[0]},Line,Why it was not imported`,
    `${text[2]},3,31 February is not a date`,
    `${text[3]},4,"same customer, amount and hour as q-4"`,
    `${text[5]},6,CF-000001`,
    '',
  ])
  expect(readdirSync(dirname(target))).toEqual(['others.csv'])
  const again = await readImport(target)
  expect(again.outcome?.counts).toEqual({ new: 2, known: 0, duplicate: 0, unread: 1 })
})

const cell = fc.oneof(
  fc.constantFrom(
    ...[
      '',
      '5',
      '5.00',
      '7,50',
      '-3',
      '2025-03-02',
      '2025-03-02 10:00Z',
      '31/02/2025',
      '13/03/2025',
      'EUR',
      'DAI',
    ],
    ...['WAT', 'paid', 'expired', 'Refunded', 'q-1', 'q-2', 'q-3', '0xaa', '0xBB', 'A', 'B', '"', ',', 'é'],
  ),
  fc.string({ maxLength: 8 }),
)
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`

test('whatever a file says its counts add up to its rows, and what was taken of it is new no second time', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(cell, { minLength: 9, maxLength: 9 }), { minLength: 1, maxLength: 25 }),
      async (table) => {
        const names = 'Reference,Created,Paid at,Requested,Received,Currency,Transaction,Customer,Status'
        const path = fileOf([names, ...table.map((row) => row.map(quoted).join(','))].join('\n'))
        const ways = { dates: 'dayFirst', mark: '.', zone: 'utc' } as const
        const fields = proposeFields(names.split(','), [])
        const how = { ...ways, fields, delimiter: ',', encoding: 'utf-8', headerRow: 0 } as const
        const { outcome, rows, sales, survey } = await readImport(path, how)
        if (survey?.kind === 'failed') return expect(survey.why).toBe('empty')
        const sum = Object.values(outcome?.counts ?? {}).reduce((all, count) => all + count, 0)
        expect(sum).toBe(outcome?.rows)
        expect(rows.length).toBe(sum)
        expect(new Set(rows.map(({ line }) => line)).size).toBe(sum)
        expect(rows.every(({ kind, why }) => kind === 'new' || why !== null)).toBe(true)
        expect(sales.length).toBe((outcome?.sales.new ?? 0) + (outcome?.sales.duplicate ?? 0))
        expect(new Set(sales.map(({ sale }) => sale.reference)).size).toBe(sales.length)
        const again = await readImport(path, { ...how, known: knownAfter(sales.map(({ sale }) => sale)) })
        expect(again.outcome?.sales).toEqual({ new: 0, duplicate: 0 })
        expect(again.outcome?.counts).toMatchObject({
          ...{ new: 0, duplicate: 0, unread: outcome?.counts.unread },
          known: (outcome?.counts.new ?? 0) + (outcome?.counts.duplicate ?? 0),
        })
      },
    ),
    { numRuns: 150 },
  )
})
