import { EXPORT_SUMS } from '../../../shared/contract/plain/export-columns.ts'
import { ACCOUNTING_PRESETS } from '../../../shared/contract/plain/export-formats.ts'
import { type ExportPreview, PREVIEW_CELL, PREVIEW_ROWS } from '../../../shared/contract/shapes/export.ts'
import { type RecordsReader, readRecords } from '../../ledger/exports/records.ts'
import { cellsIn, linesIn } from '../changes/csv-lines.ts'
import { BYTE_ORDER_MARK } from '../csv/cells.ts'
import { createCsvFile } from '../csv/csv-file.ts'
import { MACHINE, spreadsheetStyle } from '../csv/styles.ts'
import { exportFailureOf } from '../export-failure.ts'
import type { FileRequest, PreviewOrder, PreviewOutcome } from '../port.ts'
import { createSums, type FileSum } from '../records/sums.ts'
import type { Write } from '../whole-file.ts'
import { type ExportFilePorts, fileColumns, fileOf } from '../write-export.ts'

/** The most of a text that is shown, in UTF-16 units. */
const MOST_TEXT = 2_000

/** Says what a file would hold, in this thread. Never throws: what went wrong is a value. */
export function runPreview(order: PreviewOrder, ports: ExportFilePorts): PreviewOutcome {
  const { bookPath, known, request, sums } = order
  try {
    const columns = fileColumns(request)
    const isSummed = sums && EXPORT_SUMS[request.query.kind] !== null
    const asked = { query: request.query, columns: columns.map(([name]) => name), zone: request.zone }
    const preview = readRecords(bookPath, known, asked, (records) => look(records, request, isSummed, ports))
    if (preview === null) return { state: 'cancelled' }
    return { state: 'done', preview: { ...preview, sums: sums ? (preview.sums ?? []) : null } }
  } catch (error) {
    return { state: 'failed', code: exportFailureOf(error) }
  }
}

function look(
  records: RecordsReader,
  request: FileRequest,
  withSums: boolean,
  ports: ExportFilePorts,
): Omit<ExportPreview, 'fileName'> | null {
  const { preset, zone, query } = request
  const columns = fileColumns(request)
  const isText = ACCOUNTING_PRESETS.some((one) => one === preset.as)
  // A workbook is no text: its cells are shown as a spreadsheet shows them.
  const file =
    preset.as === 'xlsx'
      ? createCsvFile(columns, { ...MACHINE, times: 'sheet' }, zone, preset.titles)
      : fileOf(request, columns, null)
  const sums = createSums(query.kind)
  const parts: Buffer[] = []
  const write: Write = (chunk) => void parts.push(Buffer.from(chunk as Uint8Array))
  let shown = 0
  file.begin(write)
  const count = records.choose()
  let read = 0
  for (const chunk of records.chunks()) {
    if (ports.cancelled()) return null
    const some = Math.min(chunk.rows, PREVIEW_ROWS - shown)
    if (some > 0) file.room(chunk.bytes.length, chunk.rows)
    let at = 0
    const own = createSums(query.kind)
    for (let row = 0; row < some; row += 1) at = file.row(chunk.bytes, own.row(chunk.bytes, at))
    if (some > 0) file.flush(write)
    shown += some
    if (!withSums && shown >= Math.min(PREVIEW_ROWS, count)) break
    if (withSums) addUp(sums, chunk, columns.length)
    read += chunk.rows
    ports.progress({ rowsWritten: read, rowsTotal: count })
  }
  if (isText) file.end(write, [])
  const text = Buffer.concat(parts).toString()
  return {
    count,
    isClosed: records.cut.isClosed,
    table: isText ? null : { names: columns.map(([name]) => name), ...tableOf(text, separatorOf(request)) },
    text: isText ? text.slice(0, MOST_TEXT).toWellFormed() : null,
    sums: withSums ? sums.all().map(told) : null,
  }
}

/** Adds up the rows of a piece, whose other fields are passed over. */
function addUp(
  sums: ReturnType<typeof createSums>,
  { bytes, rows }: { readonly bytes: Uint8Array; readonly rows: number },
  columns: number,
): void {
  let at = 0
  for (let row = 0; row < rows; row += 1) {
    at = sums.row(bytes, at)
    for (let n = 0; n < columns; n += 1) at = bytes.indexOf(0xff, at) + 1
  }
}

function told({ currency, count, amounts }: FileSum) {
  return {
    count,
    amounts: Object.entries(amounts).map(([name, amount]) => ({ name, amount: { currency, amount } })),
  }
}

function separatorOf({ preset }: FileRequest): ',' | ';' {
  return preset.as === 'spreadsheet' ? spreadsheetStyle(preset.language).separator : ','
}

function tableOf(text: string, separator: ',' | ';') {
  const bare = text.startsWith(BYTE_ORDER_MARK) ? text.slice(BYTE_ORDER_MARK.length) : text
  const [head = [], ...rows] = [...linesIn([Buffer.from(bare)])].map((line) => cellsIn(line, separator))
  const brief = (cell: string) => cell.slice(0, PREVIEW_CELL).toWellFormed()
  return { head: [...head], rows: rows.slice(0, PREVIEW_ROWS).map((cells) => cells.map(brief)) }
}
