import type { ExportOutcome } from './port.ts'

export type ExportFailure = Extract<ExportOutcome, { readonly state: 'failed' }>['code']

const CODES: readonly (readonly [prefix: string, code: ExportFailure])[] = [
  ['ENOSPC', 'DISK_FULL'],
  ['EDQUOT', 'DISK_FULL'],
  ['EFBIG', 'DISK_FULL'],
  ['SQLITE_FULL', 'DISK_FULL'],
  ['EACCES', 'READ_ONLY'],
  ['EPERM', 'READ_ONLY'],
  ['EROFS', 'READ_ONLY'],
  // Windows says so of a target that Excel holds open.
  ['EBUSY', 'READ_ONLY'],
  ['EISDIR', 'READ_ONLY'],
  ['SQLITE_READONLY', 'READ_ONLY'],
  ['EIO', 'DISK_IO'],
  ['ENOENT', 'DISK_IO'],
  ['ENOTDIR', 'DISK_IO'],
  ['SQLITE_IOERR', 'DISK_IO'],
  ['SQLITE_CANTOPEN', 'DISK_IO'],
  ['SQLITE_CORRUPT', 'DISK_IO'],
]

/** Names why an export failed, from the code of SQLite or of the file system; a defect is INTERNAL. */
export function exportFailureOf(error: unknown): ExportFailure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return CODES.find(([prefix]) => code.startsWith(prefix))?.[1] ?? 'INTERNAL'
}
