import type { ProviderId } from '../../../shared/contract/plain/provider-ids.ts'
import type { Money } from '../../../shared/money/money.ts'
import type { LinkReading, LinkStage } from '../../../shared/status/status.ts'
import type { InvoiceChange } from './changes.ts'
import type { SeenReceipt } from './links.ts'

/** What is written before a standing link is asked for. */
export interface NewStandingLink {
  /** The screen's own token; a second call with the same one finds the first link instead of making another. */
  readonly token: string
  readonly accountId: string
  /** The item it was made from; null for none. */
  readonly itemId: string | null
  readonly name: string
  readonly asked: Money
  readonly at: number
}

/** A standing link as the screens show it. */
export interface StandingLink {
  readonly id: string
  readonly name: string
  readonly accountId: string
  readonly accountLabel: string
  readonly provider: ProviderId
  readonly asked: Money
  readonly stage: LinkStage
  readonly reading: LinkReading
  /** The provider's name for it; null until it is made. */
  readonly ref: string | null
  readonly url: string | null
  readonly failureCode: string | null
  /** Why the last question about it failed; null when it did not. */
  readonly lastError: string | null
  /** How many payments the provider has told of, the unseen ones too. */
  readonly payments: number
  /** How many of them have no receipt. */
  readonly unseen: number
  /** When the last receipt was paid, epoch ms; null for none. */
  readonly lastPaidAt: number | null
  readonly createdAt: number
  readonly checkedAt: number | null
  /** When it is to be asked about next; null for never. */
  readonly nextCheckAt: number | null
  /** When it was put away; null while it is watched. */
  readonly putAwayAt: number | null
}

/** A standing link whose request may now be sent, or one that was known by its token. */
export interface CreatedStandingLink {
  readonly link: StandingLink
  readonly existed: boolean
}

export interface StandingLinkMade {
  readonly id: string
  readonly ref: string
  readonly url: string
  readonly rawStatus: string
  readonly rawAnswer: string
  readonly nextCheckAt: number
  readonly at: number
}

export interface StandingLinkNotMade {
  readonly id: string
  /** `refused`: surely not made, or of another amount. `lost`: may have been made; nobody has its address. */
  readonly stage: 'refused' | 'lost'
  readonly code: string
  readonly providerWords: string | null
}

/** One answer about a standing link. Writing it twice changes nothing the second time. */
export interface StandingLinkSeen {
  readonly id: string
  readonly reading: LinkReading
  readonly rawStatus: string
  readonly rawAnswer: string
  /** How many payments the provider counts; null where it does not say. */
  readonly count: number | null
  /** True while the newest of them is on its way only. */
  readonly isPending: boolean
  /** The newest payment that has arrived; null for none. */
  readonly receipt: SeenReceipt | null
  /** Null for a link that has ended. */
  readonly nextCheckAt: number | null
  readonly at: number
}

/** What came of an answer about a standing link: the sales it made or completed. */
export interface StandingLinkAnswer {
  readonly changes: readonly InvoiceChange[]
}
