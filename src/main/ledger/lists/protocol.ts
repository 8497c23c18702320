import type { ErrorCode } from '../../../shared/contract/plain/error-codes.ts'
import type {
  CountsQuery,
  InvoiceFilter,
  ListQuery,
  MatrixQuery,
  NewestQuery,
  PlaceQuery,
  ReceiptFilter,
  ReceiptQuery,
} from '../port/lists.ts'
import type { Traffic } from '../thread/make-way.ts'
import type { Pulse } from '../thread/pulse.ts'
import type { Signals } from '../thread/signals.ts'
import type { FileStamp } from '../witness/file-stamp.ts'

/** What the lists' thread is started with. */
export interface ListsWorkerData {
  readonly path: string
  /** The file of the open book; another one at its path is not read. Null where nothing is known of it. */
  readonly file: FileStamp | null
  readonly pulse: Pulse
  /** Given up where the book is being left. */
  readonly signals: Signals
  readonly traffic: Traffic
}

/** What is asked of a list: a stretch of it, what a filter comes to, or how many rows its choices would leave. */
export type Asked<Filter, Query> =
  | { readonly id: number; readonly kind: 'stretch'; readonly query: Query }
  | { readonly id: number; readonly kind: 'sums'; readonly filter: Filter }
  | { readonly id: number; readonly kind: 'counts'; readonly query: CountsQuery<Filter> }

/** A question; `ping` asks for nothing but a turn and has no answer, `close` is the last one. */
export type ListsRequest =
  | (Asked<InvoiceFilter, ListQuery> & { readonly list: 'invoices' })
  | { readonly id: number; readonly list: 'invoices'; readonly kind: 'newest'; readonly query: NewestQuery }
  | { readonly id: number; readonly list: 'invoices'; readonly kind: 'ids'; readonly query: ListQuery }
  | { readonly id: number; readonly list: 'invoices'; readonly kind: 'next'; readonly query: PlaceQuery }
  | (Asked<ReceiptFilter, ReceiptQuery> & { readonly list: 'receipts' })
  | {
      readonly id: number
      readonly list: 'days'
      readonly kind: 'matrix' | 'charts'
      readonly query: MatrixQuery
    }
  | { readonly id: 0; readonly kind: 'ping' }
  | { readonly id: 0; readonly kind: 'close' }

export type ListsQuestion = Exclude<ListsRequest, { readonly id: 0 }>

export type ListsAnswer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly code: ErrorCode; readonly message: string }
