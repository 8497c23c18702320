import type { MessagePort } from 'node:worker_threads'
import type { BookState } from '../../ledger/port/book.ts'
import type { ExportCut, RecordsChunk, RecordsQuery } from '../../ledger/port/exports.ts'
import type { Traffic } from '../../ledger/thread/make-way.ts'

/** What a thread that reads ahead is started with; what it shall read comes over the port. */
export interface ReadingData {
  readonly reading: MessagePort
  readonly cells: Handover
  readonly traffic: Traffic
}

export interface ReadingOrder {
  readonly bookPath: string
  readonly known: BookState
  readonly query: RecordsQuery
}

/**
 * What the two threads tell each other while neither hears a message: how many things were handed over, how many were taken, and 1 where nothing
 * more is wanted.
 */
export type Handover = Int32Array<SharedArrayBuffer>
export const [MADE, TAKEN, ENOUGH] = [0, 1, 2]
export const CELLS = 3

export type Handed =
  | { readonly cut: ExportCut }
  | { readonly rows: number }
  | { readonly chunk: RecordsChunk }
  | { readonly isOver: true }
  /** Reading failed; the code is that of SQLite, of the file system or of the ledger. */
  | { readonly failed: { readonly message: string; readonly code: string | null } }
