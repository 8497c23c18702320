import { randomUUID } from 'node:crypto'
import { type Money, sameMoney } from '../../../shared/money/money.ts'
import { toStored } from '../../../shared/money/scale.ts'
import { endOrphan } from '../exceptions/orphans.ts'
import { takeNumber } from '../invoices/creation.ts'
import { type InvoiceHead, unchanged } from '../invoices/head.ts'
import { knownRefs } from '../links/rows.ts'
import type { FoundLink, TakenIn } from '../port/copies/restored.ts'
import type { Ledger } from '../port/ledger.ts'
import { inTransaction, type LedgerContext, type Writing } from '../sqlite/context.ts'
import { newId, newMarker } from '../sqlite/ids.ts'
import { moneyAt } from '../sqlite/money-columns.ts'
import { get } from '../sqlite/sql.ts'
import { type Row, seqOf } from './missing.ts'
import { addSale, bringLink } from './take-over.ts'

/** Makes the method that takes into the book what a provider told of. */
export function takeInMethods(context: LedgerContext): Pick<Ledger, 'takeIn'> {
  return { takeIn: (link) => inTransaction(context, (writing) => takeIn(writing, link)) }
}

/** A sale is asked for before its link is made; the two times come from two clocks, ms. */
const CLOCK_SLACK_MS = 60_000

interface Here extends InvoiceHead {
  readonly number: string
}

interface Asking extends Here {
  readonly asked_whole: bigint
  readonly asked_frac: bigint
}

/**
 * Adds a link that only its provider knows: to the sale whose number it bears, where that sale is here, else as a sale of its own.
 *
 * The sale keeps the number it bears where this till gave it and no other sale has it. The same link a second time changes nothing.
 * It is asked about at once, as any link that nobody has heard of. Part of the caller's transaction.
 */
function takeIn(writing: Writing, found: FoundLink): TakenIn {
  const accountSeq = seqOf(writing, 'provider_accounts', found.accountId)
  if (accountSeq === null) return { ok: false, reason: 'NOT_FOUND' }
  const taken = takeInLink(writing, accountSeq, found)
  if (taken.ok) endOrphan(writing, accountSeq, found.ref, found.at)
  return taken
}

function takeInLink(writing: Writing, accountSeq: bigint, found: FoundLink): TakenIn {
  const known = get<Here>(
    writing,
    `SELECT invoice.seq, invoice.id, invoice.status, invoice.number FROM payment_links AS link
     JOIN invoices AS invoice ON invoice.seq = link.invoice_seq WHERE link.account_seq = ? AND link.provider_ref = ?`,
    [accountSeq, found.ref],
  )
  if (known) return taken(writing, known, false)
  // A link that stays is in the book by itself, one of an account that was added anew under the old one, and one whose answer is awaited is found by its mark.
  const awaited = 'SELECT 1 FROM payment_links WHERE marker = ?'
  if (
    knownRefs(writing, found.provider, [found.ref]).length > 0 ||
    get(writing, awaited, [found.marker]) !== null
  )
    return { ok: false, reason: 'CONFLICT' }
  const sale = saleOf(writing, accountSeq, found)
  if (sale) {
    const isWhole = sameMoney(askedBy(sale, found), found.asked)
    bringLink(writing, { ...linkRow(found, sale.number, isWhole), sale: sale.id }, found.at)
    return taken(writing, sale, true)
  }
  const number = isOwn(writing, found.number) ? found.number : takeNumber(writing)
  const { whole, frac } = toStored(found.asked)
  const id = newId(found.at)
  const invoice = {
    ...{ id, number, token: randomUUID(), provider: found.provider, currency: found.asked.currency },
    ...{ asked_whole: whole, asked_frac: frac, tolerance_whole: 0, tolerance_frac: 0 },
    // Where it goes on under another number, the one that the customer was told is found by.
    description: found.number === null || found.number === number ? '' : found.number,
    ...{
      customer_name: null,
      customer_email: null,
      link_options: null,
      abandoned_at_ms: null,
      sold_by: null,
    },
    created_at_ms: found.createdAt,
  }
  addSale(
    writing,
    { invoice, account: found.accountId, lines: [], links: [linkRow(found, number, true)] },
    found.at,
  )
  const made = get<Here>(writing, 'SELECT seq, id, status, number FROM invoices WHERE id = ?', [id])
  if (!made) throw new Error('a sale that was just written is gone')
  return taken(writing, made, true)
}

function taken(writing: Writing, head: Here, isNew: boolean): TakenIn {
  return { ok: true, number: head.number, change: { ...unchanged(writing, head), changed: isNew } }
}

/**
 * The sale here that the link was made for: of its number, account and currency, asked for before it and before the book was put back.
 *
 * Its other links bear that number too: a sale that was taken in under a new one has the marks of its old number. None of its links asks
 * for more than the sale: such a one is of another till with the same code, at the same account.
 */
function saleOf(writing: Writing, accountSeq: bigint, found: FoundLink): Asking | null {
  const { number, asked, createdAt, restoredAt } = found
  const sale = get<Asking>(
    writing,
    `SELECT seq, id, status, number, asked_whole, asked_frac FROM invoices
     WHERE number = ? AND account_seq = ? AND currency = ? AND created_at_ms <= ? AND EXISTS (SELECT 1 FROM payment_links AS link
       WHERE link.invoice_seq = invoices.seq AND link.marker LIKE invoices.number || '-%')`,
    [number, accountSeq, asked.currency, Math.min(createdAt + CLOCK_SLACK_MS, restoredAt)],
  )
  return sale && asked.units <= askedBy(sale, found).units ? sale : null
}

function askedBy(sale: Asking, { asked }: FoundLink): Money {
  return moneyAt(asked.currency, sale.asked_whole, sale.asked_frac)
}

/** Whether this till gave the number, and no sale here has it: what it has yet to give is not taken from it. */
function isOwn(writing: Writing, number: string | null): number is string {
  const own = `SELECT 1 FROM tills WHERE seq = ?1 AND ?2 LIKE code || '-%' AND CAST(substr(?2, length(code) + 2) AS INTEGER) <= last_number
    AND NOT EXISTS (SELECT 1 FROM invoices WHERE number = ?2)`
  return number !== null && get(writing, own, { 1: writing.book.till_seq, 2: number }) !== null
}

function linkRow(found: FoundLink, number: string, isWhole: boolean): Row & { readonly account: string } {
  const { whole, frac } = toStored(found.asked)
  return {
    ...{ id: newId(found.at), account: found.accountId, marker: found.marker ?? newMarker(number) },
    ...{ stage: 'live', provider_ref: found.ref, url: found.url, mismatched: 0 },
    ...{ created_at_ms: found.createdAt, made_at_ms: found.createdAt, expires_at_ms: found.expiresAt },
    ...{ asked_whole: isWhole ? null : whole, asked_frac: isWhole ? null : frac },
  }
}
