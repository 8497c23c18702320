import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { wouldBeRuined } from '../../../src/main/export/csv/kept-texts.ts'
import type { FilePreset } from '../../../src/main/export/port.ts'
import { writeExport } from '../../../src/main/export/write-export.ts'
import { columnsOf } from '../../../src/shared/contract/plain/export-columns.ts'
import { SPREADSHEET_LANGUAGES } from '../../../src/shared/contract/plain/export-formats.ts'
import { NODE_FLAGS } from '../../../tools/node-flags.mjs'
import { noLibreOffice, openInLibreOffice } from '../../support/books/libre-office.ts'
import { type TestBook, tempFolder } from '../../support/books/open-book.ts'
import { MOVEMENTS } from '../../support/books/receipts-file.ts'
import { richBook } from '../../support/books/rich-book.ts'

const noPython =
  spawnSync('python3', ['-c', 'import csv'], { encoding: 'utf8' }).status === 0
    ? null
    : 'python3 is not installed here'
if (noPython !== null) console.warn(`Not read by Python's csv: ${noPython}.`)

function write(book: TestBook, name: string, preset: FilePreset, zone = 'Europe/Paris'): string {
  const targetPath = join(tempFolder(), name)
  const request = { query: MOVEMENTS, columns: null, zone, preset }
  const job = { bookPath: book.path, known: book.ledger.book(), targetPath, partPath: `${targetPath}.part` }
  writeExport({ ...job, request, manifest: null }, { cancelled: () => false, progress: () => undefined })
  return targetPath
}

test.skipIf(noPython !== null)(
  "the machine's file is RFC 4180 without a mark: Python's csv reads the cells that another reader reads",
  async () => {
    const path = write(await richBook(), 'a.csv', { as: 'machine' })
    const bytes = readFileSync(path)
    expect(bytes.subarray(0, 14).toString()).toBe('invoice_number')
    const program =
      "import csv, json, sys; print(json.dumps(list(csv.reader(open(sys.argv[1], encoding='utf8', newline='')))))"
    const read = spawnSync('python3', ['-c', program, path], { encoding: 'utf8', maxBuffer: 1e8 })
    expect(JSON.parse(read.stdout)).toEqual(parse(bytes, { record_delimiter: '\r\n' }))
  },
)

/** How LibreOffice is told to split a file, and the language that it takes numbers and dates by. */
const FILTERS: Readonly<Record<(typeof SPREADSHEET_LANGUAGES)[number], string>> = {
  en: '44,34,76,1,,1033,false,true',
  fr: '59,34,76,1,,1036,false,true',
  de: '59,34,76,1,,1031,false,true',
  ar: '59,34,76,1,,5121,false,true',
  es: '59,34,76,1,,3082,false,true',
  it: '59,34,76,1,,1040,false,true',
}

test.skipIf(noLibreOffice !== null).each([...SPREADSHEET_LANGUAGES])(
  "opened in LibreOffice in %s, the spreadsheet's file has amounts that are numbers, times that are dates, and texts as they were",
  { timeout: 60_000 },
  async (language) => {
    const book = await richBook()
    const machine = parse(readFileSync(write(book, 'a.csv', { as: 'machine' })), {
      record_delimiter: '\r\n',
    }) as string[][]
    const path = write(book, 'sheet.csv', { as: 'spreadsheet', language })
    const [, ...cells] = openInLibreOffice([path], FILTERS[language]).get('sheet') ?? []
    const columns = columnsOf('movements', null)
    expect(cells.length).toBeGreaterThanOrEqual(machine.length - 1)
    // A text with an end of a line within is one row to who reads quotes; what LibreOffice splits is not looked at here.
    for (const [row, record] of machine.slice(1).entries()) {
      for (const [n, value] of record.entries()) {
        const [name, type] = columns[n] ?? ['', 'text']
        const cell = cells[row]?.[n]
        const of = `${name} of row ${row + 2}`
        if (value === '') continue
        expect(cell?.formula, of).toBe(false)
        if (type === 'amount') {
          expect(cell?.type, of).toBe('float')
          // No spreadsheet keeps more than 15 digits of a number.
          expect(Number(cell?.value), of).toBe(Number(Number(value).toPrecision(15)))
        } else if (type === 'local' || type === 'utc' || type === 'day') {
          expect(cell?.type, of).toBe('date')
          expect(cell?.value.slice(0, 19), of).toBe(value.slice(0, 19).replace(/T00:00:00$/, ''))
        } else if (type === 'text' && !/[\r\n]/.test(value)) {
          expect(cell?.type, of).toBe('string')
          expect([value, `'${value}`], of).toContain(cell?.shown)
        }
      }
    }
  },
)

test.each([
  '0012',
  '1e5',
  '12345678901234567890',
  'TRUE',
  'faux',
  '2026-01-01',
  '3-4',
  '1/2',
  'SEPT2',
  'Mar 3',
  '5 mai',
  'May 2026',
  'Mars-26',
  '10:30',
  '1.250,50',
  '(5)',
  '5 %',
  '€ 12',
  '٣٫٥'.replace('٫', '.'),
])('a spreadsheet would ruin %s', (text) => {
  expect(wouldBeRuined(text)).toBe(true)
})

test.each([
  '',
  'CF-000123',
  '0xabc123',
  'Two lamps',
  '2 lamps',
  'Marie',
  'Mai Tai',
  'قهوة',
  '01891009-6b00-718f-899b-6ce89b4340d1',
  'a@b.c',
  'May I',
  // A bare word is a name, and no spreadsheet makes a day of it.
  'May',
  'August',
  'Mars',
  'Mai.',
  'mars ',
])('a spreadsheet would leave %s as it is', (text) => {
  expect(wouldBeRuined(text)).toBe(false)
})

test('every kind of file is the same to the byte in another process and in another time zone of the machine', {
  timeout: 120_000,
}, async () => {
  const book = await richBook()
  const program = fileURLToPath(new URL('./export-all.ts', import.meta.url))
  const files = (zone: string) => {
    const args = ['--no-warnings', program, book.path, tempFolder(), book.ledger.book().id]
    const ran = spawnSync(process.execPath, [...NODE_FLAGS, ...args], {
      encoding: 'utf8',
      env: { ...process.env, TZ: zone, LANG: 'ar_DZ.UTF-8' },
    })
    if (ran.status !== 0) throw new Error(ran.stderr)
    return JSON.parse(ran.stdout) as string[][]
  }
  const here = files('Pacific/Kiritimati')
  expect(here.length).toBe(21)
  expect(files('America/Los_Angeles')).toEqual(here)
})
