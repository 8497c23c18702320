import type { ColumnType, ExportColumn } from '../../../shared/contract/plain/export-columns.ts'
import type { ColumnTitles } from '../../../shared/words/column-titles.ts'
import { createRowReader, type Value } from '../records/fields.ts'
import { createInstantWriter, type InstantWriter } from '../records/instants.ts'
import type { RowsFile } from '../records/rows-file.ts'
import type { FileSum } from '../records/sums.ts'
import type { Write } from '../whole-file.ts'
import { amountCell, columnName, countCell, dayCell, instantCell, textCell } from './cells.ts'
import { ExportTooLarge } from './too-large.ts'
import { createWorkbook, type Workbook } from './workbook.ts'

/** What a workbook is made of besides its rows. */
export interface XlsxPlan {
  /** What the first sheet of rows is called. */
  readonly sheetName: string
  /** What the sheet of totals is called, which comes last; its columns are called as those of the file. */
  readonly totalsName: string
  /** What columns are called; absent for their names. */
  readonly titles?: ColumnTitles
  /** The first column stands at the right. */
  readonly isRightToLeft?: boolean
  /** The rows of one sheet beneath its header; more go to the next. */
  readonly sheetRows?: number | undefined
}

/** Excel takes 1,048,576 rows on a sheet, one of which is the header. */
const SHEET_ROWS = 1_048_575
/** A workbook of more would come near 4 GiB, and no spreadsheet opens it. */
const LARGEST_ROWS = 10_000_000

const WIDTHS: Readonly<Record<ColumnType, number>> = {
  ours: 14,
  text: 20,
  count: 9,
  amount: 18,
  local: 20,
  utc: 20,
  day: 12,
  month: 9,
}

/** Says how many sheets of rows a workbook has. */
export function sheetsOf(rows: number, sheetRows = SHEET_ROWS): number {
  return Math.max(1, Math.ceil(rows / sheetRows))
}

/** Writes rows into an Excel workbook, and what they come to on a sheet behind them. Throws `ExportTooLarge` where there are more than one can hold. */
export function createXlsxFile(columns: readonly ExportColumn[], plan: XlsxPlan, zone: string): RowsFile {
  const { sheetName, totalsName, titles = {}, isRightToLeft = false, sheetRows = SHEET_ROWS } = plan
  const instants = createInstantWriter(zone)
  const readRow = createRowReader(columns)
  const letters = columns.map((_column, index) => columnName(index))
  const heads = columns.map(([name, type]) => ({ name: titles[name] ?? name, width: WIDTHS[type] }))
  let workbook: Workbook | null = null
  let rows = 0

  function cellsOf(values: readonly Value[], row: number): string {
    let cells = ''
    for (let n = 0; n < values.length; n += 1) {
      const value = values[n] ?? null
      if (value !== null) cells += cellOf(columns[n]?.[1] ?? 'text', value, `${letters[n]}${row}`, instants)
    }
    return cells
  }

  return {
    begin(write: Write) {
      workbook = createWorkbook(write, isRightToLeft)
      workbook.sheet({ name: sheetName, columns: heads })
    },
    room(_bytes, many) {
      if (rows + many > LARGEST_ROWS) throw new ExportTooLarge()
    },
    row(bytes, from) {
      const { values, end } = readRow(bytes, from)
      if (rows > 0 && rows % sheetRows === 0) workbook?.sheet({ name: sheetName, columns: heads })
      const row = (rows % sheetRows) + 2
      workbook?.row(row, cellsOf(values, row))
      rows += 1
      return end
    },
    flush: () => undefined,
    end(_write, sums) {
      if (workbook && sums.length > 0) writeTotals(workbook, totalsName, sums, titles)
      workbook?.end()
    },
  }
}

function cellOf(type: ColumnType, value: string | number, place: string, instants: InstantWriter): string {
  if (typeof value === 'string') {
    if (type === 'amount') return amountCell(place, value)
    return type === 'count' ? countCell(place, value) : textCell(place, value)
  }
  switch (type) {
    case 'utc':
      return instantCell(place, value, instants.text(value, 'isoUtc'))
    case 'day':
      return dayCell(place, instants.wallClock(value), instants.text(value, 'day'))
    case 'month':
      return textCell(place, instants.text(value, 'month'))
    default:
      return instantCell(place, instants.wallClock(value), instants.text(value, 'iso'))
  }
}

/** A row for each currency, never one for all. */
function writeTotals(workbook: Workbook, name: string, sums: readonly FileSum[], titles: ColumnTitles): void {
  const amounts = Object.keys(sums[0]?.amounts ?? {})
  const heads = ['currency', 'rows', ...amounts].map((one) => ({ name: titles[one] ?? one, width: 18 }))
  workbook.sheet({ name, columns: heads })
  for (const [n, sum] of sums.entries()) {
    const row = n + 2
    const cells = amounts.map((one, at) =>
      amountCell(`${columnName(at + 2)}${row}`, sum.amounts[one] ?? null),
    )
    workbook.row(
      row,
      textCell(`A${row}`, sum.currency) + countCell(`B${row}`, `${sum.count}`) + cells.join(''),
    )
  }
}
