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
  /** The file was changed, replaced or removed while it was open. */
  | 'BOOK_REPLACED'
  /** Something that was acknowledged is not in the book. */
  | 'BOOK_BEHIND'
  /** The file was changed since it was closed, and is being checked. */
  | 'BOOK_CHECKING'

/** What a new book is made with. */
export interface BookOrigin {
  readonly kind: 'live' | 'practice'
  /** Begins every human number of this book: capital letters and digits, at most 8. */
  readonly tillCode: string
  /** The IANA zone of its business days. */
  readonly zone: string
}
