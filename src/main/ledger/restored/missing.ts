import type { Database } from 'better-sqlite3'
import type { LedgerContext, Reading } from '../sqlite/context.ts'
import { problemOf } from '../sqlite/errors.ts'
import { readVersion } from '../sqlite/open.ts'
import { openReadOnly, tidyAfterReading } from '../sqlite/read-only.ts'
import { all, type Bound, get } from '../sqlite/sql.ts'
import { ASKABLE, BY_STANDING, NAMED } from './newer.ts'

/** A row of the other book, by its columns. */
export type Row = Readonly<Record<string, Bound>>

/** A link, with the id of its account. */
export type LinkRow = Row & { readonly account: string }

const ACCOUNT =
  'id, provider, label, settings, created_at_ms, key_fingerprint, key_changed_at_ms, forgotten_at_ms'
const INVOICE = `id, number, token, provider, currency, asked_whole, asked_frac, tolerance_whole, tolerance_frac, description,
  customer_name, customer_email, link_options, tags, created_at_ms, abandoned_at_ms, sold_by`
const LINE = 'position, kind, name, unit_whole, unit_frac, quantity, sum_whole, sum_frac'
const LINK = `id, marker, stage, provider_ref, url, created_at_ms, made_at_ms, expires_at_ms, asked_whole, asked_frac, mismatched`
const ITEM =
  'id, name, currency, price_whole, price_frac, code, picture, created_at_ms, updated_at_ms, retired_at_ms'
const STANDING = `id, token, name, currency, asked_whole, asked_frac, stage, provider_ref, url, created_at_ms, put_away_at_ms`

/** A sale that is not here, whole. */
export interface Sale {
  readonly invoice: Row
  readonly account: string
  readonly lines: readonly (Row & { readonly item: string | null })[]
  readonly links: readonly LinkRow[]
}

/** What this book lacks of another state of it. */
export interface Missing {
  readonly accounts: Row[]
  readonly items: Row[]
  readonly standing: (Row & { readonly account: string })[]
  readonly sales: Sale[]
  /** Links of sales that are here, which are not here or not made yet. */
  readonly links: (LinkRow & { readonly sale: string })[]
  lost: number
  readonly lostNumbers: string[]
  read: boolean
  /** It is another book: nothing of it is missing here. */
  isAnother: boolean
  /** How many rows could not be read by themselves either. */
  unread: number
}

/** Reads what this book lacks of the state of it at a path; of another book that is nothing, and what cannot be read is left out. */
export function readMissing(here: LedgerContext, path: string): Missing {
  const tidy = tidyAfterReading(path)
  let other: Database | null = null
  try {
    other = openReadOnly(path)
    return missingHere(here, { db: other })
  } catch (error) {
    if (problemOf(error) === null) throw error
    return nothing(false)
  } finally {
    other?.close()
    tidy()
  }
}

function nothing(read: boolean): Missing {
  return {
    accounts: [],
    items: [],
    standing: [],
    sales: [],
    links: [],
    lost: 0,
    lostNumbers: [],
    read,
    isAnother: false,
    unread: 0,
  }
}

/** A damaged page ends the reading; what came before it is taken. */
function missingHere(here: LedgerContext, other: Reading): Missing {
  const missing = nothing(true)
  if (readVersion(other.db) !== readVersion(here.db)) return nothing(false)
  const has = (table: string, id: Bound) => get(here, `SELECT 1 FROM ${table} WHERE id = ?`, [id]) !== null
  try {
    if (get<{ id: string }>(other, 'SELECT id FROM book')?.id !== here.book.id)
      return { ...missing, isAnother: true }
    for (const row of all<Row>(other, `SELECT ${ACCOUNT} FROM provider_accounts ORDER BY seq`))
      if (!has('provider_accounts', row.id ?? null)) missing.accounts.push(row)
    for (const { id } of all<{ id: string }>(other, 'SELECT id FROM items ORDER BY seq'))
      if (!has('items', id))
        missing.items.push(...all<Row>(other, `SELECT ${ITEM} FROM items WHERE id = ?`, [id]))
    const standing = `SELECT ${prefixed('standing', STANDING)}, account.id AS account FROM standing_links AS standing
      JOIN provider_accounts AS account ON account.seq = standing.account_seq WHERE standing.stage = 'live' ORDER BY standing.seq`
    for (const row of all<Row & { readonly account: string }>(other, standing))
      if (!has('standing_links', row.id ?? null)) missing.standing.push(row)
    const sql = `SELECT invoice.seq, ${prefixed('invoice', INVOICE)}, account.id AS account, ${ASKABLE} AS askable, ${BY_STANDING} AS standing
      FROM invoices AS invoice JOIN provider_accounts AS account ON account.seq = invoice.account_seq
      WHERE invoice.seq BETWEEN ? AND ? AND invoice.withdrawn_at_ms IS NULL ORDER BY invoice.seq`
    const last = lastIn(other, missing, 'invoices', 'invoices_account')
    const lookAt = (from: number, to: number) =>
      all<Row>(other, sql, [from, to]).flatMap(
        ({ seq, askable, standing: byStanding, account, ...invoice }) => {
          if (has('invoices', invoice.id ?? null) || byStanding === 1n) return []
          const sale = askable === 1n ? wholeSale(other, seq as bigint, String(account), invoice) : null
          return [{ invoice, sale }]
        },
      )
    for (let from = 1; from <= last; from += PAGE) {
      for (const { invoice, sale } of whatReads(missing, from, from + PAGE - 1, lookAt)) {
        if (sale) missing.sales.push(sale)
        else nameLost(missing, invoice)
      }
    }
    missingLinks(here, other, missing)
  } catch (error) {
    if (problemOf(error) === null) throw error
    missing.read = false
  }
  return missing
}

/** A sale that is here may have got another link since, or its first one the provider's answer: money comes through it. */
function missingLinks(here: LedgerContext, other: Reading, missing: Missing): void {
  const sql = `SELECT ${prefixed('link', LINK)}, account.id AS account, invoice.id AS sale FROM payment_links AS link
    JOIN provider_accounts AS account ON account.seq = link.account_seq JOIN invoices AS invoice ON invoice.seq = link.invoice_seq
    WHERE link.seq BETWEEN ? AND ? AND link.stage <> 'refused' AND invoice.import_seq IS NULL ORDER BY link.seq`
  const last = lastIn(other, missing, 'payment_links', 'payment_links_of_invoice')
  for (let from = 1; from <= last; from += PAGE) {
    const lookAt = (first: number, end: number) =>
      all<LinkRow & { readonly sale: string }>(other, sql, [first, end])
    for (const link of whatReads(missing, from, from + PAGE - 1, lookAt)) {
      const known = get<{ stage: string }>(here, 'SELECT stage FROM payment_links WHERE id = ?', [
        link.id ?? null,
      ])
      const isLacked = known === null ? seqOf(here, 'invoices', link.sale) !== null : known.stage !== 'live'
      if (isLacked && (known === null || link.stage === 'live')) missing.links.push(link)
    }
  }
}

const PAGE = 1_000
/** Of a book that is damaged throughout no more is tried, so that the reading ends. */
const MOST_UNREAD = 1_000

/** Reads the highest key of a table; by an index where its last page is damaged. */
function lastIn(other: Reading, missing: Missing, table: string, index: string): number {
  const highest = (sql: string) => Number(get<{ n: bigint | null }>(other, sql)?.n ?? 0)
  try {
    return highest(`SELECT max(seq) AS n FROM ${table}`)
  } catch (error) {
    if (problemOf(error) === null) throw error
    missing.read = false
    return highest(`SELECT max(+seq) AS n FROM ${table} INDEXED BY ${index}`)
  }
}

/** Reads a range of rows; where a damaged page ends that, each half by itself, so that only what lies there is left out. */
function whatReads<T>(
  missing: Missing,
  from: number,
  to: number,
  read: (from: number, to: number) => readonly T[],
): readonly T[] {
  try {
    return read(from, to)
  } catch (error) {
    if (problemOf(error) === null || missing.unread > MOST_UNREAD) throw error
    missing.read = false
    if (from === to) {
      missing.unread += 1
      return []
    }
    const middle = Math.floor((from + to) / 2)
    return [...whatReads(missing, from, middle, read), ...whatReads(missing, middle + 1, to, read)]
  }
}

function wholeSale(other: Reading, seq: bigint, account: string, invoice: Row): Sale {
  return {
    invoice,
    account,
    lines: all(
      other,
      `SELECT ${prefixed('line', LINE)}, item.id AS item FROM invoice_lines AS line LEFT JOIN items AS item ON item.seq = line.item_seq
       WHERE line.invoice_seq = ? ORDER BY line.position`,
      [seq],
    ),
    links: all(
      other,
      `SELECT ${prefixed('link', LINK)}, account.id AS account FROM payment_links AS link
       JOIN provider_accounts AS account ON account.seq = link.account_seq
       WHERE link.invoice_seq = ? AND link.stage <> 'refused' ORDER BY link.seq`,
      [seq],
    ),
  }
}

function prefixed(table: string, columns: string): string {
  return columns
    .split(',')
    .map((column) => `${table}.${column.trim()}`)
    .join(', ')
}

/** Names a sale that is not taken over, as long as the list is short; always counts it. */
export function nameLost(missing: Missing, invoice: Row): void {
  missing.lost += 1
  if (missing.lostNumbers.length < NAMED) missing.lostNumbers.push(String(invoice.number))
}

/** Finds the key of a row by its id; null where it is not there. */
export function seqOf(
  reading: Reading,
  table: 'provider_accounts' | 'items' | 'invoices' | 'payment_links',
  id: string,
): bigint | null {
  return get<{ seq: bigint }>(reading, `SELECT seq FROM ${table} WHERE id = ?`, [id])?.seq ?? null
}
