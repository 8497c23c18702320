import type { ExportColumn, ExportKind } from '../../../shared/contract/plain/export-columns.ts'
import {
  CHANGED_CELL,
  CHANGED_ROWS,
  type ComparedFile,
} from '../../../shared/contract/shapes/books/compared-file.ts'
import { type RecordsReader, readRecords } from '../../ledger/exports/records.ts'
import { createComparison } from '../changes/comparison.ts'
import { readEarlier } from '../changes/earlier-file.ts'
import { exportFailureOf } from '../export-failure.ts'
import type { CompareOrder, CompareOutcome } from '../port.ts'
import { createSums, type FileSum } from '../records/sums.ts'
import { type ExportFilePorts, fileColumns } from '../write-export.ts'

type Compared = Extract<CompareOutcome, { state: 'done' }>['compared']
type ChangedRow = ComparedFile['rows'][number]

/** Says what has changed since a file of before, in this thread. Never throws: what went wrong is a value. */
export function runCompare(order: CompareOrder, ports: ExportFilePorts): CompareOutcome {
  const { bookPath, known, request, filter, since } = order
  try {
    const columns = fileColumns(request)
    const earlier = readEarlier(since, request, columns, filter)
    const asked = { query: request.query, columns: columns.map(([name]) => name), zone: request.zone }
    const compared = readRecords(bookPath, known, asked, (records) => {
      const found = createFound(columns, request.query.kind)
      const comparison = createComparison(columns, earlier, request.zone, found.differences)
      const rows = readThrough(records, comparison, createSums(request.query.kind), ports)
      return rows && { ...rows, ...found.all(), rowsBefore: earlier.lines.size, sumsBefore: earlier.sums }
    })
    return compared === null ? { state: 'cancelled' } : { state: 'done', compared }
  } catch (error) {
    return { state: 'failed', code: exportFailureOf(error) }
  }
}

/** Takes every row, and gives how many they are and what they come to; null where it was given up. */
function readThrough(
  records: RecordsReader,
  comparison: ReturnType<typeof createComparison>,
  sums: ReturnType<typeof createSums>,
  ports: ExportFilePorts,
): { readonly rowsNow: number; readonly sumsNow: readonly FileSum[] } | null {
  const rowsNow = records.choose()
  let read = 0
  for (const chunk of records.chunks()) {
    if (ports.cancelled()) return null
    let at = 0
    for (let row = 0; row < chunk.rows; row += 1) at = comparison.row(chunk.bytes, sums.row(chunk.bytes, at))
    read += chunk.rows
    ports.progress({ rowsWritten: read, rowsTotal: rowsNow })
  }
  comparison.end()
  return { rowsNow, sumsNow: sums.all() }
}

/** What a whole row is shown by, of those columns that the file has. */
const BRIEF: Readonly<Record<ExportKind, readonly string[]>> = {
  receipts: ['net', 'net_currency', 'paid_at', 'account'],
  movements: ['kind', 'net', 'net_currency', 'paid_at', 'account'],
  invoices: ['status', 'asked', 'currency', 'created_at', 'account'],
  lines: [],
  days: [],
  exceptions: ['kind', 'difference', 'currency', 'raised_at', 'account'],
  events: ['kind', 'at'],
}

/** Gathers the first of what differs, and counts all of it by rows. */
function createFound(columns: readonly ExportColumn[], kind: ExportKind) {
  const at = (name: string) => columns.findIndex(([one]) => one === name)
  const [number, invoice] = [at('invoice_number'), at('invoice_id')]
  const cellAt = (cells: readonly string[], place: number) => (cells[place] ?? '') || null
  const shown = BRIEF[kind].map(at).filter((place) => place >= 0)
  const rows: ChangedRow[] = []
  const counts = { added: 0, changed: 0, gone: 0 }
  let lastChanged: string | null = null
  const brief = (text: string) => text.slice(0, CHANGED_CELL).toWellFormed()
  const whole = (cells: readonly string[]) =>
    brief(
      shown
        .map((place) => cells[place] ?? '')
        .filter((cell) => cell !== '')
        .join(' '),
    )
  const put = (row: Omit<ChangedRow, 'number' | 'invoiceId'>, cells: readonly string[]) => {
    if (rows.length < CHANGED_ROWS)
      rows.push({ ...row, number: cellAt(cells, number), invoiceId: cellAt(cells, invoice) })
  }
  return {
    differences: {
      added(key: string, cells: readonly string[]) {
        counts.added += 1
        put({ change: 'added', key: brief(key), column: null, before: null, now: whole(cells) }, cells)
      },
      changed(key: string, cells: readonly string[], column: string, was: string, is: string) {
        if (key !== lastChanged) counts.changed += 1
        lastChanged = key
        put({ change: 'changed', key: brief(key), column, before: brief(was), now: brief(is) }, cells)
      },
      gone(key: string, cells: readonly string[]) {
        counts.gone += 1
        put({ change: 'gone', key: brief(key), column: null, before: whole(cells), now: null }, cells)
      },
    },
    all: (): Pick<Compared, 'rows' | 'added' | 'changed' | 'gone'> => ({ rows, ...counts }),
  }
}
