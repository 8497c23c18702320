import type { ExportColumn } from '../../../shared/contract/plain/export-columns.ts'
import { csvLine } from '../csv/cells.ts'
import type { RowsFile } from '../records/rows-file.ts'
import type { Write } from '../whole-file.ts'
import { createComparison } from './comparison.ts'
import type { EarlierFile } from './earlier-file.ts'

/** The columns of what has changed: what became of a row, its key, which column, what stood there and what stands there now. */
const HEAD = ['change', 'key', 'column', 'before', 'now'] as const

/** So many rows are held before they are written. */
const MOST_HELD = 1_000

/**
 * Writes what has changed since an earlier file, as CSV: a row for each cell that differs (`changed`), and one for each row that is new (`added`) or is not among them any more
 * (`gone`), with the whole row in `now` or `before` as the file has it. Rows that are as they were are left out.
 */
export function createChangesFile(
  columns: readonly ExportColumn[],
  earlier: EarlierFile,
  zone: string,
): RowsFile {
  const found: string[] = []
  let differences = 0
  let ending: Write | null = null
  const comparison = createComparison(columns, earlier, zone, {
    added: (key, _cells, line) => found.push(csvLine(['added', key, '', '', line])),
    changed: (key, _cells, column, was, is) => found.push(csvLine(['changed', key, column, was, is])),
    gone(key, _cells, line) {
      found.push(csvLine(['gone', key, '', line, '']))
      // All that are gone are told at once, and one string ends at 536 million characters.
      if (ending && found.length >= MOST_HELD) flush(ending)
    },
  })
  const flush = (write: Write) => {
    differences += found.length
    write(found.join(''))
    found.length = 0
  }
  return {
    begin: (write: Write) => write(csvLine(HEAD)),
    room: comparison.room,
    row: comparison.row,
    flush,
    end(write) {
      ending = write
      comparison.end()
      flush(write)
    },
    compared: () => ({ differences, since: earlier.sha256 }),
  }
}
