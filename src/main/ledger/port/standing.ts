import type { BookProblem } from './book.ts'

/** What a book lacks of what was acknowledged. */
export interface Missing {
  readonly sales: number
  readonly receipts: number
  /** The last moment of what is missing, epoch ms. */
  readonly until: number
  /** The number the till would go on with, so that none is given twice: "CF-000057". Null where no book is left. */
  readonly nextNumber: string | null
}

/** Why a book may only be read, or not even that. */
export interface BookClosed {
  readonly code: BookProblem
  /** Null where nothing is known to be missing. */
  readonly missing: Missing | null
  /** A copy that was kept when the file was changed from outside, and that lacks nothing; null where there is none. */
  readonly kept: string | null
}

/** How an opened book stands. */
export interface BookStanding {
  /** Null when it may be written. */
  readonly closed: BookClosed | null
  /** Whether the whole book is to be checked: `now` after an unclean end, `soon` where the last check is old. */
  readonly checkOwed: 'now' | 'soon' | null
  /** It is the backup that was put here, and what it lacks is still to be taken over. */
  readonly restored: boolean
}

/**
 * What was done from outside to the file of an open book: it is still the one that was opened, but was written or its journal was
 * (`touched`), or another one lies at its path, or none (`exchanged`).
 */
export type ChangedOutside = 'no' | 'touched' | 'exchanged'

/** The end of a lost thread. */
export interface ThreadEnd {
  /** It can write nothing any more: until then nobody else may write where it did. */
  readonly released: Promise<void>
  /** It is gone: until then the process cannot end in order. */
  readonly exited: Promise<void>
}
