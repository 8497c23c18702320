import type { ProviderId } from '../../../../shared/contract/plain/provider-ids.ts'
import type { Money } from '../../../../shared/money/money.ts'
import type { InvoiceChange } from '../changes.ts'

/** How far an older state of this book was. */
export interface OlderState {
  readonly invoices: number
  readonly events: number
  readonly lastEventId: string | null
}

/** What a book holds beyond an older state of it. */
export interface NewerSales {
  readonly sales: number
  /** The sales whose links can be asked about again, by account. */
  readonly askable: readonly { readonly account: string; readonly sales: number }[]
  /** How many cannot, and the numbers of the first of them. */
  readonly lost: number
  readonly lostNumbers: readonly string[]
  /** Refunds and notes, which no provider knows. */
  readonly refunds: number
  readonly notes: number
  /** Reviews and tags, which no provider knows either. */
  readonly marks: number
  /** Months that were closed or opened again, and what statements say of them. */
  readonly periods: number
  /** Imports that were undone, whose sales the older state has: there they count. */
  readonly imports: number
  /** What else a person did: links of older sales, links that stay, accounts, items, imports and exceptions. */
  readonly acts: number
}

/** What was taken over from the book that lay in the place of a restored one. */
export interface TakenOver {
  /** The sales that are asked about again. */
  readonly taken: number
  /** How many newer sales have nothing to ask about, and the numbers of the first of them. */
  readonly lost: number
  readonly lostNumbers: readonly string[]
  /** False where the other book could not be read, or not to its end. */
  readonly read: boolean
  /** What lay in its place: this book in another state, another book, or none. Only of this book is it known whether there were newer sales. */
  readonly replaced: 'this' | 'another' | 'none'
}

/** A payment link that a provider has and the book does not, as the provider tells of it. */
export interface FoundLink {
  readonly accountId: string
  readonly provider: ProviderId
  readonly ref: string
  /** Our mark, and the number of the sale in it; null where the provider tells none. */
  readonly marker: string | null
  readonly number: string | null
  readonly asked: Money
  readonly url: string | null
  /** When it was made, epoch ms. */
  readonly createdAt: number
  /** Null when it never ends. */
  readonly expiresAt: number | null
  /** When the book was put back, epoch ms: sales begun here since then have nothing to do with the link. */
  readonly restoredAt: number
  /** When a person had it taken in, epoch ms. */
  readonly at: number
}

/** The sale that such a link is one of now; not `changed` where it was in the book already. */
export type TakenIn =
  | { readonly ok: true; readonly number: string; readonly change: InvoiceChange }
  | { readonly ok: false; readonly reason: 'NOT_FOUND' | 'CONFLICT' }
