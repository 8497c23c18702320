import type { Money } from '../../../shared/money/money.ts'
import type { InvoiceWrite } from './record.ts'

/** Money that was given back outside of the app, as a person tells it. */
export interface NewRefund {
  /** The screen's own token; a second call with the same one finds the first refund instead of recording another. */
  readonly token: string
  /** More than nothing. */
  readonly amount: Money
  readonly reason: string
  /** How it went back, or by what it is found again (a transaction hash); null for nothing. */
  readonly reference: string | null
  readonly person: string
}

/**
 * What came of recording a refund; CONFLICT where its token stands for another one, or the invoice is of another currency; IMPORT_RUNNING
 * where its import is not finished.
 */
export type RecordedRefund =
  | ({ readonly ok: true } & InvoiceWrite)
  | { readonly ok: false; readonly reason: 'CONFLICT' | 'IMPORT_RUNNING' }
  | {
      readonly ok: false
      readonly reason: 'REFUND_TOO_LARGE'
      /** What of the received money can still be given back; never below nothing. */
      readonly left: Money
    }

/** What came of undoing a refund; ALREADY_DONE where it was undone before, for another reason. */
export type UndoneRefund =
  | ({ readonly ok: true } & InvoiceWrite)
  | { readonly ok: false; readonly reason: 'ALREADY_DONE' }
