import { type Refusal, type Result, refuse } from '../../../shared/contract/plain/envelope.ts'
import { ERROR_CODES, type ErrorCode } from '../../../shared/contract/plain/error-codes.ts'
import type { BookProblem } from '../../ledger/port/book.ts'
import type { Session } from '../../session/session.ts'

/** Why there is no open book. */
export interface BookTrouble {
  readonly code: BookProblem
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

function bookRefusal(error: unknown): Refusal | null {
  if (!(error instanceof Error) || !('code' in error)) return null
  const code = knownCode(error.code)
  return code ? { code } : null
}

function knownCode(code: unknown): ErrorCode | null {
  return ERROR_CODES.find((one) => one === code) ?? null
}
