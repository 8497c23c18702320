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

/** Says whether the code of a link stands before the outcome: not once a part was paid of what it asks for, nor where the sale was given up. */
export function isCodeFirst(
  { status, asked }: Pick<InvoiceDetail['invoice'], 'status' | 'asked'>,
  link: Pick<PaymentLink, 'asked'> | null,
): boolean {
  return status !== 'abandoned' && !(status === 'underpaid' && link?.asked.amount === asked.amount)
}
