import { compare, type Money, subtract, sum, zero } from '../money/money.ts'

/** Every status an invoice can have. */
export const STATUSES = [
  'draft',
  'creating',
  'unknown',
  'open',
  'confirming',
  'underpaid',
  'paid',
  'overpaid',
  'paid_late',
  'expired',
  'failed',
  'abandoned',
  'refunded',
] as const
export type InvoiceStatus = (typeof STATUSES)[number]

/** What a provider says of one link, in the app's words; `unheard` is a word the app does not know. */
export const LINK_READINGS = [
  'open',
  'confirming',
  'underpaid',
  'paid',
  'overpaid',
  'expired',
  'failed',
  'refunded',
  'unheard',
] as const
export type LinkReading = (typeof LINK_READINGS)[number]

/** Why a link ended without money, as far as the provider tells. */
export const END_REASONS = ['declined', 'cancelled', 'expired'] as const
export type EndReason = (typeof END_REASONS)[number]

/** How far the making of a link has come. `lost` is a request whose answer never arrived. */
export const LINK_STAGES = ['creating', 'lost', 'refused', 'live'] as const
export type LinkStage = (typeof LINK_STAGES)[number]

export interface LinkFacts {
  /** What the link itself asks for, in the invoice's currency; null or absent where it asks for the whole amount. */
  readonly asked?: Money | null
  readonly stage: LinkStage
  readonly reading: LinkReading
  /** When the link stops asking for money, epoch ms; null when it never does. */
  readonly expiresAt: number | null
  /** When a payment through it was begun or first seen under way, epoch ms; null or absent where none was. */
  readonly begunAt?: number | null
  /** What the provider says has come through this link, in the invoice's currency; null when it does not say. */
  readonly received: Money | null
  readonly receipts: readonly ReceiptFacts[]
}

export interface ReceiptFacts {
  /** What counts toward the invoice, in the invoice's currency; null when the transfer's currency is another. */
  readonly credited: Money | null
  /** When the money surely had not arrived earlier, epoch ms: its own time, or the last look that did not show it. */
  readonly at: number
}

export interface InvoiceFacts {
  readonly asked: Money
  readonly links: readonly LinkFacts[]
  /** When the merchant gave the sale up, epoch ms; null when not. */
  readonly abandonedAt: number | null
  /** The largest shortfall that still counts as paid, in the invoice's currency; null for none. */
  readonly tolerance: Money | null
}

export interface DerivedStatus {
  readonly status: InvoiceStatus
  /** What has arrived toward the invoice, in its currency. */
  readonly received: Money
  /** Asked less received: positive is still due, negative is too much. */
  readonly due: Money
}

/** Derives an invoice's status from its links, amounts and times; the same facts always give the same status. */
export function deriveStatus(facts: InvoiceFacts): DerivedStatus {
  const kept = facts.links.filter((link) => link.reading !== 'refunded')
  const received = sum(
    facts.asked.currency,
    kept.map((link) => receivedThrough(link, facts.asked)),
  )
  const due = subtract(facts.asked, received)
  return { status: statusOf(facts, received, due), received, due }
}

/** What one link asks for: its own amount, or the whole of the invoice. */
export function askedThrough(link: LinkFacts, asked: Money): Money {
  return link.asked ?? asked
}

/** What came through one link: its transfers, or what the provider counts where its transfers do not tell it yet. */
export function receivedThrough(link: LinkFacts, invoiceAsked: Money): Money {
  const asked = askedThrough(link, invoiceAsked)
  const { counted, said, foreign } = countedThrough(link, asked)
  const known = said && compare(said, counted) > 0 ? said : counted
  // A paid word over transfers of another currency, or over none, is worth what the link asked for.
  const incomparable = foreign || counted.units === 0n
  const byWord = (link.reading === 'paid' || link.reading === 'overpaid') && incomparable
  return byWord && compare(known, asked) < 0 ? asked : known
}

/**
 * Says whether the receipts of a link do not show the money that counts through it: none does, or they make another sum than
 * the provider tells. Receipts in another currency cannot be held against a sum, unless it plainly leaves them out.
 */
export function receiptsDiffer(link: LinkFacts, invoiceAsked: Money): boolean {
  const asked = askedThrough(link, invoiceAsked)
  if (link.reading === 'refunded') return false
  const { counted, said, foreign } = countedThrough(link, asked)
  if (foreign) return said !== null && compare(said, counted) <= 0
  return (
    compare(receivedThrough(link, invoiceAsked), counted) !== 0 ||
    (said !== null && compare(said, counted) !== 0)
  )
}

function countedThrough(link: LinkFacts, asked: Money) {
  const credits = link.receipts.flatMap((receipt) => (receipt.credited ? [receipt.credited] : []))
  return {
    counted: sum(asked.currency, credits),
    said: link.received?.currency === asked.currency ? link.received : null,
    foreign: credits.length < link.receipts.length,
  }
}

function statusOf(facts: InvoiceFacts, received: Money, due: Money): InvoiceStatus {
  const none = zero(facts.asked.currency)
  const some = compare(received, none) > 0
  if (!some && facts.links.some((link) => link.reading === 'refunded')) return 'refunded'
  if (compare(due, none) < 0) return 'overpaid'
  const enough = compare(due, facts.tolerance ?? none) <= 0
  if (enough && some) return isLate(facts) ? 'paid_late' : 'paid'
  if (some) return 'underpaid'
  if (facts.links.some((link) => link.reading === 'underpaid')) return 'underpaid'
  if (facts.links.some((link) => link.reading === 'confirming')) return 'confirming'
  if (facts.abandonedAt !== null) return 'abandoned'
  return statusWithoutMoney(facts.links)
}

/** Says whether a payment through a link was under way before its end: the customer paid in time, however long it took. */
export function wasBegunInTime({ begunAt = null, expiresAt }: LinkFacts): boolean {
  return begunAt !== null && expiresAt !== null && begunAt <= expiresAt
}

/** Money is late when the last transfer came after its link's expiry, and was not begun before, or after the sale was given up. */
function isLate(facts: InvoiceFacts): boolean {
  const arrivals = facts.links
    .filter((link) => link.reading !== 'refunded')
    .flatMap((link) => link.receipts.map(({ at }) => ({ at, link })))
  const last = arrivals.toSorted((a, b) => b.at - a.at)[0]
  if (!last) return false
  const { expiresAt } = last.link
  const afterExpiry = expiresAt !== null && last.at > expiresAt && !wasBegunInTime(last.link)
  const afterAbandon = facts.abandonedAt !== null && last.at > facts.abandonedAt
  return afterExpiry || afterAbandon
}

function statusWithoutMoney(links: readonly LinkFacts[]): InvoiceStatus {
  if (links.length === 0) return 'draft'
  if (links.some((link) => link.stage === 'creating')) return 'creating'
  const live = links.filter((link) => link.stage === 'live')
  if (live.some((link) => link.reading === 'open' || link.reading === 'unheard')) return 'open'
  if (links.some((link) => link.stage === 'lost')) return 'unknown'
  if (live.some((link) => link.reading === 'expired')) return 'expired'
  return 'failed'
}

/** Says whether money can still be expected soon, so that the sale belongs among those waiting. */
export function isWaiting(status: InvoiceStatus): boolean {
  return ['creating', 'unknown', 'open', 'confirming', 'underpaid'].includes(status)
}

/** Says whether the asked amount has arrived. */
export function isPaid(status: InvoiceStatus): boolean {
  return ['paid', 'overpaid', 'paid_late'].includes(status)
}
