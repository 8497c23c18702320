import { toDecimal } from '../../../shared/money/money.ts'
import { toStored } from '../../../shared/money/scale.ts'
import { append, appendAny } from '../history/events.ts'
import { firstPendingOf, insertLink } from '../links/rows.ts'
import type { InvoiceChange } from '../port/changes.ts'
import type { CreatedInvoice, NewInvoice } from '../port/invoices.ts'
import type { Ledger } from '../port/ledger.ts'
import { inTransaction, type LedgerContext, type Writing } from '../sqlite/context.ts'
import { LedgerFailure } from '../sqlite/errors.ts'
import { newId } from '../sqlite/ids.ts'
import { stored } from '../sqlite/money-columns.ts'
import { get, getWritten, insert, run } from '../sqlite/sql.ts'
import { updateStatus } from '../status/derive.ts'
import { readInvoice } from './detail.ts'
import { insertLines } from './lines.ts'

type InvoiceMethods = Pick<
  Ledger,
  'invoiceCount' | 'receiptCount' | 'createInvoice' | 'abandon' | 'addNote' | 'appendEvent'
>

/** How invoices are written. */
export function invoiceMethods(context: LedgerContext): InvoiceMethods {
  const seqOf = (id: string): bigint | null =>
    get<{ seq: bigint }>(context, 'SELECT seq FROM invoices WHERE id = ?', [id])?.seq ?? null

  return {
    invoiceCount: () => Number(get<{ n: bigint }>(context, 'SELECT count(*) AS n FROM invoices')?.n ?? 0),
    receiptCount: () => Number(get<{ n: bigint }>(context, 'SELECT count(*) AS n FROM receipts')?.n ?? 0),
    createInvoice: (invoice) =>
      inTransaction(context, (writing) => {
        const created = createInvoice(writing, invoice)
        const detail = readInvoice(writing, created.pending.invoiceId)
        if (!detail) throw new LedgerFailure('NOT_FOUND', 'a new invoice is not in the book')
        return { ...created, detail }
      }),
    abandon: (invoiceId, reason, at) =>
      inTransaction(context, (writing) => abandon(writing, invoiceId, reason, at)),
    addNote: (invoiceId, text, at) =>
      inTransaction(context, (writing) => {
        const seq = seqOf(invoiceId)
        if (seq === null) return false
        append(writing, seq, 'note', { text }, at)
        run(writing, 'UPDATE invoices SET updated_at_ms = ? WHERE seq = ?', [at, seq])
        return true
      }),
    appendEvent: (invoiceId, kind, data, at) =>
      inTransaction(context, (writing) => {
        const seq = invoiceId === null ? null : seqOf(invoiceId)
        if (invoiceId !== null && seq === null) return
        appendAny(writing, seq, kind, data, at)
      }),
  }
}

function createInvoice(writing: Writing, invoice: NewInvoice): Omit<CreatedInvoice, 'detail'> {
  const known = get<{ seq: bigint }>(writing, 'SELECT seq FROM invoices WHERE token = ?', [invoice.token])
  if (known) return { pending: firstPendingOf(writing, known.seq), existed: true }

  const account = get<{ seq: bigint; provider: string }>(
    writing,
    'SELECT seq, provider FROM provider_accounts WHERE id = ? AND forgotten_at_ms IS NULL',
    [invoice.accountId],
  )
  if (!account) throw new LedgerFailure('NOT_FOUND', 'the account of a new invoice is not in the book')
  const number = takeNumber(writing)
  const asked = toStored(invoice.asked)
  const tolerance = stored(invoice.tolerance)
  const seq = insert(
    writing,
    `INSERT INTO invoices (id, till_seq, number, token, account_seq, provider, status, currency, asked_whole, asked_frac,
       received_whole, received_frac, tolerance_whole, tolerance_frac, description, customer_name, customer_email,
       created_at_ms, updated_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, 'creating', ?, ?, ?, 0, 0, ?, ?, ?, ?, ?, ?, ?)`,
    [
      newId(invoice.at),
      writing.book.till_seq,
      number,
      invoice.token,
      account.seq,
      account.provider,
      invoice.asked.currency,
      asked.whole,
      asked.frac,
      tolerance.whole,
      tolerance.frac,
      invoice.description,
      invoice.customerName,
      invoice.customerEmail,
      invoice.at,
      invoice.at,
    ],
  )
  if (invoice.lines && invoice.lines.length > 0) insertLines(writing, seq, invoice.asked, invoice.lines)
  const link = insertLink(writing, { seq, number, accountSeq: account.seq }, invoice.at)
  append(
    writing,
    seq,
    'created',
    {
      number,
      currency: invoice.asked.currency,
      amount: toDecimal(invoice.asked),
      account: invoice.accountId,
    },
    invoice.at,
  )
  append(writing, seq, 'link_requested', { link: link.id, marker: link.marker }, invoice.at)
  return { pending: firstPendingOf(writing, seq), existed: false }
}

/** The counter rises in the invoice's own transaction, so that no number is lost and none is given twice. */
function takeNumber(writing: Writing): string {
  const row = getWritten<{ number: string }>(
    writing,
    "UPDATE tills SET last_number = last_number + 1 WHERE seq = ? RETURNING code || '-' || printf('%06d', last_number) AS number",
    [writing.book.till_seq],
  )
  if (!row) throw new Error('the till is not in the book')
  return row.number
}

function abandon(writing: Writing, invoiceId: string, reason: string, at: number): InvoiceChange | null {
  const invoice = get<{ seq: bigint; abandoned_at_ms: bigint | null }>(
    writing,
    'SELECT seq, abandoned_at_ms FROM invoices WHERE id = ?',
    [invoiceId],
  )
  if (!invoice) return null
  const first = invoice.abandoned_at_ms === null
  if (first) {
    run(writing, 'UPDATE invoices SET abandoned_at_ms = ? WHERE seq = ?', [at, invoice.seq])
    append(writing, invoice.seq, 'abandoned', { reason }, at)
  }
  return { ...updateStatus(writing, invoice.seq, at, first), changed: first, newReceipts: 0 }
}
