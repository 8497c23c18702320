import type { Money } from '../../../shared/money/money.ts'
import type { UnansweredLink } from './links.ts'
import type { OfClosedPeriod } from './periods/closing.ts'
import type { InvoiceWrite } from './record.ts'

/** Why nothing can be done about a shortfall: there is none, nobody knows yet how much came, or some of it was given back. */
export type ShortfallRefusal = 'NOT_SHORT' | 'RECEIVED_UNKNOWN' | 'PARTLY_REFUNDED'

/** Why a person takes too little for enough, and who it is. */
export interface StaffDecision {
  readonly reason: string
  readonly person: string
}

/** What came of taking too little money for enough; RECEIVED_CHANGED where another amount has come than the person saw. */
export type AcceptedShortfall =
  | ({ readonly ok: true } & InvoiceWrite)
  | { readonly ok: false; readonly reason: ShortfallRefusal | 'RECEIVED_CHANGED' }
  | OfClosedPeriod

/** A link for the remainder that is to be made. */
export interface RemainderRequest {
  /** What the person saw missing. */
  readonly asked: Money
  /** A payer may hold a link whose answer was lost, from the provider itself: a lost one stands in the way (decision 0004). */
  readonly unseenIsPayable: boolean
}

/** What came of adding a link for the rest; CONFLICT where another amount is missing by now, REMAINDER_LOST where one may exist unseen. */
export type AddedRemainderLink =
  | ({ readonly ok: true; readonly pending: UnansweredLink } & InvoiceWrite)
  | {
      readonly ok: false
      readonly reason: ShortfallRefusal | 'REMAINDER_WAITING' | 'REMAINDER_LOST' | 'CONFLICT'
    }
  | OfClosedPeriod
