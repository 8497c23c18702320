import { toDecimal } from '../../../shared/money/money.ts'
import { noteLaterSale } from '../closing/later-facts.ts'
import { readLastSale } from '../copies/content.ts'
import { append } from '../history/events.ts'
import type { TakenOver } from '../port/copies/restored.ts'
import type { Ledger } from '../port/ledger.ts'
import { withActor } from '../sqlite/actor.ts'
import { asPart, inTransaction, type LedgerContext, type Writing } from '../sqlite/context.ts'
import { failureCodeOf } from '../sqlite/errors.ts'
import { MIGRATIONS } from '../sqlite/migrations/index.ts'
import { inWords, moneyAt } from '../sqlite/money-columns.ts'
import { type Bound, get, insert, run } from '../sqlite/sql.ts'
import { updateStatus } from '../status/derive.ts'
import { readTotals } from '../witness/totals.ts'
import { type LinkRow, nameLost, type Row, readMissing, type Sale, seqOf } from './missing.ts'
import { isOlder, readNewer } from './newer.ts'

/** Makes the methods of a book that was restored. */
export function restoredMethods(
  context: LedgerContext,
): Pick<Ledger, 'lastSale' | 'countNewer' | 'newerThan' | 'takeOver'> {
  return {
    lastSale: () => ({
      invoices: readTotals(context).invoices,
      lastSale: readLastSale(context, MIGRATIONS.length),
    }),
    countNewer: (older) => (isOlder(context, older) ? readTotals(context).invoices - older.invoices : null),
    newerThan: (older) => readNewer(context, older),
    takeOver: (path, backup, at) => takeOver(context, path, backup, at),
  }
}

/**
 * Takes what this book lacks from an older or newer state of it that lay in its place: sales, each with its number, lines and links, links
 * of sales that are here, accounts, items and standing links; and nothing that a provider said of them, so that they are asked about again.
 *
 * A sale without a link that its provider may have is named and left out, and so is one whose number or link another sale here has. What
 * is here already stays as it is, so that a second time changes nothing. Of another book nothing is taken. Where the other cannot be read
 * to its end, what could be read is taken.
 */
function takeOver(context: LedgerContext, path: string, backup: string, at: number): TakenOver {
  const found = readMissing(context, path)
  return inTransaction(context, (writing) => {
    for (const account of found.accounts) addAccount(writing, account)
    for (const item of found.items) addItem(writing, item, at)
    for (const link of found.standing) fits(writing, () => addStanding(writing, link, at))
    let taken = 0
    for (const sale of found.sales) {
      if (fits(writing, () => addSale(writing, sale, at))) taken += 1
      else nameLost(found, sale.invoice)
    }
    for (const link of found.links) fits(writing, () => bringLink(writing, link, at))
    const { lost, lostNumbers, read } = found
    append(
      writing,
      null,
      'book_restored',
      { backup, taken, lost, lostNumbers: lostNumbers.join(', '), read },
      at,
    )
    return { taken, lost, lostNumbers, read, replaced: found.isAnother ? 'another' : 'this' }
  })
}

/** Does one act whole or not at all; gives false where something here has what must be its own alone, as a number or a reference. */
function fits(writing: Writing, act: () => void): boolean {
  try {
    asPart(writing, act)
    return true
  } catch (error) {
    if (failureCodeOf(error) === 'CONFLICT') return false
    throw error
  }
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

/** Adds a sale with its lines and links, none of which anybody has heard of yet. Part of the caller's transaction. */
export function addSale(writing: Writing, { invoice, account, lines, links }: Sale, at: number): void {
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
  for (const link of links) addLink(writing, seq, link, at)
  const asked = moneyAt(String(invoice.currency), wholeOf(invoice.asked_whole), wholeOf(invoice.asked_frac))
  const { currency } = asked
  const created = { number: String(invoice.number), currency, amount: toDecimal(asked), account }
  // It was not made by whoever brings it back.
  withActor(writing.db, null, () => append(writing, seq, 'created', created, Number(invoice.created_at_ms)))
  append(writing, seq, 'brought_back', { number: String(invoice.number) }, at)
  noteLaterSale(writing, seq, { at: Number(invoice.created_at_ms), amount: asked }, at)
  updateStatus(writing, seq, at, true)
}

function addLink(writing: Writing, invoiceSeq: bigint, { account, ...link }: LinkRow, at: number): void {
  add(writing, 'payment_links', {
    ...link,
    ...stageOf(link, at),
    till_seq: writing.book.till_seq,
    invoice_seq: invoiceSeq,
    account_seq: accountSeq(writing, account),
  })
}

/** As a link that nobody has asked about yet. */
function stageOf(link: Row, at: number): Row {
  return link.stage === 'live'
    ? { stage: 'live', reading: 'open', next_check_at_ms: at }
    : { stage: 'lost', reading: 'unheard', next_check_at_ms: null }
}

/** Adds a link to a sale that is here, or what came of making it. Part of the caller's transaction. */
export function bringLink(
  writing: Writing,
  { sale, ...link }: LinkRow & { readonly sale: string },
  at: number,
): void {
  const invoice = get<{ seq: bigint; number: string }>(
    writing,
    'SELECT seq, number FROM invoices WHERE id = ?',
    [sale],
  )
  if (!invoice) throw new Error('a sale that was here is gone')
  if (seqOf(writing, 'payment_links', String(link.id)) === null) addLink(writing, invoice.seq, link, at)
  else {
    const made = [
      'provider_ref',
      'url',
      'made_at_ms',
      'expires_at_ms',
      'mismatched',
      'stage',
      'reading',
      'next_check_at_ms',
    ]
    const set = made.map((name) => `${name} = @${name}`).join(', ')
    const { account: _, ...row } = link
    run(writing, `UPDATE payment_links SET ${set} WHERE id = @id`, { ...row, ...stageOf(link, at) })
  }
  append(writing, invoice.seq, 'brought_back', { number: invoice.number }, at)
  updateStatus(writing, invoice.seq, at, true)
}

/** Adds an item; where another one on sale here has its code, without it. */
function addItem(writing: Writing, row: Row, at: number): void {
  const other = 'SELECT 1 FROM items WHERE code = ? AND retired_at_ms IS NULL'
  const isTaken = row.retired_at_ms === null && get(writing, other, [row.code ?? null]) !== null
  const code = typeof row.code === 'string' && !isTaken ? row.code : null
  add(writing, 'items', { ...row, code, till_seq: writing.book.till_seq })
  const price = inWords(moneyAt(String(row.currency), wholeOf(row.price_whole), wholeOf(row.price_frac)))
  const kind = row.retired_at_ms === null ? 'item_added' : 'item_put_away'
  append(writing, null, kind, { item: String(row.id), name: String(row.name), price, code }, at)
}

function wholeOf(value: Bound | undefined): bigint {
  return BigInt(value as bigint)
}

function accountSeq(writing: Writing, id: string): bigint {
  const seq = seqOf(writing, 'provider_accounts', id)
  if (seq === null) throw new Error('an account of the other book was not taken over')
  return seq
}

function add(writing: Writing, table: string, row: Row): bigint {
  const names = Object.keys(row)
  const places = names.map((name) => `@${name}`)
  return insert(writing, `INSERT INTO ${table} (${names.join(', ')}) VALUES (${places.join(', ')})`, row)
}
