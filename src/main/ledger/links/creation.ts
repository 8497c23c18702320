import type { Money } from '../../../shared/money/money.ts'
import { type InvoiceStatus, isPaid } from '../../../shared/status/status.ts'
import { refusedOf } from '../closing/periods.ts'
import { endOrphan } from '../exceptions/orphans.ts'
import { append } from '../history/events.ts'
import { withDetail } from '../invoices/detail.ts'
import type { InvoiceChange } from '../port/changes.ts'
import type { Ledger } from '../port/ledger.ts'
import type { AddedLink, LinkMade, LinkNotMade, UnansweredLink } from '../port/links.ts'
import type { InvoiceWrite } from '../port/record.ts'
import { inTransaction, type LedgerContext, type Writing } from '../sqlite/context.ts'
import { inWords, moneyAt } from '../sqlite/money-columns.ts'
import { all, get, run } from '../sqlite/sql.ts'
import { changedStatus, updateStatus } from '../status/derive.ts'
import {
  ASKED_COLUMNS,
  insertLink,
  isRefTaken,
  type LinkRow,
  linkRow,
  unansweredLink,
  unansweredLinks,
} from './rows.ts'
import { isShareable, type ShareableRow } from './shareable.ts'

type LinkMakingMethods = Pick<
  Ledger,
  'addLink' | 'recordLinkMade' | 'recordLinkNotMade' | 'unansweredLinks' | 'unansweredLink'
>

/** Gives the methods that request links and record whether they were made, refused, lost or found again. */
export function linkMakingMethods(context: LedgerContext): LinkMakingMethods {
  return {
    unansweredLink: (linkId) => unansweredLink(context, linkId),
    unansweredLinks: () => unansweredLinks(context),
    addLink: (invoiceId, at) =>
      inTransaction(context, (writing) => refusedOf(writing, invoiceId) ?? addLink(writing, invoiceId, at)),
    recordLinkMade: (made) => inTransaction(context, (writing) => recordLinkMade(writing, made)),
    recordLinkNotMade: (failed) => inTransaction(context, (writing) => recordLinkNotMade(writing, failed)),
  }
}

function addLink(writing: Writing, invoiceId: string, at: number): AddedLink | null {
  const invoice = get<InvoiceToLink>(
    writing,
    `SELECT seq, number, account_seq, status, abandoned_at_ms,
       EXISTS (SELECT 1 FROM receipts WHERE invoice_seq = invoices.seq) AS has_money, import_seq
     FROM invoices WHERE id = ?`,
    [invoiceId],
  )
  if (!invoice) return null
  if (isPaid(invoice.status)) return { ok: false, reason: 'ALREADY_DONE' }
  const links = all<ShareableRow>(
    writing,
    'SELECT stage, reading, url, mismatched FROM payment_links WHERE invoice_seq = ?',
    [invoice.seq],
  )
  const taken = links.some((link) => link.stage === 'creating' || isShareable(link))
  // What came out of a file is over: money through a link of today would be of another sale.
  if (taken || invoice.has_money === 1n || invoice.import_seq !== null)
    return { ok: false, reason: 'CONFLICT' }
  if (invoice.abandoned_at_ms !== null) takeUpAgain(writing, invoice.seq, at)
  const link = insertLink(
    writing,
    { seq: invoice.seq, number: invoice.number, accountSeq: invoice.account_seq },
    at,
  )
  append(writing, invoice.seq, 'link_requested', { link: link.id, marker: link.marker }, at)
  return { ok: true, ...requested(writing, link.id, changedStatus(writing, invoice.seq, at)) }
}

/** A link whose request may now be sent, with the sale as it now stands; part of the caller's transaction. */
export function requested(
  writing: Writing,
  linkId: string,
  change: InvoiceChange,
): { readonly pending: UnansweredLink } & InvoiceWrite {
  const pending = unansweredLink(writing, linkId)
  if (!pending) throw new Error('a link that was just written is not there')
  return { pending, ...withDetail(writing, change) }
}

interface InvoiceToLink {
  readonly seq: bigint
  readonly number: string
  readonly account_seq: bigint
  readonly status: InvoiceStatus
  readonly abandoned_at_ms: bigint | null
  readonly has_money: bigint
  readonly import_seq: bigint | null
}

/** A new link begins the sale anew: money that comes now is not late because it was once given up. */
export function takeUpAgain(writing: Writing, invoiceSeq: bigint, at: number): void {
  run(writing, 'UPDATE invoices SET abandoned_at_ms = NULL WHERE seq = ?', [invoiceSeq])
  append(writing, invoiceSeq, 'taken_up', {}, at)
}

function recordLinkMade(writing: Writing, made: LinkMade): InvoiceChange | null {
  const link = linkRow(writing, made.linkId)
  if (!link) return null
  if (link.stage === 'live') return madeAgain(writing, link, made)
  // A reference that another link bears leads to that one: whether there is one of this sale nobody knows.
  if (isRefTaken(writing, link.account_seq, made.ref)) {
    const notMade = { stage: 'lost', code: 'BAD_RESPONSE', providerWords: null } as const
    return recordLinkNotMade(writing, { linkId: made.linkId, ...notMade, at: made.at })
  }
  run(
    writing,
    `UPDATE payment_links SET stage = 'live', reading = 'open', provider_ref = ?, url = ?, raw_status = ?, raw_answer = ?,
       expires_at_ms = ?, next_check_at_ms = ?, made_at_ms = ?, checked_at_ms = ?,
       failure_code = NULL, failure_words = NULL, last_error = NULL
     WHERE seq = ?`,
    [
      made.ref,
      made.url,
      made.rawStatus,
      made.rawAnswer,
      made.expiresAt,
      made.nextCheckAt,
      made.at,
      made.at,
      link.seq,
    ],
  )
  append(
    writing,
    link.invoice_seq,
    made.recovered ? 'link_recovered' : 'link_made',
    { link: link.id, ref: made.ref },
    made.at,
  )
  endOrphan(writing, link.account_seq, made.ref, made.at)
  if (made.mismatch) noteMismatch(writing, link, made.mismatch, made.at)
  markAnswered(writing, link, made.at)
  return changedStatus(writing, link.invoice_seq, made.at)
}

/** The same making twice is nothing new; another one is kept as a fact, for a payer may hold its address. */
function madeAgain(writing: Writing, link: LinkRow, made: LinkMade): InvoiceChange {
  const same = link.provider_ref === made.ref
  if (!same) {
    append(
      writing,
      link.invoice_seq,
      'link_made_again',
      { link: link.id, ref: made.ref, url: made.url },
      made.at,
    )
  }
  return { ...updateStatus(writing, link.invoice_seq, made.at, !same), changed: !same, newReceipts: 0 }
}

/** A link that asks for another amount is kept and watched, but never shown to a customer. */
export function noteMismatch(writing: Writing, link: LinkRow, mismatch: Money, at: number): void {
  if (link.mismatched === 1n) return
  run(writing, 'UPDATE payment_links SET mismatched = 1 WHERE seq = ?', [link.seq])
  const row = get<{ currency: string; asked_whole: bigint; asked_frac: bigint }>(
    writing,
    `SELECT invoice.currency, ${ASKED_COLUMNS}
     FROM payment_links AS link JOIN invoices AS invoice ON invoice.seq = link.invoice_seq WHERE link.seq = ?`,
    [link.seq],
  )
  if (!row) return
  const asked = moneyAt(row.currency, row.asked_whole, row.asked_frac)
  append(
    writing,
    link.invoice_seq,
    'amount_mismatch',
    { link: link.id, asked: inWords(asked), amount: inWords(mismatch) },
    at,
  )
}

function recordLinkNotMade(writing: Writing, failed: LinkNotMade): InvoiceChange | null {
  const link = linkRow(writing, failed.linkId)
  if (!link) return null
  // What lives was made, and what was surely refused stays refused, whatever a late answer says.
  const over = link.stage === 'live' || link.stage === 'refused'
  const known = link.stage === failed.stage && link.failure_code === failed.code
  if (over || known) {
    return { ...updateStatus(writing, link.invoice_seq, failed.at, false), changed: false, newReceipts: 0 }
  }
  run(writing, 'UPDATE payment_links SET stage = ?, failure_code = ?, failure_words = ? WHERE seq = ?', [
    failed.stage,
    failed.code,
    failed.providerWords,
    link.seq,
  ])
  append(
    writing,
    link.invoice_seq,
    failed.stage === 'lost' ? 'link_lost' : 'link_refused',
    { link: link.id, code: failed.code, words: failed.providerWords },
    failed.at,
  )
  return changedStatus(writing, link.invoice_seq, failed.at)
}

/** Notes on the invoice and its account when the provider last answered; part of the caller's transaction. */
function markAnswered(writing: Writing, link: LinkRow, at: number): void {
  run(writing, 'UPDATE invoices SET checked_at_ms = ? WHERE seq = ?', [at, link.invoice_seq])
  markAccountAnswered(writing, link.account_seq, at)
}

/** Notes on an account when its provider last answered; part of the caller's transaction. */
export function markAccountAnswered(writing: Writing, accountSeq: bigint, at: number): void {
  run(writing, 'UPDATE provider_accounts SET last_answer_at_ms = ? WHERE seq = ?', [at, accountSeq])
}
