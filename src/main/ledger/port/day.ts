import type { Money } from '../../../shared/money/money.ts'

/** What one account took in one currency within a while; each sum is exact. */
export interface DayTotals {
  readonly accountId: string
  readonly accountLabel: string
  readonly currency: string
  /** Of the sales that were made in it. */
  readonly asked: Money
  /** What the receipts of that while count toward their sales; money in another coin that counts toward none, in its own currency. */
  readonly received: Money
  /** Recorded in it, less what was undone in it: below nothing where an earlier refund was undone. */
  readonly refunded: Money
  /** Received less refunded. */
  readonly net: Money
}
