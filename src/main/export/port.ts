import type { ErrorCode } from '../../shared/contract/plain/error-codes.ts'
import type { AccountingPreset, SpreadsheetLanguage } from '../../shared/contract/plain/export-formats.ts'
import type { ComparedFile } from '../../shared/contract/shapes/books/compared-file.ts'
import type { ExportPreview } from '../../shared/contract/shapes/export.ts'
import type { ColumnTitles } from '../../shared/words/column-titles.ts'
import type { BookState } from '../ledger/port/book.ts'
import type { ExportQuery } from '../ledger/port/exports.ts'
import type { FileSum } from './records/sums.ts'

/** How a file is written: `marked` is the machine's CSV with a byte-order mark before it. */
export type FilePreset =
  | { readonly as: 'machine' | 'marked' | AccountingPreset }
  | {
      readonly as: 'spreadsheet'
      readonly language: SpreadsheetLanguage
      /** What its columns are called; absent for their names. */
      readonly titles?: ColumnTitles | undefined
    }
  /** What has changed since a file of before that the machine's preset made for the same request. */
  | { readonly as: 'changes'; readonly since: string }
  | {
      readonly as: 'xlsx'
      /** What the sheet of the rows is called, and that of the totals behind it. */
      readonly sheetName: string
      readonly totalsName: string
      /** What its columns are called; absent for their names. */
      readonly titles?: ColumnTitles
      /** Its first column stands at the right. */
      readonly isRightToLeft?: boolean
      /** The rows of one sheet; absent for as many as Excel takes. */
      readonly sheetRows?: number
    }

/** What of a file is asked for: which rows, which columns, how they are written. */
export interface FileRequest {
  readonly query: ExportQuery
  /** Null for all columns of the kind. */
  readonly columns: readonly string[] | null
  /** The IANA zone of the local times and of the days. */
  readonly zone: string
  readonly preset: FilePreset
}

/** What a manifest says besides what the file itself tells. */
export interface ManifestFacts {
  readonly appVersion: string
  /** The filter as it was asked for, in days and decimals. */
  readonly filter: unknown
}

/** What an export is asked to do. */
export interface ExportOrder {
  readonly bookPath: string
  /** How far the open book was when the export was asked for: a file that is less far is not exported. */
  readonly known: BookState
  /** The path the person chose; links are followed. */
  readonly targetPath: string
  readonly request: FileRequest
  /** Null for a file without a manifest beside it. */
  readonly manifest: ManifestFacts | null
  /** The app's folders, in which no export may write. */
  readonly ownFolders: readonly string[]
}

/** What of a file is to be shown before it is made. */
export interface PreviewOrder extends Pick<ExportOrder, 'bookPath' | 'known' | 'request'> {
  /** Adds up all rows, too. */
  readonly sums: boolean
}

export type PreviewOutcome =
  | { readonly state: 'done'; readonly preview: Omit<ExportPreview, 'fileName'> }
  | { readonly state: 'cancelled' }
  | { readonly state: 'failed'; readonly code: ExportFailure }

/** A preview under way. */
export interface RunningPreview {
  readonly finished: Promise<PreviewOutcome>
  cancel(): void
}

/** What is held against a file of before. */
export interface CompareOrder extends Pick<ExportOrder, 'bookPath' | 'known' | 'request'> {
  /** Where that file lies, and the filter as it must have been asked for. */
  readonly since: string
  readonly filter: unknown
}

export type CompareOutcome =
  | {
      readonly state: 'done'
      readonly compared: Pick<
        ComparedFile,
        'rowsBefore' | 'rowsNow' | 'added' | 'changed' | 'gone' | 'rows'
      > & { readonly sumsBefore: readonly FileSum[]; readonly sumsNow: readonly FileSum[] }
    }
  | { readonly state: 'cancelled' }
  | { readonly state: 'failed'; readonly code: ExportFailure }

/** A comparison under way. */
export interface RunningCompare {
  readonly finished: Promise<CompareOutcome>
  cancel(): void
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
  | 'EXPORT_ONE_ACCOUNT'
  | 'EARLIER_CHANGED'
  | 'EARLIER_UNFIT'
  | 'NO_ANSWER'
  | 'INTERNAL'
>

export type ExportOutcome =
  | { readonly state: 'done'; readonly rowsWritten: number }
  | { readonly state: 'cancelled' }
  | { readonly state: 'failed'; readonly code: ExportFailure }

/** A running export. The target file appears whole, or not at all. */
export interface RunningExport {
  readonly finished: Promise<ExportOutcome>
  cancel(): void
}
