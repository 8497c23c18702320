import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FilePreset } from '../../../src/main/export/port.ts'
import { writeExport } from '../../../src/main/export/write-export.ts'
import { EXPORT_QUERIES } from '../../support/books/receipts-file.ts'

/** Writes a book in every kind and every way into a folder, and prints what each file and manifest is by its SHA-256. */
const [bookPath = '', folder = '', id = ''] = process.argv.slice(2)
const PRESETS: readonly FilePreset[] = [
  { as: 'machine' },
  { as: 'spreadsheet', language: 'de' },
  { as: 'xlsx', sheetName: 'Rows', totalsName: 'Totals' },
]
const sha256 = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')

const made = EXPORT_QUERIES.flatMap((query) =>
  PRESETS.map((preset) => {
    const targetPath = join(folder, `${query.kind}.${preset.as}`)
    const beside = `${targetPath}.manifest.json`
    const file = { targetPath: beside, partPath: `${beside}.part` }
    const request = { query, columns: null, zone: 'Europe/Paris', preset }
    const job = { bookPath, known: { id, lastEvent: 0 }, targetPath, partPath: `${targetPath}.part` }
    const manifest = { appVersion: '1.2.3', filter: { search: '' }, file }
    writeExport({ ...job, request, manifest }, { cancelled: () => false, progress: () => undefined })
    return [query.kind, preset.as, sha256(targetPath), sha256(beside)]
  }),
)
console.log(JSON.stringify(made))
