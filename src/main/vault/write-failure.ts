import type { ErrorCode } from '../../shared/contract/plain/error-codes.ts'

const CODES: Readonly<Record<string, ErrorCode>> = {
  ENOSPC: 'DISK_FULL',
  EDQUOT: 'DISK_FULL',
  EROFS: 'READ_ONLY',
  EACCES: 'READ_ONLY',
  EPERM: 'READ_ONLY',
  BLOCKED: 'FILE_BLOCKED',
}

/** Names why a file could not be written; an error that is not the file system's is a bug and is thrown on. */
export function writeFailure(error: unknown): ErrorCode {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') throw error
  return CODES[error.code] ?? 'DISK_IO'
}
