import type {
  ImportField,
  ImportRowKind,
  ImportWhy,
  ImportZone,
} from '../../../shared/contract/plain/imports.ts'
import type {
  StatementDates,
  StatementDelimiter,
  StatementEncoding,
  StatementMark,
} from '../../../shared/contract/plain/statements.ts'
import type { ImportedSale } from '../../ledger/port/imports.ts'
import type { ClosedDays } from '../../ledger/port/periods/closing.ts'
import type { Question } from '../questions.ts'

/** How a file of past sales is written, and what its columns become. */
export interface ImportReading {
  readonly encoding: StatementEncoding
  readonly delimiter: StatementDelimiter
  readonly headerRow: number
  /** By their place; columns beyond are left out. */
  readonly fields: readonly ImportField[]
  /** Of the rows that tell none; null where each must. */
  readonly currency: string | null
  /** Null where the file is to tell: it is asked about where it does not. */
  readonly dates: StatementDates | null
  readonly mark: StatementMark | null
  readonly zone: ImportZone | null
}

/** What the reading of a file of past sales is started with. */
export interface ImportOrder {
  readonly path: string
  readonly reading: ImportReading
  /** The book's, an IANA zone. */
  readonly bookZone: string
  /** Epoch ms. */
  readonly now: number
  readonly closed: readonly Pick<ClosedDays, 'firstDay' | 'from' | 'until'>[]
}

/** A sale of the book under a reference of the file. */
export interface KnownInBook {
  readonly reference: string
  readonly number: string
  /** Decimals. */
  readonly asked: string
  readonly received: string
  readonly currency: string
}

/** What the book has of what a file says. */
export interface KnownOfFile {
  readonly sales: readonly KnownInBook[]
  /** Sales of any account whose numbers are in the file; `reference` is the number. */
  readonly numbers: readonly KnownInBook[]
  readonly transactions: readonly { readonly txHash: string; readonly number: string }[]
  /** Payments of the book over one of the amounts of the file, around its times. */
  readonly payments: readonly BookPayment[]
  /** The last import of this very file that counts; null where there is none. */
  readonly imported: {
    /** "2026-11-30", in the book's zone. */
    readonly day: string
    readonly account: string
  } | null
}

/** A payment of the book. */
export interface BookPayment {
  readonly number: string
  /** As `amountKey` writes it. */
  readonly amount: string
  readonly customer: string | null
  readonly email: string | null
  /** It came through the account that the file is of. */
  readonly isSameAccount: boolean
  /** Epoch ms. */
  readonly paidAt: number
}

/** Which of the sales are taken or left, by their place in the file. */
export interface Decided {
  /** All that may be duplicates are taken, but for those named. */
  readonly all: boolean
  /** The others: those that are taken of the duplicates, or left of all. */
  readonly but: readonly number[]
}

/** How the unclear of a file was read. */
export interface ReadWays {
  readonly dates: StatementDates | null
  readonly mark: StatementMark | null
  readonly zone: ImportZone | null
}

/** What a file asks about, or how it was read; its questions come before anything of the book is needed. */
export type Surveyed =
  | Question<'dates' | 'mark' | 'zone'>
  | { readonly kind: 'failed'; readonly why: ImportFailure; readonly rows: number }
  | {
      readonly kind: 'surveyed'
      /** Of the file's bytes, 64 hexadecimal digits. */
      readonly sha256: string
      readonly rows: number
      readonly ways: ReadWays
      /** Each once. */
      readonly references: readonly string[]
      readonly hashes: readonly string[]
      /** What may be numbers of the book's own invoices, each once. */
      readonly numbers: readonly string[]
      /** Of the payments, as `amountKey` writes them, each once. */
      readonly amounts: readonly string[]
      /** From the first payment, or the day it is told of, to the last one, epoch ms; null where there is none. */
      readonly paid: { readonly from: number; readonly until: number } | null
    }

/** Why a file cannot be read: its text is in another encoding, it is no table, it has no rows or more than are imported at once, no column tells what is needed, or it is gone. */
export type ImportFailure = 'encoding' | 'notATable' | 'empty' | 'tooMany' | 'gone'

/** A row as it is shown, trouble first. */
export interface OutcomeRow {
  /** The line of the file, from 1. */
  readonly line: number
  readonly kind: ImportRowKind
  /** The place of its sale in the file; null where it cannot be read. */
  readonly sale: number | null
  readonly reference: string | null
  /** Epoch ms; null where no money came, or nothing was read. */
  readonly paidAt: number | null
  /** What stands in the file, where it was not read. */
  readonly dateText: string | null
  readonly customer: string | null
  /** What came, a decimal; null where nothing did. */
  readonly received: string | null
  readonly currency: string | null
  readonly why: ImportWhy | null
}

/** What payments come to in one currency. */
export interface PaidSum {
  readonly currency: string
  readonly receipts: number
  /** A decimal: what counts. */
  readonly received: string
}

/** What will happen. */
export interface Outcome {
  readonly sha256: string
  readonly rows: number
  /** Of rows; they add up to `rows`. */
  readonly counts: Readonly<Record<ImportRowKind, number>>
  /** How many sales are new, and how many may be duplicates. */
  readonly sales: { readonly new: number; readonly duplicate: number }
  /** What came by them, the currency with the most payments first. */
  readonly sums: { readonly new: readonly PaidSum[]; readonly duplicate: readonly PaidSum[] }
  /** Stands for all that is shown: two that are the same have the same rows and sales. */
  readonly mark: string
}

/** Rows or sales as JSON, so many that a stretch is read at once. */
export type ImportChunk = {
  readonly kind: 'chunk'
  readonly of: 'rows' | 'sales'
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** What a chunk of sales holds. */
export interface ChunkedSale {
  /** Its place in the file. */
  readonly place: number
  /** It is new, and no duplicate. */
  readonly isNew: boolean
  readonly sale: ImportedSale
}

/** A file for what is not taken. */
export interface OthersFile {
  readonly path: string
  readonly decided: Decided
  readonly locale: string
}

/** Reads a file of past sales: what it asks of the book, what will happen where that is known, and a file for what is not taken. */
export type ImportJob = {
  readonly kind: 'import'
  readonly order: ImportOrder
  readonly known: KnownOfFile | null
  readonly others: OthersFile | null
}

export type ImportAnswer =
  | { readonly kind: 'survey'; readonly survey: Surveyed }
  | ImportChunk
  | { readonly kind: 'outcome'; readonly outcome: Outcome }
  /** How many rows were written; where they could not be, the code of the system's error. */
  | { readonly kind: 'others'; readonly rows: number | null; readonly failed: string | null }
