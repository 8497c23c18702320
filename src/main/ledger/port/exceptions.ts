import type { ProviderId } from '../../../shared/contract/plain/provider-ids.ts'
import type { Money } from '../../../shared/money/money.ts'
import type { ExceptionEnding, ShownKind } from '../../../shared/status/exceptions.ts'
import type { InvoiceStatus } from '../../../shared/status/status.ts'
import type { InvoiceChange } from './changes.ts'

/** One exception with what a person needs to judge it; its amounts as they stand now. */
export interface ExceptionRow {
  readonly id: string
  /** Null where it is of no sale: money that only a provider knows of. */
  readonly invoiceId: string | null
  /** The sale's number, or the one that the provider's link bears; empty where it bears none. */
  readonly number: string
  readonly customerName: string | null
  readonly kind: ShownKind
  readonly provider: ProviderId
  readonly accountLabel: string
  /** What the provider calls it, where it is of no sale; null otherwise. */
  readonly ref: string | null
  /** Null, with `received`, where a provider did not tell an amount. */
  readonly asked: Money | null
  readonly received: Money | null
  readonly refunded: Money | null
  /** By how much the book and what was meant are apart, with its sign; null where nobody knows. */
  readonly difference: Money | null
  readonly status: InvoiceStatus | null
  /** How many payments through a standing link the sale stands for that no receipt shows, or showed when it was resolved; null for any other sale. */
  readonly unseen: number | null
  readonly raisedAt: number
  /** Null while it is open; then `how`, `note` and `person` are null too. */
  readonly resolvedAt: number | null
  readonly how: ExceptionEnding | null
  readonly note: string | null
  readonly person: string | null
}

/** A stretch of the exceptions, from a place that is counted from 0; of every kind where `kind` is null or absent. */
export interface ExceptionQuery {
  readonly resolved: boolean
  readonly kind?: ShownKind | null
  readonly from?: number
  readonly limit: number
}

export interface ExceptionStretch {
  readonly count: number
  readonly rows: readonly ExceptionRow[]
  /** The number of the last fact of the book that the rows show. */
  readonly news: number
}

export interface ExceptionKinds {
  readonly kinds: readonly { readonly kind: ShownKind; readonly count: number }[]
  readonly handledSince: number
}

/** What is open, from a place on; a shift that ends outside what was read is known by it. */
export type ExceptionKeysQuery = Pick<ExceptionQuery, 'kind' | 'limit'> & { readonly from: number }

/** What an act upon exceptions goes by. */
export interface ExceptionKey {
  readonly id: string
  readonly kind: ShownKind
  readonly difference: Money | null
}

export interface ExceptionKeys {
  readonly count: number
  readonly keys: readonly ExceptionKey[]
  readonly news: number
}

/** An act of a person upon exceptions: a larger one comes in pieces under the same token, and is undone as one. */
export interface HandleExceptions {
  readonly token: string
  readonly ids: readonly string[]
  /** Why, in the person's words. */
  readonly note: string
  readonly person: string
  /** The last fact of the book that the person has seen: what came since is none of the act. */
  readonly news: number
}

/** What an act did: those handled, those that were not open any more, and those of which something is new that the person has not seen. */
export interface HandledExceptions {
  readonly handled: number
  readonly gone: number
  readonly renewed: number
  /** The number of the first sale that was handled, and of the first of which something is new; empty for none. */
  readonly number: string
  readonly renewedNumber: string
  readonly changes: readonly InvoiceChange[]
}

/** What a comparison found that calls for a person. */
export interface Compared {
  readonly accountId: string
  readonly orphans: readonly {
    readonly ref: string
    /** The number of the sale that its mark names; null for none. */
    readonly number: string | null
    /** What came, or was asked for where that is not told; null where neither is. */
    readonly amount: Money | null
  }[]
  /** The links of the book that the provider does not know. */
  readonly ghostLinkIds: readonly string[]
}

export interface NotedCompared {
  readonly changes: readonly InvoiceChange[]
  /** The exceptions of no sale that were raised. */
  readonly raised: readonly string[]
}
