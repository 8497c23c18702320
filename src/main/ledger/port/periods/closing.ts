import type { MatrixColumn } from '../../../../shared/contract/shapes/lists/month.ts'
import type { StoredAmount } from '../../../../shared/money/scale.ts'

/** The business days of a period, the first and the last ("2026-10-01"). */
export interface PeriodDays {
  readonly firstDay: string
  readonly lastDay: string
}

/** What is looked at before a period is closed. */
export type PeriodCheckKind = 'over' | 'clock' | 'asked' | 'attention' | 'reviewed' | 'tied' | 'open'

/** How one of them stands: as it should be, worth knowing, only with a reason, or not to be closed at all. */
export type PeriodCheckState = 'good' | 'note' | 'warn' | 'stop'

export interface PeriodCheck {
  readonly kind: PeriodCheckKind
  readonly state: PeriodCheckState
  /** How many are not as they should be; of `tied` those that do not agree or were not told of, of `open` the sales that may still be paid. */
  readonly count: number
  /** Of how many in all. */
  readonly of: number
  /** The first of them by name: accounts, or numbers of sales; of `tied` all that do not agree. */
  readonly names: readonly string[]
  /** When: the end of the period, the last closing, the last answer, epoch ms; null where there is none. */
  readonly at: number | null
}

/** A fact that came after the closing of the period that it is dated in, or in which its sale was made. */
export interface LaterFact {
  readonly invoiceId: string
  readonly number: string
  readonly customerName: string | null
  readonly accountLabel: string
  readonly part: 'asked' | 'received' | 'refunded' | 'undone'
  readonly currency: string
  /** A decimal; below nothing where a fact was taken away from the period. */
  readonly amount: string
  /** The moment of the fact, which it keeps, epoch ms. */
  readonly factAt: number
  readonly recordedAt: number
  /** It is dated in the closed period, and counts as an adjustment at `countsAt`; otherwise it counts on its own day. */
  readonly adjusts: boolean
  readonly countsAt: number
  readonly saleCreatedAt: number
  /** The first day of the closed period that it came after. */
  readonly periodFirstDay: string
}

/** How a period was closed. */
export interface Closing {
  readonly id: string
  readonly closedAt: number
  /** Empty where nobody is named. */
  readonly closedBy: string
  /** Why it was closed though not all was as it should be; null where all was. */
  readonly reason: string | null
  /** The head of the trail that the closing seals; null where there is none. */
  readonly trailHead: string | null
  readonly reopened: { readonly at: number; readonly by: string; readonly reason: string } | null
}

/** What a provider, a bank or a wallet told of a period, through one account in one currency, as it was kept last. */
export interface TieOut {
  readonly accountId: string
  readonly accountLabel: string
  readonly currency: string
  /** A decimal as it was told; null where what was told before was taken back. */
  readonly told: string | null
  /** What the book had then: a decimal, and how many receipts. */
  readonly book: string
  readonly receipts: number
  /** What the ticked receipts come to, with its sign: told is book plus explained, plus what is open. */
  readonly explained: string
  readonly explainedBy: readonly string[]
  readonly reason: string | null
  /** The file that it was read from; null where it was typed. */
  readonly source: { readonly name: string; readonly rows: number; readonly found: number } | null
  readonly person: string
  readonly recordedAt: number
}

/** How a period stands. */
export interface PeriodView extends PeriodDays {
  readonly zone: string
  /** From its beginning until before its end, epoch ms. */
  readonly from: number
  readonly until: number
  /** The closing that stands; null while it is open. */
  readonly closing: Closing | null
  /** Earlier closings of the same days that were reopened, the last one first. */
  readonly earlier: readonly Closing[]
  /** As it was closed, or as it would be now. */
  readonly figures: readonly MatrixColumn[]
  /** By the facts of today; the same as `figures` while it is open. */
  readonly today: readonly MatrixColumn[]
  /** As they stood when it was closed, or as they stand. */
  readonly checks: readonly PeriodCheck[]
  /** What came after the closing, the last of it first, some hundred at most; and how many there are. */
  readonly later: readonly LaterFact[]
  readonly laterCount: number
  /** What came after the closings of other periods and counts in this one. */
  readonly adjustments: readonly LaterFact[]
  readonly adjustmentCount: number
  readonly tieOuts: readonly TieOut[]
  /** What figures and checks come to: closing asks for it, so that nothing is closed that was not seen. */
  readonly mark: string
}

export interface ClosePeriod extends PeriodDays {
  readonly zone: string
  readonly mark: string
  readonly reason: string | null
  readonly person: string
}

/** Why a period is not closed, or not reopened. */
export type PeriodRefusal =
  | 'PERIOD_NOT_OVER'
  | 'CLOCK_BEFORE_CLOSE'
  | 'PERIOD_CLOSED'
  | 'PERIOD_CHANGED'
  | 'REASON_NEEDED'
  | 'PERIOD_COUNTED'
  /** An import is in the book by half. */
  | 'IMPORT_RUNNING'

/** What came of closing or reopening; `firstDay` of the period that stands in the way. */
export type ClosedPeriod =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: PeriodRefusal; readonly firstDay: string }

export interface NewTieOut extends PeriodDays {
  readonly accountId: string
  readonly currency: string
  readonly told: string | null
  readonly explainedBy: readonly string[]
  readonly reason: string | null
  readonly source: TieOut['source']
  readonly person: string
}

/** A receipt that may explain a difference: within its period, or close to it. */
export interface TieCandidate {
  readonly id: string
  readonly number: string
  readonly invoiceId: string
  readonly customerName: string | null
  readonly paidAt: number
  readonly amount: StoredAmount
}

/** A period that is closed: the days between which an act would change what it says. */
export interface ClosedDays extends PeriodDays {
  readonly zone: string
  readonly from: number
  readonly until: number
  /** The head of the trail that the closing seals; null where there is none. */
  readonly trailHead: string | null
}

/** What refuses an act upon a sale of a closed period, with the period's first day. */
export interface OfClosedPeriod {
  readonly ok: false
  readonly reason: 'PERIOD_CLOSED'
  readonly firstDay: string
}
