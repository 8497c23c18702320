import type { BookProblem } from '../book.ts'

/** What made a backup due; `update` stands for a change of the book's shape, `restore` for a backup being put in its place. */
export type BackupReason = 'timer' | 'start' | 'close' | 'hand' | 'update' | 'restore'

/** What one currency came to in a whole book, exact decimals. */
export interface CurrencySums {
  readonly currency: string
  readonly asked: string
  readonly received: string
}

/** Which book a file is, and how far it was. */
export interface BookContent {
  readonly bookId: string
  readonly kind: 'live' | 'practice'
  readonly tillCode: string
  /** The number of the last migration it went through. */
  readonly shape: number
  /** The number of its last commit; 0 in a book that does not count them yet. */
  readonly commit: number
  readonly invoices: number
  readonly receipts: number
  readonly events: number
  readonly lastEventId: string | null
  /** The highest number of an invoice that was given. */
  readonly lastNumber: number
  /** Null in a book without a sale; its time is epoch ms. */
  readonly lastSale: { readonly number: string; readonly at: number } | null
  readonly sums: readonly CurrencySums[]
}

/** What a backup holds, as it was checked when it was made. */
export interface BackupWitness extends BookContent {
  readonly reason: BackupReason
  /** Epoch ms. */
  readonly madeAt: number
  /** The size of the book within, bytes. */
  readonly bookBytes: number
  /** The size of the backup, bytes, and the SHA-256 of its bytes, hexadecimal. */
  readonly fileBytes: number
  readonly sha256: string
}

/** Why a backup could not be made or taken up. */
export type CopyProblem =
  | BookProblem
  /** The folder is not there. */
  | 'FOLDER_GONE'
  /** It is the backup of another book. */
  | 'OTHER_BOOK'
  | 'CANCELLED'
  | 'INTERNAL'

/** What came of a copy, or why there is none; what was there before is as it was. */
export type CopyOutcome<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false
      readonly code: CopyProblem
      readonly reason: string
      /** How much room was needed, bytes; null where that was not what was missing. */
      readonly needed: number | null
    }

/** A copy under way. */
export interface RunningCopy<T> {
  /** Never rejects. */
  readonly finished: Promise<CopyOutcome<T>>
  /** Gives it up at its next step. */
  cancel(): void
}

/** A backup to be made of the book at `book`. */
export interface BackupOrder {
  readonly book: string
  readonly folder: string
  /** The name of the backup without its ending. */
  readonly name: string
  readonly reason: BackupReason
  /** Epoch ms. */
  readonly madeAt: number
  /** Nothing is made where the book's last commit is still this one. */
  readonly unlessCommit: number | null
}

/** A backup that was made; null where the book has not changed. */
export type BackupMade = { readonly path: string; readonly witness: BackupWitness } | null

/** A part of a file: where it begins and how long it is, bytes. */
export interface FileRange {
  readonly path: string
  readonly start: number
  readonly bytes: number
}

/** A backup to be laid out as a book again. */
export interface LayOutOrder {
  readonly backup: string
  /** The part of that file that is the backup; absent or null where all of it is. */
  readonly within?: FileRange | null
  /** Where the book is written; there must be nothing. */
  readonly target: string
  /** What it should hold; null where nothing lies beside it that says so. */
  readonly witness: BackupWitness | null
}

/** A backup that was laid out: what it holds, and the stamp of the file that was checked, as text. */
export interface LaidOut {
  readonly content: BookContent
  readonly file: string
}

/** A backup to be copied to another folder with its witness. */
export interface CarryOrder {
  readonly backup: string
  readonly folder: string
  readonly witness: BackupWitness
}

/** A file for another computer to be made of a backup. */
export interface BundleOrder {
  readonly backup: string
  readonly witness: BackupWitness
  /** Where it takes its name once it was read back, and what grows beside it until then. */
  readonly target: string
  readonly part: string
  /** The permissions of the file that is replaced; null for a new one, which only its person may read. */
  readonly mode: number | null
  readonly settings: string
  /** The sealed provider keys; null where they stay. */
  readonly keys: string | null
  readonly readme: string
  /** Epoch ms. */
  readonly madeAt: number
}

/** What such a file holds, as it was read of it; what the texts say is not looked at yet. */
export interface BundleContent {
  /** The packed book within it. */
  readonly book: FileRange
  readonly witness: BackupWitness
  readonly settings: string
  readonly keys: string | null
}
