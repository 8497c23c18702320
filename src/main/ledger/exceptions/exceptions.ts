import type { ProviderId } from '../../../shared/contract/plain/provider-ids.ts'
import type { ExceptionEnding, ExceptionKind } from '../../../shared/status/exceptions.ts'
import { type InvoiceStatus, isPaid } from '../../../shared/status/status.ts'
import { append } from '../history/events.ts'
import type { RaisedException } from '../port/changes.ts'
import type { ExceptionRow } from '../port/exceptions.ts'
import type { Ledger } from '../port/ledger.ts'
import { inTransaction, type LedgerContext, type Writing } from '../sqlite/context.ts'
import { newId } from '../sqlite/ids.ts'
import { moneyAt } from '../sqlite/money-columns.ts'
import { all, get, getWritten, ms, msOrNull, run } from '../sqlite/sql.ts'

type ExceptionMethods = Pick<Ledger, 'exceptions' | 'exceptionCount' | 'resolveException'>

/** What calls for a person: listed, counted, resolved. */
export function exceptionMethods(context: LedgerContext): ExceptionMethods {
  return {
    exceptions: ({ resolved, limit }) =>
      all<StoredException>(context, resolved ? RESOLVED_SQL : OPEN_SQL, [limit]).map(fromRow),
    exceptionCount: () => Number(get<{ n: bigint }>(context, OPEN_COUNT_SQL)?.n ?? 0),
    resolveException: (id, note, person, at) =>
      inTransaction(context, (writing) => resolveByPerson(writing, id, note, person, at)),
  }
}

const NONE: readonly RaisedException[] = []

/** Writes down what a change calls a person for, but for what is still open; part of the caller's transaction. */
export function raise(
  writing: Writing,
  { seq: invoiceSeq, id: invoiceId }: { readonly seq: bigint; readonly id: string },
  kinds: readonly ExceptionKind[],
  at: number,
): readonly RaisedException[] {
  if (kinds.length === 0) return NONE
  return kinds.flatMap((kind) => {
    const id = newId(at)
    const added = run(
      writing,
      `INSERT INTO exceptions (id, till_seq, invoice_seq, kind, raised_at_ms) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (invoice_seq, kind) WHERE settled_at_ms IS NULL DO NOTHING`,
      [id, writing.book.till_seq, invoiceSeq, kind, at],
    )
    if (added === 0) return []
    append(writing, invoiceSeq, 'exception_raised', { kind }, at)
    return [{ id, invoiceId, kind }]
  })
}

/** Resolves a shortfall once the sale is paid after all; part of the caller's transaction. */
export function resolveCompleted(
  writing: Writing,
  invoiceSeq: bigint,
  status: InvoiceStatus,
  at: number,
): void {
  if (!isPaid(status)) return
  const resolved = run(
    writing,
    `UPDATE exceptions SET settled_at_ms = ?, settled_how = 'completed'
     WHERE invoice_seq = ? AND kind = 'short' AND settled_at_ms IS NULL`,
    [at, invoiceSeq],
  )
  if (resolved > 0) append(writing, invoiceSeq, 'exception_settled', { kind: 'short', how: 'completed' }, at)
}

/** Resolves a shortfall that a person took for enough; part of the caller's transaction. */
export function resolveAccepted(
  writing: Writing,
  invoiceSeq: bigint,
  said: { readonly reason: string; readonly person: string },
  at: number,
): void {
  const open = get<{ id: string }>(
    writing,
    "SELECT id FROM exceptions WHERE invoice_seq = ? AND kind = 'short' AND settled_at_ms IS NULL",
    [invoiceSeq],
  )
  if (open) resolveByPerson(writing, open.id, said.reason, said.person, at)
}

function resolveByPerson(writing: Writing, id: string, note: string, person: string, at: number): boolean {
  const text = note.trim() === '' ? null : note
  const resolved = getWritten<{ invoice_seq: bigint; kind: ExceptionKind }>(
    writing,
    `UPDATE exceptions SET settled_at_ms = ?, settled_how = 'person', note = ?, person = ?
     WHERE id = ? AND settled_at_ms IS NULL RETURNING invoice_seq, kind`,
    [at, text, person, id],
  )
  if (!resolved) return false
  const { kind, invoice_seq: invoiceSeq } = resolved
  append(writing, invoiceSeq, 'exception_settled', { kind, how: 'person', text, person }, at)
  run(writing, 'UPDATE invoices SET updated_at_ms = ? WHERE seq = ?', [at, invoiceSeq])
  return true
}

interface StoredException {
  readonly id: string
  readonly invoice_id: string
  readonly number: string
  readonly kind: ExceptionKind
  readonly provider: ProviderId
  readonly account_label: string
  readonly currency: string
  readonly asked_whole: bigint
  readonly asked_frac: bigint
  readonly received_whole: bigint
  readonly received_frac: bigint
  readonly status: InvoiceStatus
  readonly raised_at_ms: bigint
  readonly settled_at_ms: bigint | null
  readonly settled_how: ExceptionEnding | null
  readonly note: string | null
  readonly person: string | null
}

const COLUMNS = `
  raised.id, invoice.id AS invoice_id, invoice.number, raised.kind, invoice.provider, account.label AS account_label,
  invoice.currency, invoice.asked_whole, invoice.asked_frac, invoice.received_whole, invoice.received_frac,
  invoice.status, raised.raised_at_ms, raised.settled_at_ms, raised.settled_how, raised.note, raised.person`

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
    status: row.status,
    raisedAt: ms(row.raised_at_ms),
    resolvedAt: msOrNull(row.settled_at_ms),
    how: row.settled_how,
    note: row.note,
    person: row.person,
  }
}
