import type {
  ExceptionKind,
  LinkMade,
  LinkNotMade,
  LinkSeen,
  LinkUnanswered,
  Money,
  NewAccount,
  ProviderId,
} from '../app.ts'

/** One line of a sale; `item` is the item's place in the catalogue, null for a typed amount. */
export interface SoldLine {
  readonly item: number | null
  readonly unit: Money
  readonly quantity: number
}

/**
 * One sale from its asking to its end: what was asked, and what happened when.
 *
 * It alone decides what the book holds of the sale, whoever writes it. Links and accounts are named by their place.
 */
export interface SaleHistory {
  /** Counted from 0 in the order of the book's numbers. */
  readonly place: number
  readonly number: string
  readonly token: string
  readonly account: number
  readonly asked: Money
  readonly description: string
  readonly customerName: string | null
  readonly customerEmail: string | null
  readonly tolerance: Money | null
  readonly lines: readonly SoldLine[]
  readonly at: number
  /** The mark of each link in the order they were requested; the provider's answers may carry it. */
  readonly markers: readonly string[]
  /** In the order of their time. */
  readonly steps: readonly Step[]
}

/** What the ledger is told, without which link it is about and when. */
export type Told<T> = Omit<T, 'linkId' | 'at'>

/** What happens to a sale after it was asked for; `link` is the place of one of its links. */
export type Step = { readonly at: number } & (
  | { readonly kind: 'made'; readonly link: number; readonly answer: Told<LinkMade> }
  | { readonly kind: 'not_made'; readonly link: number; readonly answer: Told<LinkNotMade> }
  | { readonly kind: 'seen'; readonly link: number; readonly answer: Told<LinkSeen> }
  | { readonly kind: 'unchanged'; readonly link: number; readonly nextCheckAt: number | null }
  | { readonly kind: 'unanswered'; readonly link: number; readonly answer: Told<LinkUnanswered> }
  | { readonly kind: 'link_added' }
  | { readonly kind: 'rest_added'; readonly asked: Money; readonly unseenIsPayable: boolean }
  | { readonly kind: 'abandoned'; readonly reason: string }
  | {
      readonly kind: 'short_accepted'
      readonly received: Money
      readonly reason: string
      readonly person: string
    }
  | {
      readonly kind: 'exception_settled'
      readonly exception: ExceptionKind
      readonly note: string
      readonly person: string
    }
  | { readonly kind: 'noted'; readonly text: string }
)

/** What happens to the book itself: its accounts, its catalogue, an export. */
export type BookStep = { readonly at: number } & (
  | { readonly kind: 'account_added'; readonly account: NewAccount }
  | { readonly kind: 'key_typed'; readonly account: number; readonly keyFingerprint: string }
  | {
      readonly kind: 'account_paused'
      readonly account: number
      readonly reason: 'AUTH_REJECTED' | 'FORBIDDEN'
    }
  | { readonly kind: 'account_forgotten'; readonly account: number }
  /** An item added (`id` is then its own), or changed. */
  | { readonly kind: 'item_saved'; readonly item: number; readonly saved: ItemToSave }
  | { readonly kind: 'item_retired'; readonly item: number; readonly retired: boolean }
  /** Receipts exported, as many as there are just then. */
  | { readonly kind: 'exported' }
)

export interface ItemToSave {
  readonly isNew: boolean
  readonly name: string
  readonly price: Money
  readonly code: string | null
  /** WebP; undefined leaves it as it is. */
  readonly picture: Uint8Array | null | undefined
}

/** An account of the shop, and when it sold. */
export interface ShopAccount {
  readonly id: string
  readonly provider: ProviderId
  readonly settings: NewAccount['settings']
  readonly from: number
  /** When its provider last answered: it was paused or forgotten then, or the book ends. */
  readonly until: number
  /** How often it is chosen among those that can take a sale. */
  readonly weight: number
}
