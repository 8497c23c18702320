import type { HistoryEvent } from '../../../shared/contract/shapes/invoice.ts'
import { actorOf } from '../sqlite/actor.ts'
import type { Reading, Writing } from '../sqlite/context.ts'
import { eventText, hashAfter, hashBytes } from '../sqlite/event-chain.ts'
import { newId } from '../sqlite/ids.ts'
import { all, ms, run } from '../sqlite/sql.ts'
import { readHead } from './trail-head.ts'

/**
 * Every kind of event the ledger itself appends, with what its data names; besides, `by` names who was signed in at the till and did
 * what led to it. Others come in through `appendEvent`.
 */
export const EVENT_KINDS = {
  created: 'number, currency, amount, account',
  link_requested: 'link, marker',
  link_made: 'link, ref',
  link_recovered: 'link, ref',
  link_lost: 'link, code',
  link_refused: 'link, code, words',
  link_made_again: 'link, ref, url: a second making of a link that already lives; the first stays',
  amount_mismatch: 'link, asked, and the amount the provider echoed ("49.90 EUR")',
  status_seen: 'link, from, to: the raw word of the provider changed',
  expiry_changed: 'link, from, to (epoch ms)',
  receipt_seen: 'receipt, link, amount, credited ("49.90 EUR"), txHash',
  receipt_changed:
    'receipt, and ‹name›From, ‹name›To of txHash, payer, amount, credited, paidAt where they changed',
  status_changed: 'from, to',
  received_changed:
    'from, amount ("49.90 EUR"): the sum that has arrived by now, where neither a new receipt nor another status tells it',
  abandoned: 'reason',
  short_accepted: 'missing ("6.25 DAI"), reason, person: too little money that counts as enough from now on',
  rest_requested: 'link, marker, missing ("6.25 DAI"): a link that asks for the rest only',
  refund_recorded:
    'refund, amount ("5.00 EUR"), reason, reference, person: money that was given back outside of the app',
  refund_undone: 'refund, amount, reason, person: the refund of that id did not happen',
  taken_up: 'nothing: a sale that was given up got a new link',
  exception_raised: 'kind: what of the sale calls for a person',
  exception_settled: 'kind, how; text and person where a person settled it',
  note: 'text',
  reviewed: 'person: who looked at the sale and found it right',
  unreviewed: 'person: who took that back',
  review_lapsed:
    'why, person, at (epoch ms): who had reviewed the sale and when, before its status, its money, a refund or a matter for a person was new',
  tagged: 'tag, person',
  untagged: 'tag, person: the tag was taken away',
  edit_undone:
    'what (the kind of event that is undone), person; tag of a tag; of a note its text, and in `stands` and `note` the id and text of the one that stands again, null for none',
  edit_redone: 'what, person; tag of a tag; of a note its text, and in `stands` its id',
  account_added: 'account, provider, label, settings (JSON) where there are any',
  account_changed:
    'account, provider, label, setting ("label", or the name of one of its provider), from, to (null where it is not set): a setting is another from now on',
  account_paused: 'account, reason',
  account_resumed: 'account',
  account_key_changed: 'account',
  account_forgotten: 'account',
  book_went_on:
    'missingSales, missingReceipts, numbersAbove: a person went on with a book that lacks what was acknowledged',
  book_restored:
    'backup, taken, lost, lostNumbers, read: a backup was put in the place of the book, and newer sales were taken over to be asked about',
  brought_back:
    'number: the sale, or a link of it, was made after the backup that was restored, and is asked about again',
  till_begun:
    'code, before: the till goes on under a new code, for numbers under the one before may be on paper that this book does not know',
  till_reserved: 'code: the till of another computer goes on under it, which got a file of this book',
  book_salvaged:
    'sales, salesMissing, receipts, receiptsMissing, events, eventsMissing, numbers ("CF-000041 to CF-000044, …"), trail ("anew"): what could be read of a damaged book was written into this one, and which sales could not; the trail was begun anew',
  rows_missing:
    'table, rows ("4-9 12"): these could not be salvaged, and the whole check misses them no more',
  receipt_missing:
    'receipt, providerReceipt, amount ("49.90 EUR"), txHash, number: money that came, whose receipt could not be salvaged',
  numbers_missing: 'numbers: more of the sales that could not be salvaged',
  row_rebuilt:
    'table, row: lost when the book was salvaged, and made anew of what the rest of the book tells',
  item_added: 'item, name, price ("2.50 EUR"), code',
  item_changed: 'item, and name, price, code as they are from now on',
  item_put_away: 'item, name, price, code',
  item_taken_back: 'item, name, price, code',
  came_after_closing:
    'period, part, amount, sign (1 or -1), adjusts: the fact came after the closing of its own period, or of that of its sale',
  period_closed:
    'period (its first day), until (its last one), reason, person, seal (the head of the trail before it)',
  period_reopened: 'period, until, reason, person',
  tied_out:
    'period, account, told ("49.90 EUR"), book, reason, person: what a statement says was held against the book',
  standing_requested: 'standing, name, amount ("49.90 EUR"), account: a link that stays was asked for',
  standing_put_away: 'standing, name',
  standing_taken_back: 'standing, name',
  standing_paid: 'standing, name, payments: the sale is what came through a link that stays',
  people_changed:
    'version, digest (of the people from now on), what, whom, role, before, how: people of the till were changed; left_out says in how that so many changes before could not be told',
  till_changed:
    'what, and setting, from, to of a setting; text (a folder, a file), every, of, preset, language of a schedule; at, tries of a wrong passphrase; count of left_out, how many before could not be told: what a person did to the till and not to a book',
  import_begun: 'import, text (the name of the file), sha256, account, person',
  sale_imported:
    'number, currency, amount, account, import, ref: the sale was not made here, it came out of a file; its receipts have their own events',
  import_finished: 'import, text, sales, receipts: all of the file that was to be taken is here',
  import_undone:
    'import, text, sales, why (person, unfinished), person: its sales and receipts count nowhere from now on',
  sale_withdrawn:
    'number, import, ref: the import that brought the sale was undone, and its reference is free again',
} as const
export type EventKind = keyof typeof EVENT_KINDS

export type EventData = Readonly<Record<string, string | number | boolean | null>>

/** The longest text an event may hold, as the contract promises. */
const TEXT_LIMIT = 20_000

/** Appends one fact, and gives its id; `invoiceSeq` is null for a fact about the book or an account. */
export function append(
  writing: Writing,
  invoiceSeq: bigint | null,
  kind: EventKind,
  data: EventData,
  at: number,
): string {
  return appendAny(writing, invoiceSeq, kind, data, at)
}

/** Appends a fact of a kind that another part of the app names, and gives its id. */
export function appendAny(
  writing: Writing,
  invoiceSeq: bigint | null,
  kind: string,
  data: EventData,
  at: number,
): string {
  const actor = actorOf(writing)
  const told = actor === null || 'by' in data ? data : { ...data, by: actor.name }
  const whole = JSON.stringify(told)
  const text = whole.length > TEXT_LIMIT ? JSON.stringify(cut(told)) : whole
  const id = newId(at)
  const head = readHead(writing)
  const [seq, till] = [head.entry + 1, writing.book.till_seq]
  const hash = hashAfter(head.hash, eventText({ seq, till, invoice: invoiceSeq, at, id, kind, data: text }))
  run(
    writing,
    'INSERT INTO events (seq, id, till_seq, invoice_seq, at_ms, kind, data, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    [seq, id, till, invoiceSeq, at, kind, text, hashBytes(hash)],
  )
  return id
}

function cut(data: EventData): EventData {
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.slice(0, TEXT_LIMIT) : value,
    ]),
  )
}

interface EventRow {
  readonly id: string
  readonly at_ms: bigint
  readonly kind: string
  readonly data: string
}

/** Reads an invoice's events in the order they were written. */
export function eventsOf(reading: Reading, invoiceSeq: bigint): HistoryEvent[] {
  return all<EventRow>(
    reading,
    'SELECT id, at_ms, kind, data FROM events WHERE invoice_seq = ? ORDER BY seq',
    [invoiceSeq],
  ).map((row) => ({ id: row.id, at: ms(row.at_ms), kind: row.kind, data: JSON.parse(row.data) as EventData }))
}
