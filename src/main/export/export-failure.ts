import type { ExportFailure } from './port.ts'

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
  ['ETXTBSY', 'READ_ONLY'],
  ['SQLITE_READONLY', 'READ_ONLY'],
  ['EISDIR', 'NOT_A_FILE'],
  ['ELOOP', 'NOT_A_FILE'],
  ['ENXIO', 'NOT_A_FILE'],
  ['ENAMETOOLONG', 'NAME_REFUSED'],
  // A stick in Windows' own format says so of "a:b", another file system of what is no UTF-8 to it.
  ['EINVAL', 'NAME_REFUSED'],
  ['EILSEQ', 'NAME_REFUSED'],
  ['ERR_INVALID_ARG_VALUE', 'NAME_REFUSED'],
  ['ENOENT', 'FOLDER_GONE'],
  ['ENOTDIR', 'FOLDER_GONE'],
  ['ENODEV', 'FOLDER_GONE'],
  ['ESTALE', 'FOLDER_GONE'],
  ['ENOTCONN', 'FOLDER_GONE'],
  ['EHOSTDOWN', 'FOLDER_GONE'],
  ['EIO', 'DISK_IO'],
  ['SQLITE_IOERR', 'DISK_IO'],
  ['SQLITE_CANTOPEN', 'DISK_IO'],
  ['SQLITE_CORRUPT', 'CORRUPT'],
  ['SQLITE_NOTADB', 'CORRUPT'],
  ['BOOK_REPLACED', 'BOOK_REPLACED'],
  ['EXPORT_TOO_LARGE', 'EXPORT_TOO_LARGE'],
  ['EXPORT_ONE_ACCOUNT', 'EXPORT_ONE_ACCOUNT'],
  ['EARLIER_CHANGED', 'EARLIER_CHANGED'],
  ['EARLIER_UNFIT', 'EARLIER_UNFIT'],
]

/** Names why an export failed, from the code of SQLite or of the file system; a defect is INTERNAL. */
export function exportFailureOf(error: unknown): ExportFailure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return CODES.find(([prefix]) => code.startsWith(prefix))?.[1] ?? 'INTERNAL'
}
