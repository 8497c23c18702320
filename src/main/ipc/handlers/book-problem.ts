import { basename } from 'node:path'
import { type Refusal, type Result, refuse } from '../../../shared/contract/plain/envelope.ts'
import {
  type BookCode,
  bookCodeOf,
  ERROR_CODES,
  type ErrorCode,
} from '../../../shared/contract/plain/error-codes.ts'
import type { BookProblem } from '../../../shared/contract/shapes/book.ts'
import type { BookClosed } from '../../ledger/port/standing.ts'
import type { Session } from '../../session/session.ts'

/** Why there is no open book. */
export interface BookTrouble extends BookClosed {
  readonly path: string
}

/** Runs `use` on the open book; without one, and when the book fails, the answer is the book's own error code. */
export async function withBook<T>(
  app: { session(): Session | BookTrouble },
  use: (session: Session) => Promise<Result<T>>,
): Promise<Result<T>> {
  const session = app.session()
  if (!isOpen(session)) return refuse(session.code)
  try {
    return await use(session)
  } catch (error) {
    const refusal = bookRefusal(error)
    if (!refusal) throw error
    return { ok: false, error: refusal }
  }
}

/** Tells an open book from the reason why there is none. */
export function isOpen(session: Session | BookTrouble): session is Session {
  return 'ledger' in session
}

/** Why a book is not open after an error; BOOK_STOPPED where the error names no reason a person could act on. */
export function bookProblemOf(error: unknown): BookCode {
  return bookCodeOf(error) ?? 'BOOK_STOPPED'
}

/** Describes why the book may not be written, as a window is told; null when it may. */
export function problemOf(session: Session | BookTrouble): BookProblem | null {
  const closed = isOpen(session) ? session.closed() : session
  if (!closed) return null
  const { code, missing, kept } = closed
  return {
    code,
    path: session.path,
    readable: isOpen(session),
    missing: missing && { ...missing },
    keptCopy: kept === null ? null : basename(kept),
  }
}

function bookRefusal(error: unknown): Refusal | null {
  if (!(error instanceof Error) || !('code' in error)) return null
  const code = knownCode(error.code)
  return code ? { code } : null
}

function knownCode(code: unknown): ErrorCode | null {
  return ERROR_CODES.find((one) => one === code) ?? null
}
