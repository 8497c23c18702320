import type { ProviderId } from '../../../shared/contract/plain/provider-ids.ts'
import { add, type Money, zero } from '../../../shared/money/money.ts'
import { exceptionDifference } from '../../../shared/status/exception-difference.ts'
import { type ExceptionEnding, type ExceptionKind, shownKind } from '../../../shared/status/exceptions.ts'
import type { InvoiceStatus } from '../../../shared/status/status.ts'
import type { ExceptionRow } from '../port/exceptions.ts'
import { REFUNDED_COLUMNS, type RefundedRow, refundedOf } from '../refunds/rows.ts'
import type { Reading } from '../sqlite/context.ts'
import { moneyAt, moneyOrNull } from '../sqlite/money-columns.ts'
import { all, ms, msOrNull } from '../sqlite/sql.ts'

interface StoredException extends Omit<RefundedRow, 'currency'> {
  readonly id: string
  readonly kind: ExceptionKind
  readonly invoice_seq: bigint | null
  readonly invoice_id: string | null
  readonly number: string | null
  readonly customer_name: string | null
  readonly provider: ProviderId
  readonly account_label: string
  readonly provider_ref: string | null
  readonly currency: string | null
  readonly asked_whole: bigint | null
  readonly asked_frac: bigint | null
  readonly received_whole: bigint | null
  readonly received_frac: bigint | null
  readonly status: InvoiceStatus | null
  readonly unseen: bigint | null
  readonly raised_at_ms: bigint
  readonly settled_at_ms: bigint | null
  readonly settled_how: ExceptionEnding | null
  readonly note: string | null
  readonly person: string | null
}

export const ROWS_SQL = `
  SELECT raised.id, raised.kind, raised.invoice_seq, invoice.id AS invoice_id, coalesce(invoice.number, raised.told_number) AS number,
    invoice.customer_name, account.provider, account.label AS account_label, raised.provider_ref,
    coalesce(invoice.currency, raised.told_currency) AS currency, coalesce(invoice.asked_whole, raised.told_whole) AS asked_whole,
    coalesce(invoice.asked_frac, raised.told_frac) AS asked_frac, coalesce(invoice.received_whole, raised.told_whole) AS received_whole,
    coalesce(invoice.received_frac, raised.told_frac) AS received_frac, invoice.status,
    (SELECT nullif(payments - (SELECT count(*) FROM receipts WHERE receipts.invoice_seq = invoice.seq
        AND (raised.settled_at_ms IS NULL OR receipts.recorded_at_ms < raised.settled_at_ms)), 0)
      FROM standing_payments AS gap WHERE gap.invoice_seq = invoice.seq AND gap.payment_id IS NULL) AS unseen,
    raised.raised_at_ms, raised.settled_at_ms, raised.settled_how, raised.note, raised.person,${REFUNDED_COLUMNS}
  FROM json_each(?) AS wanted CROSS JOIN exceptions AS raised ON raised.seq = wanted.value
  LEFT JOIN invoices AS invoice ON invoice.seq = raised.invoice_seq
  LEFT JOIN provider_accounts AS account ON account.seq = coalesce(raised.account_seq, invoice.account_seq)
  ORDER BY wanted.key`

/** Reads exceptions by their keys, in their order. */
export function readRows(reading: Reading, seqs: readonly bigint[]): readonly ExceptionRow[] {
  const rows = all<StoredException>(reading, ROWS_SQL, [`[${seqs.join(',')}]`])
  const ofReceipts = rows.filter(({ kind }) => kind === 'differs' || kind === 'manual')
  const receipts = receiptsOf(
    reading,
    ofReceipts.flatMap((row) => row.invoice_seq ?? []),
  )
  return rows.map((row) => fromRow(row, receipts.get(row.invoice_seq ?? 0n) ?? []))
}

interface ReceiptRow {
  readonly invoice_seq: bigint
  readonly credited_currency: string | null
  readonly credited_whole: bigint | null
  readonly credited_frac: bigint | null
  readonly recorded_at_ms: bigint
}

export const SHOWN_SQL = `
  SELECT receipt.invoice_seq, receipt.credited_currency, receipt.credited_whole, receipt.credited_frac, receipt.recorded_at_ms
  FROM json_each(?) AS wanted CROSS JOIN receipts AS receipt ON receipt.invoice_seq = wanted.value`

function receiptsOf(reading: Reading, seqs: readonly bigint[]): ReadonlyMap<bigint, readonly ReceiptRow[]> {
  const found = new Map<bigint, ReceiptRow[]>()
  if (seqs.length === 0) return found
  for (const row of all<ReceiptRow>(reading, SHOWN_SQL, [`[${[...new Set(seqs)].join(',')}]`])) {
    const before = found.get(row.invoice_seq)
    if (before) before.push(row)
    else found.set(row.invoice_seq, [row])
  }
  return found
}

function fromRow(row: StoredException, receipts: readonly ReceiptRow[]): ExceptionRow {
  const { currency } = row
  const money = (whole: bigint | null, frac: bigint | null) =>
    currency === null ? null : moneyOrNull(currency, whole, frac)
  const asked = money(row.asked_whole, row.asked_frac)
  const received = money(row.received_whole, row.received_frac)
  const refunded = currency === null ? null : refundedOf({ ...row, currency })
  const until = row.settled_at_ms
  const had = receipts.filter((one) => until === null || one.recorded_at_ms < until)
  const shown = currency === null ? null : shownBy(receipts, currency)
  return {
    id: row.id,
    invoiceId: row.invoice_id,
    number: row.number ?? '',
    customerName: row.customer_name,
    kind: shownKind(row.kind, had.length),
    provider: row.provider,
    accountLabel: row.account_label,
    ref: row.provider_ref,
    ...{ asked, received, refunded },
    difference:
      asked && received && refunded
        ? exceptionDifference({ kind: row.kind, asked, received, refunded, shown })
        : null,
    status: row.status,
    unseen: row.unseen === null ? null : Number(row.unseen),
    raisedAt: ms(row.raised_at_ms),
    resolvedAt: msOrNull(row.settled_at_ms),
    how: row.settled_how,
    note: row.note,
    person: row.person,
  }
}

/** What receipts show together; null where one of them is in another currency. */
function shownBy(receipts: readonly ReceiptRow[], currency: string): Money | null {
  let total: Money = zero(currency)
  for (const { credited_currency, credited_whole, credited_frac } of receipts) {
    if (credited_currency !== currency || credited_whole === null || credited_frac === null) return null
    total = add(total, moneyAt(currency, credited_whole, credited_frac))
  }
  return total
}
