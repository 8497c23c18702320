import { add, compare, type Money, sameMoney, subtract, zero } from '../../../shared/money/money.ts'
import { toStored } from '../../../shared/money/scale.ts'
import { answeredByRefunds } from '../../../shared/status/exceptions.ts'
import { isPaid } from '../../../shared/status/status.ts'
import { noteLaterRefund } from '../closing/later-facts.ts'
import { raiseAgain, resolveCompleted, resolveRefunded } from '../exceptions/raise.ts'
import { append } from '../history/events.ts'
import { IS_UNDONE, isBeingImported } from '../imports/rows.ts'
import { withDetail } from '../invoices/detail.ts'
import { type InvoiceHead, touch, unchanged } from '../invoices/head.ts'
import type { Ledger } from '../port/ledger.ts'
import type { NewRefund, RecordedRefund, UndoneRefund } from '../port/refunds.ts'
import { lapseReview } from '../review/lapse.ts'
import { inTransaction, type LedgerContext, type Writing } from '../sqlite/context.ts'
import { newId } from '../sqlite/ids.ts'
import { inWords, moneyAt } from '../sqlite/money-columns.ts'
import { get, run } from '../sqlite/sql.ts'
import { refundedIn } from './rows.ts'

/** Gives the methods that record money given back outside of the app, and undo such a record. */
export function refundMethods(context: LedgerContext): Pick<Ledger, 'recordRefund' | 'undoRefund'> {
  return {
    recordRefund: (invoiceId, refund, at) =>
      inTransaction(context, (writing) => recordRefund(writing, invoiceId, refund, at)),
    undoRefund: (refundId, reason, person, at) =>
      inTransaction(context, (writing) => undoRefund(writing, refundId, { reason, person }, at)),
  }
}

interface InvoiceRow extends InvoiceHead {
  readonly currency: string
  readonly asked_whole: bigint
  readonly asked_frac: bigint
  readonly received_whole: bigint
  readonly received_frac: bigint
}

const INVOICE =
  'SELECT seq, id, status, currency, asked_whole, asked_frac, received_whole, received_frac FROM invoices AS invoice'

/** An invoice with its money as it stands. */
interface Books {
  readonly invoice: InvoiceRow
  readonly asked: Money
  readonly received: Money
  readonly refunded: Money
}

function booksOf(writing: Writing, invoice: InvoiceRow): Books {
  const { seq, currency } = invoice
  return {
    invoice,
    asked: moneyAt(currency, invoice.asked_whole, invoice.asked_frac),
    received: moneyAt(currency, invoice.received_whole, invoice.received_frac),
    refunded: refundedIn(writing, seq, currency),
  }
}

function recordRefund(
  writing: Writing,
  invoiceId: string,
  refund: NewRefund,
  at: number,
): RecordedRefund | null {
  const invoice = get<InvoiceRow>(writing, `${INVOICE} WHERE id = ? AND NOT ${IS_UNDONE}`, [invoiceId])
  if (!invoice) return null
  const before = knownBy(writing, refund.token)
  if (before) {
    return isSame(before, invoice, refund) ? asItIs(writing, invoice) : { ok: false, reason: 'CONFLICT' }
  }
  if (isBeingImported(writing, invoiceId)) return { ok: false, reason: 'IMPORT_RUNNING' }
  if (refund.amount.currency !== invoice.currency) return { ok: false, reason: 'CONFLICT' }
  const books = booksOf(writing, invoice)
  const { amount, reason, reference, person } = refund
  const left = subtract(books.received, books.refunded)
  if (compare(amount, left) > 0) {
    const none = zero(invoice.currency)
    return { ok: false, reason: 'REFUND_TOO_LARGE', left: compare(left, none) < 0 ? none : left }
  }
  const total = add(books.refunded, amount)
  const id = newId(at)
  insertRefund(writing, { ...refund, id, invoice, undoes: null, total, received: books.received, at })
  const data = { refund: id, amount: inWords(amount), reason, reference, person }
  append(writing, invoice.seq, 'refund_recorded', data, at)
  lapseReview(writing, invoice.seq, 'refund', at)
  const answered = answeredByRefunds(books.asked, books.received, total)
  resolveRefunded(writing, invoice.seq, answered, { reason, person }, at)
  return { ok: true, ...withDetail(writing, touch(writing, invoice, at)) }
}

interface KnownRefund {
  readonly invoice_seq: bigint
  readonly amount_whole: bigint
  readonly amount_frac: bigint
  readonly reason: string
  readonly reference: string | null
}

function knownBy(writing: Writing, token: string): KnownRefund | null {
  return get<KnownRefund>(
    writing,
    'SELECT invoice_seq, amount_whole, amount_frac, reason, reference FROM refunds WHERE token = ?',
    [token],
  )
}

/** A token stands for one refund: with other words or another amount it is a mistake, and must not answer as if it were recorded. */
function isSame(known: KnownRefund, { seq, currency }: InvoiceRow, refund: NewRefund): boolean {
  return (
    known.invoice_seq === seq &&
    known.reason === refund.reason &&
    known.reference === refund.reference &&
    sameMoney(moneyAt(currency, known.amount_whole, known.amount_frac), refund.amount)
  )
}

/** Answers a repeated act with the sale as it stands; nothing is written. */
function asItIs(writing: Writing, invoice: InvoiceHead) {
  const change = { ...unchanged(writing, invoice), changed: false }
  return { ok: true, ...withDetail(writing, change) } as const
}

interface UndoneRow {
  readonly seq: bigint
  readonly invoice_seq: bigint
  readonly amount_whole: bigint
  readonly amount_frac: bigint
  readonly undone_reason: string | null
}

function undoRefund(
  writing: Writing,
  refundId: string,
  { reason, person }: Pick<NewRefund, 'reason' | 'person'>,
  at: number,
): UndoneRefund | null {
  const refund = get<UndoneRow>(
    writing,
    `SELECT seq, invoice_seq, amount_whole, amount_frac,
       (SELECT reason FROM refunds AS undone WHERE undone.undoes_seq = refund.seq) AS undone_reason
     FROM refunds AS refund WHERE id = ? AND undoes_seq IS NULL`,
    [refundId],
  )
  const invoice = refund && get<InvoiceRow>(writing, `${INVOICE} WHERE seq = ?`, [refund.invoice_seq])
  if (!invoice) return null
  if (refund.undone_reason !== null) {
    return refund.undone_reason === reason ? asItIs(writing, invoice) : { ok: false, reason: 'ALREADY_DONE' }
  }
  const { asked, received, refunded } = booksOf(writing, invoice)
  const amount = moneyAt(invoice.currency, refund.amount_whole, refund.amount_frac)
  const total = subtract(refunded, amount)
  const entry = { token: null, amount, reason, reference: null, person, undoes: refund.seq }
  insertRefund(writing, { ...entry, id: newId(at), invoice, total, received, at })
  const data = { refund: refundId, amount: inWords(amount), reason, person }
  append(writing, invoice.seq, 'refund_undone', data, at)
  lapseReview(writing, invoice.seq, 'refund', at)
  const still = answeredByRefunds(asked, received, total)
  const again = answeredByRefunds(asked, received, refunded).filter((kind) => !still.includes(kind))
  raiseAgain(writing, invoice, again, at)
  // What was missing because of the refund alone is there again.
  const isWhole = total.units === 0n || compare(subtract(received, total), asked) >= 0
  if (isPaid(invoice.status) && isWhole) resolveCompleted(writing, invoice.seq, 'short', at)
  return { ok: true, ...withDetail(writing, touch(writing, invoice, at)) }
}

interface Entry extends Omit<NewRefund, 'token'> {
  readonly id: string
  readonly token: string | null
  readonly invoice: InvoiceHead
  /** The key of the refund that this entry undoes; null for a refund. */
  readonly undoes: bigint | null
  /** All that is refunded of the invoice from now on. */
  readonly total: Money
  /** What had been received by then. */
  readonly received: Money
  readonly at: number
}

function insertRefund(writing: Writing, entry: Entry): void {
  const [amount, total, received] = [toStored(entry.amount), toStored(entry.total), toStored(entry.received)]
  run(
    writing,
    `INSERT INTO refunds (id, till_seq, invoice_seq, token, undoes_seq, amount_whole, amount_frac, total_whole,
       total_frac, received_whole, received_frac, reason, reference, person, recorded_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      entry.id,
      writing.book.till_seq,
      entry.invoice.seq,
      entry.token,
      entry.undoes,
      amount.whole,
      amount.frac,
      total.whole,
      total.frac,
      received.whole,
      received.frac,
      entry.reason,
      entry.reference,
      entry.person,
      entry.at,
    ],
  )
  const part = entry.undoes === null ? 'refunded' : 'undone'
  noteLaterRefund(writing, entry.invoice.seq, part, entry.id, { at: entry.at, amount: entry.amount })
}
