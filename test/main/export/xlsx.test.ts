import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { guardFormula } from '../../../src/main/export/csv/cells.ts'
import { amountCell, columnName, instantCell, textCell } from '../../../src/main/export/xlsx/cells.ts'
import { ExportTooLarge } from '../../../src/main/export/xlsx/too-large.ts'
import { createZip } from '../../../src/main/export/xlsx/zip.ts'
import { type TestBook, tempFolder, testBook } from '../../support/books/open-book.ts'
import {
  isAmount,
  startReceiptsExport,
  writeReceiptsCsv,
  writeReceiptsXlsx,
} from '../../support/books/receipts-file.ts'
import { richBook } from '../../support/books/rich-book.ts'
import { partsOf, type ReadCell, rowsOf } from '../../support/books/xlsx-reader.ts'

const DAY = 86_400_000
const HEARD = { cancelled: () => false, progress: () => undefined }

function write(book: TestBook, change: { zone?: string; sheetName?: string; sheetRows?: number } = {}) {
  const targetPath = join(tempFolder(), 'receipts.xlsx')
  const job = {
    bookPath: book.path,
    known: book.ledger.book(),
    targetPath,
    partPath: `${targetPath}.part`,
    zone: 'UTC',
    sheetName: 'Receipts',
  }
  const rows = writeReceiptsXlsx({ ...job, ...change }, HEARD)
  return { rows, parts: partsOf(targetPath), targetPath }
}

/** The rows of the CSV of the same book, by their columns' names. */
function csvOf(book: TestBook, zone: string): Record<string, string>[] {
  const targetPath = join(tempFolder(), 'receipts.csv')
  writeReceiptsCsv(
    { bookPath: book.path, known: book.ledger.book(), targetPath, partPath: `${targetPath}.part`, zone },
    HEARD,
  )
  return parse(readFileSync(targetPath), { bom: true, columns: true, record_delimiter: '\r\n' })
}

/** What the CSV would say of a cell. */
function asCsv(name: string, cell: ReadCell | undefined, formats: readonly string[]): string {
  if (!cell) return ''
  if (cell.kind === 'text') return isAmount(name) ? cell.value : guardFormula(cell.value)
  if (name.includes('_at'))
    return new Date(Math.round((Number(cell.value) - 25_569) * DAY)).toISOString().slice(0, -1)
  if (name === 'business_day') return new Date((Number(cell.value) - 25_569) * DAY).toISOString().slice(0, 10)
  const decimals = cell.value.split('.')[1] ?? ''
  expect(formats[cell.style], name).toBe(decimals === '' ? '#,##0' : `#,##0.${'0'.repeat(decimals.length)}`)
  return cell.value
}

test.each(['UTC', 'America/New_York', 'Asia/Kathmandu'])(
  'every value of the Excel file is that of the CSV, in %s',
  async (zone) => {
    const book = await richBook()
    const { rows, parts } = write(book, { zone })
    const formats = formatsOf(parts.get('xl/styles.xml') ?? '')
    const [header, ...cells] = rowsOf(parts.get('xl/worksheets/sheet1.xml') ?? '')
    const expected = csvOf(book, zone)
    expect([rows, cells.length]).toEqual([expected.length, expected.length])
    expect([...(header?.values() ?? [])].map((cell) => cell.value)).toEqual(Object.keys(expected[0] ?? {}))
    for (const [index, record] of expected.entries()) {
      for (const [column, [name, value]] of Object.entries(record).entries()) {
        const read = asCsv(name, cells[index]?.get(columnName(column)), formats)
        // A date of a spreadsheet goes to the second, and is cut there.
        if (name.includes('_at')) expect(read).toBe(value && `${value.slice(0, 19)}.000`)
        else if (isAmount(name) && read.length < value.length) {
          expect(read.padEnd(value.length, '0'), name).toBe(value)
        } else expect(read, name).toBe(value.replaceAll('\r\n', '\n'))
      }
    }
    expect(cells.flatMap((row) => [...row.values()]).filter((cell) => cell.kind === 'formula')).toEqual([])
  },
)

/** The format of each look, by its place. */
function formatsOf(styles: string): string[] {
  const codes = new Map(
    [...styles.matchAll(/<numFmt numFmtId="(\d+)" formatCode="([^"]*)"/g)].map(([, id, code]) => [id, code]),
  )
  const [, looks = ''] = /<cellXfs[^>]*>(.*)<\/cellXfs>/.exec(styles) ?? []
  return [...looks.matchAll(/<xf numFmtId="(\d+)"/g)].map(([, id]) => codes.get(id) ?? `built-in ${id}`)
}

test.each([
  ['49.90', 'number', '49.90'],
  ['7400', 'number', '7400'],
  ['0.00', 'number', '0.00'],
  // Fifteen digits a double shows exactly, sixteen it does not.
  ['9999999999999.99', 'number', '9999999999999.99'],
  ['99999999999999.99', 'text', '99999999999999.99'],
  ['0.12345678', 'number', '0.12345678'],
  ['20999999.97690000', 'number', '20999999.9769'],
  ['54.300000000000000000', 'number', '54.30'],
  ['54.300000000000000001', 'text', '54.300000000000000001'],
  ['0.000000000000000001', 'text', '0.000000000000000001'],
  ['12.000000000000000000', 'number', '12.00'],
  ['3.000000001', 'number', '3.000000001'],
  ['0.000000000', 'number', '0.00'],
  // A sign is no digit.
  ['-2.50', 'number', '-2.50'],
  ['-9999999999999.99', 'number', '-9999999999999.99'],
  ['-99999999999999.99', 'text', '-99999999999999.99'],
  ['-12.000000000000000000', 'number', '-12.00'],
  ['-0.000000000000000001', 'text', '-0.000000000000000001'],
  ['--1', 'text', '--1'],
])('the amount %s is a %s that says %s', (decimal, kind, value) => {
  const [row] = rowsOf(`<row>${amountCell('A1', decimal)}</row>`)
  expect(row?.get('A')).toMatchObject({ kind, value })
})

test.each([
  ['the first day after the one that never was', Date.UTC(1900, 2, 1), 'number'],
  ['a day before it', Date.UTC(1900, 1, 28), 'text'],
  ['the last day of Excel', Date.UTC(9999, 11, 31, 23, 59, 59), 'number'],
  ['the day after it', Date.UTC(10_000, 0, 1), 'text'],
  ['no instant at all', Number.NaN, 'text'],
])('%s, an instant of %d ms, is a %s', (_name, at, kind) => {
  const [row] = rowsOf(`<row>${instantCell('A1', at, 'as told')}</row>`)
  expect(row?.get('A')?.kind).toBe(kind)
  if (kind === 'text') expect(row?.get('A')?.value).toBe('as told')
})

test('a text longer than a cell takes is cut where it can be seen, never within a character', () => {
  const [row] = rowsOf(`<row>${textCell('A1', `${'a'.repeat(32_765)}👩‍👧`)}</row>`)
  expect(row?.get('A')?.value).toBe(`${'a'.repeat(32_765)}\ufffd…`)
  const [whole] = rowsOf(`<row>${textCell('A1', 'a'.repeat(32_767))}</row>`)
  expect(whole?.get('A')?.value).toBe('a'.repeat(32_767))
})

test('columns go on after Z', () => {
  expect([0, 25, 26, 51, 52, 701, 702].map(columnName)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA'])
})

test('what one sheet does not hold goes to the next, each with its header and its name', async () => {
  const book = await richBook()
  const { rows, parts } = write(book, { sheetRows: 15, sheetName: 'PRACTICE receipts' })
  const sheets = [...parts]
    .filter(([name]) => name.startsWith('xl/worksheets/'))
    .map(([, xml]) => rowsOf(xml))
  const totals = sheets.pop()
  expect(totals?.map((row) => row.get('A')?.value)?.[0]).toBe('currency')
  expect(sheets.map((sheet) => sheet.length)).toEqual([16, 16, 16, (rows ?? 0) - 45 + 1])
  expect(sheets.map((sheet) => sheet[0]?.get('A')?.value)).toEqual(sheets.map(() => 'invoice_number'))
  expect(
    [...(parts.get('xl/workbook.xml') ?? '').matchAll(/<sheet name="([^"]*)"/g)].map(([, name]) => name),
  ).toEqual([
    'PRACTICE receipts',
    'PRACTICE receipts 2',
    'PRACTICE receipts 3',
    'PRACTICE receipts 4',
    'Totals',
  ])
})

test.each([
  ['none', 'none'],
  ['Bob\'s [a]/b\\c?*: <x> & "y"', 'Bob s a b c x y'],
  ['a name of a sheet that is much longer than Excel takes', 'a name of a sheet that is much '],
])('a sheet called %s is named so that Excel takes it', async (sheetName, expected) => {
  const { parts } = write(await testBook(), { sheetName })
  expect(parts.get('xl/workbook.xml')).toContain(`<sheet name="${expected}"`)
  expect(rowsOf(parts.get('xl/worksheets/sheet1.xml') ?? '')).toHaveLength(1)
})

test('each part is named with its kind, and each look is what it is called', async () => {
  const { parts } = write(await richBook())
  for (const [name, text] of parts) {
    const [, root = ''] = /<([A-Za-z]\w*)[ >]/.exec(text) ?? []
    expect(text.endsWith(`</${root}>`), name).toBe(true)
  }
  const types = parts.get('[Content_Types].xml') ?? ''
  const named = [...types.matchAll(/PartName="\/([^"]+)"/g)].map(([, name]) => name)
  const xml = [...parts.keys()].filter((name) => name.endsWith('.xml') && name !== '[Content_Types].xml')
  expect(named.toSorted()).toEqual(xml.toSorted())
  const styles = parts.get('xl/styles.xml') ?? ''
  const listed = (list: string, one: string) => {
    const [, inner = ''] = new RegExp(`<${list} [^>]*>(.*?)</${list}>`).exec(styles) ?? []
    return inner.split(`<${one}`).slice(1)
  }
  const looks = listed('cellXfs', 'xf ')
  const [, fonts] = listed('fonts', 'font>')
  expect(fonts).toContain('<b/>')
  expect(looks[1]).toContain('fontId="1"')
  expect([looks[2], looks[4]].map((look) => look?.includes('numFmtId="49"'))).toEqual([true, true])
  expect(looks[3]).toContain('numFmtId="164"')
  // The first two fills are Excel's own, whatever a file says: a third one is the first that colours.
  expect(listed('fills', 'fill>').map((fill) => /patternType="(\w+)"/.exec(fill)?.[1])).toEqual([
    'none',
    'gray125',
    'solid',
  ])
  expect(looks[4]).toContain('fillId="2"')
  const [header, first] = rowsOf(parts.get('xl/worksheets/sheet1.xml') ?? '')
  expect(new Set([...(header?.values() ?? [])].map((cell) => cell.style))).toEqual(new Set([1]))
  expect(first?.get('A')).toMatchObject({ kind: 'text', style: 2 })
  const amount = [...(header ?? [])].find(([, cell]) => cell.value === 'amount')?.[0] ?? ''
  const rows = rowsOf(parts.get('xl/worksheets/sheet1.xml') ?? '').slice(1)
  const asText = rows.flatMap((row) => row.get(amount) ?? []).filter(({ kind }) => kind === 'text')
  expect([asText.length > 0, new Set(asText.map(({ style }) => style))]).toEqual([true, new Set([4])])
})

test('the header stays in sight and each column has a width', async () => {
  const sheet = write(await testBook()).parts.get('xl/worksheets/sheet1.xml') ?? ''
  expect(sheet).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>')
  const places = [...sheet.matchAll(/<col min="(\d+)" max="(\d+)"/g)].map(([, from, to]) => [
    Number(from),
    Number(to),
  ])
  const columns = rowsOf(sheet)[0]?.size ?? 0
  expect(places).toEqual(Array.from({ length: columns }, (_, index) => [index + 1, index + 1]))
})

test('in its thread the Excel file replaces an older one whole, and a cancelled one leaves it', async () => {
  const book = await richBook()
  const targetPath = join(tempFolder(), 'receipts.xlsx')
  writeFileSync(targetPath, 'last month')
  const start = () =>
    startReceiptsExport({
      workerUrl: new URL('../../../src/main/export/worker.ts', import.meta.url),
      bookPath: book.path,
      known: book.ledger.book(),
      targetPath,
      zone: 'UTC',
      format: 'xlsx',
      sheetName: 'Receipts',
      ownFolders: [],
      onProgress: () => undefined,
    })
  const cancelled = start()
  cancelled.cancel()
  expect(await cancelled.finished).toEqual({ state: 'cancelled' })
  expect([readFileSync(targetPath, 'utf8'), readdirSync(dirname(targetPath))]).toEqual([
    'last month',
    ['receipts.xlsx'],
  ])
  expect(await start().finished).toMatchObject({ state: 'done' })
  expect(partsOf(targetPath).size).toBe(7)
})

test('an entry that is packed in many pieces is one when it is read, and so are its neighbours', () => {
  const path = join(tempFolder(), 'a.zip')
  const pieces = Array.from({ length: 40 }, (_, n) => `${n} ${randomBytes(50_000).toString('hex')} ق`)
  const bytes: Uint8Array[] = []
  const zip = createZip((chunk) => bytes.push(Buffer.from(chunk)))
  zip.entry('empty')
  zip.entry('long.xml')
  for (const piece of pieces) zip.text(piece)
  zip.entry('ق.xml')
  zip.text('short')
  zip.end()
  writeFileSync(path, Buffer.concat(bytes))
  expect(bytes.length).toBeGreaterThan(15)
  expect([...partsOf(path)]).toEqual([
    ['empty', ''],
    ['long.xml', pieces.join('')],
    ['ق.xml', 'short'],
  ])
})

test.each([
  ['its text', 'a'.repeat(3_000_000), 2_999_999],
  ['the archive', randomBytes(3_000_000).toString('hex'), 3_000_000],
])('given %s is larger than a ZIP holds, it says so and not that it is whole', (_name, text, largest) => {
  const zip = createZip(() => undefined, largest)
  zip.entry('a')
  const fill = () => {
    for (let at = 0; at < text.length; at += 100_000) zip.text(text.slice(at, at + 100_000))
    zip.end()
  }
  expect(fill).toThrow(ExportTooLarge)
})
