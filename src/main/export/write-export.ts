import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { columnsOf, type ExportColumn } from '../../shared/contract/plain/export-columns.ts'
import { ACCOUNTING_PRESETS } from '../../shared/contract/plain/export-formats.ts'
import { type RecordsReader, readRecords } from '../ledger/exports/records.ts'
import type { BookState } from '../ledger/port/book.ts'
import { quickBooksWriter, xeroWriter } from './accounting/bank-lines.ts'
import { beancountWriter, hledgerWriter } from './accounting/journals.ts'
import { ofxWriter, qifWriter } from './accounting/statements.ts'
import { ACCOUNTING_COLUMNS, createTransactionsFile } from './accounting/transactions.ts'
import { createChangesFile } from './changes/changes-file.ts'
import { readEarlier } from './changes/earlier-file.ts'
import { createCsvFile } from './csv/csv-file.ts'
import { MACHINE, MARKED, spreadsheetStyle } from './csv/styles.ts'
import { manifestText, type WrittenFile } from './manifest.ts'
import type { ExportProgress, FileRequest, ManifestFacts } from './port.ts'
import { FIELD_END } from './records/fields.ts'
import type { RowsFile } from './records/rows-file.ts'
import { createSums } from './records/sums.ts'
import { type WholeFile, type Write, writeTogether, writeWhole } from './whole-file.ts'
import { createXlsxFile, sheetsOf } from './xlsx/xlsx-file.ts'

/** A file that is to be written, and where. */
export interface ExportFile extends WholeFile {
  readonly bookPath: string
  /** How far the open book was when the export was asked for. */
  readonly known: BookState
  readonly request: FileRequest
  /** The manifest beside it; null for none. */
  readonly manifest: (ManifestFacts & { readonly file: WholeFile }) | null
}

export interface ExportFilePorts {
  /** Asked between chunks; true ends the export with nothing left behind. */
  cancelled(): boolean
  progress(progress: ExportProgress): void
}

/**
 * Writes the rows of a book, as they stand at one moment, into a file, and its manifest beside it; gives what was written, or null when it was
 * cancelled. Both appear, or neither. Throws what SQLite, the file system or the writer throw; the target is then as it was.
 */
export function writeExport(job: ExportFile, ports: ExportFilePorts, read = readRecords): WrittenFile | null {
  const { query, zone } = job.request
  const columns = fileColumns(job.request)
  const names = columns.map(([name]) => name)
  return read(job.bookPath, job.known, { query, columns: names, zone }, (records) => {
    let written: WrittenFile | null = null
    const fill = (write: Write) => {
      written = fillFile(records, job.request, columns, ports, write, job.manifest?.filter ?? null)
      return written !== null
    }
    if (job.manifest === null) return writeWhole(job, fill) ? written : null
    const { file, ...facts } = job.manifest
    const fillManifest = (write: Write) => {
      if (written) write(manifestText(basename(job.targetPath), job.request, columns, facts, written))
      return written !== null
    }
    const isWhole = writeTogether([
      { file: job, fill },
      { file, fill: fillManifest },
    ])
    return isWhole ? written : null
  })
}

function fillFile(
  records: RecordsReader,
  request: FileRequest,
  columns: readonly ExportColumn[],
  ports: ExportFilePorts,
  write: Write,
  filter: unknown,
): WrittenFile | null {
  const hash = createHash('sha256')
  let bytes = 0
  const put: Write = (chunk) => {
    const taken = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
    hash.update(taken)
    bytes += taken.length
    write(taken)
  }
  const file = fileOf(request, columns, filter)
  const sums = createSums(request.query.kind)
  file.begin(put)
  const rowsTotal = records.choose()
  let rowsWritten = 0
  ports.progress({ rowsWritten, rowsTotal })
  for (const chunk of records.chunks()) {
    if (ports.cancelled()) return null
    if (chunk.bytes.at(-1) !== FIELD_END) throw new Error('a piece of the book ends within a field')
    file.room(chunk.bytes.length, chunk.rows)
    let at = 0
    for (let row = 0; row < chunk.rows; row += 1) at = file.row(chunk.bytes, sums.row(chunk.bytes, at))
    if (at !== chunk.bytes.length) throw new Error('a row of the book has other fields than were asked for')
    file.flush(put)
    rowsWritten += chunk.rows
    ports.progress({ rowsWritten, rowsTotal })
  }
  const all = sums.all()
  file.end(put, all)
  // A cancel that came with the last rows counts as well.
  if (ports.cancelled()) return null
  const { preset } = request
  const sheets = preset.as === 'xlsx' ? sheetsOf(rowsWritten, preset.sheetRows) : null
  const compared = file.compared?.() ?? null
  return {
    rows: rowsWritten,
    differences: compared?.differences ?? null,
    since: compared?.since ?? null,
    bytes,
    sha256: hash.digest('hex'),
    sums: all,
    cut: records.cut,
    sheets,
  }
}

/** Gives the columns of a file; an accounting program is told of columns of its own. */
export function fileColumns({ query, columns, preset }: FileRequest): readonly ExportColumn[] {
  const isAccounting = ACCOUNTING_PRESETS.some((one) => one === preset.as)
  return isAccounting ? ACCOUNTING_COLUMNS : columnsOf(query.kind, columns)
}

/** Makes what writes a file. Throws `OtherFile` where one of before cannot be compared with. */
export function fileOf(request: FileRequest, columns: readonly ExportColumn[], filter: unknown): RowsFile {
  const { preset, zone } = request
  switch (preset.as) {
    case 'changes':
      return createChangesFile(columns, readEarlier(preset.since, request, columns, filter), zone)
    case 'machine':
      return createCsvFile(columns, MACHINE, zone)
    case 'marked':
      return createCsvFile(columns, MARKED, zone)
    case 'spreadsheet':
      return createCsvFile(columns, spreadsheetStyle(preset.language), zone, preset.titles)
    case 'xlsx':
      return createXlsxFile(columns, preset, zone)
    case 'ofx':
      return createTransactionsFile(ofxWriter(), zone, true)
    case 'qif':
      return createTransactionsFile(qifWriter(), zone, true)
    case 'hledger':
      return createTransactionsFile(hledgerWriter(), zone, false)
    case 'beancount':
      return createTransactionsFile(beancountWriter(), zone, false)
    case 'xero':
      return createTransactionsFile(xeroWriter(), zone, false)
    case 'quickbooks':
      return createTransactionsFile(quickBooksWriter(), zone, false)
  }
}
