import { toDecimal } from '../../../shared/money/money.ts'
import { toStored } from '../../../shared/money/scale.ts'
import { type InvoiceStatus, isPaid } from '../../../shared/status/status.ts'
import { noteLaterSale } from '../closing/later-facts.ts'
import { refusedOf } from '../closing/periods.ts'
import { append, appendAny } from '../history/events.ts'
import { IS_UNDONE } from '../imports/rows.ts'
import { firstLinkOf, insertLink } from '../links/rows.ts'
import { countStanding } from '../lists/scan-parts.ts'
import type { AbandonedInvoice, CreatedInvoice, NewInvoice } from '../port/invoices.ts'
import type { Ledger } from '../port/ledger.ts'
import { actorOf } from '../sqlite/actor.ts'
import { inTransaction, type LedgerContext, reserveNumber, type Writing } from '../sqlite/context.ts'
import { newId } from '../sqlite/ids.ts'
import { stored } from '../sqlite/money-columns.ts'
import { get, getWritten, insert, run } from '../sqlite/sql.ts'
import { changedStatus } from '../status/derive.ts'
import { withDetail } from './detail.ts'
import { type InvoiceHead, unchanged } from './head.ts'
import { insertLines } from './lines.ts'

type InvoiceMethods = Pick<
  Ledger,
  'invoiceCount' | 'receiptCount' | 'createInvoice' | 'abandon' | 'appendEvent'
>

/** Gives the methods that create invoices, and give them up. */
export function invoiceMethods(context: LedgerContext): InvoiceMethods {
  return {
    invoiceCount: () => Number(countStanding(context, 'invoices')),
    receiptCount: () => Number(countStanding(context, 'receipts')),
    createInvoice: (invoice) =>
      inTransaction(context, (writing) => {
        const created = createInvoice(writing, invoice)
        return created && { ...created, ...withDetail(writing, created.change) }
      }),
    abandon: (invoiceId, reason, at) =>
      inTransaction(
        context,
        (writing) => refusedOf(writing, invoiceId) ?? abandon(writing, invoiceId, reason, at),
      ),
    appendEvent: (kind, data, at) =>
      inTransaction(context, (writing) => void appendAny(writing, null, kind, data, at)),
  }
}

function createInvoice(writing: Writing, invoice: NewInvoice): Omit<CreatedInvoice, 'detail'> | null {
  const known = get<InvoiceHead>(writing, 'SELECT seq, id, status FROM invoices WHERE token = ?', [
    invoice.token,
  ])
  if (known) {
    const change = { ...unchanged(writing, known), changed: false }
    return { pending: firstLinkOf(writing, known.seq), existed: true, change }
  }

  const made = insertInvoice(writing, { ...invoice, soldBy: actorOf(writing)?.id ?? null })
  if (!made) return null
  const { seq, id } = made
  if (invoice.lines && invoice.lines.length > 0) insertLines(writing, seq, invoice.asked, invoice.lines)
  const link = insertLink(writing, made, invoice.at)
  append(writing, seq, 'link_requested', { link: link.id, marker: link.marker }, invoice.at)
  const change = { ...unchanged(writing, { seq, id, status: 'creating' }), before: 'draft' } as const
  return { pending: firstLinkOf(writing, seq), existed: false, change }
}

/**
 * Writes an invoice without its lines and links, its number with it; null where the account is not there, or was forgotten and the sale is
 * not said to be of such a one. Part of the caller's transaction.
 */
export function insertInvoice(
  writing: Writing,
  invoice: NewInvoice & { readonly isOfForgotten?: boolean; readonly soldBy?: string | null },
): {
  readonly seq: bigint
  readonly id: string
  readonly number: string
  readonly accountSeq: bigint
} | null {
  const account = get<{ seq: bigint; provider: string }>(
    writing,
    'SELECT seq, provider FROM provider_accounts WHERE id = ? AND (forgotten_at_ms IS NULL OR ?)',
    [invoice.accountId, invoice.isOfForgotten ? 1 : 0],
  )
  if (!account) return null
  const id = newId(invoice.at)
  const number = takeNumber(writing)
  const asked = toStored(invoice.asked)
  const tolerance = stored(invoice.tolerance)
  const seq = insert(
    writing,
    `INSERT INTO invoices (id, till_seq, number, token, account_seq, provider, status, currency, asked_whole, asked_frac,
       received_whole, received_frac, tolerance_whole, tolerance_frac, description, customer_name, customer_email,
       link_options, created_at_ms, updated_at_ms, sold_by)
     VALUES (?, ?, ?, ?, ?, ?, 'creating', ?, ?, ?, 0, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      id,
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
      invoice.linkOptions ? JSON.stringify(invoice.linkOptions) : null,
      invoice.at,
      invoice.at,
      invoice.soldBy ?? null,
    ],
  )
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
  noteLaterSale(writing, seq, { at: invoice.at, amount: invoice.asked }, invoice.at)
  return { seq, id, number, accountSeq: account.seq }
}

/** Gives the till's next number; the counter rises in the invoice's own transaction, so that no number is lost and none is given twice. */
export function takeNumber(writing: Writing): string {
  const row = getWritten<{ number: string; taken: bigint }>(
    writing,
    `UPDATE tills SET last_number = last_number + 1 WHERE seq = ?
     RETURNING code || '-' || printf('%06d', last_number) AS number, last_number AS taken`,
    [writing.book.till_seq],
  )
  if (!row) throw new Error('the till is not in the book')
  reserveNumber(writing, Number(row.taken))
  return row.number
}

function abandon(writing: Writing, invoiceId: string, reason: string, at: number): AbandonedInvoice | null {
  const invoice = get<{ seq: bigint; status: InvoiceStatus; abandoned_at_ms: bigint | null }>(
    writing,
    `SELECT seq, status, abandoned_at_ms FROM invoices AS invoice WHERE id = ? AND NOT ${IS_UNDONE}`,
    [invoiceId],
  )
  if (!invoice) return null
  if (invoice.abandoned_at_ms !== null || isPaid(invoice.status)) return { ok: false, reason: 'ALREADY_DONE' }
  run(writing, 'UPDATE invoices SET abandoned_at_ms = ? WHERE seq = ?', [at, invoice.seq])
  append(writing, invoice.seq, 'abandoned', { reason }, at)
  return { ok: true, ...withDetail(writing, changedStatus(writing, invoice.seq, at)) }
}
