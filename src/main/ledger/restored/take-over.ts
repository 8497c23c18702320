import type { Database } from 'better-sqlite3'
import { toDecimal } from '../../../shared/money/money.ts'
import { readLastSale } from '../copies/content.ts'
import { append } from '../history/events.ts'
import type { Ledger } from '../port/ledger.ts'
import type { TakenOver } from '../port/restored.ts'
import { inTransaction, type LedgerContext, type Reading, type Writing } from '../sqlite/context.ts'
import { problemOf } from '../sqlite/errors.ts'
import { moneyAt } from '../sqlite/money-columns.ts'
import { readVersion } from '../sqlite/open.ts'
import { openReadOnly, tidyAfterReading } from '../sqlite/read-only.ts'
import { all, type Bound, get, insert } from '../sqlite/sql.ts'
import { updateStatus } from '../status/derive.ts'
import { readTotals } from '../witness/totals.ts'
import { ASKABLE, BY_STANDING, isOlder, NAMED, readNewer } from './newer.ts'

/** A row of the other book, by its columns. */
type Row = Readonly<Record<string, Bound>>

const ACCOUNT =
  'id, provider, label, settings, created_at_ms, key_fingerprint, key_changed_at_ms, forgotten_at_ms'
const INVOICE = `id, number, token, provider, currency, asked_whole, asked_frac, tolerance_whole, tolerance_frac, description,
  customer_name, customer_email, link_options, created_at_ms, abandoned_at_ms`
const LINE = 'position, kind, name, unit_whole, unit_frac, quantity, sum_whole, sum_frac'
const LINK = `id, marker, stage, provider_ref, url, created_at_ms, made_at_ms, expires_at_ms, asked_whole, asked_frac, mismatched`
const STANDING = `id, token, name, currency, asked_whole, asked_frac, stage, provider_ref, url, created_at_ms, put_away_at_ms`

/** Makes the methods of a book that was restored. */
export function restoredMethods(
  context: LedgerContext,
): Pick<Ledger, 'lastSale' | 'countNewer' | 'newerThan' | 'takeOver'> {
  return {
    lastSale: () => ({ invoices: readTotals(context).invoices, lastSale: readLastSale(context) }),
    countNewer: (older) => (isOlder(context, older) ? readTotals(context).invoices - older.invoices : null),
    newerThan: (older) => readNewer(context, older),
    takeOver: (path, backup, at) => takeOver(context, path, backup, at),
  }
}

/**
 * Takes the sales that this book lacks from the one that lay in its place, each with its number and its links and nothing that a
 * provider said of them, so that they are asked about again.
 *
 * A sale without a link that its provider may have is named and left out. What is here already stays as it is, so that a second time changes
 * nothing. Where the other book cannot be read to its end, what could be read is taken.
 */
function takeOver(context: LedgerContext, path: string, backup: string, at: number): TakenOver {
  const found = readOther(path, (other) => missingHere(context, other))
  return inTransaction(context, (writing) => {
    for (const account of found.accounts) addAccount(writing, account)
    for (const link of found.standing) addStanding(writing, link, at)
    for (const sale of found.sales) addSale(writing, sale, at)
    const taken = found.sales.length
    const { lost, lostNumbers, read } = found
    append(
      writing,
      null,
      'book_restored',
      { backup, taken, lost, lostNumbers: lostNumbers.join(', '), read },
      at,
    )
    return { taken, lost, lostNumbers, read }
  })
}

interface Sale {
  readonly invoice: Row
  readonly account: string
  readonly lines: readonly (Row & { readonly item: string | null })[]
  readonly links: readonly (Row & { readonly account: string })[]
}

interface Missing {
  readonly accounts: Row[]
  readonly standing: (Row & { readonly account: string })[]
  readonly sales: Sale[]
  lost: number
  readonly lostNumbers: string[]
  read: boolean
}

function readOther(path: string, look: (other: Reading) => Missing): Missing {
  const tidy = tidyAfterReading(path)
  let other: Database | null = null
  try {
    other = openReadOnly(path)
    return look({ db: other })
  } catch (error) {
    if (problemOf(error) === null) throw error
    return { accounts: [], standing: [], sales: [], lost: 0, lostNumbers: [], read: false }
  } finally {
    other?.close()
    tidy()
  }
}

/** A damaged page ends the reading; what came before it is taken. */
function missingHere(here: LedgerContext, other: Reading): Missing {
  const missing: Missing = { accounts: [], standing: [], sales: [], lost: 0, lostNumbers: [], read: true }
  if (readVersion(other.db) !== readVersion(here.db)) return { ...missing, read: false }
  const has = (table: string, id: Bound) => get(here, `SELECT 1 FROM ${table} WHERE id = ?`, [id]) !== null
  try {
    for (const row of all<Row>(other, `SELECT ${ACCOUNT} FROM provider_accounts ORDER BY seq`))
      if (!has('provider_accounts', row.id ?? null)) missing.accounts.push(row)
    const standing = `SELECT ${prefixed('standing', STANDING)}, account.id AS account FROM standing_links AS standing
      JOIN provider_accounts AS account ON account.seq = standing.account_seq WHERE standing.stage = 'live' ORDER BY standing.seq`
    for (const row of all<Row & { readonly account: string }>(other, standing))
      if (!has('standing_links', row.id ?? null)) missing.standing.push(row)
    const sql = `SELECT invoice.seq, ${prefixed('invoice', INVOICE)}, account.id AS account, ${ASKABLE} AS askable, ${BY_STANDING} AS standing
      FROM invoices AS invoice JOIN provider_accounts AS account ON account.seq = invoice.account_seq
      WHERE invoice.seq BETWEEN ? AND ? ORDER BY invoice.seq`
    const last = Number(get<{ n: bigint | null }>(other, 'SELECT max(seq) AS n FROM invoices')?.n ?? 0)
    for (let from = 1; from <= last; from += PAGE) {
      for (const { seq, askable, standing: byStanding, account, ...invoice } of all<Row>(other, sql, [
        from,
        from + PAGE - 1,
      ])) {
        if (has('invoices', invoice.id ?? null) || byStanding === 1n) continue
        if (askable === 1n) missing.sales.push(wholeSale(other, seq as bigint, String(account), invoice))
        else {
          missing.lost += 1
          if (missing.lostNumbers.length < NAMED) missing.lostNumbers.push(String(invoice.number))
        }
      }
    }
  } catch (error) {
    if (problemOf(error) === null) throw error
    missing.read = false
  }
  return missing
}

const PAGE = 1_000

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

function addAccount(writing: Writing, row: Row): void {
  add(writing, 'provider_accounts', { ...row, till_seq: writing.book.till_seq })
}

function addStanding(
  writing: Writing,
  { account, ...row }: Row & { readonly account: string },
  at: number,
): void {
  const nextCheck = row.put_away_at_ms === null ? at : null
  const owner = { till_seq: writing.book.till_seq, account_seq: accountSeq(writing, account) }
  add(writing, 'standing_links', { ...row, ...owner, next_check_at_ms: nextCheck })
}

function addSale(writing: Writing, { invoice, account, lines, links }: Sale, at: number): void {
  const till = { till_seq: writing.book.till_seq }
  const seq = add(writing, 'invoices', {
    ...invoice,
    ...till,
    account_seq: accountSeq(writing, account),
    status: 'creating',
    received_whole: 0,
    received_frac: 0,
    updated_at_ms: at,
  })
  const items = lines.map(({ item }) => (item === null ? null : seqOf(writing, 'items', item)))
  // Lines are told whole or not at all, for their sums make the amount.
  if (lines.every(({ item }, index) => item === null || items[index] !== null)) {
    for (const [index, { item: _, ...line }] of lines.entries())
      add(writing, 'invoice_lines', { ...line, invoice_seq: seq, item_seq: items[index] ?? null })
  }
  for (const { account: of, ...link } of links) {
    const isLive = link.stage === 'live'
    add(writing, 'payment_links', {
      ...link,
      ...till,
      invoice_seq: seq,
      account_seq: accountSeq(writing, of),
      stage: isLive ? 'live' : 'lost',
      reading: isLive ? 'open' : 'unheard',
      next_check_at_ms: isLive ? at : null,
    })
  }
  const asked = moneyAt(String(invoice.currency), wholeOf(invoice.asked_whole), wholeOf(invoice.asked_frac))
  const { currency } = asked
  const created = { number: String(invoice.number), currency, amount: toDecimal(asked), account }
  append(writing, seq, 'created', created, Number(invoice.created_at_ms))
  append(writing, seq, 'brought_back', { number: String(invoice.number) }, at)
  updateStatus(writing, seq, at, true)
}

function wholeOf(value: Bound | undefined): bigint {
  return BigInt(value as bigint)
}

function accountSeq(writing: Writing, id: string): bigint {
  const seq = seqOf(writing, 'provider_accounts', id)
  if (seq === null) throw new Error('an account of the other book was not taken over')
  return seq
}

function seqOf(reading: Reading, table: 'provider_accounts' | 'items', id: string): bigint | null {
  return get<{ seq: bigint }>(reading, `SELECT seq FROM ${table} WHERE id = ?`, [id])?.seq ?? null
}

function add(writing: Writing, table: string, row: Row): bigint {
  const names = Object.keys(row)
  const places = names.map((name) => `@${name}`)
  return insert(writing, `INSERT INTO ${table} (${names.join(', ')}) VALUES (${places.join(', ')})`, row)
}
