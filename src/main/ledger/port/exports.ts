import type { ExportKind } from '../../../shared/contract/plain/export-columns.ts'
import type { ProviderId } from '../../../shared/contract/plain/provider-ids.ts'
import type { ShownKind } from '../../../shared/status/exceptions.ts'
import type { InvoiceFilter, ReceiptFilter } from './lists.ts'
import type { ClosedDays } from './periods/closing.ts'

/** From an instant until before another, epoch ms; null on one side: without an end there. */
export interface ExportStretch {
  readonly from: number | null
  readonly until: number | null
}

/** Which rows a file holds. The basis is the instant whose business day a row is of; a filter's period is by the same. */
export type ExportQuery =
  | {
      readonly kind: 'receipts' | 'movements'
      readonly filter: ReceiptFilter
      readonly basis: 'paid' | 'recorded'
    }
  | {
      readonly kind: 'invoices' | 'lines'
      readonly filter: InvoiceFilter
      readonly basis: 'created' | 'paid' | 'recorded' | 'refunded'
    }
  | {
      readonly kind: 'days'
      /** The first business day and the last one, of the zone of the file. */
      readonly from: string
      readonly to: string
      /** An empty set leaves out nothing. */
      readonly provider: readonly ProviderId[]
      readonly accountId: readonly string[]
      readonly currency: readonly string[]
    }
  | {
      readonly kind: 'exceptions'
      /** Null for open and resolved ones. */
      readonly resolved: boolean | null
      /** Null for every kind. */
      readonly exception: ShownKind | null
      readonly period: ExportStretch | null
    }
  | { readonly kind: 'events'; readonly period: ExportStretch | null }

/** What is read for a file. */
export interface RecordsQuery {
  readonly query: ExportQuery
  /** The names of the columns, in the order of {@link ExportKind}'s own. */
  readonly columns: readonly string[]
  /** The IANA zone of the days. */
  readonly zone: string
}

/** How far the book was when a file was made from it. */
export interface ExportCut {
  readonly bookId: string
  /** The number of its last commit. */
  readonly commit: number
  /** The place of its newest event, and when that happened in epoch ms; 0 and null while there is none. */
  readonly lastEvent: number
  readonly lastEventAt: number | null
  /** Its hash in the trail: a head that is kept outside of the book. */
  readonly lastEventHash: string
  /** The closed periods that the days of the file touch. */
  readonly closed: readonly ClosedDays[]
  /** Whether every day of the file lies in one of them; null for a file of all days, which has no end. */
  readonly isClosed: boolean | null
}

/** Some rows as they are read: each field ends with {@link FIELD_END}, and a row has as many as were asked for. */
export interface RecordsChunk {
  readonly kind: ExportKind
  readonly bytes: Uint8Array
  readonly rows: number
}
