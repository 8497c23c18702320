import type { LinkOptions } from '../../../shared/contract/plain/link-options.ts'
import type { ProviderId } from '../../../shared/contract/plain/provider-ids.ts'
import type { InvoiceRow } from '../../../shared/contract/shapes/invoice.ts'
import type { Money } from '../../../shared/money/money.ts'
import type { InvoiceStatus } from '../../../shared/status/status.ts'
import type { NewLine } from './catalogue.ts'
import type { UnansweredLink } from './links.ts'
import type { OfClosedPeriod } from './periods/closing.ts'
import type { InvoiceWrite } from './record.ts'

/** What is written before any request: the invoice with its first link, `creating`. */
export interface NewInvoice {
  /** The screen's own token; a second call with the same one finds the first invoice instead of making another. */
  readonly token: string
  readonly accountId: string
  readonly asked: Money
  readonly description: string
  readonly customerName: string | null
  readonly customerEmail: string | null
  /** What the sale chose of its account's settings, an empty text for none; absent or null for what the account says. */
  readonly linkOptions?: LinkOptions | null
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

/** A sale as it stands once it is committed, and its first link, whose request may now be sent. */
export interface CreatedInvoice extends InvoiceWrite {
  readonly pending: UnansweredLink
  /** Its token was known: nothing was written. */
  readonly existed: boolean
}

/** What came of giving a sale up; ALREADY_DONE for one that is paid, or was given up before. */
export type AbandonedInvoice =
  | ({ readonly ok: true } & InvoiceWrite)
  | { readonly ok: false; readonly reason: 'ALREADY_DONE' }
  | OfClosedPeriod
