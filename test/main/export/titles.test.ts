import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type AskedFile, requestOf } from '../../../src/main/export/asked-file.ts'
import { isAskedAlike, manifestPath } from '../../../src/main/export/manifest.ts'
import { fileColumns, writeExport } from '../../../src/main/export/write-export.ts'
import { loadCatalogue } from '../../../src/shared/words/catalogues.ts'
import { createWords } from '../../../src/shared/words/words.ts'
import { type TestBook, tempFolder } from '../../support/books/open-book.ts'
import { MOVEMENTS } from '../../support/books/receipts-file.ts'
import { richBook } from '../../support/books/rich-book.ts'
import { partsOf } from '../../support/books/xlsx-reader.ts'

const COLUMNS = ['invoice_number', 'currency', 'amount', 'paid_at']
const NONE = { query: MOVEMENTS, columns: COLUMNS, zone: 'UTC', filter: {}, days: null, hasManifest: true }

/** Writes a file as the app does in a language, and reads its first line and its manifest. */
async function written(book: TestBook, asked: Pick<AskedFile, 'preset' | 'language'>, spoken: string) {
  await loadCatalogue(spoken)
  const request = await requestOf({ ...NONE, ...asked }, 'live', createWords(spoken, 'file'))
  const targetPath = join(tempFolder(), 'file')
  const path = manifestPath(targetPath)
  const manifest = { appVersion: '1', filter: {}, file: { targetPath: path, partPath: `${path}.part` } }
  const job = { bookPath: book.path, known: book.ledger.book(), targetPath, partPath: `${targetPath}.part` }
  writeExport({ ...job, request, manifest }, { cancelled: () => false, progress: () => undefined })
  const told = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>
  return { targetPath, request, told, head: readFileSync(targetPath, 'utf8').split('\r\n')[0] }
}

const FRENCH = ['Numéro de facture', 'Devise', 'Montant', 'Payée le']
const ARABIC = ['رقم الفاتورة', 'العملة', 'المبلغ', 'تاريخ الدفع']

describe('the columns of a file', () => {
  it("are called in its own language in a spreadsheet's, whatever the app speaks, and by both names in the manifest", async () => {
    const book = await richBook()
    const french = await written(book, { preset: 'spreadsheet', language: 'fr' }, 'ar')
    expect(french.head).toBe(`\ufeff${FRENCH.join(';')}`)
    expect(french.told).toMatchObject({ columns: COLUMNS, titles: FRENCH, language: 'fr' })
    const arabic = await written(book, { preset: 'spreadsheet', language: 'ar' }, 'en')
    expect(arabic.head).toBe(`\ufeff${ARABIC.join(';')}`)
    const english = await written(book, { preset: 'spreadsheet', language: 'en' }, 'fr')
    expect(english.head).toBe('\ufeffInvoice number,Currency,Amount,Paid at')
  })

  it('keep their names in a language without a catalogue, and in every file for a program', async () => {
    const book = await richBook()
    const german = await written(book, { preset: 'spreadsheet', language: 'de' }, 'ar')
    expect([german.head, german.told.titles]).toEqual([`\ufeff${COLUMNS.join(';')}`, undefined])
    const machine = await written(book, { preset: 'machine', language: 'fr' }, 'fr')
    expect([machine.head, machine.told.titles]).toEqual([COLUMNS.join(','), undefined])
  })

  it("are called in the app's language in a workbook, whose first column stands at the right where that is read from there", async () => {
    const book = await richBook()
    const sheetOf = async (spoken: string) => {
      const { targetPath, told } = await written(book, { preset: 'xlsx', language: 'en' }, spoken)
      const parts = partsOf(targetPath)
      const [rows = '', totals = ''] = [1, 2].map((n) => parts.get(`xl/worksheets/sheet${n}.xml`))
      return { rows, totals, titles: told.titles, book: parts.get('xl/workbook.xml') ?? '' }
    }
    const arabic = await sheetOf('ar')
    expect(arabic.titles).toEqual(ARABIC)
    for (const title of ARABIC) expect(arabic.rows).toContain(`>${title}</t>`)
    expect(arabic.totals).toContain('>العملة</t>')
    expect(arabic.rows).toContain('rightToLeft="1"')
    expect(arabic.book).not.toMatch(/[\u2066-\u2069]/)
    const french = await sheetOf('fr')
    expect(french.titles).toEqual(FRENCH)
    expect(french.rows).not.toContain('rightToLeft')
  })

  it('tell one file from another: what is asked for alike is called alike', async () => {
    const book = await richBook()
    const of = (spoken: string) => written(book, { preset: 'xlsx', language: 'en' }, spoken)
    const [french, arabic] = [await of('fr'), await of('ar')]
    const { id } = book.ledger.book()
    const isLike = ({ request }: typeof french, told: Record<string, unknown>) =>
      isAskedAlike(told, id, request, fileColumns(request), {}, null)
    expect([isLike(french, french.told), isLike(french, arabic.told)]).toEqual([true, false])
  })
})
