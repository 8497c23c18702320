/** What a transfer's own word says of it; `unsaid` follows the payment's status. */
export type TransferStage = 'settled' | 'seen' | 'failed' | 'unsaid'

/** One transfer toward a payment, as either dialect tells it; empty fields are null. */
export interface Transfer {
  readonly hash: string | null
  /** Decimal text in the payer's coin. */
  readonly amount: string | null
  readonly currency: string | null
  /** Epoch ms. */
  readonly at: number | null
  readonly stage: TransferStage
  /** The part of the answer that tells of it, as it came. */
  readonly source: unknown
}

/** One payment, as either dialect tells it (oxapay §2.3, §2.4). */
export interface Payment {
  readonly trackId: string
  readonly status: string
  /** Decimal text in `currency`. */
  readonly amount: string
  /** Null means US dollars (oxapay §2.1). */
  readonly currency: string | null
  readonly orderId: string | null
  /** False where the answer leaves the order id out, so that nobody can say that there is none. */
  readonly namesOrder: boolean
  readonly url: string | null
  readonly expiredAt: number | null
  readonly createdAt: number | null
  /** Percent of the amount that may be missing, decimal text; null when the answer does not say. */
  readonly underPaidCover: string | null
  /** Whether the payer bears the fee on top of the amount; null when the answer does not say. */
  readonly feeByPayer: boolean | null
  readonly transfers: readonly Transfer[]
}

/** What the answer to a create tells (oxapay §2.1, §2.2). */
export interface Created {
  readonly trackId: string
  readonly url: string
  readonly expiredAt: number | null
}

/** One page of the merchant's history (oxapay §2.5). */
export interface HistoryPage {
  readonly rows: readonly unknown[]
  /** The number of the last page, counted from 1; null when the answer does not say. */
  readonly lastPage: number | null
}
