import type { ProviderId } from '../../../shared/contract/plain/provider-ids.ts'
import type { Money } from '../../../shared/money/money.ts'
import type { ExceptionEnding, ExceptionKind } from '../../../shared/status/exceptions.ts'
import type { InvoiceStatus } from '../../../shared/status/status.ts'

/** One exception with what a person needs to judge it; its amounts as they stand now. */
export interface ExceptionRow {
  readonly id: string
  readonly invoiceId: string
  readonly number: string
  readonly kind: ExceptionKind
  readonly provider: ProviderId
  readonly accountLabel: string
  readonly asked: Money
  readonly received: Money
  readonly refunded: Money
  readonly status: InvoiceStatus
  /** How many payments through a standing link the sale stands for that no receipt shows, or showed when it was resolved; null for any other sale. */
  readonly unseen: number | null
  readonly raisedAt: number
  /** Null while it is open; then `how`, `note` and `person` are null too. */
  readonly resolvedAt: number | null
  readonly how: ExceptionEnding | null
  readonly note: string | null
  readonly person: string | null
}
