import type { ExportColumn } from '../../../shared/contract/plain/export-columns.ts'
import { csvLine } from '../csv/cells.ts'
import { createCsvFile } from '../csv/csv-file.ts'
import { MACHINE } from '../csv/styles.ts'
import type { RowsFile } from '../records/rows-file.ts'
import type { Write } from '../whole-file.ts'
import { cellsIn } from './csv-lines.ts'
import type { EarlierFile } from './earlier-file.ts'

/** The columns of what has changed: what became of a row, its key, which column, what stood there and what stands there now. */
const HEAD = ['change', 'key', 'column', 'before', 'now'] as const

/**
 * Writes what has changed since an earlier file, as CSV: a row for each cell that differs (`changed`), and one for each row that is new (`added`) or is not among them any more
 * (`gone`), with the whole row in `now` or `before` as the file has it. Rows that are as they were are left out.
 */
export function createChangesFile(
  columns: readonly ExportColumn[],
  { lines, keyAt }: EarlierFile,
  zone: string,
): RowsFile {
  const now = createCsvFile(columns, MACHINE, zone)
  const seen = new Set<string>()
  const found: string[] = []

  function compare(line: string): void {
    const cells = cellsIn(line)
    const key = cells[keyAt] ?? ''
    seen.add(key)
    const before = lines.get(key)
    if (before === line) return
    if (before === undefined) {
      found.push(csvLine(['added', key, '', '', line]))
      return
    }
    const were = cellsIn(before)
    for (const [n, [name]] of columns.entries()) {
      const [was, is] = [were[n] ?? '', cells[n] ?? '']
      if (was !== is) found.push(csvLine(['changed', key, name, was, is]))
    }
  }

  return {
    begin: (write: Write) => write(csvLine(HEAD)),
    room: now.room,
    row(bytes, from) {
      now.room(bytes.length, 1)
      const end = now.row(bytes, from)
      now.flush((line) => compare(line.toString().slice(0, -2)))
      return end
    },
    flush(write) {
      write(found.join(''))
      found.length = 0
    },
    end(write) {
      for (const [key, line] of lines) if (!seen.has(key)) write(csvLine(['gone', key, '', line, '']))
    },
  }
}
