import { isPaid } from '../../status/status.ts'
import type { InvoiceDetail, PaymentLink } from '../shapes/invoice.ts'

/** The error of a link that asks for another amount than the sale: it is never shown. */
export const MISMATCHED = 'AMOUNT_MISMATCH'

/** Gives the link of a sale that a customer can pay now, with its address; null where there is none. */
export function linkToShare({
  invoice,
  links,
}: Pick<InvoiceDetail, 'invoice' | 'links'>): (PaymentLink & { readonly url: string }) | null {
  const shared = links.find(({ id }) => id === invoice.shareLinkId)
  const isOver = isPaid(invoice.status) || invoice.status === 'failed' || invoice.status === 'refunded'
  return shared?.url && !isOver && shared.lastError !== MISMATCHED ? { ...shared, url: shared.url } : null
}
