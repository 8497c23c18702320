import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import type { FilePreset } from '../../../../src/main/export/port.ts'
import { writeExport } from '../../../../src/main/export/write-export.ts'
import type { ExportQuery } from '../../../../src/main/ledger/port/exports.ts'
import { EXPORT_COLUMNS, EXPORT_KINDS } from '../../../../src/shared/contract/plain/export-columns.ts'
import { namesOfTitles, titlesIn } from '../../../../src/shared/words/column-titles.ts'
import { LANGUAGE_IDS } from '../../../../src/shared/words/languages.ts'
import { october } from '../../../support/books/october.ts'
import { tempFolder } from '../../../support/books/open-book.ts'
import { MOVEMENTS } from '../../../support/books/receipts-file.ts'
import { ANY_INVOICE } from '../../../support/lists/any-filter.ts'
import { readImport } from './read-file.ts'

const QUERIES: readonly ExportQuery[] = [
  MOVEMENTS,
  { kind: 'invoices', filter: ANY_INVOICE, basis: 'created' },
]

/** The sales without the rows that they were read from. */
const withoutRows = (sales: unknown) =>
  JSON.stringify(sales, (name, value: unknown) => (name === 'raw' ? undefined : value), 1)

/** The names of all columns of each kind, and what they are called. */
const ALL = EXPORT_KINDS.map((kind) => EXPORT_COLUMNS[kind].columns.map(([name]): string => name))

describe.each(LANGUAGE_IDS)("the app's files for people in %s", (language) => {
  it('have a title of its own for every column of a kind, by which it is known again', async () => {
    const titles = await titlesIn(language)
    for (const names of ALL) {
      const called = names.map((name) => titles?.[name] ?? '')
      expect(called).not.toContain('')
      expect(new Set(called).size).toBe(names.length)
      expect(await namesOfTitles(called)).toEqual(names)
      // Some of them, in capitals, and one that a person added.
      const some = ['My own', ...called.slice(0, 4).map((one) => one.toUpperCase())]
      expect(await namesOfTitles(some)).toEqual(['My own', ...names.slice(0, 4)])
    }
  })

  it.each(QUERIES)("of $kind are imported as the machine's are", async (query) => {
    const { ledger, path: bookPath } = await october()
    const write = (name: string, preset: FilePreset) => {
      const targetPath = join(tempFolder(), name)
      const job = {
        bookPath,
        known: ledger.book(),
        targetPath,
        partPath: `${targetPath}.part`,
        manifest: null,
      }
      const request = { query, columns: null, zone: 'Asia/Tokyo', preset }
      writeExport({ ...job, request }, { cancelled: () => false, progress: () => undefined })
      return targetPath
    }
    const titles = (await titlesIn(language)) ?? undefined
    const sheet = write('sheet.csv', { as: 'spreadsheet', language, titles })
    expect(readFileSync(sheet, 'utf8').split('\r\n')[0]).toContain(titles?.invoice_number)
    const own = await readImport(write('machine.csv', { as: 'machine' }))
    const told = await readImport(sheet, { mark: language === 'fr' ? ',' : '.' })
    expect(own.sales.length).toBeGreaterThan(1)
    expect(withoutRows(told.sales)).toBe(withoutRows(own.sales))
  })
})

test("a file of another program keeps the names of its columns, though one is called as one of the app's", async () => {
  const columns = ['Reference', 'Created on', 'Gross', 'Token', 'Memo', 'Kind']
  expect(await namesOfTitles(columns)).toEqual(columns)
  expect(await namesOfTitles([])).toEqual([])
})
