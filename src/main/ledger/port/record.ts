import type { InvoiceDetail } from '../../../shared/contract/shapes/invoice.ts'
import type { InvoiceChange } from './changes.ts'

/** An invoice as the book knows it; the provider's means of recovery are added outside. */
export type InvoiceRecord = Omit<InvoiceDetail, 'invoice'> & {
  readonly invoice: Omit<InvoiceDetail['invoice'], 'recovery'>
}

/** What a person's write answers: what it changed, and the whole sale as it stood in the same commit. */
export interface InvoiceWrite {
  readonly change: InvoiceChange
  readonly detail: InvoiceRecord
}
