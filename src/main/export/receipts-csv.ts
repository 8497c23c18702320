import { type ReceiptsReader, readReceipts } from '../ledger/exports/receipts.ts'
import { COLUMNS } from './columns.ts'
import { BYTE_ORDER_MARK, csvLine, guardFormula } from './csv.ts'
import type { ExportProgress } from './port.ts'
import { type WholeFile, writeWhole } from './whole-file.ts'
import { createZoneWriter } from './zone-writer.ts'

export interface ReceiptsCsv extends WholeFile {
  readonly bookPath: string
  /** The IANA zone of the local times. */
  readonly zone: string
}

export interface ReceiptsCsvPorts {
  /** Asked between chunks; true ends the export with nothing left behind. */
  cancelled(): boolean
  progress(progress: ExportProgress): void
}

/**
 * Writes all receipts of a book, as they stand at one moment, into a CSV file; gives the number of rows, or null when it
 * was cancelled. Throws what SQLite or the file system throw; the target is then as it was.
 */
export function writeReceiptsCsv(job: ReceiptsCsv, ports: ReceiptsCsvPorts): number | null {
  return readReceipts(job.bookPath, (receipts) => writeAll(receipts, job, ports))
}

function writeAll(receipts: ReceiptsReader, job: ReceiptsCsv, ports: ReceiptsCsvPorts): number | null {
  const rowsTotal = receipts.count()
  const zone = createZoneWriter(job.zone)
  let rowsWritten = 0
  const whole = writeWhole(job, (write) => {
    write(BYTE_ORDER_MARK + csvLine(COLUMNS.map((column) => column.name)))
    ports.progress({ rowsWritten, rowsTotal })
    for (const records of receipts.chunks()) {
      if (ports.cancelled()) return false
      write(
        records
          .map((record) =>
            csvLine(
              COLUMNS.map((column) => {
                const value = column.value(record, zone)
                return column.freeText ? guardFormula(value) : value
              }),
            ),
          )
          .join(''),
      )
      rowsWritten += records.length
      ports.progress({ rowsWritten, rowsTotal })
    }
    // A cancel that came with the last rows counts as well.
    return !ports.cancelled()
  })
  return whole ? rowsWritten : null
}
