import type { ProviderId } from '../../../shared/contract/plain/provider-ids.ts'
import type { PaymentLink } from '../../../shared/contract/shapes/invoice.ts'
import type { Money } from '../../../shared/money/money.ts'
import type { EndReason } from '../../../shared/status/status.ts'
import { eventsOf } from '../history/events.ts'
import { importedFrom } from '../imports/rows.ts'
import { asLinkOptions, setOnes } from '../links/options.ts'
import { receiptsOf } from '../links/receipts.ts'
import { isShareable, type ShareableRow } from '../links/shareable.ts'
import type { InvoiceChange } from '../port/changes.ts'
import type { LinkPlace } from '../port/links.ts'
import type { InvoiceRecord, InvoiceWrite } from '../port/record.ts'
import { refundsOf } from '../refunds/rows.ts'
import { commitOf, inSnapshot, type Reading, type Writing } from '../sqlite/context.ts'
import { asAmount, moneyOrNull } from '../sqlite/money-columns.ts'
import { all, get, ms, msOrNull } from '../sqlite/sql.ts'
import { linesOf } from './lines.ts'
import { asInvoiceRow, askedOf, dueOf, invoiceById } from './rows.ts'

interface LinkDetailRow extends ShareableRow {
  readonly id: string
  readonly asked_whole: bigint | null
  readonly asked_frac: bigint | null
  readonly raw_status: string | null
  readonly end_reason: EndReason | null
  readonly raw_answer: string | null
  readonly provider_ref: string | null
  readonly created_at_ms: bigint
  readonly expires_at_ms: bigint | null
  readonly checked_at_ms: bigint | null
  readonly next_check_at_ms: bigint | null
  readonly last_error: string | null
  readonly failure_code: string | null
  readonly failure_words: string | null
}

/** Reads one invoice with its links, receipts and events; null when the book has none of that id. */
export function readInvoice(reading: Reading, id: string): InvoiceRecord | null {
  return inSnapshot(reading, () => {
    const invoice = invoiceById(reading, id)
    if (!invoice) return null
    const links = all<LinkDetailRow>(
      reading,
      `SELECT id, stage, reading, asked_whole, asked_frac, raw_status, raw_answer, provider_ref, url, created_at_ms,
         expires_at_ms, checked_at_ms, next_check_at_ms, last_error, failure_code, failure_words, mismatched, end_reason
       FROM payment_links WHERE invoice_seq = ? ORDER BY seq`,
      [invoice.seq],
    )
    const newest = links.at(-1)
    return {
      asOf: commitOf(reading),
      invoice: {
        ...asInvoiceRow(invoice),
        customerEmail: invoice.customer_email,
        linkOptions: setOnes(asLinkOptions(invoice.link_options)),
        due: asAmount(dueOf(invoice)),
        abandonedAt: msOrNull(invoice.abandoned_at_ms),
        importedFrom: importedFrom(reading, invoice.import_seq),
        failure: newest?.failure_code
          ? { code: newest.failure_code, providerWords: newest.failure_words }
          : null,
        shareLinkId: links.findLast(isShareable)?.id ?? null,
      },
      lines: linesOf(reading, invoice.seq, invoice.currency),
      links: links.map((link) => asPaymentLink(link, askedOf(invoice))),
      receipts: receiptsOf(reading, invoice.seq),
      refunds: refundsOf(reading, invoice.seq, invoice.currency),
      events: eventsOf(reading, invoice.seq),
    }
  })
}

/** Answers a person's write with the sale as it now stands; part of the caller's transaction. */
export function withDetail(writing: Writing, change: InvoiceChange): InvoiceWrite {
  const detail = readInvoice(writing, change.invoiceId)
  if (!detail) throw new Error('an invoice that was just written is not there')
  return { change, detail }
}

/** Reads whose a link is and where it leads; null when the book has none of that id. */
export function readLink(reading: Reading, linkId: string): LinkPlace | null {
  const row = get<{
    invoice_id: string
    provider: ProviderId
    provider_ref: string | null
    url: string | null
  }>(
    reading,
    `SELECT invoice.id AS invoice_id, invoice.provider, link.provider_ref, link.url
     FROM payment_links AS link JOIN invoices AS invoice ON invoice.seq = link.invoice_seq WHERE link.id = ?`,
    [linkId],
  )
  return (
    row && {
      invoiceId: row.invoice_id,
      provider: row.provider,
      providerRef: row.provider_ref,
      url: row.url,
    }
  )
}

function asPaymentLink(row: LinkDetailRow, whole: Money): PaymentLink {
  return {
    id: row.id,
    asked: asAmount(moneyOrNull(whole.currency, row.asked_whole, row.asked_frac) ?? whole),
    stage: row.stage,
    reading: row.reading,
    endReason: row.end_reason,
    rawStatus: row.raw_status,
    rawAnswer: row.raw_answer,
    providerRef: row.provider_ref,
    url: row.url,
    createdAt: ms(row.created_at_ms),
    expiresAt: msOrNull(row.expires_at_ms),
    checkedAt: msOrNull(row.checked_at_ms),
    nextCheckAt: msOrNull(row.next_check_at_ms),
    lastError: row.mismatched === 1n ? 'AMOUNT_MISMATCH' : row.last_error,
  }
}
