import type { Result } from '../../../../shared/contract/plain/envelope.ts'
import type {
  DecidedImport,
  ImportPreview,
  ImportReading,
  ImportRow,
  ImportsView,
} from '../../../../shared/contract/shapes/books/imports.ts'
import type { Session } from '../../../session/session.ts'

/** A file that is to be shown, and how it is read. */
export interface AskedPreview {
  readonly fileId: string
  readonly accountId: string
  readonly reading: ImportReading
}

/** Past sales out of files: what will happen is shown, then taken or undone as a whole, one at a time. */
export interface AppImports {
  preview(session: Session, asked: AskedPreview): Promise<Result<ImportPreview>>
  /** NOT_FOUND where another one was shown since. */
  rows(previewId: string, from: number, limit: number): Result<{ count: number; rows: readonly ImportRow[] }>
  /** Reads the file again, and begins to take it; IMPORT_CHANGED where it or the book says something else by now. */
  take(
    session: Session,
    asked: {
      readonly previewId: string
      readonly mark: string
      readonly decided: DecidedImport
      readonly person: string
    },
  ): Promise<Result<null>>
  /** Gives up what is being taken: nothing of it stays. */
  cancel(): void
  /** Begins to undo an import. */
  undo(session: Session, importId: string, person: string): Promise<Result<null>>
  /** Asks where to save, and writes what is not taken; null where the person closed the dialog. */
  saveOthers(
    session: Session,
    asked: { readonly previewId: string; readonly decided: DecidedImport; readonly locale: string },
  ): Promise<Result<{ readonly fileName: string; readonly rows: number } | null>>
  running(): ImportsView['running']
  ended(): ImportsView['ended']
}
