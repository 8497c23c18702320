import type { ProviderId } from '../../../shared/contract/plain/provider-ids.ts'
import type { InvoiceDetail, InvoiceRow } from '../../../shared/contract/shapes/invoice.ts'
import type { Money } from '../../../shared/money/money.ts'
import type { InvoiceStatus } from '../../../shared/status/status.ts'
import type { NewLine } from './catalogue.ts'
import type { UnansweredLink } from './links.ts'

/** What is written before any request: the invoice with its first link, `creating`. */
export interface NewInvoice {
  /** The screen's own token; a second call with the same one finds the first invoice instead of making another. */
  readonly token: string
  readonly accountId: string
  readonly asked: Money
  readonly description: string
  readonly customerName: string | null
  readonly customerEmail: string | null
  /** The largest shortfall that still counts as paid; null for none. */
  readonly tolerance: Money | null
  /** What the amount is made of; absent or empty where only an amount was typed. */
  readonly lines?: readonly NewLine[]
  readonly at: number
}

export interface InvoiceQuery {
  readonly search: string
  readonly status: readonly InvoiceStatus[]
  readonly provider: readonly ProviderId[]
  /** Opaque, from the page before; null for the newest page. */
  readonly cursor: string | null
  readonly limit: number
}

export interface InvoicePage {
  readonly rows: readonly InvoiceRow[]
  readonly nextCursor: string | null
}

/** The detail as the book knows it; the provider's means of recovery are added outside. */
export type InvoiceRecord = Omit<InvoiceDetail, 'invoice'> & {
  readonly invoice: Omit<InvoiceDetail['invoice'], 'recovery'>
}

/** A sale as it stands once it is committed. */
export interface CreatedInvoice {
  readonly pending: UnansweredLink
  /** Its token was known: nothing was written. */
  readonly existed: boolean
  readonly detail: InvoiceRecord
}
