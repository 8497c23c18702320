import { appendFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { proposeFields } from '../../../../src/main/statements/imports/fields.ts'
import { runImport } from '../../../../src/main/statements/imports/run-import.ts'
import { october } from '../../../support/books/october.ts'
import { ACCOUNT, tempFolder } from '../../../support/books/open-book.ts'
import { writeReceiptsCsv } from '../../../support/books/receipts-file.ts'
import { fileOf, NONE_KNOWN, NOW, readImport, ZONE } from './read-file.ts'

const HEAD = 'Reference,Created,Requested,Received,Currency,Customer,Transaction'
const row = (reference: string, day: string, rest = 'EUR,,') => `${reference},2025-03-${day},5,5,${rest}`
const salesOf = async (lines: readonly string[]) => {
  const { rows, sales } = await readImport(fileOf([HEAD, ...lines].join('\n')))
  return { rows, sales: sales.map(({ sale }) => sale) }
}

test.each(['-', '—', 'N/A', '#N/A', 'null', 'NULL', 'undefined', 'None', '0', '\\N'])(
  'two sales whose reference is %s are two, and known again',
  async (nothing) => {
    const lines = [row(nothing, '01'), row(nothing, '02')]
    const { rows, sales } = await salesOf(lines)
    expect(rows).toMatchObject([{ kind: 'new' }, { kind: 'new' }])
    expect(sales.map(({ receipts }) => receipts.length)).toEqual([1, 1])
    expect((await salesOf(lines)).sales.map(({ reference }) => reference)).toEqual(
      sales.map(({ reference }) => reference),
    )
  },
)

test('what stands for nothing where a transaction or a day of payment would be is no money', async () => {
  const lines = ['Reference,Created,Requested,Currency,Transaction,Paid at']
  for (const nothing of ['-', 'N/A', 'null', '—', '0'])
    lines.push(`${nothing}1,2025-03-02,5,EUR,${nothing},${nothing === '0' ? '' : nothing}`)
  lines.push('zeros,2025-03-02,5,EUR,,0000-00-00 00:00:00', 'paid,2025-03-02,5,EUR,0xaa,2025-03-02')
  const { rows } = await readImport(fileOf(lines.join('\n')))
  expect(rows.map(({ reference, kind, received }) => [reference, kind, received])).toEqual([
    ...['-1', 'N/A1', 'null1', '—1', '01', 'zeros'].map((one) => [one, 'new', null]),
    ['paid', 'new', '5.00'],
  ])
})

test('a customer may be called Null or None', async () => {
  const { sales } = await salesOf([row('a', '01', 'EUR,Null,'), row('b', '02', 'EUR,None,')])
  expect(sales.map(({ customerName }) => customerName)).toEqual(['Null', 'None'])
})

test.each(['1.23457E+17', '1,23457E+17', '1E+20', '#REF!', '#VALUE!', '#DIV/0!', '########', 'Err:502'])(
  'references and transactions that a spreadsheet has turned into %s are refused, not joined',
  async (spoiled) => {
    const quoted = `"${spoiled}"`
    const { rows } = await salesOf([
      row(quoted, '01'),
      row(quoted, '02'),
      row('fine', '03', `EUR,,${quoted}`),
      row('12e5-a', '04'),
    ])
    const why = { reason: 'spoiled', text: spoiled, line: null }
    expect(rows.map((one) => [one.line, one.kind, one.why])).toEqual([
      ...[2, 3, 4].map((line) => [line, 'unread', why]),
      [5, 'new', null],
    ])
  },
)

test('what looks the same is the same: a reference, a transaction and a currency with marks that nobody sees, or in another spelling', async () => {
  const { rows, sales } = await salesOf([
    row('q-é', '01', 'EUR,,0xAB'),
    row('\u200eq-e\u0301\u200b', '02', '\u200eEUR\u200f,,0xAC'),
    row('other', '03', 'EUR,,0xA\u200bB\u0000'),
    row('wide', '04', 'ＥＵＲ,,'),
  ])
  expect(sales.map(({ reference, receipts }) => [reference, receipts.length])).toEqual([
    ['q-é', 2],
    ['other', 1],
    ['wide', 1],
  ])
  expect(rows.find(({ reference }) => reference === 'other')).toMatchObject({
    ...{ kind: 'duplicate', why: { reason: 'sameTransaction', line: 2 } },
  })
})

test.each([
  ['€5', 'USDT', '€'],
  ['5 €', 'USD', '€'],
  ['$5', 'EUR', '$'],
  ['£5', 'EUR', '£'],
  ['¥5', 'EUR', '¥'],
  ['₽5', 'EUR', '₽'],
  ['US$5', 'CAD', 'US$'],
  ['CA$5', 'USD', 'CA$'],
  ['HK$5', 'USD', 'HK$'],
])('%s is no amount in %s', async (amount, currency, text) => {
  const { rows } = await salesOf([`r,2025-03-02,${amount},5,${currency},,`, row('fine', '02')])
  expect(rows[0]).toMatchObject({ kind: 'unread', why: { reason: 'otherCurrency', text, line: null } })
})

test.each([
  ['€5', 'EUR', '5.00'],
  ['$5', 'USD', '5.00'],
  ['US$5', 'USD', '5.00'],
  ['$5', 'USDT', '5.000000'],
  ['C$5', 'CAD', '5.00'],
  ['¤5', 'EUR', '5.00'],
  ['"5,-"', 'EUR', '5.00'],
  ['5.–', 'CHF', '5.00'],
  ['"1 250,-- €"', 'EUR', '1250.00'],
])('%s in %s is an amount', async (amount, currency, asked) => {
  const { sales } = await salesOf([`r,2025-03-02,${amount},5,${currency},,`, row('fine', '02')])
  expect(sales[0]).toMatchObject({ reference: 'r', asked })
})

test.each([
  ['2025-03-02 10:05:04+02', Date.UTC(2025, 2, 2, 8, 5, 4)],
  ['2025-03-02 10:05:04.123456-03', Date.UTC(2025, 2, 2, 13, 5, 4, 123)],
  ['2025-03-02T10:05:04+1400', Date.UTC(2025, 2, 1, 20, 5, 4)],
  ['2025-03-02 10:05:04+9900', null],
  ['2025-03-02 10:05:04+1401', null],
  ['2025-03-02 10:05:04+0175', null],
])('%s is an instant of its own zone, or none', async (created, at) => {
  const { rows, sales } = await salesOf([`r,${created},5,5,EUR,,`, row('fine', '02')])
  if (at === null) expect(rows[0]).toMatchObject({ kind: 'unread', why: { reason: 'notADate' } })
  else expect(sales[0]).toMatchObject({ reference: 'r', createdAt: at })
})

test('rows that end in several ways, as where files of two systems were joined, are all read', async () => {
  const path = fileOf(
    `${HEAD}\r\n${row('a', '01')}\n${row('b', '02')}\r${row('c', '03')}\r\r\n${row('d', '04')}`,
  )
  const { sales } = await readImport(path)
  expect(sales.map(({ sale }) => sale.reference)).toEqual(['a', 'b', 'c', 'd'])
})

test('lines are those of the file behind cells of several lines, whatever they end in', async () => {
  for (const end of ['\r\n', '\n', '\r']) {
    const path = fileOf(
      [HEAD, row('a', '01', `EUR,"one${end}two${end}three",`), row('b', '02'), row('c', 'never')].join(end),
    )
    const { rows } = await readImport(path)
    expect(rows.map(({ line, reference }) => [line, reference])).toEqual([
      [6, 'c'],
      [2, 'a'],
      [5, 'b'],
    ])
  }
})

test('of two columns of one name the first is read, and both are kept with the sale', async () => {
  const path = fileOf(
    'Reference,Created,Requested,Received,Currency,Note,Note,\nr,2025-03-02,5,5,EUR,one,two,three',
  )
  const { sales } = await readImport(path)
  expect(JSON.parse(sales[0]?.sale.raw ?? '')).toMatchObject({
    ...{ Note: 'one', 'Note (column 7)': 'two', 'column 8': 'three' },
  })
})

test('two payments of a sale are never one, whatever their transactions are called', async () => {
  const { sales } = await salesOf([row('a', '01', 'EUR,,row-2'), row('a', '02')])
  const [{ receipts } = { receipts: [] }] = sales
  expect(new Set(receipts.map(({ receiptId }) => receiptId)).size).toBe(2)
})

test('a row that is wider than all before it is written whole where it is not taken', async () => {
  const rows = Array.from({ length: 1_200 }, () => row('x', '99'))
  const path = fileOf([HEAD, ...rows, `${row('wide', '99', 'EUR,,')},more,"and, more"`].join('\n'))
  const target = join(tempFolder(), 'others.csv')
  const fields = proposeFields(HEAD.split(','), [])
  const reading = {
    ...({ encoding: 'utf-8', delimiter: ',', headerRow: 0, fields, currency: null } as const),
    ...{ dates: null, mark: null, zone: null },
  }
  const order = { path, reading, bookZone: ZONE, now: NOW, closed: [] }
  const others = { path: target, decided: { all: false, but: [] }, locale: 'en' }
  await runImport(
    { kind: 'import', order, known: NONE_KNOWN, others },
    () => undefined,
    () => false,
  )
  expect(readFileSync(target, 'utf8').trimEnd().split('\r\n').at(-1)).toMatch(
    /^wide,2025-03-99,5,5,EUR,,,more,"and, more",1202,/,
  )
})

test("the app's own file of receipts brings nothing into the book that it came from", async () => {
  const { ledger, path: bookPath } = await october()
  const [folder, known] = [tempFolder(), ledger.book()]
  const [targetPath, partPath] = [join(folder, 'a.csv'), join(folder, 'a.part')]
  const ports = { cancelled: () => false, progress: () => undefined }
  writeReceiptsCsv({ bookPath, known, targetPath, partPath, zone: 'UTC' }, ports)
  const { sales } = await readImport(targetPath)
  expect(sales.length).toBeGreaterThan(1)
  const inBook = ledger.knownReferences(
    ACCOUNT,
    sales.map(({ sale }) => sale.reference),
  )
  const again = await readImport(targetPath, { known: { ...NONE_KNOWN, sales: inBook } })
  expect(again.sales).toEqual([])
  expect(again.rows.filter(({ kind }) => kind === 'new')).toEqual([])
})

test('a file that is written to while it is read is not taken by half', async () => {
  const path = fileOf([HEAD, row('a', '01'), row('b', '02')].join('\n'))
  const fields = proposeFields(HEAD.split(','), [])
  const reading = {
    ...({ encoding: 'utf-8', delimiter: ',', headerRow: 0, fields, currency: null } as const),
    ...{ dates: null, mark: null, zone: null },
  }
  const order = { path, reading, bookZone: ZONE, now: NOW, closed: [] }
  const told: unknown[] = []
  let steps = 0
  const stepped = () => {
    steps += 1
    // The first one is of its digest, the second of its rows.
    if (steps === 2) appendFileSync(path, `\n${row('c', '03')}`)
    return false
  }
  await runImport(
    { kind: 'import', order, known: NONE_KNOWN, others: null },
    (one) => told.push(one),
    stepped,
  )
  // Whether the new row was read already is nobody's to say.
  expect(told).toMatchObject([{ kind: 'survey', survey: { kind: 'failed', why: 'gone' } }])
})
