import { type Money, subtract, sameMoney } from '../../../shared/money/money.ts'
import { toStored } from '../../../shared/money/scale.ts'
import type { InvoiceStatus, LinkReading } from '../../../shared/status/status.ts'
import { resolveAccepted } from '../exceptions/exceptions.ts'
import { append } from '../history/events.ts'
import { takeUpAgain } from '../links/creation.ts'
import { insertLink, unansweredLink } from '../links/rows.ts'
import { isShareable, type ShareableRow } from '../links/shareable.ts'
import type { Ledger } from '../port/ledger.ts'
import type { AcceptedShortfall, RemainderLink, RemainderRequest, StaffDecision, ShortfallRefusal } from '../port/underpaid.ts'
import { type Desk, write } from '../sqlite/context.ts'
import { inWords, moneyAt } from '../sqlite/money-columns.ts'
import { all, get, run } from '../sqlite/sql.ts'
import { updateStatus } from '../status/derive.ts'

/** What a person does about a sale that is paid too little: takes it for enough, or asks for the rest. */
export function shortfallMethods(desk: Desk): Pick<Ledger, 'acceptShortfall' | 'addRemainderLink'> {
  return {
    acceptShortfall: (invoiceId, received, said, at) =>
      write(desk, () => acceptShortfall(desk, invoiceId, received, said, at)),
    addRemainderLink: (invoiceId, remainder, at) => write(desk, () => addRemainderLink(desk, invoiceId, remainder, at)),
  }
}

interface ShortfallRow {
  readonly seq: bigint
  readonly number: string
  readonly account_seq: bigint
  readonly status: InvoiceStatus
  readonly currency: string
  readonly asked_whole: bigint
  readonly asked_frac: bigint
  readonly received_whole: bigint
  readonly received_frac: bigint
  readonly abandoned_at_ms: bigint | null
}

interface Shortfall {
  readonly invoice: ShortfallRow
  /** What has come; always more than nothing. */
  readonly received: Money
  /** What is still due; always more than nothing. */
  readonly missing: Money
}

/** Reads a sale that is paid too little with what it misses, or why nothing can be done about it. */
function readShortfall(desk: Desk, invoiceId: string): Shortfall | ShortfallRefusal {
  const invoice = get<ShortfallRow>(
    desk.db,
    `SELECT seq, number, account_seq, status, currency, asked_whole, asked_frac, received_whole, received_frac,
       abandoned_at_ms FROM invoices WHERE id = ?`,
    [invoiceId],
  )
  if (!invoice) return 'NOT_FOUND'
  if (invoice.status !== 'underpaid') return 'NOT_SHORT'
  const received = moneyAt(invoice.currency, invoice.received_whole, invoice.received_frac)
  // A provider may say that too little came before it says how much.
  if (received.units === 0n) return 'RECEIVED_UNKNOWN'
  const asked = moneyAt(invoice.currency, invoice.asked_whole, invoice.asked_frac)
  return { invoice, received, missing: subtract(asked, received) }
}

function acceptShortfall(desk: Desk, invoiceId: string, received: Money, said: StaffDecision, at: number): AcceptedShortfall {
  const shortfall = readShortfall(desk, invoiceId)
  if (typeof shortfall === 'string') return { ok: false, reason: shortfall }
  const { invoice, missing } = shortfall
  if (!sameMoney(received, shortfall.received)) return { ok: false, reason: 'RECEIVED_CHANGED' }
  const { whole, frac } = toStored(missing)
  run(desk.db, 'UPDATE invoices SET tolerance_whole = ?, tolerance_frac = ? WHERE seq = ?', [
    whole,
    frac,
    invoice.seq,
  ])
  const { reason, person } = said
  append(desk, invoice.seq, 'short_accepted', { missing: inWords(missing), reason, person }, at)
  resolveAccepted(desk, invoice.seq, said, at)
  return { ok: true, change: { ...updateStatus(desk, invoice.seq, at, true), changed: true, newReceipts: 0 } }
}

function addRemainderLink(
  desk: Desk,
  invoiceId: string,
  { asked, unseenIsPayable }: RemainderRequest,
  at: number,
): RemainderLink {
  const shortfall = readShortfall(desk, invoiceId)
  if (typeof shortfall === 'string') return { ok: false, reason: shortfall }
  const { invoice, missing } = shortfall
  const earlier = remaindersBefore(desk, invoice.seq)
  if (earlier.some(isWaiting)) return { ok: false, reason: 'REMAINDER_WAITING' }
  if (unseenIsPayable && earlier.some((link) => link.stage === 'lost'))
    return { ok: false, reason: 'REMAINDER_LOST' }
  if (!sameMoney(asked, missing)) return { ok: false, reason: 'CONFLICT' }
  if (invoice.abandoned_at_ms !== null) takeUpAgain(desk, invoice.seq, at)
  const { seq, number, account_seq: accountSeq } = invoice
  const link = insertLink(desk, { seq, number, accountSeq }, at, missing)
  append(desk, seq, 'rest_requested', { link: link.id, marker: link.marker, missing: inWords(missing) }, at)
  updateStatus(desk, seq, at, true)
  const pending = unansweredLink(desk, link.id)
  if (!pending) throw new Error('a link that was just written is not there')
  return { ok: true, pending }
}

/** The links for the remainder that an invoice has had so far. */
function remaindersBefore(desk: Desk, invoiceSeq: bigint): ShareableRow[] {
  return all<ShareableRow>(
    desk.db,
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
