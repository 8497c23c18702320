import type { LinkOptions } from '../../../shared/contract/plain/link-options.ts'
import type { ProviderId } from '../../../shared/contract/plain/provider-ids.ts'
import type { Money } from '../../../shared/money/money.ts'
import type { EndReason, InvoiceStatus, LinkReading, LinkStage } from '../../../shared/status/status.ts'
import type { OfClosedPeriod } from './periods/closing.ts'
import type { InvoiceWrite } from './record.ts'

/** A link whose request may now be sent, or whose answer is awaited. */
export interface UnansweredLink {
  readonly linkId: string
  readonly invoiceId: string
  readonly invoiceNumber: string
  readonly accountId: string
  readonly marker: string
  readonly asked: Money
  readonly description: string
  readonly customerName: string | null
  readonly customerEmail: string | null
  /** What the sale chose of its account's settings; null for what the account says. */
  readonly linkOptions: LinkOptions | null
  readonly stage: LinkStage
  readonly createdAt: number
}

/** What came of adding a link: its request may be sent, or why there is none. */
export type AddedLink =
  | ({ readonly ok: true; readonly pending: UnansweredLink } & InvoiceWrite)
  | { readonly ok: false; readonly reason: 'ALREADY_DONE' | 'CONFLICT' }
  | OfClosedPeriod

export interface LinkMade {
  readonly linkId: string
  readonly ref: string
  /** Null for an adopted link whose address the provider no longer tells. */
  readonly url: string | null
  readonly expiresAt: number | null
  readonly rawStatus: string
  readonly rawAnswer: string
  readonly nextCheckAt: number | null
  readonly at: number
  /** True when a lost create was found again. */
  readonly recovered: boolean
  /** What the provider says it asks for where that differs from what was asked; null when it agrees. */
  readonly mismatch: Money | null
}

export interface LinkNotMade {
  readonly linkId: string
  /** `refused`: surely not made. `lost`: may have been made. */
  readonly stage: 'refused' | 'lost'
  readonly code: string
  readonly providerWords: string | null
  readonly at: number
}

export interface SeenReceipt {
  readonly receiptId: string
  readonly txHash: string | null
  readonly payer: string | null
  readonly amount: Money
  readonly credited: Money | null
  readonly paidAt: number
  readonly timeObserved: boolean
  readonly raw: string
}

/** One answer about one live link. Writing it twice changes nothing the second time. */
export interface LinkSeen {
  readonly linkId: string
  readonly reading: LinkReading
  readonly rawStatus: string
  readonly rawAnswer: string
  /** Why the link ended without money, as far as the provider tells; null or absent otherwise. */
  readonly endReason?: EndReason | null
  /** What the provider says has arrived through the link; null, or another currency, when it does not say. */
  readonly received: Money | null
  /** When the provider says that it ends; null leaves what is known. One called expired before has ended by now. */
  readonly expiresAt: number | null
  /** Null leaves the known receipts as they are; known receipts are updated (a hash may come later), never removed. */
  readonly receipts: readonly SeenReceipt[] | null
  readonly nextCheckAt: number | null
  readonly at: number
  /** When a payment through it was begun, where the provider says so; a link read as confirming is under way by itself. */
  readonly begunAt?: number | null
  /** How much less the provider takes for paid; counts once it says that the link is. */
  readonly tolerance?: Money | null
  /** What the link asks for where that differs from what was asked; absent or null when it agrees. */
  readonly mismatch?: Money | null
  /** The provider was told by hand that it is paid; absent where it was not. */
  readonly byHand?: boolean
}

/** A question that failed; the status stays, the screen can say why it is stale. */
export interface LinkUnanswered {
  readonly linkId: string
  readonly code: string
  readonly nextCheckAt: number | null
  readonly at: number
}

/** A live link with all that asking about it takes, whether or not its time has come. */
export interface LiveLink {
  readonly linkId: string
  readonly invoiceId: string
  readonly invoiceNumber: string
  readonly accountId: string
  readonly provider: ProviderId
  readonly ref: string
  readonly asked: Money
  readonly reading: LinkReading
  readonly status: InvoiceStatus
  readonly createdAt: number
  readonly expiresAt: number | null
  readonly checkedAt: number | null
  /** Number.MAX_SAFE_INTEGER for a link that is never asked about again. */
  readonly nextCheckAt: number
  readonly receiptCount: number
  /** True while a receipt still lacks its transaction hash. */
  readonly hashMissing: boolean
}

/** A live link as the watcher tracks it: what decides when it is asked about, and no more. */
export type ScheduledLink = Omit<LiveLink, 'invoiceNumber' | 'asked'>

/** When a link is to be asked about next, epoch ms; null for never. */
export interface NextCheck {
  readonly linkId: string
  readonly nextCheckAt: number | null
}

/** Whose a link is, what its provider calls it and where it leads; null for what no answer has told. */
export interface LinkPlace {
  readonly invoiceId: string
  readonly provider: ProviderId
  readonly providerRef: string | null
  readonly url: string | null
}
