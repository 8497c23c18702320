import type { ErrorCode } from '../../shared/contract/plain/error-codes.ts'
import type { ExportFormat } from '../../shared/contract/plain/export-formats.ts'
import type { BookState } from '../ledger/port/book.ts'

/** What an export is asked to do. */
export interface ExportOrder {
  readonly bookPath: string
  /** How far the open book was when the export was asked for: a file that is less far is not exported. */
  readonly known: BookState
  /** The path the person chose; links are followed. */
  readonly targetPath: string
  /** The IANA zone of the local times. */
  readonly zone: string
  readonly format: ExportFormat
  /** What the sheet of a workbook is called. */
  readonly sheetName: string
  /** The app's folders, in which no export may write. */
  readonly ownFolders: readonly string[]
}

/** What an export tells while it runs. */
export interface ExportProgress {
  readonly rowsWritten: number
  readonly rowsTotal: number
}

/** Why an export failed. */
export type ExportFailure = Extract<
  ErrorCode,
  | 'DISK_FULL'
  | 'DISK_IO'
  | 'CORRUPT'
  | 'BOOK_REPLACED'
  | 'READ_ONLY'
  | 'NAME_REFUSED'
  | 'NOT_A_FILE'
  | 'OWN_FILE'
  | 'FOLDER_GONE'
  | 'EXPORT_TOO_LARGE'
  | 'NO_ANSWER'
  | 'INTERNAL'
>

export type ExportOutcome =
  | { readonly state: 'done'; readonly rowsWritten: number }
  | { readonly state: 'cancelled' }
  | { readonly state: 'failed'; readonly code: ExportFailure }

/** A running export of receipts. The target file appears whole, or not at all. */
export interface RunningExport {
  readonly finished: Promise<ExportOutcome>
  cancel(): void
}
