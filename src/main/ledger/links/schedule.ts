import type { ProviderId } from '../../../shared/contract/plain/provider-ids.ts'
import type { InvoiceStatus, LinkReading } from '../../../shared/status/status.ts'
import type { ScheduledLink } from '../port/links.ts'
import type { Reading } from '../sqlite/context.ts'
import { all, ms, msOrNull } from '../sqlite/sql.ts'

/** A live link's row: what decides when it is asked about. */
export interface ScheduledRow {
  readonly link_id: string
  readonly invoice_id: string
  readonly account_id: string
  readonly provider: ProviderId
  readonly provider_ref: string
  readonly reading: LinkReading
  readonly status: InvoiceStatus
  readonly created_at_ms: bigint
  readonly expires_at_ms: bigint | null
  readonly checked_at_ms: bigint | null
  readonly next_check_at_ms: bigint | null
  readonly receipt_count: bigint
  readonly hash_missing: bigint
}

/** The columns of a {@link ScheduledRow}, of `link`, its `invoice` and its `account`. */
export const SCHEDULED_COLUMNS = `
  link.id AS link_id, invoice.id AS invoice_id, account.id AS account_id, invoice.provider,
  link.provider_ref, link.reading, invoice.status, link.created_at_ms, link.expires_at_ms, link.checked_at_ms,
  link.next_check_at_ms, (SELECT count(*) FROM receipts WHERE receipts.link_seq = link.seq) AS receipt_count,
  EXISTS (SELECT 1 FROM receipts WHERE receipts.link_seq = link.seq AND receipts.tx_hash IS NULL) AS hash_missing`

const ACCOUNT = 'CROSS JOIN provider_accounts AS account ON account.seq = link.account_seq'

// The index of the due holds only what is still asked about: however long the book, one page walks no more than that.
export const SCHEDULED_SQL = `
  SELECT link.seq, ${SCHEDULED_COLUMNS} FROM (
    SELECT due.seq FROM payment_links AS due INDEXED BY payment_links_due
    CROSS JOIN provider_accounts AS asked ON asked.seq = due.account_seq
    WHERE due.next_check_at_ms IS NOT NULL AND +due.seq > ? AND asked.forgotten_at_ms IS NULL
    ORDER BY due.seq LIMIT ?
  ) AS chosen
  CROSS JOIN payment_links AS link ON link.seq = chosen.seq
  CROSS JOIN invoices AS invoice ON invoice.seq = link.invoice_seq ${ACCOUNT}
  ORDER BY link.seq`

/** Reads one page of the links that are still asked about, in the order they were made; `after` is the page before's `next`. */
export function scheduledLinks(
  reading: Reading,
  after: number | null,
  limit: number,
): { readonly links: ScheduledLink[]; readonly next: number | null } {
  const rows = all<ScheduledRow & { readonly seq: bigint }>(reading, SCHEDULED_SQL, [after ?? 0, limit + 1])
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { links: page.map(fromScheduled), next: last && rows.length > limit ? Number(last.seq) : null }
}

/**
 * The sale of a standing link has a link that no provider knows: the standing one is asked about in its place. What came out of a file was
 * made nowhere that we saw, and is never asked about. For statements that call the link `link` and its sale `invoice`.
 */
export const ASKED_ABOUT = `invoice.import_seq IS NULL
  AND NOT EXISTS (SELECT 1 FROM standing_payments WHERE standing_payments.invoice_seq = link.invoice_seq AND link.url IS NULL)`

export const SCHEDULED_OF_SQL = `
  SELECT ${SCHEDULED_COLUMNS} FROM json_each(?) AS wanted
  CROSS JOIN invoices AS invoice ON invoice.id = wanted.value
  CROSS JOIN payment_links AS link ON link.invoice_seq = invoice.seq ${ACCOUNT}
  WHERE link.stage = 'live' AND ${ASKED_ABOUT} ORDER BY link.seq`

/** Reads the live links of these invoices in the order they were made, also those never asked about again. */
export function scheduledLinksOf(reading: Reading, invoiceIds: readonly string[]): ScheduledLink[] {
  return all<ScheduledRow>(reading, SCHEDULED_OF_SQL, [JSON.stringify([...new Set(invoiceIds)])]).map(
    fromScheduled,
  )
}

/** Reads a row as the watcher holds it. */
export function fromScheduled(row: ScheduledRow): ScheduledLink {
  return {
    linkId: row.link_id,
    invoiceId: row.invoice_id,
    accountId: row.account_id,
    provider: row.provider,
    ref: row.provider_ref,
    reading: row.reading,
    status: row.status,
    createdAt: ms(row.created_at_ms),
    expiresAt: msOrNull(row.expires_at_ms),
    checkedAt: msOrNull(row.checked_at_ms),
    nextCheckAt: msOrNull(row.next_check_at_ms) ?? Number.MAX_SAFE_INTEGER,
    receiptCount: Number(row.receipt_count),
    hashMissing: row.hash_missing === 1n,
  }
}
