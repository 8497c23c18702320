import type { BookCode } from '../../../shared/contract/plain/error-codes.ts'

/** Why a book could not be opened; nothing was changed. */
export type BookProblem = BookCode

/** What a new book is made with. */
export interface BookOrigin {
  readonly kind: 'live' | 'practice'
  /** Begins every human number of this book: capital letters and digits, at most 8. */
  readonly tillCode: string
  /** The IANA zone of its business days. */
  readonly zone: string
}

/** How far a book was at a moment: a file that is another book, or is less far, is not the one that was read then. */
export interface BookState {
  readonly id: string
  /** The place of its newest event; 0 while there is none. */
  readonly lastEvent: number
}
