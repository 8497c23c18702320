import type { FilePreset, FileRequest } from '../../../src/main/export/port.ts'
import { createRowReader, type Value } from '../../../src/main/export/records/fields.ts'
import { createSums } from '../../../src/main/export/records/sums.ts'
import { type ExportOptions, startExport } from '../../../src/main/export/start-export.ts'
import type { WholeFile } from '../../../src/main/export/whole-file.ts'
import { type ExportFilePorts, writeExport } from '../../../src/main/export/write-export.ts'
import { readRecords } from '../../../src/main/ledger/exports/records.ts'
import type { BookState } from '../../../src/main/ledger/port/book.ts'
import type { ExportQuery } from '../../../src/main/ledger/port/exports.ts'
import { columnsOf, EXPORT_COLUMNS } from '../../../src/shared/contract/plain/export-columns.ts'
import { ANY_INVOICE, ANY_RECEIPT } from '../lists/any-filter.ts'

/** Says whether a column of receipts and refunds holds amounts. */
export function isAmount(name: string): boolean {
  return EXPORT_COLUMNS.movements.columns.some(([one, type]) => one === name && type === 'amount')
}

/** All receipts and refunds of a book. */
export const MOVEMENTS: ExportQuery = { kind: 'movements', filter: ANY_RECEIPT, basis: 'paid' }

/** What leaves out nothing, of each kind; the days of a year. */
export const EXPORT_QUERIES: readonly ExportQuery[] = [
  { kind: 'receipts', filter: ANY_RECEIPT, basis: 'paid' },
  MOVEMENTS,
  { kind: 'invoices', filter: ANY_INVOICE, basis: 'created' },
  { kind: 'lines', filter: ANY_INVOICE, basis: 'created' },
  {
    ...{ kind: 'days', from: '2026-01-01', to: '2026-12-31' },
    ...{ provider: [], accountId: [], currency: [] },
  },
  { kind: 'exceptions', resolved: null, exception: null, period: null },
  { kind: 'events', period: null },
]

interface ReceiptsFile extends WholeFile {
  readonly bookPath: string
  readonly known: BookState
  readonly zone: string
}

/** The request for all receipts and refunds of a book as the till's own button asks for it. */
export function receiptsRequest(zone: string, preset: FilePreset = { as: 'marked' }): FileRequest {
  return { query: MOVEMENTS, columns: null, zone, preset }
}

/** Writes all receipts and refunds as CSV in this thread; gives the number of rows, or null when it was cancelled. */
export function writeReceiptsCsv({ zone, ...file }: ReceiptsFile, ports: ExportFilePorts): number | null {
  return writeExport({ ...file, request: receiptsRequest(zone), manifest: null }, ports)?.rows ?? null
}

/** The same as an Excel workbook. */
export function writeReceiptsXlsx(
  {
    zone,
    sheetName,
    sheetRows,
    ...file
  }: ReceiptsFile & { readonly sheetName: string; readonly sheetRows?: number },
  ports: ExportFilePorts,
): number | null {
  const preset = { as: 'xlsx', sheetName, totalsName: 'Totals', ...(sheetRows && { sheetRows }) } as const
  return writeExport({ ...file, request: receiptsRequest(zone, preset), manifest: null }, ports)?.rows ?? null
}

/** Starts the same in a thread of its own. */
export function startReceiptsExport({
  zone,
  format,
  sheetName,
  ...options
}: Omit<ExportOptions, 'request' | 'manifest'> & {
  readonly zone: string
  readonly format: 'csv' | 'xlsx'
  readonly sheetName: string
}) {
  const preset: FilePreset =
    format === 'csv' ? { as: 'marked' } : { as: 'xlsx', sheetName, totalsName: 'Totals' }
  return startExport({ ...options, request: receiptsRequest(zone, preset), manifest: null })
}

/** Reads what a file would hold, row by row, by the names of the columns. */
export function recordsOf(
  bookPath: string,
  bookId: string,
  query: ExportQuery = MOVEMENTS,
): Readonly<Record<string, Value>>[] {
  const columns = columnsOf(query.kind, null)
  const names = columns.map(([name]) => name)
  const known = { id: bookId, lastEvent: 0 }
  return readRecords(bookPath, known, { query, columns: names, zone: 'UTC' }, (records) => {
    records.choose()
    const [readRow, sums] = [createRowReader(columns), createSums(query.kind)]
    return [...records.chunks()].flatMap(({ bytes, rows }) => {
      let at = 0
      return Array.from({ length: rows }, () => {
        const { values, end } = readRow(bytes, sums.row(bytes, at))
        at = end
        return Object.fromEntries(names.map((name, n) => [name, values[n] ?? null]))
      })
    })
  })
}
