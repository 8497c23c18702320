import type {
  StatementDates,
  StatementDelimiter,
  StatementEncoding,
  StatementMark,
} from '../../shared/contract/plain/statements.ts'
import type { StoredAmount } from '../../shared/money/scale.ts'
import type { ImportAnswer, ImportJob } from './imports/port.ts'
import type { NamedRow } from './questions.ts'

/** A receipt that may explain a difference. */
export interface Candidate {
  readonly id: string
  /** Epoch ms. */
  readonly paidAt: number
  readonly amount: StoredAmount
}

/** What is to be explained. */
export interface ExplainOrder {
  /** In the order of their times, also some before and behind the period. */
  readonly candidates: readonly Candidate[]
  /** The period, from its beginning until before its end, epoch ms. */
  readonly from: number
  readonly until: number
  /** Rows of one explanation lie no further apart than this, and those outside of the period no further from it, ms. */
  readonly within: number
  /** What the statement says less what the book has, in 10^-18. */
  readonly difference: bigint
  /** What a statement with fewer decimals may leave out, in 10^-18; 0 where it has all of them. */
  readonly slack: bigint
}

/** One to three receipts that make the difference: those of the period are missing on the statement, those outside are on it. */
export interface Explanation {
  readonly ids: readonly string[]
  /** How far its receipt that is furthest from an edge of the period is from it, ms. */
  readonly fromEdge: number
}

export interface Explained {
  /** The ones nearest to the edges first. */
  readonly best: readonly Explanation[]
  readonly singles: number
  readonly pairs: number
  readonly triples: number
  /** What was looked through whole; false where there was too much of it. */
  readonly tried: { readonly pairs: boolean; readonly triples: boolean }
}

/** How a file begins, and how it seems to be written. */
export interface FileLook {
  readonly encoding: StatementEncoding
  readonly isEncodingSure: boolean
  /** Null where several would do, or none: whoever knows the file says it. */
  readonly delimiter: StatementDelimiter | null
  /** Bytes. */
  readonly size: number
  /** The place of the row with the names, from 0; what stands above it is left out. */
  readonly headerRow: number
  readonly columns: readonly string[]
  /** How many there are behind these: more than can be told what they are. */
  readonly moreColumns: number
  readonly sample: readonly (readonly string[])[]
}

/** How a file is read; columns by their place from 0. */
export interface ReadOrder {
  readonly path: string
  readonly encoding: StatementEncoding
  readonly delimiter: StatementDelimiter
  readonly headerRow: number
  readonly date: number
  readonly amount: number
  /** Null where the file has but one currency. */
  readonly currencyColumn: number | null
  readonly dates: StatementDates | null
  readonly mark: StatementMark | null
  readonly currency: string
  readonly zone: string
  readonly firstDay: string
  readonly lastDay: string
  /** The book's own, also some days before and behind the period; in the order of their times. */
  readonly candidates: readonly Candidate[]
  readonly from: number
  readonly until: number
  readonly within: number
}

export type FileRead =
  /** Only whoever wrote the file knows: an example, and where rows contradict each other one of each. */
  | {
      readonly kind: 'ask'
      readonly what: 'dates' | 'mark'
      readonly examples: readonly NamedRow[]
      readonly isBoth: boolean
    }
  | {
      readonly kind: 'read'
      readonly rows: number
      readonly inPeriod: number
      readonly outside: number
      readonly otherCurrency: number
      readonly unread: number
      readonly unreadRows: readonly NamedRow[]
      /** What the rows of the period come to, a decimal. */
      readonly told: string
      /** How many of them the book has: the same amount, within the days that are looked at. */
      readonly found: number
      readonly missing: readonly NamedRow[]
      readonly dates: StatementDates | null
      readonly mark: StatementMark | null
    }
  | { readonly kind: 'failed'; readonly why: 'encoding' | 'notATable' | 'gone' }

/** What the thread of the statements is started with. */
export type StatementJob =
  | {
      readonly kind: 'look'
      readonly path: string
      readonly encoding: StatementEncoding | null
      readonly delimiter: StatementDelimiter | null
    }
  | { readonly kind: 'read'; readonly order: ReadOrder }
  | { readonly kind: 'explain'; readonly order: ExplainOrder }
  | ImportJob

export type StatementAnswer =
  | { readonly kind: 'look'; readonly look: FileLook }
  | { readonly kind: 'read'; readonly read: FileRead }
  | { readonly kind: 'explain'; readonly explained: Explained }
  | ImportAnswer
