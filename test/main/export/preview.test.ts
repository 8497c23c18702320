import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import type { FilePreset, PreviewOutcome } from '../../../src/main/export/port.ts'
import { runPreview } from '../../../src/main/export/preview/run-preview.ts'
import { writeExport } from '../../../src/main/export/write-export.ts'
import { exportPreview } from '../../../src/shared/contract/shapes/export.ts'
import { type TestBook, tempFolder } from '../../support/books/open-book.ts'
import { MOVEMENTS } from '../../support/books/receipts-file.ts'
import { richBook } from '../../support/books/rich-book.ts'

const PORTS = { cancelled: () => false, progress: () => undefined }

function looked(book: TestBook, preset: FilePreset, sums: boolean, columns: readonly string[] | null = null) {
  const request = { query: MOVEMENTS, columns, zone: 'Africa/Algiers', preset }
  const order = { bookPath: book.path, known: book.ledger.book(), request, sums }
  const written = join(tempFolder(), 'file')
  const file = writeExport(
    { ...order, targetPath: written, partPath: `${written}.part`, manifest: null },
    PORTS,
  )
  const outcome: PreviewOutcome = runPreview(order, PORTS)
  if (outcome.state !== 'done' || !file) throw new Error(JSON.stringify(outcome))
  return {
    preview: exportPreview.parse({ ...outcome.preview, fileName: 'a' }),
    file,
    text: readFileSync(written, 'utf8'),
  }
}

test.each([
  [{ as: 'machine' }, ','],
  [{ as: 'spreadsheet', language: 'fr' }, ';'],
] as const)(
  'the first rows are shown as %o has them in its file, cut where they are long',
  async (preset, delimiter) => {
    const book = await richBook()
    for (const columns of [null, ['invoice_number', 'net', 'description']]) {
      const { preview, text, file } = looked(book, preset, false, columns)
      const rows: string[][] = parse(text, { delimiter, bom: true })
      expect([preview.table?.head, ...(preview.table?.rows ?? [])]).toEqual(
        rows.slice(0, 8).map((cells) => cells.map((cell) => cell.slice(0, 120))),
      )
      expect(preview.count).toBe(file.rows)
      expect([preview.text, preview.sums]).toEqual([null, null])
    }
  },
)

test('what its rows come to is what the file is told to come to, whatever columns it has', async () => {
  const book = await richBook()
  for (const columns of [null, ['invoice_number']]) {
    const { preview, file } = looked(book, { as: 'machine' }, true, columns)
    expect(file.rows).toBeGreaterThan(7)
    expect(preview.sums).toEqual(
      file.sums.map(({ currency, count, amounts }) => ({
        count,
        amounts: [{ name: 'net', amount: { currency, amount: amounts.net } }],
      })),
    )
  }
})

test('a file of an accounting program is shown as it begins', async () => {
  const { preview, text } = looked(await richBook(), { as: 'hledger' }, true)
  expect(preview.table).toBeNull()
  expect(preview.text?.length).toBeGreaterThan(200)
  expect(text.startsWith(preview.text ?? '-')).toBe(true)
})

test('a look that nobody waits for any more ends', async () => {
  const book = await richBook()
  const request = { query: MOVEMENTS, columns: null, zone: 'UTC', preset: { as: 'machine' as const } }
  const order = { bookPath: book.path, known: book.ledger.book(), request, sums: true }
  expect(runPreview(order, { ...PORTS, cancelled: () => true })).toEqual({ state: 'cancelled' })
})
