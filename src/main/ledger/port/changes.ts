import type { ExceptionKind } from '../../../shared/status/exceptions.ts'
import type { InvoiceStatus } from '../../../shared/status/status.ts'

/** What changed by a write, so that the window can be told. */
export interface InvoiceChange {
  readonly invoiceId: string
  /** The number of the commit that wrote it; a detail read as of it, or later, already shows it. */
  readonly commit: number
  readonly before: InvoiceStatus
  readonly after: InvoiceStatus
  /** False when the write found everything already as it says. */
  readonly changed: boolean
  readonly newReceipts: number
  /** What the write calls a person for; mostly nothing. */
  readonly raised: readonly RaisedException[]
}

/** One exception that was just written down. */
export interface RaisedException {
  readonly id: string
  readonly invoiceId: string
  readonly kind: ExceptionKind
}
