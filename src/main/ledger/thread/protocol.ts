import type { ErrorCode } from '../../../shared/contract/plain/error-codes.ts'
import type { BookProblem } from '../port/book.ts'
import type { Ledger } from '../port/ledger.ts'

/** A call to the worker; `close` is the last one it answers. */
export interface LedgerRequest {
  readonly id: number
  readonly method: keyof Ledger | 'close'
  readonly args: readonly unknown[]
}

export type LedgerAnswer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly code: ErrorCode; readonly message: string }

/** The worker's first word: the book is open and answers these methods, cannot be opened, or the worker has a defect. */
export type LedgerOpening =
  | { readonly opened: true; readonly methods: readonly (keyof Ledger)[] }
  | { readonly opened: false; readonly problem: BookProblem | null; readonly message: string }
