import type { Money } from '../../../shared/money/money.ts'

/** One line of a new invoice; the lines' sums make its amount exactly. */
export type NewLine =
  | { readonly kind: 'amount'; readonly unit: Money; readonly quantity: number }
  | { readonly kind: 'item'; readonly itemId: string; readonly unit: Money; readonly quantity: number }

/** An item to add (`id` null) or to change. */
export interface SavedItem {
  readonly id: string | null
  readonly name: string
  readonly price: Money
  /** What a scanner reads from its label; null for none. */
  readonly code: string | null
  /** WebP; null takes the picture away, undefined leaves it as it is. */
  readonly picture: Uint8Array | null | undefined
  readonly at: number
}
