import { type Money, parseMoney, sameMoney, subtract } from '../../../shared/money/money.ts'
import { toStored } from '../../../shared/money/scale.ts'
import type { InvoiceStatus, LinkReading } from '../../../shared/status/status.ts'
import { refusedOf } from '../closing/periods.ts'
import { resolveAccepted } from '../exceptions/raise.ts'
import { append } from '../history/events.ts'
import { IS_UNDONE, isImported } from '../imports/rows.ts'
import { requested, takeUpAgain } from '../links/creation.ts'
import { insertLink } from '../links/rows.ts'
import { isShareable, type ShareableRow } from '../links/shareable.ts'
import type { Ledger } from '../port/ledger.ts'
import type {
  AcceptedShortfall,
  AddedRemainderLink,
  RemainderRequest,
  ShortfallRefusal,
  StaffDecision,
} from '../port/underpaid.ts'
import { REFUNDED_COLUMNS, type RefundedRow, refundedOf } from '../refunds/rows.ts'
import { inTransaction, type LedgerContext, type Reading, type Writing } from '../sqlite/context.ts'
import { inWords, moneyAt } from '../sqlite/money-columns.ts'
import { all, get, run } from '../sqlite/sql.ts'
import { changedStatus } from '../status/derive.ts'
import { withDetail } from './detail.ts'

/** What a person does about a sale that is paid too little: takes it for enough, or asks for the rest. */
export function shortfallMethods(
  context: LedgerContext,
): Pick<Ledger, 'acceptShortfall' | 'addRemainderLink'> {
  return {
    acceptShortfall: (invoiceId, received, said, at) =>
      inTransaction(
        context,
        (writing) => refusedOf(writing, invoiceId) ?? acceptShortfall(writing, invoiceId, received, said, at),
      ),
    addRemainderLink: (invoiceId, remainder, at) =>
      inTransaction(
        context,
        (writing) => refusedOf(writing, invoiceId) ?? addRemainderLink(writing, invoiceId, remainder, at),
      ),
  }
}

interface ShortfallRow extends RefundedRow {
  readonly seq: bigint
  readonly number: string
  readonly account_seq: bigint
  readonly status: InvoiceStatus
  readonly asked_whole: bigint
  readonly asked_frac: bigint
  readonly received_whole: bigint
  readonly received_frac: bigint
  readonly abandoned_at_ms: bigint | null
}

interface Refused {
  readonly ok: false
  readonly reason: ShortfallRefusal
}

interface Shortfall {
  readonly ok: true
  readonly invoice: ShortfallRow
  /** What has come; always more than nothing. */
  readonly received: Money
  /** What is still due; always more than nothing. */
  readonly missing: Money
}

/** Reads a sale that is paid too little with what it misses, or why nothing can be done about it. */
function readShortfall(reading: Reading, invoiceId: string): Shortfall | Refused | null {
  const invoice = get<ShortfallRow>(
    reading,
    `SELECT seq, number, account_seq, status, currency, asked_whole, asked_frac, received_whole, received_frac,
       abandoned_at_ms, ${REFUNDED_COLUMNS} FROM invoices AS invoice WHERE id = ? AND NOT ${IS_UNDONE}`,
    [invoiceId],
  )
  if (!invoice) return null
  if (invoice.status !== 'underpaid') return { ok: false, reason: 'NOT_SHORT' }
  const received = moneyAt(invoice.currency, invoice.received_whole, invoice.received_frac)
  // A provider may say that too little came before it says how much.
  if (received.units === 0n) return { ok: false, reason: 'RECEIVED_UNKNOWN' }
  if (refundedOf(invoice).units > 0n) return { ok: false, reason: 'PARTLY_REFUNDED' }
  const asked = moneyAt(invoice.currency, invoice.asked_whole, invoice.asked_frac)
  return { ok: true, invoice, received, missing: subtract(asked, received) }
}

function acceptShortfall(
  writing: Writing,
  invoiceId: string,
  received: string,
  decision: StaffDecision,
  at: number,
): AcceptedShortfall | null {
  const shortfall = readShortfall(writing, invoiceId)
  if (!shortfall?.ok) return shortfall
  const { invoice, missing } = shortfall
  const seen = parseMoney(invoice.currency, received)
  if (!seen.ok || !sameMoney(seen.money, shortfall.received)) return { ok: false, reason: 'RECEIVED_CHANGED' }
  const { whole, frac } = toStored(missing)
  run(writing, 'UPDATE invoices SET tolerance_whole = ?, tolerance_frac = ? WHERE seq = ?', [
    whole,
    frac,
    invoice.seq,
  ])
  const { reason, person } = decision
  append(writing, invoice.seq, 'short_accepted', { missing: inWords(missing), reason, person }, at)
  resolveAccepted(writing, invoice.seq, decision, at)
  return { ok: true, ...withDetail(writing, changedStatus(writing, invoice.seq, at)) }
}

function addRemainderLink(
  writing: Writing,
  invoiceId: string,
  { asked, unseenIsPayable }: RemainderRequest,
  at: number,
): AddedRemainderLink | null {
  const shortfall = readShortfall(writing, invoiceId)
  if (!shortfall?.ok) return shortfall
  const { invoice, missing } = shortfall
  if (isImported(writing, invoiceId)) return { ok: false, reason: 'CONFLICT' }
  const earlier = remaindersBefore(writing, invoice.seq)
  if (earlier.some(isWaiting)) return { ok: false, reason: 'REMAINDER_WAITING' }
  if (unseenIsPayable && earlier.some((link) => link.stage === 'lost'))
    return { ok: false, reason: 'REMAINDER_LOST' }
  if (!sameMoney(asked, missing)) return { ok: false, reason: 'CONFLICT' }
  if (invoice.abandoned_at_ms !== null) takeUpAgain(writing, invoice.seq, at)
  const { seq, number, account_seq: accountSeq } = invoice
  const link = insertLink(writing, { seq, number, accountSeq }, at, missing)
  append(
    writing,
    seq,
    'rest_requested',
    { link: link.id, marker: link.marker, missing: inWords(missing) },
    at,
  )
  return { ok: true, ...requested(writing, link.id, changedStatus(writing, seq, at)) }
}

/** The links for the remainder that an invoice has had so far. */
function remaindersBefore(reading: Reading, invoiceSeq: bigint): ShareableRow[] {
  return all<ShareableRow>(
    reading,
    `SELECT stage, reading, url, mismatched FROM payment_links
     WHERE invoice_seq = ? AND asked_whole IS NOT NULL`,
    [invoiceSeq],
  )
}

/** Says whether a link is being made, or can be paid and has brought nothing yet. */
function isWaiting(link: ShareableRow): boolean {
  const unpaid: readonly LinkReading[] = ['open', 'confirming', 'unheard']
  return link.stage === 'creating' || (isShareable(link) && unpaid.includes(link.reading))
}
