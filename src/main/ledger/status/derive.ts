import type { Money } from '../../../shared/money/money.ts'
import { sameMoney } from '../../../shared/money/money.ts'
import { toStored } from '../../../shared/money/scale.ts'
import { anyDiffers, exceptionsOf, keepsTooLittle } from '../../../shared/status/exceptions.ts'
import {
  deriveStatus,
  type InvoiceFacts,
  type InvoiceStatus,
  isPaid,
  type LinkFacts,
  type LinkReading,
  type LinkStage,
} from '../../../shared/status/status.ts'
import { raise, resolveCompleted, wasHandled } from '../exceptions/raise.ts'
import { isTestAccount } from '../exceptions/test-money.ts'
import { append } from '../history/events.ts'
import type { InvoiceChange } from '../port/changes.ts'
import { refundedIn } from '../refunds/rows.ts'
import { type LapseReason, lapseReview } from '../review/lapse.ts'
import { commitOf, type Writing } from '../sqlite/context.ts'
import { inWords, moneyAt, moneyOrNull } from '../sqlite/money-columns.ts'
import { all, ms, msOrNull, run } from '../sqlite/sql.ts'

interface InvoiceFactsRow {
  readonly seq: bigint
  readonly id: string
  readonly status: InvoiceStatus
  readonly currency: string
  readonly asked_whole: bigint
  readonly asked_frac: bigint
  readonly received_whole: bigint
  readonly received_frac: bigint
  readonly tolerance_whole: bigint | null
  readonly tolerance_frac: bigint | null
  readonly abandoned_at_ms: bigint | null
}

interface LinkFactsRow {
  readonly invoice_seq: bigint
  readonly seq: bigint
  readonly stage: LinkStage
  readonly reading: LinkReading
  readonly expires_at_ms: bigint | null
  readonly begun_at_ms: bigint | null
  readonly asked_whole: bigint | null
  readonly asked_frac: bigint | null
  readonly received_whole: bigint | null
  readonly received_frac: bigint | null
}

interface ReceiptFactsRow {
  readonly link_seq: bigint
  readonly seq: bigint
  readonly credited_currency: string | null
  readonly credited_whole: bigint | null
  readonly credited_frac: bigint | null
  readonly at_ms: bigint
}

/** An invoice whose facts changed, or were looked at. */
export interface StatusUpdate {
  readonly invoiceSeq: bigint
  readonly at: number
  /** A fact changed, so that the invoice counts as updated also where its status stays. */
  readonly touched: boolean
  readonly newReceipts: number
  /** The provider told another sum or other receipts than before; absent when nobody asked it. */
  readonly toldAnew?: boolean
  /** The money of its new receipts was counted before they were shown: they are news only where the sum is another. */
  readonly wasCounted?: boolean
  /** The link it told of; null or absent when nobody asked it, and while the receipts are still to be asked for. */
  readonly toldLink?: bigint | null
  /** The provider says for the first time that it was told by hand of the payment. */
  readonly byHand?: boolean
  /** The provider answered, so that the invoice counts as checked at `at`. */
  readonly checked: boolean
}

export type StatusResult = Pick<InvoiceChange, 'invoiceId' | 'commit' | 'before' | 'after' | 'raised'>

/** Does {@link updateStatuses} for one invoice whose provider was not asked. */
export function updateStatus(
  writing: Writing,
  invoiceSeq: bigint,
  at: number,
  touched: boolean,
): StatusResult {
  const [one] = updateStatuses(writing, [{ invoiceSeq, at, touched, newReceipts: 0, checked: false }])
  if (!one) throw new Error('an invoice was not derived')
  return one
}

/** Does {@link updateStatus} for an invoice of which a person, or a create's answer, changed a fact. */
export function changedStatus(writing: Writing, invoiceSeq: bigint, at: number): InvoiceChange {
  return { ...updateStatus(writing, invoiceSeq, at, true), changed: true, newReceipts: 0 }
}

/**
 * Derives the status and received sum of invoices anew from their facts and stores them, with the exceptions they call for.
 *
 * Part of the caller's transaction; each invoice is named once. Gives one answer for each, in their order.
 */
export function updateStatuses(writing: Writing, wanted: readonly StatusUpdate[]): StatusResult[] {
  const seqs = `[${wanted.map((one) => one.invoiceSeq).join(',')}]`
  const invoices = all<InvoiceFactsRow>(writing, INVOICE_FACTS_SQL, [seqs])
  const links = grouped(all<LinkFactsRow>(writing, LINK_FACTS_SQL, [seqs]), (row) => row.invoice_seq)
  const receipts = grouped(all<ReceiptFactsRow>(writing, RECEIPT_FACTS_SQL, [seqs]), (row) => row.link_seq)
  return wanted.map((one, index) => {
    const invoice = invoices[index]
    if (invoice?.seq !== one.invoiceSeq) throw new Error('an invoice is gone from under its facts')
    const own = links.get(invoice.seq) ?? []
    const facts = factsOf(invoice, own, receipts)
    const told = facts.links[own.findIndex((link) => link.seq === one.toldLink)] ?? null
    return store(writing, one, invoice, facts, told)
  })
}

function store(
  writing: Writing,
  one: StatusUpdate,
  invoice: InvoiceFactsRow,
  facts: InvoiceFacts,
  told: LinkFacts | null,
): StatusResult {
  const { invoiceSeq, at } = one
  const derived = deriveStatus(facts)
  const receivedBefore = moneyAt(invoice.currency, invoice.received_whole, invoice.received_frac)
  const statusMoved = derived.status !== invoice.status
  if (statusMoved || one.touched || !sameMoney(derived.received, receivedBefore)) {
    const received = toStored(derived.received)
    run(
      writing,
      `UPDATE invoices SET status = ?, received_whole = ?, received_frac = ?, updated_at_ms = ?,
         checked_at_ms = coalesce(?, checked_at_ms) WHERE seq = ?`,
      [derived.status, received.whole, received.frac, at, one.checked ? at : null, invoiceSeq],
    )
  } else if (one.checked) {
    run(writing, 'UPDATE invoices SET checked_at_ms = ? WHERE seq = ?', [at, invoiceSeq])
  }
  if (statusMoved) {
    append(writing, invoiceSeq, 'status_changed', { from: invoice.status, to: derived.status }, at)
  }
  const { toldAnew = false, wasCounted = false } = one
  const otherSum = !sameMoney(derived.received, receivedBefore)
  const newReceipts = wasCounted && !otherSum ? 0 : one.newReceipts
  if (otherSum && !statusMoved && newReceipts === 0) {
    const data = { from: inWords(receivedBefore), amount: inWords(derived.received) }
    append(writing, invoiceSeq, 'received_changed', data, at)
  }
  const moneyMoved = statusMoved || newReceipts > 0 || otherSum
  const refunded = moneyMoved ? refundedIn(writing, invoiceSeq, invoice.currency) : null
  const change = {
    before: invoice.status,
    receivedBefore,
    newReceipts,
    toldAnew,
    // A person has looked up what had no receipts: fewer of them are no news.
    told: wasCounted && wasHandled(writing, invoiceSeq, 'differs') ? null : told,
    after: derived,
    refunded,
    byHand: one.byHand === true,
    isTest: moneyMoved && isTestAccount(writing, invoiceSeq),
  }
  const raised = raise(writing, invoice, exceptionsOf(facts, change), at)
  const why = lapsesBy(statusMoved, otherSum || newReceipts > 0, raised.length > 0)
  if (why) lapseReview(writing, invoiceSeq, why, at)
  if (statusMoved && isPaid(derived.status) && !keepsTooLittle(facts, change))
    resolveCompleted(writing, invoiceSeq, 'short', at)
  if ((statusMoved || toldAnew) && !anyDiffers(facts)) resolveCompleted(writing, invoiceSeq, 'differs', at)
  for (const kind of ['unknown', 'refunded'] as const)
    if (statusMoved && invoice.status === kind) resolveCompleted(writing, invoiceSeq, kind, at)
  return {
    invoiceId: invoice.id,
    commit: commitOf(writing),
    before: invoice.status,
    after: derived.status,
    raised,
  }
}

/** What of a change takes the mark of a review: whatever a bookkeeper would look at again. */
function lapsesBy(status: boolean, received: boolean, attention: boolean): LapseReason | null {
  if (status) return 'status'
  return received ? 'received' : attention ? 'attention' : null
}

export const INVOICE_FACTS_SQL = `
  SELECT invoice.seq, invoice.id, invoice.status, invoice.currency, invoice.asked_whole, invoice.asked_frac,
    invoice.received_whole, invoice.received_frac, invoice.tolerance_whole, invoice.tolerance_frac, invoice.abandoned_at_ms
  FROM json_each(?) AS wanted CROSS JOIN invoices AS invoice ON invoice.seq = wanted.value ORDER BY wanted.key`

export const LINK_FACTS_SQL = `
  SELECT link.invoice_seq, link.seq, link.stage, link.reading, link.expires_at_ms, link.begun_at_ms, link.asked_whole, link.asked_frac,
    link.received_whole, link.received_frac
  FROM json_each(?) AS wanted CROSS JOIN payment_links AS link ON link.invoice_seq = wanted.value`

// A time the app only observed proves no lateness; the last look that did not show the money does.
export const RECEIPT_FACTS_SQL = `
  SELECT receipt.link_seq, receipt.seq, receipt.credited_currency, receipt.credited_whole, receipt.credited_frac,
    CASE receipt.time_observed WHEN 1 THEN coalesce(receipt.not_before_ms, 0) ELSE receipt.paid_at_ms END AS at_ms
  FROM json_each(?) AS wanted CROSS JOIN receipts AS receipt ON receipt.invoice_seq = wanted.value`

/** Rows by what they belong to, each list in the order the rows were written. */
function grouped<Row extends { readonly seq: bigint }>(
  rows: readonly Row[],
  owner: (row: Row) => bigint,
): Map<bigint, Row[]> {
  const groups = new Map<bigint, Row[]>()
  for (const row of rows) {
    const group = groups.get(owner(row))
    if (group) group.push(row)
    else groups.set(owner(row), [row])
  }
  for (const group of groups.values()) {
    if (group.length > 1) group.sort((a, b) => (a.seq < b.seq ? -1 : 1))
  }
  return groups
}

function factsOf(
  invoice: InvoiceFactsRow,
  links: readonly LinkFactsRow[],
  receipts: ReadonlyMap<bigint, readonly ReceiptFactsRow[]>,
): InvoiceFacts {
  const { currency } = invoice
  return {
    asked: moneyAt(currency, invoice.asked_whole, invoice.asked_frac),
    links: links.map((link) => ({
      asked: moneyOrNull(currency, link.asked_whole, link.asked_frac),
      stage: link.stage,
      reading: link.reading,
      expiresAt: msOrNull(link.expires_at_ms),
      begunAt: msOrNull(link.begun_at_ms),
      received: moneyOrNull(currency, link.received_whole, link.received_frac),
      receipts: (receipts.get(link.seq) ?? []).map((receipt) => ({
        credited: inCurrency(
          currency,
          moneyOrNull(receipt.credited_currency, receipt.credited_whole, receipt.credited_frac),
        ),
        at: ms(receipt.at_ms),
      })),
    })),
    abandonedAt: msOrNull(invoice.abandoned_at_ms),
    tolerance: moneyOrNull(currency, invoice.tolerance_whole, invoice.tolerance_frac),
  }
}

/** Money of another currency is on record but counts toward nothing. */
function inCurrency(currency: string, credited: Money | null): Money | null {
  return credited?.currency === currency ? credited : null
}
