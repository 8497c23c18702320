import type { ErrorCode } from '../../../shared/contract/plain/error-codes.ts'
import type { BookProblem } from '../port/book.ts'
import type { BookClosed } from '../port/standing.ts'

/** A book that cannot be opened, with the reason. */
export class BookError extends Error {
  override readonly name = 'BookError'
  readonly code: BookProblem
  /** What the book lacks, and the copy that does not, where these are known. */
  readonly closed: BookClosed
  constructor(code: BookProblem, message: string, options?: ErrorOptions & Partial<BookClosed>) {
    super(message, options)
    this.code = code
    this.closed = { code, missing: options?.missing ?? null, kept: options?.kept ?? null }
  }
}

/** A call to the book that failed; nothing of it was written. */
export class LedgerFailure extends Error {
  override readonly name = 'LedgerFailure'
  readonly code: ErrorCode
  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** SQLite's result codes by their beginning, and Node's file codes, as the app names them. The first match counts. */
const PROBLEMS: readonly (readonly [prefix: string, problem: BookProblem])[] = [
  ['SQLITE_FULL', 'DISK_FULL'],
  // The file that connections share could not grow.
  ['SQLITE_IOERR_SHMSIZE', 'DISK_FULL'],
  ['SQLITE_IOERR', 'DISK_IO'],
  ['SQLITE_CORRUPT', 'CORRUPT'],
  ['SQLITE_NOTADB', 'NOT_A_DATABASE'],
  ['SQLITE_READONLY', 'READ_ONLY'],
  ['SQLITE_PERM', 'READ_ONLY'],
  ['SQLITE_AUTH', 'READ_ONLY'],
  ['SQLITE_CANTOPEN', 'DISK_IO'],
  ['SQLITE_BUSY', 'LOCKED'],
  ['SQLITE_LOCKED', 'LOCKED'],
  ['ENOSPC', 'DISK_FULL'],
  ['EDQUOT', 'DISK_FULL'],
  ['EFBIG', 'DISK_FULL'],
  ['EACCES', 'READ_ONLY'],
  ['EPERM', 'READ_ONLY'],
  ['EROFS', 'READ_ONLY'],
  ['EBUSY', 'LOCKED'],
  ['EIO', 'DISK_IO'],
  ['EISDIR', 'NOT_A_DATABASE'],
  ['ENOTDIR', 'DISK_IO'],
  ['EMFILE', 'DISK_IO'],
  ['ENOENT', 'DISK_IO'],
]

/** Names the problem behind an error of SQLite or of the file system; null when it is neither, so a defect. */
export function problemOf(error: unknown): BookProblem | null {
  if (error instanceof BookError) return error.code
  const code = codeOf(error)
  return PROBLEMS.find(([prefix]) => code.startsWith(prefix))?.[1] ?? null
}

/** Names the code a failed call crosses the border with: the book's own problem, CONFLICT for a doubled key, else INTERNAL. */
export function failureCodeOf(error: unknown): ErrorCode {
  if (error instanceof LedgerFailure) return error.code
  if (codeOf(error) === 'SQLITE_CONSTRAINT_UNIQUE') return 'CONFLICT'
  return problemOf(error) ?? 'INTERNAL'
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error)) return ''
  return typeof error.code === 'string' ? error.code : ''
}
