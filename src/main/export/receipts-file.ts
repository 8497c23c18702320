import { type ReceiptsReader, readReceipts } from '../ledger/exports/receipts.ts'
import type { BookState } from '../ledger/port/book.ts'
import type { ReceiptRecord } from '../ledger/port/exports.ts'
import type { ExportProgress } from './port.ts'
import { type WholeFile, type Write, writeWhole } from './whole-file.ts'

export interface ReceiptsFile extends WholeFile {
  readonly bookPath: string
  /** How far the open book was when the export was asked for. */
  readonly known: BookState
  /** The IANA zone of the local times. */
  readonly zone: string
}

export interface ReceiptsFilePorts {
  /** Asked between chunks; true ends the export with nothing left behind. */
  cancelled(): boolean
  progress(progress: ExportProgress): void
}

/** A kind of file as it is written: what stands before the rows, the rows, what stands after them. */
export interface RowsWriter {
  begin(): void
  rows(records: readonly ReceiptRecord[]): void
  end(): void
}

/**
 * Writes all receipts of a book, as they stand at one moment, into a file; gives the number of rows, or null when it was
 * cancelled. Throws what SQLite, the file system or the writer throw; the target is then as it was.
 */
export function writeReceiptsFile(
  job: ReceiptsFile,
  ports: ReceiptsFilePorts,
  writerOf: (rowsTotal: number, write: Write) => RowsWriter,
): number | null {
  return readReceipts(job.bookPath, job.known, (receipts) => writeAll(receipts, job, ports, writerOf))
}

function writeAll(
  receipts: ReceiptsReader,
  job: ReceiptsFile,
  ports: ReceiptsFilePorts,
  writerOf: (rowsTotal: number, write: Write) => RowsWriter,
): number | null {
  const rowsTotal = receipts.count()
  let rowsWritten = 0
  const whole = writeWhole(job, (write) => {
    const writer = writerOf(rowsTotal, write)
    writer.begin()
    ports.progress({ rowsWritten, rowsTotal })
    for (const records of receipts.chunks()) {
      if (ports.cancelled()) return false
      writer.rows(records)
      rowsWritten += records.length
      ports.progress({ rowsWritten, rowsTotal })
    }
    writer.end()
    // A cancel that came with the last rows counts as well.
    return !ports.cancelled()
  })
  return whole ? rowsWritten : null
}
