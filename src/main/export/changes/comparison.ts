import type { ExportColumn } from '../../../shared/contract/plain/export-columns.ts'
import { createCsvFile } from '../csv/csv-file.ts'
import { MACHINE } from '../csv/styles.ts'
import type { RowsFile } from '../records/rows-file.ts'
import { cellsIn } from './csv-lines.ts'
import type { EarlierFile } from './earlier-file.ts'

/** Told what differs, by the key of its row: a row that is new, a cell that is another, a row that is not among them any more. Lines are as the machine's CSV has them. */
export interface Differences {
  added(key: string, cells: readonly string[], line: string): void
  changed(key: string, cells: readonly string[], column: string, was: string, is: string): void
  gone(key: string, cells: readonly string[], line: string): void
}

/** Makes what holds the rows of now against a file of before; rows that are as they were are passed over. `end` tells those that are gone. */
export function createComparison(
  columns: readonly ExportColumn[],
  { lines, keyAt }: EarlierFile,
  zone: string,
  differences: Differences,
): Pick<RowsFile, 'room' | 'row'> & { end(): void } {
  const now = createCsvFile(columns, MACHINE, zone)
  const seen = new Set<string>()

  function compare(line: string): void {
    const cells = cellsIn(line)
    const key = cells[keyAt] ?? ''
    seen.add(key)
    const before = lines.get(key)
    if (before === line) return
    if (before === undefined) {
      differences.added(key, cells, line)
      return
    }
    const were = cellsIn(before)
    for (const [n, [name]] of columns.entries()) {
      const [was, is] = [were[n] ?? '', cells[n] ?? '']
      if (was !== is) differences.changed(key, cells, name, was, is)
    }
  }

  return {
    room: now.room,
    row(bytes, from) {
      now.room(bytes.length, 1)
      const end = now.row(bytes, from)
      now.flush((line) => compare(line.toString().slice(0, -2)))
      return end
    },
    end() {
      for (const [key, line] of lines) if (!seen.has(key)) differences.gone(key, cellsIn(line), line)
    },
  }
}
