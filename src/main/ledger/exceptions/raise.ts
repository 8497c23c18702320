import type { ExceptionKind } from '../../../shared/status/exceptions.ts'
import { append } from '../history/events.ts'
import type { InvoiceHead } from '../invoices/head.ts'
import type { RaisedException } from '../port/changes.ts'
import type { StaffDecision } from '../port/underpaid.ts'
import type { Reading, Writing } from '../sqlite/context.ts'
import { newId } from '../sqlite/ids.ts'
import { get, getWritten, run } from '../sqlite/sql.ts'

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

/** Resolves what no longer stands: a shortfall once the sale is paid after all, a difference once its receipts agree; part of the caller's transaction. */
export function resolveCompleted(
  writing: Writing,
  invoiceSeq: bigint,
  kind: ExceptionKind,
  at: number,
): void {
  const resolved = run(
    writing,
    `UPDATE exceptions SET settled_at_ms = ?, settled_how = 'completed'
     WHERE invoice_seq = ? AND kind = ? AND settled_at_ms IS NULL`,
    [at, invoiceSeq, kind],
  )
  if (resolved > 0) append(writing, invoiceSeq, 'exception_settled', { kind, how: 'completed' }, at)
}

/** Resolves a shortfall that a person took for enough; part of the caller's transaction. */
export function resolveAccepted(
  writing: Writing,
  invoiceSeq: bigint,
  decision: StaffDecision,
  at: number,
): void {
  resolveKind(writing, invoiceSeq, 'short', decision, at)
}

function resolveKind(
  writing: Writing,
  invoiceSeq: bigint,
  kind: ExceptionKind,
  decision: StaffDecision,
  at: number,
): void {
  const open = get<{ id: string }>(
    writing,
    'SELECT id FROM exceptions WHERE invoice_seq = ? AND kind = ? AND settled_at_ms IS NULL',
    [invoiceSeq, kind],
  )
  if (open) resolveByPerson(writing, open.id, decision.reason, decision.person, at)
}

/** Resolves what a recorded refund answers, with its reason; part of the caller's transaction. */
export function resolveRefunded(
  writing: Writing,
  invoiceSeq: bigint,
  kinds: readonly ExceptionKind[],
  decision: StaffDecision,
  at: number,
): void {
  for (const kind of kinds) resolveKind(writing, invoiceSeq, kind, decision, at)
}

/** Raises again what a refund had answered that was undone, but for what was never raised or came to its own end; part of the caller's transaction. */
export function raiseAgain(
  writing: Writing,
  invoice: { readonly seq: bigint; readonly id: string },
  kinds: readonly ExceptionKind[],
  at: number,
): void {
  const handled = kinds.filter((kind) => wasHandled(writing, invoice.seq, kind))
  raise(writing, invoice, handled, at)
}

/** Says whether the last exception of this kind was resolved by a person. */
export function wasHandled(reading: Reading, invoiceSeq: bigint, kind: ExceptionKind): boolean {
  const last =
    'SELECT settled_how FROM exceptions WHERE invoice_seq = ? AND kind = ? ORDER BY seq DESC LIMIT 1'
  return get<{ settled_how: string | null }>(reading, last, [invoiceSeq, kind])?.settled_how === 'person'
}

/** An exception that a person has resolved just now. */
export interface Resolved {
  readonly seq: bigint
  readonly kind: ExceptionKind
  /** Null where it is of no sale. */
  readonly invoice: (InvoiceHead & { readonly number: string }) | null
}

/** Resolves an open exception by a person's word; null when none is open by that id. Part of the caller's transaction. */
export function resolveByPerson(
  writing: Writing,
  id: string,
  note: string,
  person: string,
  at: number,
): Resolved | null {
  const text = note.trim() === '' ? null : note
  const resolved = resolveRow(writing, id, text, person, at)
  if (!resolved) return null
  const { seq, kind, invoice_seq: invoiceSeq, provider_ref: ref } = resolved
  const data = { kind, how: 'person', text, person, ...(ref !== null && { ref }) }
  append(writing, invoiceSeq, 'exception_settled', data, at)
  const invoice = get<InvoiceHead & { number: string }>(
    writing,
    'SELECT seq, id, status, number FROM invoices WHERE seq = ?',
    [invoiceSeq],
  )
  return { seq, kind, invoice }
}

/** Writes down that a person has resolved an open exception, and no word of it in the history; null when none is open by that id. */
export function resolveRow(writing: Writing, id: string, note: string | null, person: string, at: number) {
  return getWritten<{
    readonly seq: bigint
    readonly kind: ExceptionKind
    readonly invoice_seq: bigint | null
    readonly provider_ref: string | null
  }>(
    writing,
    `UPDATE exceptions SET settled_at_ms = ?, settled_how = 'person', note = ?, person = ?
     WHERE id = ? AND settled_at_ms IS NULL RETURNING seq, kind, invoice_seq, provider_ref`,
    [at, note, person, id],
  )
}
