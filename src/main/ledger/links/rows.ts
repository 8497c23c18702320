import type { Money } from '../../../shared/money/money.ts'
import type { EndReason, LinkReading, LinkStage } from '../../../shared/status/status.ts'
import type { LiveLink, UnansweredLink } from '../port/links.ts'
import type { Reading, Writing } from '../sqlite/context.ts'
import { newId, newMarker } from '../sqlite/ids.ts'
import { moneyAt, stored } from '../sqlite/money-columns.ts'
import { all, get, insert, ms } from '../sqlite/sql.ts'
import { asLinkOptions } from './options.ts'
import { ASKED_ABOUT, fromScheduled, SCHEDULED_COLUMNS, type ScheduledRow } from './schedule.ts'

/** A link as the writing methods need it. */
export interface LinkRow {
  readonly seq: bigint
  readonly id: string
  readonly invoice_seq: bigint
  readonly account_seq: bigint
  readonly stage: LinkStage
  readonly reading: LinkReading
  readonly provider_ref: string | null
  readonly url: string | null
  readonly raw_status: string | null
  readonly raw_answer: string | null
  readonly end_reason: EndReason | null
  readonly received_whole: bigint | null
  readonly received_frac: bigint | null
  readonly failure_code: string | null
  readonly expires_at_ms: bigint | null
  readonly begun_at_ms: bigint | null
  readonly checked_at_ms: bigint | null
  readonly mismatched: bigint
  /** Why the last question about it failed; null where it was answered. */
  readonly last_error: string | null
  /** The invoice's currency. */
  readonly currency: string
}

const LINK_COLUMNS = `
  link.seq, link.id, link.invoice_seq, link.account_seq, link.stage, link.reading, link.provider_ref, link.raw_status,
  link.raw_answer, link.end_reason, link.received_whole, link.received_frac, link.failure_code, link.expires_at_ms,
  link.begun_at_ms, link.checked_at_ms, link.mismatched, link.last_error, invoice.currency`

/** Reads one link by its id. */
export function linkRow(reading: Reading, linkId: string): LinkRow | null {
  return get<LinkRow>(
    reading,
    `SELECT ${LINK_COLUMNS}
     FROM payment_links AS link JOIN invoices AS invoice ON invoice.seq = link.invoice_seq WHERE link.id = ?`,
    [linkId],
  )
}

export const LINKS_SQL = `
  SELECT wanted.key AS place, ${LINK_COLUMNS} FROM json_each(?) AS wanted
  CROSS JOIN payment_links AS link ON link.id = wanted.value
  CROSS JOIN invoices AS invoice ON invoice.seq = link.invoice_seq`

/** Reads links by their ids, each in the place its id has; one that the book does not have leaves its place empty. */
export function linkRows(reading: Reading, linkIds: readonly string[]): readonly (LinkRow | undefined)[] {
  const rows: (LinkRow | undefined)[] = new Array(linkIds.length)
  for (const row of all<LinkRow & { readonly place: bigint }>(reading, LINKS_SQL, [
    JSON.stringify(linkIds),
  ])) {
    rows[Number(row.place)] = row
  }
  return rows
}

interface UnansweredRow {
  readonly link_id: string
  readonly invoice_id: string
  readonly number: string
  readonly account_id: string
  readonly marker: string
  readonly currency: string
  readonly asked_whole: bigint
  readonly asked_frac: bigint
  readonly description: string
  readonly customer_name: string | null
  readonly customer_email: string | null
  readonly link_options: string | null
  readonly stage: LinkStage
  readonly created_at_ms: bigint
}

/** What a link asks for: its own amount, or where it has none the invoice's whole one. */
export const ASKED_COLUMNS = `coalesce(link.asked_whole, invoice.asked_whole) AS asked_whole,
    coalesce(link.asked_frac, invoice.asked_frac) AS asked_frac`

const REQUESTED = `
  SELECT link.id AS link_id, invoice.id AS invoice_id, invoice.number, account.id AS account_id, link.marker,
    invoice.currency, ${ASKED_COLUMNS}, invoice.description, invoice.customer_name,
    invoice.customer_email, invoice.link_options, link.stage, link.created_at_ms
  FROM payment_links AS link
  JOIN invoices AS invoice ON invoice.seq = link.invoice_seq
  JOIN provider_accounts AS account ON account.seq = link.account_seq`

/** Reads one link with what its request carries. */
export function unansweredLink(reading: Reading, linkId: string): UnansweredLink | null {
  const row = get<UnansweredRow>(reading, `${REQUESTED} WHERE link.id = ?`, [linkId])
  return row && fromUnanswered(row)
}

/** Reads the first link of an invoice. */
export function firstLinkOf(reading: Reading, invoiceSeq: bigint): UnansweredLink {
  const row = get<UnansweredRow>(
    reading,
    `${REQUESTED} WHERE link.invoice_seq = ? ORDER BY link.seq LIMIT 1`,
    [invoiceSeq],
  )
  if (!row) throw new Error('an invoice without its first link')
  return fromUnanswered(row)
}

/** Reads the links whose request has no answer on record, oldest first. */
export function unansweredLinks(reading: Reading): UnansweredLink[] {
  return all<UnansweredRow>(
    reading,
    `${REQUESTED} WHERE link.stage IN ('creating', 'lost') ORDER BY link.seq`,
  ).map(fromUnanswered)
}

function fromUnanswered(row: UnansweredRow): UnansweredLink {
  return {
    linkId: row.link_id,
    invoiceId: row.invoice_id,
    invoiceNumber: row.number,
    accountId: row.account_id,
    marker: row.marker,
    asked: moneyAt(row.currency, row.asked_whole, row.asked_frac),
    description: row.description,
    customerName: row.customer_name,
    customerEmail: row.customer_email,
    linkOptions: asLinkOptions(row.link_options),
    stage: row.stage,
    createdAt: ms(row.created_at_ms),
  }
}

/** Writes a new link as `creating`, its marker with it; `asked` is null for the invoice's whole amount. Part of the caller's transaction. */
export function insertLink(
  writing: Writing,
  invoice: { readonly seq: bigint; readonly number: string; readonly accountSeq: bigint },
  at: number,
  asked: Money | null = null,
): { readonly id: string; readonly marker: string } {
  const { whole, frac } = stored(asked)
  const link = { id: newId(at), marker: newMarker(invoice.number) }
  insert(
    writing,
    `INSERT INTO payment_links (id, till_seq, invoice_seq, account_seq, marker, stage, reading, asked_whole,
       asked_frac, created_at_ms)
     VALUES (?, ?, ?, ?, ?, 'creating', 'unheard', ?, ?, ?)`,
    [link.id, writing.book.till_seq, invoice.seq, invoice.accountSeq, link.marker, whole, frac, at],
  )
  return link
}

interface LiveRow extends ScheduledRow {
  readonly number: string
  readonly currency: string
  readonly asked_whole: bigint
  readonly asked_frac: bigint
}

const LIVE_COLUMNS = `${SCHEDULED_COLUMNS}, invoice.number, invoice.currency, ${ASKED_COLUMNS}`

const LIVE_JOINS = `
  CROSS JOIN invoices AS invoice ON invoice.seq = link.invoice_seq
  CROSS JOIN provider_accounts AS account ON account.seq = link.account_seq`

export const LIVE_SQL = `
  SELECT ${LIVE_COLUMNS} FROM json_each(?) AS wanted
  CROSS JOIN payment_links AS link ON link.id = wanted.value ${LIVE_JOINS}
  WHERE link.stage = 'live' ORDER BY wanted.key`

/** Reads the live ones of these links, in the order they are named. */
export function liveLinks(reading: Reading, linkIds: readonly string[]): LiveLink[] {
  return all<LiveRow>(reading, LIVE_SQL, [JSON.stringify(linkIds)]).map(fromLive)
}

/** Reads an invoice's live links, the newest first; one that is never asked again has the end of time as its next check. */
export function liveLinksOf(reading: Reading, invoiceId: string): LiveLink[] {
  return all<LiveRow>(
    reading,
    `SELECT ${LIVE_COLUMNS} FROM payment_links AS link ${LIVE_JOINS}
     WHERE link.invoice_seq = (SELECT seq FROM invoices WHERE id = ?) AND link.stage = 'live'
       AND ${ASKED_ABOUT} ORDER BY link.seq DESC`,
    [invoiceId],
  ).map(fromLive)
}

/** Reads an account's live links made at or after an instant, the newest first. */
export function liveLinksSince(reading: Reading, accountId: string, since: number): LiveLink[] {
  return all<LiveRow>(
    reading,
    `SELECT ${LIVE_COLUMNS} FROM payment_links AS link ${LIVE_JOINS}
     WHERE account.id = ? AND link.stage = 'live' AND link.created_at_ms >= ? AND invoice.import_seq IS NULL ORDER BY link.seq DESC`,
    [accountId, since],
  ).map(fromLive)
}

function fromLive(row: LiveRow): LiveLink {
  return {
    ...fromScheduled(row),
    invoiceNumber: row.number,
    asked: moneyAt(row.currency, row.asked_whole, row.asked_frac),
  }
}

/** Says whether a link of the account bears a provider's reference already, one of a sale or one that stays. */
export function isRefTaken(reading: Reading, accountSeq: bigint, ref: string): boolean {
  const by = 'WHERE account_seq = ?1 AND provider_ref = ?2'
  const sql = `SELECT 1 FROM payment_links ${by} UNION ALL SELECT 1 FROM standing_links ${by} LIMIT 1`
  return get(reading, sql, { 1: accountSeq, 2: ref }) !== null
}

/** Gives those of a provider's references that a link here bears, one of a sale or one that stays, at whatever account. */
export function knownRefs(reading: Reading, provider: string, refs: readonly string[]): string[] {
  const by = 'account_seq IN (SELECT seq FROM provider_accounts WHERE provider = ?1) AND provider_ref = value'
  return all<{ readonly value: string }>(
    reading,
    `SELECT value FROM json_each(?2) WHERE EXISTS (SELECT 1 FROM payment_links WHERE ${by})
       OR EXISTS (SELECT 1 FROM standing_links WHERE ${by})`,
    { 1: provider, 2: JSON.stringify(refs) },
  ).map(({ value }) => value)
}
