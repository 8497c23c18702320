import { compare, type Money, subtract, zero } from '../money/money.ts'
import {
  askedThrough,
  type DerivedStatus,
  type InvoiceFacts,
  type InvoiceStatus,
  type LinkFacts,
  receiptsDiffer,
  receivedThrough,
  wasBegunInTime,
} from './status.ts'

/**
 * What can need a person's look, in the order in which it stands in the list: money came late, short, over or twice, or differs from its
 * receipts; nobody knows whether a link was made; a provider has money that no sale asked for (`orphan`), or no longer knows a link of
 * ours (`ghost`); it gave money back, was told by hand that it came, or the money is of its test environment.
 */
export const EXCEPTION_KINDS = [
  ...(['late', 'short', 'over', 'twice', 'differs'] as const),
  ...(['unknown', 'orphan', 'ghost', 'refunded', 'manual', 'test'] as const),
] as const
export type ExceptionKind = (typeof EXCEPTION_KINDS)[number]

/** The kinds as a person reads them: money that no receipt shows at all is told apart from money that its receipts show otherwise. */
export const SHOWN_KINDS = [
  ...(['late', 'short', 'over', 'twice', 'differs', 'no_receipt'] as const),
  ...(['unknown', 'orphan', 'ghost', 'refunded', 'manual', 'test'] as const),
] as const
export type ShownKind = (typeof SHOWN_KINDS)[number]

/** Gives the kind as a person reads it, by how many receipts the sale had. */
export function shownKind(kind: ExceptionKind, receipts: number): ShownKind {
  return kind === 'differs' && receipts === 0 ? 'no_receipt' : kind
}

/** How an exception was resolved: a person marked it, or the missing money came. */
export const EXCEPTION_ENDINGS = ['person', 'completed'] as const
export type ExceptionEnding = (typeof EXCEPTION_ENDINGS)[number]

/** One change of an invoice's money or status: how it stood, and how it stands now. */
export interface StatusChange {
  readonly before: InvoiceStatus
  readonly receivedBefore: Money
  readonly newReceipts: number
  /** True when the provider told another sum or other receipts than before. */
  readonly toldAnew: boolean
  /** The link that was told of; null where none was, or its receipts are still to be asked for. */
  readonly told: LinkFacts | null
  readonly after: DerivedStatus
  /** What is recorded as given back of it; null or absent for nothing. */
  readonly refunded?: Money | null
  /** The provider was told by hand that it is paid, and says so for the first time. */
  readonly byHand?: boolean
  /** A live book's account at a test environment: what comes there is no money. */
  readonly isTest?: boolean
}

const NONE: readonly ExceptionKind[] = []

/**
 * Names what a change calls a person for; nothing where neither the status moved, nor money came, nor was told anew.
 *
 * A sale that is paid twice is not also told as paid over: it is one matter.
 */
export function exceptionsOf(facts: InvoiceFacts, change: StatusChange): readonly ExceptionKind[] {
  const { before, after } = change
  const moved = after.status !== before
  const came = change.newReceipts > 0 || compare(after.received, change.receivedBefore) > 0
  if (!moved && !came && !change.toldAnew && !change.byHand) return NONE
  const kinds: ExceptionKind[] = []
  const expired = before === 'expired' && !facts.links.some(wasBegunInTime)
  const wasOver = expired || before === 'abandoned'
  // Too little that a person takes for enough brings no money: that it was late was told when it came.
  const accepted = before === 'underpaid' && !came
  if ((moved && after.status === 'paid_late' && !accepted) || (came && wasOver)) kinds.push('late')
  if (moved || came) {
    const shortAfterRefund =
      came && ['paid', 'paid_late'].includes(after.status) && keepsTooLittle(facts, change)
    if (after.status === 'underpaid' || shortAfterRefund) kinds.push('short')
    if (after.status === 'overpaid') kinds.push(isPaidTwice(facts) ? 'twice' : 'over')
  }
  if (change.told && receiptsDiffer(change.told, facts.asked)) kinds.push('differs')
  if (moved && (after.status === 'unknown' || after.status === 'refunded')) kinds.push(after.status)
  if (change.byHand) kinds.push('manual')
  if (came && change.isTest) kinds.push('test')
  return kinds
}

/** Says whether a sale that is paid by what came keeps less of it than was asked, because some was given back before the rest came. */
export function keepsTooLittle(
  { asked, tolerance }: Pick<InvoiceFacts, 'asked' | 'tolerance'>,
  { after, refunded = null }: Pick<StatusChange, 'after' | 'refunded'>,
): boolean {
  if (refunded === null || refunded.units === 0n) return false
  const missing = subtract(asked, subtract(after.received, refunded))
  return compare(missing, tolerance ?? zero(asked.currency)) > 0
}

/** What is missing of a sale: what has not come, or where all of it came what was given back before. */
export function missingOf(asked: Money, received: Money, refunded: Money): Money {
  return compare(received, asked) < 0
    ? subtract(asked, received)
    : subtract(asked, subtract(received, refunded))
}

/**
 * Names what money that was given back answers: too much is answered once no more is kept than was asked, and what came late
 * or short too once nothing is kept.
 */
export function answeredByRefunds(asked: Money, received: Money, refunded: Money): readonly ExceptionKind[] {
  if (refunded.units === 0n) return NONE
  const kept = subtract(received, refunded)
  if (compare(kept, zero(kept.currency)) <= 0) return ['late', 'short', 'over', 'twice']
  return compare(kept, asked) <= 0 ? ['over', 'twice'] : NONE
}

/** Says whether what counts as received anywhere in a sale is not what its receipts show. */
export function anyDiffers(facts: InvoiceFacts): boolean {
  return facts.links.some((link) => receiptsDiffer(link, facts.asked))
}

/** Two links that each brought at least what they ask for, or two transfers that each brought the whole. */
function isPaidTwice(facts: InvoiceFacts): boolean {
  const enough = (amount: Money | null, asked: Money) => amount !== null && compare(amount, asked) >= 0
  const kept = facts.links.filter((link) => link.reading !== 'refunded')
  const links = kept.filter((link) =>
    enough(receivedThrough(link, facts.asked), askedThrough(link, facts.asked)),
  )
  const transfers = kept
    .flatMap((link) => link.receipts)
    .filter((receipt) => enough(receipt.credited, facts.asked))
  return links.length > 1 || transfers.length > 1
}
