import { isCodeFirst, linkToShare, MISMATCHED } from '../../shared/contract/plain/link-to-share.ts'
import type { InvoiceDetail, PaymentLink } from '../../shared/contract/shapes/invoice.ts'
import { isPaid, isWaiting } from '../../shared/status/status.ts'

/** Which sentence says whether an earlier link can still be paid. */
export type OldLinkWords =
  | `sale.oldLink.${'expired' | 'failed' | 'refused' | 'refusedAgain'}`
  | `sale.recovery.${InvoiceDetail['invoice']['recovery']}`

/** What the sale's screen shows and offers, read from the invoice alone. */
export interface SaleView {
  /** The link whose code is shown; null when there is none to share. */
  readonly share: (PaymentLink & { readonly url: string }) | null
  /** The newest link, whose words and errors are told. */
  readonly newest: PaymentLink | null
  /** The newest link asks for another amount than the sale, so its code is kept back. */
  readonly mismatch: boolean
  readonly isPaid: boolean
  /** The provider takes no more money through the link, whatever time it promised. */
  readonly ended: boolean
  /** Nothing is expected soon: Enter starts the next sale. */
  readonly done: boolean
  /** A provider can be asked about it, also about one that is paid: about its links, or for a lost one in its list. */
  readonly canCheck: boolean
  /** An older link that could not be asked about the last time, though the newest could. */
  readonly oldUnasked: PaymentLink | null
  readonly canAbandon: boolean
  /** It came out of a file: nobody is asked about it, and no link of today is made for it. */
  readonly isImported: boolean
  readonly canRelink: boolean
  readonly oldLink: OldLinkWords | null
  /** A link before the newest could still be paid by who kept it. */
  readonly earlier: boolean
  /** What came is too little, and it waits for a person to say what is to be done. */
  readonly isUnderpaid: boolean
  /** The answer to a link for the rest was lost, and it may be paid unseen: another one could be as well, so none is asked for. */
  readonly remainderLost: boolean
  /** The code stands there until it is hidden; else the outcome comes first, and the code when it is asked for. */
  readonly codeFirst: boolean
  /** A person can change between the code and the outcome. */
  readonly codeCanHide: boolean
}

const OVER = new Set(['expired', 'failed', 'refunded'])
/** An expired link is not among them: who kept it may still pay. */
const SURELY_OVER = new Set(['failed', 'refunded'])
const RELINKABLE = new Set(['expired', 'failed', 'unknown', 'abandoned'])

/** Reads an invoice as the counter shows it. */
export function saleView(detail: InvoiceDetail): SaleView {
  const { invoice, links, receipts } = detail
  const [newest = null, ...older] = links.toSorted((a, b) => b.createdAt - a.createdAt)
  const paid = isPaid(invoice.status)
  const isUnderpaid = invoice.status === 'underpaid'
  const ended = invoice.status === 'failed' || invoice.status === 'refunded'
  const done = !isWaiting(invoice.status) || invoice.status === 'unknown' || invoice.status === 'underpaid'
  const isImported = invoice.imported
  const canAbandon = invoice.abandonedAt === null && !paid && !ended && !isImported
  const earlier = older.some((link) => link.stage === 'live' && !SURELY_OVER.has(link.reading))
  const shared = links.find((link) => link.id === invoice.shareLinkId)
  const canRelink =
    (RELINKABLE.has(invoice.status) || newest?.lastError === MISMATCHED) &&
    !paid &&
    !isImported &&
    receipts.length === 0 &&
    !links.some((link) => link.stage === 'creating' || isShareable(link))
  return {
    share: linkToShare(detail),
    newest,
    oldUnasked: newest && !isUnasked(newest) ? (older.find(isUnasked) ?? null) : null,
    mismatch: newest?.lastError === MISMATCHED && !paid,
    isPaid: paid,
    ended,
    done,
    canCheck:
      !isImported &&
      links.some(({ stage }) => stage === 'live' || (stage === 'lost' && invoice.recovery !== 'none')),
    canAbandon,
    isImported,
    canRelink,
    oldLink: canRelink && newest ? oldLinkWords(newest, earlier, invoice.recovery) : null,
    earlier,
    isUnderpaid,
    remainderLost:
      invoice.recovery !== 'none' &&
      links.some((link) => link.stage === 'lost' && link.asked.amount !== invoice.asked.amount),
    codeFirst: isCodeFirst(invoice, shared ?? null),
    codeCanHide: invoice.status === 'abandoned' || isUnderpaid,
  }
}

function isShareable(link: PaymentLink): boolean {
  return (
    link.stage === 'live' && link.url !== null && link.lastError !== MISMATCHED && !OVER.has(link.reading)
  )
}

/** Says whether the last question about a link that lives failed. */
export function isUnasked({ stage, lastError }: PaymentLink): boolean {
  return stage === 'live' && lastError !== null && lastError !== MISMATCHED
}

function oldLinkWords(
  link: PaymentLink,
  earlier: boolean,
  recovery: InvoiceDetail['invoice']['recovery'],
): OldLinkWords | null {
  if (link.stage === 'refused') return earlier ? 'sale.oldLink.refusedAgain' : 'sale.oldLink.refused'
  if (link.stage === 'lost') return `sale.recovery.${recovery}`
  if (link.reading === 'expired') return 'sale.oldLink.expired'
  return link.reading === 'failed' ? 'sale.oldLink.failed' : null
}
