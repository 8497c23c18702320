/** Why a book could not be opened; nothing was changed. */
export type BookProblem =
  | 'FROM_FUTURE'
  | 'NOT_A_DATABASE'
  | 'CORRUPT'
  | 'READ_ONLY'
  | 'LOCKED'
  | 'DISK_IO'
  | 'DISK_FULL'
  | 'DATA_MISSING'
  | 'BOOK_STOPPED'
