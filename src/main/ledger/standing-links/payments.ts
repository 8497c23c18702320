import { compare, type Money, sum, times } from '../../../shared/money/money.ts'
import type { LinkReading } from '../../../shared/status/status.ts'
import { append } from '../history/events.ts'
import { insertInvoice } from '../invoices/creation.ts'
import { linksSeen } from '../links/answers.ts'
import { insertLink, isRefTaken } from '../links/rows.ts'
import type { InvoiceChange } from '../port/changes.ts'
import type { SeenReceipt } from '../port/links.ts'
import type { StandingLinkAnswer, StandingLinkSeen } from '../port/standing-links.ts'
import { asTold } from '../sqlite/actor.ts'
import type { Reading, Writing } from '../sqlite/context.ts'
import { moneyAt, moneyOrNull } from '../sqlite/money-columns.ts'
import { all, get, run } from '../sqlite/sql.ts'
import { importedPayment, takeImported } from './imported.ts'

interface Standing {
  readonly seq: bigint
  readonly id: string
  readonly account_id: string
  readonly account_seq: bigint
  readonly name: string
  readonly currency: string
  readonly asked_whole: bigint
  readonly asked_frac: bigint
  readonly provider_ref: string
}

const STANDING_SQL = `SELECT standing.seq, standing.id, account.id AS account_id, standing.account_seq, standing.name, standing.currency,
    standing.asked_whole, standing.asked_frac, standing.provider_ref
  FROM standing_links AS standing JOIN provider_accounts AS account ON account.seq = standing.account_seq`

/**
 * Writes what was answered about a standing link; part of the caller's transaction.
 *
 * A payment that is told becomes a sale of its own, once. What the provider counts beyond those it ever showed becomes one
 * sale without a receipt, which needs attention by that. One that was counted before it was shown is no new sale: its receipt
 * goes where it was counted. One that a file brought before, by its transaction, stays the sale that it is.
 */
export function standingLinkSeen(writing: Writing, seen: StandingLinkSeen): StandingLinkAnswer {
  const link = get<Standing>(
    writing,
    `${STANDING_SQL} WHERE standing.id = ? AND standing.stage = 'live' AND account.forgotten_at_ms IS NULL`,
    [seen.id],
  )
  if (!link) return { changes: [] }
  const changes: InvoiceChange[] = []
  if (seen.receipt) changes.push(...takePayment(writing, link, seen.receipt, seen))
  const known = booked(writing, link)
  const count = seen.count ?? known
  const missing = count - known - (seen.isPending ? 1 : 0)
  if (missing > 0) changes.push(...bookUnseen(writing, link, known, missing, seen.at))
  run(
    writing,
    `UPDATE standing_links SET payment_count = ?1, reading = ?2, raw_status = ?3, raw_answer = ?4, checked_at_ms = ?5,
       next_check_at_ms = CASE WHEN put_away_at_ms IS NULL THEN ?6 END, last_error = NULL WHERE seq = ?7`,
    {
      1: count,
      2: seen.reading,
      3: seen.rawStatus,
      4: seen.rawAnswer,
      5: seen.at,
      6: seen.nextCheckAt,
      7: link.seq,
    },
  )
  run(writing, 'UPDATE provider_accounts SET last_answer_at_ms = ? WHERE id = ?', [seen.at, link.account_id])
  return { changes }
}

/** The sale of a file that was taken back is no payment any more: another one is in its place. */
export const COUNTS = `NOT EXISTS (SELECT 1 FROM invoices WHERE invoices.seq = payment.invoice_seq AND invoices.withdrawn_at_ms IS NOT NULL)`

/** How many payments have a sale by now, with or without a receipt. */
function booked(reading: Reading, link: Standing): number {
  const sql = `SELECT coalesce(sum(payments), 0) AS n FROM standing_payments AS payment WHERE standing_seq = ? AND ${COUNTS}`
  return Number(get<{ n: bigint }>(reading, sql, [link.seq])?.n ?? 0n)
}

/** Makes the sale of a payment, or completes the one it has: a hash may come later, and a payment after its count. */
function takePayment(
  writing: Writing,
  link: Standing,
  receipt: SeenReceipt,
  { count, at }: Pick<StandingLinkSeen, 'count' | 'at'>,
): readonly InvoiceChange[] {
  const known = get<{ link_id: string; is_imported: bigint }>(
    writing,
    `SELECT paid.id AS link_id, invoice.import_seq IS NOT NULL AS is_imported FROM standing_payments AS payment
     JOIN invoices AS invoice ON invoice.seq = payment.invoice_seq
     JOIN payment_links AS paid ON paid.invoice_seq = payment.invoice_seq
     WHERE payment.standing_seq = ? AND payment.payment_id = ? AND invoice.withdrawn_at_ms IS NULL ORDER BY paid.seq LIMIT 1`,
    [link.seq, receipt.receiptId],
  )
  // What a file told of a payment stays as the file told it.
  if (known?.is_imported === 1n) return []
  if (!known && !isToldBefore(writing, link, receipt) && takeImported(writing, link, receipt, at)) return []
  const gap = known ? null : gapFor(writing, link, receipt.receiptId, count)
  if (gap) return fillGap(writing, link, gap, receipt, at)
  const asked = moneyAt(link.currency, link.asked_whole, link.asked_frac)
  const linkId =
    known?.link_id ??
    bookSale(writing, link, { asked, ref: receipt.receiptId, paymentId: receipt.receiptId, payments: 1 }, at)
  const reading = readingOf(asked, receipt.credited)
  return answer(writing, linkId, reading, receipt.credited, [receipt], at)
}

/** Says whether a payment stands by its name in a sale of this link that counts several, or that came in the place of one of a file. */
function isToldBefore(reading: Reading, link: Standing, { receiptId }: SeenReceipt): boolean {
  const sql = `SELECT 1 FROM standing_payments AS payment JOIN receipts AS receipt ON receipt.invoice_seq = payment.invoice_seq
    WHERE payment.standing_seq = ? AND payment.payment_id IS NULL AND receipt.provider_receipt_id = ? LIMIT 1`
  return get(reading, sql, [link.seq, receiptId]) !== null
}

/**
 * Books the payment of a link again whose sale came out of a file, once that sale was withdrawn: the link tells of it no more. Nothing where
 * it was none. Part of the caller's transaction.
 */
export function bookWithdrawn(writing: Writing, invoiceSeq: bigint, at: number): void {
  const payment = importedPayment(writing, invoiceSeq)
  if (!payment) return
  const link = get<Standing>(writing, `${STANDING_SQL} WHERE standing.seq = ?`, [payment.standing])
  if (!link) throw new Error('a payment without its standing link')
  const { receipt } = payment
  const asked = moneyAt(link.currency, link.asked_whole, link.asked_frac)
  // Its name stays with the sale that was withdrawn: here the receipt alone bears it.
  asTold(writing, () => {
    const linkId = bookSale(
      writing,
      link,
      { asked, ref: receipt.receiptId, paymentId: null, payments: 1 },
      at,
    )
    answer(writing, linkId, readingOf(asked, receipt.credited), receipt.credited, [receipt], at)
  })
}

/** The sale of payments that were counted and not shown, or not all of them. */
interface Gap {
  readonly link_id: string
  readonly link_seq: bigint
  readonly payments: bigint
  readonly shown: bigint
  readonly is_told: bigint
}

/** Finds where a payment was counted before it was told; null for one that the count does not hold yet. */
function gapFor(reading: Reading, link: Standing, receiptId: string, count: number | null): Gap | null {
  const gaps = all<Gap>(
    reading,
    `SELECT paid.id AS link_id, paid.seq AS link_seq, gap.payments,
       (SELECT count(*) FROM receipts WHERE link_seq = paid.seq) AS shown,
       EXISTS (SELECT 1 FROM receipts WHERE link_seq = paid.seq AND provider_receipt_id = ?) AS is_told
     FROM standing_payments AS gap JOIN payment_links AS paid ON paid.invoice_seq = gap.invoice_seq
     WHERE gap.standing_seq = ? AND gap.payment_id IS NULL ORDER BY gap.seq DESC`,
    [receiptId, link.seq],
  )
  const told = gaps.find((gap) => gap.is_told === 1n)
  const isCounted = count !== null && count <= booked(reading, link)
  return told ?? (isCounted ? gaps.find((gap) => gap.shown < gap.payments) : null) ?? null
}

/** Puts the receipt of a payment to the sale where it was counted; what is still without one is worth what the link asks for. */
function fillGap(
  writing: Writing,
  link: Standing,
  gap: Gap,
  receipt: SeenReceipt,
  at: number,
): readonly InvoiceChange[] {
  const each = moneyAt(link.currency, link.asked_whole, link.asked_frac)
  const worth = (credited: Money | null) => (credited?.currency === each.currency ? credited : each)
  const others = all<Credited>(writing, OTHERS_SQL, [gap.link_seq, receipt.receiptId]).map((one) =>
    worth(moneyOrNull(one.credited_currency, one.credited_whole, one.credited_frac)),
  )
  const payments = Number(gap.payments)
  const unshown = times(each, payments - others.length - 1)
  const received = sum(each.currency, [...others, worth(receipt.credited), unshown])
  const reading = readingOf(times(each, payments), received)
  return answer(writing, gap.link_id, reading, received, [receipt], at, true)
}

interface Credited {
  readonly credited_currency: string | null
  readonly credited_whole: bigint | null
  readonly credited_frac: bigint | null
}

const OTHERS_SQL = `SELECT credited_currency, credited_whole, credited_frac FROM receipts
  WHERE link_seq = ? AND provider_receipt_id <> ?`

function bookUnseen(
  writing: Writing,
  link: Standing,
  known: number,
  payments: number,
  at: number,
): readonly InvoiceChange[] {
  const asked = times(moneyAt(link.currency, link.asked_whole, link.asked_frac), payments)
  const ref = `${link.provider_ref}#${known + 1}-${known + payments}`
  const linkId = bookSale(writing, link, { asked, ref, paymentId: null, payments }, at)
  return answer(writing, linkId, 'paid', null, [], at)
}

function answer(
  writing: Writing,
  linkId: string,
  reading: LinkReading,
  received: Money | null,
  receipts: readonly SeenReceipt[],
  at: number,
  wasCounted = false,
): readonly InvoiceChange[] {
  const words = { rawStatus: 'paid', rawAnswer: receipts[0]?.raw ?? '' }
  const times = { expiresAt: null, nextCheckAt: null, at }
  return linksSeen(writing, [{ linkId, reading, received, receipts, ...words, ...times }], wasCounted)
}

function readingOf(asked: Money, credited: Money | null): LinkReading {
  if (credited === null || credited.currency !== asked.currency) return 'paid'
  const order = compare(credited, asked)
  return order === 0 ? 'paid' : order < 0 ? 'underpaid' : 'overpaid'
}

interface SaleOfStanding {
  readonly asked: Money
  /** Tells it from every other link of the account, so that no payment is written twice. */
  readonly ref: string
  readonly paymentId: string | null
  readonly payments: number
}

/** Writes a sale with a link of its own that is never asked about; gives the link's id. */
function bookSale(writing: Writing, link: Standing, sale: SaleOfStanding, at: number): string {
  const ref = freeRef(writing, link, sale.ref)
  const invoice = insertInvoice(writing, {
    token: `${link.id} ${sale.ref}`,
    accountId: link.account_id,
    asked: sale.asked,
    description: link.name,
    customerName: null,
    customerEmail: null,
    tolerance: null,
    at,
    isOfForgotten: true,
  })
  if (!invoice) throw new Error('the account of a standing link is not in the book')
  const made = insertLink(writing, invoice, at)
  run(
    writing,
    `UPDATE payment_links SET stage = 'live', reading = 'open', provider_ref = ?, made_at_ms = ?, checked_at_ms = ?
     WHERE id = ?`,
    [ref, at, at, made.id],
  )
  run(
    writing,
    'INSERT INTO standing_payments (standing_seq, invoice_seq, payment_id, payments) VALUES (?, ?, ?, ?)',
    [link.seq, invoice.seq, sale.paymentId, sale.payments],
  )
  const facts = { standing: link.id, name: link.name, payments: sale.payments }
  append(writing, invoice.seq, 'standing_paid', facts, at)
  return made.id
}

/** A payment's own name where no other link of the account bears it: a provider may count the payments of each link from one. */
function freeRef(reading: Reading, link: Standing, ref: string): string {
  return isRefTaken(reading, link.account_seq, ref) ? `${link.provider_ref}/${ref}` : ref
}
