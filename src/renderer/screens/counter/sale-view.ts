import type { InvoiceDetail, PaymentLink } from '../../../shared/contract/models.ts'
import { isSettled, isWaiting } from '../../../shared/status/status.ts'

/** Which sentence says whether an earlier link can still be paid. */
export type OldLinkWords =
  | `sale.oldLink.${'expired' | 'failed' | 'refused'}`
  | `sale.recovery.${InvoiceDetail['invoice']['recovery']}`

/** What the sale's screen shows and offers, read from the invoice alone. */
export interface SaleView {
  /** The link whose code is shown; null when there is none to share. */
  readonly share: (PaymentLink & { readonly url: string }) | null
  /** The newest link, whose words and errors are told. */
  readonly newest: PaymentLink | null
  /** The newest link asks for another amount than the sale, so its code is kept back. */
  readonly mismatch: boolean
  readonly settled: boolean
  /** The provider takes no more money through the link, whatever time it promised. */
  readonly ended: boolean
  /** Nothing is expected soon: Enter starts the next sale. */
  readonly done: boolean
  /** A provider can be asked about it, also about one that is settled. */
  readonly canCheck: boolean
  readonly canAbandon: boolean
  readonly canRelink: boolean
  readonly oldLink: OldLinkWords | null
  /** What came is too little, and it waits for a person to say what is to be done. */
  readonly short: boolean
  /** The code of the first link stays away until it is asked for: what is missing comes first. */
  readonly codeOnRequest: boolean
}

/** The error of a link that asks for another amount than the sale: it is never shown. */
const MISMATCHED = 'AMOUNT_MISMATCH'
const OVER = new Set(['expired', 'failed', 'refunded'])
const RELINKABLE = new Set(['expired', 'failed', 'unknown', 'abandoned'])

/** Reads an invoice as the counter shows it. */
export function saleView({ invoice, links, receipts }: InvoiceDetail): SaleView {
  const newest = links.toSorted((a, b) => b.createdAt - a.createdAt)[0] ?? null
  const settled = isSettled(invoice.status)
  const ended = invoice.status === 'failed' || invoice.status === 'refunded'
  const shared = links.find((link) => link.id === invoice.shareLinkId)
  const canRelink =
    (RELINKABLE.has(invoice.status) || newest?.lastError === MISMATCHED) &&
    !settled &&
    receipts.length === 0 &&
    !links.some((link) => link.stage === 'creating' || isShareable(link))
  return {
    share:
      shared?.url && !settled && !ended && shared.lastError !== MISMATCHED
        ? { ...shared, url: shared.url }
        : null,
    newest,
    mismatch: newest?.lastError === MISMATCHED && !settled,
    settled,
    ended,
    done: !isWaiting(invoice.status) || invoice.status === 'unknown' || invoice.status === 'underpaid',
    canCheck: links.some((link) => link.stage === 'live' || link.stage === 'lost'),
    canAbandon: invoice.abandonedAt === null && !settled && !ended,
    canRelink,
    oldLink: canRelink && newest ? oldLinkWords(newest, invoice.recovery) : null,
    short: invoice.status === 'underpaid',
    codeOnRequest:
      invoice.status === 'abandoned' ||
      (invoice.status === 'underpaid' && shared?.asked.amount === invoice.asked.amount),
  }
}

function isShareable(link: PaymentLink): boolean {
  return (
    link.stage === 'live' && link.url !== null && link.lastError !== MISMATCHED && !OVER.has(link.reading)
  )
}

function oldLinkWords(
  link: PaymentLink,
  recovery: InvoiceDetail['invoice']['recovery'],
): OldLinkWords | null {
  if (link.stage === 'refused') return 'sale.oldLink.refused'
  if (link.stage === 'lost') return `sale.recovery.${recovery}`
  if (link.reading === 'expired') return 'sale.oldLink.expired'
  return link.reading === 'failed' ? 'sale.oldLink.failed' : null
}
