import type { ReceiptRecord } from '../ledger/port/exports.ts'
import { amountIn, COLUMNS, type Column } from './columns.ts'
import { type ReceiptsFile, type ReceiptsFilePorts, writeReceiptsFile } from './receipts-file.ts'
import { amountCell, columnName, instantCell, textCell } from './xlsx/cells.ts'
import { ExportTooLarge } from './xlsx/too-large.ts'
import { createWorkbook } from './xlsx/workbook.ts'
import { createZoneWriter, wallClock, type ZoneWriter } from './zone-writer.ts'

export interface ReceiptsXlsx extends ReceiptsFile {
  /** What the first sheet is called. */
  readonly sheetName: string
  /** The rows of one sheet beneath its header; more go to the next. */
  readonly sheetRows?: number
}

/** Excel takes 1,048,576 rows on a sheet. */
const SHEET_ROWS = 1_000_000
/** A workbook of more would come near 4 GiB, and no spreadsheet opens it. */
const LARGEST_ROWS = 10_000_000

const LETTERS = COLUMNS.map((_column, index) => columnName(index))

/**
 * Writes all receipts of a book into an Excel workbook; gives the number of rows, or null when it was cancelled.
 *
 * Throws `ExportTooLarge` before anything is written where there are more than a workbook can hold.
 */
export function writeReceiptsXlsx(job: ReceiptsXlsx, ports: ReceiptsFilePorts): number | null {
  const { sheetRows = SHEET_ROWS, sheetName } = job
  const zone = createZoneWriter(job.zone)
  return writeReceiptsFile(job, ports, (rowsTotal, write) => {
    if (rowsTotal > LARGEST_ROWS) throw new ExportTooLarge()
    const sheets = Math.max(1, Math.ceil(rowsTotal / sheetRows))
    const workbook = createWorkbook({ sheetName, sheets, columns: COLUMNS }, write)
    let rows = 0
    return {
      begin: () => workbook.sheet(),
      rows(records) {
        for (const record of records) {
          if (rows > 0 && rows % sheetRows === 0) workbook.sheet()
          const row = (rows % sheetRows) + 2
          workbook.row(row, cellsOf(record, row, zone))
          rows += 1
        }
      },
      end: workbook.end,
    }
  })
}

function cellsOf(record: ReceiptRecord, row: number, zone: ZoneWriter): string {
  let cells = ''
  for (const [index, column] of COLUMNS.entries())
    cells += cellOf(column, record, `${LETTERS[index]}${row}`, zone)
  return cells
}

function cellOf(column: Column, record: ReceiptRecord, place: string, zone: ZoneWriter): string {
  switch (column.kind) {
    case 'ours':
    case 'text':
      return textCell(place, column.text(record))
    case 'amount':
      return amountCell(place, amountIn(column, record))
    case 'local': {
      const iso = zone(column.at(record))
      return instantCell(place, wallClock(iso), iso)
    }
    case 'utc': {
      const at = column.at(record)
      return instantCell(place, at, new Date(at).toISOString())
    }
  }
}
