import type { Refund } from '../../../shared/contract/shapes/invoice.ts'
import { type Money, zero } from '../../../shared/money/money.ts'
import type { Reading } from '../sqlite/context.ts'
import { asAmount, moneyAt, moneyOrNull } from '../sqlite/money-columns.ts'
import { all, get, ms } from '../sqlite/sql.ts'

/** The columns of what is recorded as refunded of an invoice that a statement calls `invoice`; null before the first refund. */
export const REFUNDED_COLUMNS = `
  (SELECT total_whole FROM refunds WHERE invoice_seq = invoice.seq ORDER BY seq DESC LIMIT 1) AS refunded_whole,
  (SELECT total_frac FROM refunds WHERE invoice_seq = invoice.seq ORDER BY seq DESC LIMIT 1) AS refunded_frac`

/** What {@link REFUNDED_COLUMNS} reads. */
export interface RefundedRow {
  readonly currency: string
  readonly refunded_whole: bigint | null
  readonly refunded_frac: bigint | null
}

/** What is recorded as refunded of an invoice, without what was undone. */
export function refundedOf({ currency, refunded_whole, refunded_frac }: RefundedRow): Money {
  return moneyOrNull(currency, refunded_whole, refunded_frac) ?? zero(currency)
}

/** Reads what is recorded as refunded of an invoice, without what was undone. */
export function refundedIn(reading: Reading, invoiceSeq: bigint, currency: string): Money {
  const row = get<Omit<RefundedRow, 'currency'>>(
    reading,
    `SELECT ${REFUNDED_COLUMNS} FROM invoices AS invoice WHERE invoice.seq = ?`,
    [invoiceSeq],
  )
  return refundedOf({ currency, refunded_whole: null, refunded_frac: null, ...row })
}

interface RefundRow {
  readonly id: string
  readonly amount_whole: bigint
  readonly amount_frac: bigint
  readonly reason: string
  readonly reference: string | null
  readonly person: string
  readonly recorded_at_ms: bigint
  readonly undone_at_ms: bigint | null
  readonly undone_reason: string | null
  readonly undone_person: string | null
}

/** Reads the refunds of an invoice in the order they were recorded, each with what undid it. */
export function refundsOf(reading: Reading, invoiceSeq: bigint, currency: string): Refund[] {
  return all<RefundRow>(
    reading,
    `SELECT refund.id, refund.amount_whole, refund.amount_frac, refund.reason, refund.reference, refund.person,
       refund.recorded_at_ms, undone.recorded_at_ms AS undone_at_ms, undone.reason AS undone_reason,
       undone.person AS undone_person
     FROM refunds AS refund LEFT JOIN refunds AS undone ON undone.undoes_seq = refund.seq
     WHERE refund.invoice_seq = ? AND refund.undoes_seq IS NULL ORDER BY refund.seq`,
    [invoiceSeq],
  ).map((row) => ({
    id: row.id,
    amount: asAmount(moneyAt(currency, row.amount_whole, row.amount_frac)),
    reason: row.reason,
    reference: row.reference,
    person: row.person,
    recordedAt: ms(row.recorded_at_ms),
    undone:
      row.undone_at_ms === null
        ? null
        : { at: ms(row.undone_at_ms), reason: row.undone_reason ?? '', person: row.undone_person ?? '' },
  }))
}
