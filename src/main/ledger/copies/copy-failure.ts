import type { CopyOutcome, CopyProblem } from '../port/copies/backups.ts'
import { problemOf } from '../sqlite/errors.ts'

/** Why a copy was not made, where it is neither the book's nor the disk's own error. */
export class CopyFailure extends Error {
  override readonly name = 'CopyFailure'
  readonly code: CopyProblem
  /** How much room was needed, bytes; null where that was not what was missing. */
  readonly needed: number | null
  constructor(code: CopyProblem, message: string, options?: ErrorOptions & { readonly needed?: number }) {
    super(message, options)
    this.code = code
    this.needed = options?.needed ?? null
  }
}

/** Names what a disk throws where the folder that a copy goes to is not there: FOLDER_GONE; all else stays as it is. */
export function ofFolder(error: unknown): unknown {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
    ? new CopyFailure('FOLDER_GONE', 'the folder is not there', { cause: error })
    : error
}

/** Says as a value why a copy was not made; a defect is thrown again. */
export function refusedCopy(error: unknown, signal: AbortSignal): CopyOutcome<never> {
  if (signal.aborted) return { ok: false, code: 'CANCELLED', reason: 'given up', needed: null }
  if (error instanceof CopyFailure)
    return { ok: false, code: error.code, reason: error.message, needed: error.needed }
  const code = damagedFrame(error) ? 'CORRUPT' : problemOf(error)
  if (code === null) throw error
  return { ok: false, code, reason: error instanceof Error ? error.message : code, needed: null }
}

/** A packed file that was cut or changed. */
function damagedFrame(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false
  return String(error.code).startsWith('ZSTD_') || error.code === 'Z_BUF_ERROR'
}
