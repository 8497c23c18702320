import type { ProviderId } from '../../../shared/contract/plain/provider-ids.ts'
import type { ExceptionEnding, ExceptionKind } from '../../../shared/status/exceptions.ts'
import type { InvoiceStatus } from '../../../shared/status/status.ts'
import { withDetail } from '../invoices/detail.ts'
import { touch } from '../invoices/head.ts'
import type { ExceptionRow } from '../port/exceptions.ts'
import type { Ledger } from '../port/ledger.ts'
import { REFUNDED_COLUMNS, type RefundedRow, refundedOf } from '../refunds/rows.ts'
import { inTransaction, type LedgerContext } from '../sqlite/context.ts'
import { moneyAt } from '../sqlite/money-columns.ts'
import { all, get, ms, msOrNull } from '../sqlite/sql.ts'
import { resolveByPerson } from './raise.ts'

type ExceptionMethods = Pick<Ledger, 'exceptions' | 'exceptionCount' | 'resolveException'>

/** Gives the methods that list, count and resolve what calls for a person. */
export function exceptionMethods(context: LedgerContext): ExceptionMethods {
  return {
    exceptions: ({ resolved, limit }) =>
      all<StoredException>(context, resolved ? RESOLVED_SQL : OPEN_SQL, [limit]).map(fromRow),
    exceptionCount: () => Number(get<{ n: bigint }>(context, OPEN_COUNT_SQL)?.n ?? 0),
    resolveException: (id, note, person, at) =>
      inTransaction(context, (writing) => {
        const invoice = resolveByPerson(writing, id, note, person, at)
        return invoice && withDetail(writing, touch(writing, invoice, at))
      }),
  }
}

interface StoredException extends RefundedRow {
  readonly id: string
  readonly invoice_id: string
  readonly number: string
  readonly kind: ExceptionKind
  readonly provider: ProviderId
  readonly account_label: string
  readonly asked_whole: bigint
  readonly asked_frac: bigint
  readonly received_whole: bigint
  readonly received_frac: bigint
  readonly status: InvoiceStatus
  readonly unseen: bigint | null
  readonly raised_at_ms: bigint
  readonly settled_at_ms: bigint | null
  readonly settled_how: ExceptionEnding | null
  readonly note: string | null
  readonly person: string | null
}

const COLUMNS = `
  raised.id, invoice.id AS invoice_id, invoice.number, raised.kind, invoice.provider, account.label AS account_label,
  invoice.currency, invoice.asked_whole, invoice.asked_frac, invoice.received_whole, invoice.received_frac,
  invoice.status, (SELECT nullif(payments - (SELECT count(*) FROM receipts WHERE receipts.invoice_seq = invoice.seq
      AND (raised.settled_at_ms IS NULL OR receipts.recorded_at_ms < raised.settled_at_ms)), 0)
    FROM standing_payments AS gap WHERE gap.invoice_seq = invoice.seq AND gap.payment_id IS NULL) AS unseen, raised.raised_at_ms, raised.settled_at_ms, raised.settled_how, raised.note, raised.person,${REFUNDED_COLUMNS}`

const JOINS = `
  CROSS JOIN invoices AS invoice ON invoice.seq = raised.invoice_seq
  CROSS JOIN provider_accounts AS account ON account.seq = invoice.account_seq`

export const OPEN_SQL = `
  SELECT ${COLUMNS} FROM exceptions AS raised INDEXED BY exceptions_newest ${JOINS}
  WHERE raised.settled_at_ms IS NULL ORDER BY raised.raised_at_ms DESC, raised.seq DESC LIMIT ?`

export const RESOLVED_SQL = `
  SELECT ${COLUMNS} FROM exceptions AS raised INDEXED BY exceptions_newest ${JOINS}
  WHERE raised.settled_at_ms IS NOT NULL
  ORDER BY raised.settled_at_ms DESC, raised.raised_at_ms DESC, raised.seq DESC LIMIT ?`

export const OPEN_COUNT_SQL =
  'SELECT count(*) AS n FROM exceptions INDEXED BY exceptions_newest WHERE settled_at_ms IS NULL'

function fromRow(row: StoredException): ExceptionRow {
  return {
    id: row.id,
    invoiceId: row.invoice_id,
    number: row.number,
    kind: row.kind,
    provider: row.provider,
    accountLabel: row.account_label,
    asked: moneyAt(row.currency, row.asked_whole, row.asked_frac),
    received: moneyAt(row.currency, row.received_whole, row.received_frac),
    refunded: refundedOf(row),
    status: row.status,
    unseen: row.unseen === null ? null : Number(row.unseen),
    raisedAt: ms(row.raised_at_ms),
    resolvedAt: msOrNull(row.settled_at_ms),
    how: row.settled_how,
    note: row.note,
    person: row.person,
  }
}
