import type { InvoiceDetailWithoutProvider, PendingLink } from './ledger.ts'

/** A sale as it stands once it is committed. */
export interface CreatedInvoice {
  readonly pending: PendingLink
  /** Its token was known: nothing was written. */
  readonly existed: boolean
  readonly detail: InvoiceDetailWithoutProvider
}
