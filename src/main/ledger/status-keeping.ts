import type { Money } from '../../shared/money/money.ts'
import { toStored } from '../../shared/money/scale.ts'
import {
  deriveStatus,
  type InvoiceFacts,
  type InvoiceStatus,
  type LinkReading,
  type LinkStage,
} from '../../shared/status/status.ts'
import { moneyAt, moneyOrNull, sameMoney } from './amounts.ts'
import type { Desk } from './desk.ts'
import { append } from './events.ts'
import { all, get, ms, msOrNull, run } from './sql.ts'

interface InvoiceFactsRow {
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
  readonly seq: bigint
  readonly stage: LinkStage
  readonly reading: LinkReading
  readonly expires_at_ms: bigint | null
  readonly received_whole: bigint | null
  readonly received_frac: bigint | null
}

interface ReceiptFactsRow {
  readonly link_seq: bigint
  readonly credited_currency: string | null
  readonly credited_whole: bigint | null
  readonly credited_frac: bigint | null
  readonly at_ms: bigint
}

export interface Rederived {
  readonly invoiceId: string
  readonly before: InvoiceStatus
  readonly after: InvoiceStatus
}

/**
 * Derives an invoice's status and received sum anew from its facts and stores them; part of the caller's transaction.
 *
 * `touched` says that a fact changed, so that the invoice counts as updated also where its status stays.
 */
export function rederive(desk: Desk, invoiceSeq: bigint, at: number, touched: boolean): Rederived {
  const { db } = desk
  const invoice = get<InvoiceFactsRow>(
    db,
    `SELECT id, status, currency, asked_whole, asked_frac, received_whole, received_frac,
       tolerance_whole, tolerance_frac, abandoned_at_ms
     FROM invoices WHERE seq = ?`,
    [invoiceSeq],
  )
  if (!invoice) throw new Error('an invoice is gone from under its facts')
  const derived = deriveStatus(factsOf(desk, invoiceSeq, invoice))
  const receivedBefore = moneyAt(invoice.currency, invoice.received_whole, invoice.received_frac)
  const statusMoved = derived.status !== invoice.status
  if (statusMoved || touched || !sameMoney(derived.received, receivedBefore)) {
    const received = toStored(derived.received)
    run(
      db,
      'UPDATE invoices SET status = ?, received_whole = ?, received_frac = ?, updated_at_ms = ? WHERE seq = ?',
      [derived.status, received.whole, received.frac, at, invoiceSeq],
    )
  }
  if (statusMoved) {
    append(desk, invoiceSeq, 'status_changed', { from: invoice.status, to: derived.status }, at)
  }
  return { invoiceId: invoice.id, before: invoice.status, after: derived.status }
}

function factsOf(desk: Desk, invoiceSeq: bigint, invoice: InvoiceFactsRow): InvoiceFacts {
  const links = all<LinkFactsRow>(
    desk.db,
    `SELECT seq, stage, reading, expires_at_ms, received_whole, received_frac
     FROM payment_links WHERE invoice_seq = ? ORDER BY seq`,
    [invoiceSeq],
  )
  // A time the app only observed proves no lateness; the last look that did not show the money does.
  const receipts = all<ReceiptFactsRow>(
    desk.db,
    `SELECT link_seq, credited_currency, credited_whole, credited_frac,
       CASE time_observed WHEN 1 THEN coalesce(not_before_ms, 0) ELSE paid_at_ms END AS at_ms
     FROM receipts WHERE invoice_seq = ? ORDER BY seq`,
    [invoiceSeq],
  )
  return {
    asked: moneyAt(invoice.currency, invoice.asked_whole, invoice.asked_frac),
    links: links.map((link) => ({
      stage: link.stage,
      reading: link.reading,
      expiresAt: msOrNull(link.expires_at_ms),
      received: moneyOrNull(invoice.currency, link.received_whole, link.received_frac),
      receipts: receipts
        .filter((receipt) => receipt.link_seq === link.seq)
        .map((receipt) => ({
          credited: inCurrency(
            invoice.currency,
            moneyOrNull(receipt.credited_currency, receipt.credited_whole, receipt.credited_frac),
          ),
          at: ms(receipt.at_ms),
        })),
    })),
    abandonedAt: msOrNull(invoice.abandoned_at_ms),
    tolerance: moneyOrNull(invoice.currency, invoice.tolerance_whole, invoice.tolerance_frac),
  }
}

/** Money of another currency is on record but counts toward nothing. */
function inCurrency(currency: string, credited: Money | null): Money | null {
  return credited?.currency === currency ? credited : null
}
