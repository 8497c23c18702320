import { foldHash, isHexHash } from '../../../shared/contract/plain/hash.ts'
import type { Receipt } from '../../../shared/contract/shapes/invoice.ts'
import type { Money } from '../../../shared/money/money.ts'
import { sameMoney } from '../../../shared/money/money.ts'
import { toStored } from '../../../shared/money/scale.ts'
import { type DatedFact, noteLaterReceipt } from '../closing/later-facts.ts'
import { append, type EventData } from '../history/events.ts'
import type { SeenReceipt } from '../port/links.ts'
import type { Reading, Writing } from '../sqlite/context.ts'
import { newId } from '../sqlite/ids.ts'
import { asAmount, inWords, moneyAt, moneyOrNull, stored } from '../sqlite/money-columns.ts'
import { all, get, ms, msOrNull, run } from '../sqlite/sql.ts'
import type { LinkRow } from './rows.ts'

/** What a provider told of a receipt, as it lies in the book. */
export interface StoredReceipt {
  readonly provider_receipt_id: string
  readonly tx_hash: string | null
  readonly payer: string | null
  readonly currency: string
  readonly amount_whole: bigint
  readonly amount_frac: bigint
  readonly credited_currency: string | null
  readonly credited_whole: bigint | null
  readonly credited_frac: bigint | null
  readonly paid_at_ms: bigint
  readonly time_observed: bigint
}

interface ReceiptRow extends StoredReceipt {
  readonly seq: bigint
  readonly id: string
  readonly link_id: string
  readonly recorded_at_ms: bigint
}

const SELECT = `
  SELECT receipts.seq, receipts.id, payment_links.id AS link_id, provider_receipt_id, tx_hash, payer, currency,
    amount_whole, amount_frac, credited_currency, credited_whole, credited_frac, paid_at_ms, time_observed,
    recorded_at_ms
  FROM receipts JOIN payment_links ON payment_links.seq = receipts.link_seq`

/** Writes a receipt that is new, or completes one that is known; part of the caller's transaction. */
export function keepReceipt(
  writing: Writing,
  link: LinkRow,
  seen: SeenReceipt,
  at: number,
): 'new' | 'completed' | 'known' {
  const known = knownReceipt(writing, link, seen)
  if (known) return complete(writing, link, known, seen, at)
  // What is told without a name, where all of it has a name by now, is nothing new.
  if (isUnnamed(link, seen.receiptId) && hasReceipts(writing, link)) return 'known'
  addReceipt(writing, link, seen, at)
  return 'new'
}

/** A receipt that bears its link's own reference stands for a transfer that its provider has not named yet. */
function isUnnamed(link: LinkRow, receiptId: string): boolean {
  return receiptId === link.provider_ref
}

function hasReceipts(reading: Reading, link: LinkRow): boolean {
  return get(reading, 'SELECT 1 FROM receipts WHERE link_seq = ? LIMIT 1', [link.seq]) !== null
}

/** Finds the receipt that is told of: by its id, by another spelling of it, or the unnamed one that this is the name of. */
function knownReceipt(reading: Reading, link: LinkRow, seen: SeenReceipt): ReceiptRow | null {
  const byId = receiptById(reading, link, seen.receiptId)
  if (byId || seen.txHash === null) return byId
  const spelt = isHexHash(seen.receiptId) ? all<ReceiptRow>(reading, SPELT_SQL, [link.seq, seen.txHash]) : []
  const same = spelt.find((row) => foldHash(row.provider_receipt_id) === foldHash(seen.receiptId))
  if (same) return same
  const unnamed = link.provider_ref === null ? null : receiptById(reading, link, link.provider_ref)
  return unnamed?.tx_hash === null ? unnamed : null
}

// By the index of hashes: a link may have thousands of receipts.
const SPELT_SQL = `${SELECT} WHERE receipts.link_seq = ? AND tx_hash = ? COLLATE NOCASE`

function receiptById(reading: Reading, link: LinkRow, receiptId: string): ReceiptRow | null {
  const sql = `${SELECT} WHERE receipts.link_seq = ? AND provider_receipt_id = ?`
  return get<ReceiptRow>(reading, sql, [link.seq, receiptId])
}

function addReceipt(writing: Writing, link: LinkRow, seen: SeenReceipt, at: number): void {
  const id = newId(at)
  const amount = toStored(seen.amount)
  const credited = stored(seen.credited)
  run(
    writing,
    `INSERT INTO receipts (id, till_seq, invoice_seq, link_seq, provider_receipt_id, tx_hash, payer, currency,
       amount_whole, amount_frac, credited_currency, credited_whole, credited_frac, paid_at_ms, time_observed,
       not_before_ms, recorded_at_ms, raw)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      id,
      writing.book.till_seq,
      link.invoice_seq,
      link.seq,
      seen.receiptId,
      seen.txHash,
      seen.payer,
      seen.amount.currency,
      amount.whole,
      amount.frac,
      seen.credited?.currency ?? null,
      credited.whole,
      credited.frac,
      seen.paidAt,
      seen.timeObserved ? 1 : 0,
      lookBefore(link, at),
      at,
      seen.raw,
    ],
  )
  append(
    writing,
    link.invoice_seq,
    'receipt_seen',
    {
      receipt: id,
      link: link.id,
      amount: inWords(seen.amount),
      credited: inWords(seen.credited),
      txHash: seen.txHash,
    },
    at,
  )
  noteLaterReceipt(writing, link.invoice_seq, { link: link.seq, id: seen.receiptId }, null, factOf(seen), at)
}

/** What a receipt brings to its day: what counts toward its sale, and where that is not known, what came. */
function factOf({ amount, credited, paidAt }: Pick<Values, 'amount' | 'credited' | 'paidAt'>): DatedFact {
  return { at: paidAt, amount: credited ?? amount }
}

/** The last look that did not show the money; null where a clock that was set back since has dated it later than this one. */
function lookBefore(link: LinkRow, at: number): number | null {
  const checkedAt = msOrNull(link.checked_at_ms)
  return checkedAt !== null && checkedAt > at ? null : checkedAt
}

interface Values {
  readonly receiptId: string
  readonly txHash: string | null
  readonly payer: string | null
  readonly amount: Money
  readonly credited: Money | null
  readonly paidAt: number
  readonly timeObserved: boolean
}

function complete(
  writing: Writing,
  link: LinkRow,
  known: ReceiptRow,
  seen: SeenReceipt,
  at: number,
): 'completed' | 'known' {
  const before = valuesOf(known)
  const after = completed(before, seen)
  const differences = differencesOf(before, after)
  if (Object.keys(differences).length === 0) return 'known'
  const amount = toStored(after.amount)
  const credited = stored(after.credited)
  run(
    writing,
    `UPDATE receipts SET provider_receipt_id = ?, tx_hash = ?, payer = ?, currency = ?, amount_whole = ?, amount_frac = ?, credited_currency = ?,
       credited_whole = ?, credited_frac = ?, paid_at_ms = ?, time_observed = ?, raw = ? WHERE seq = ?`,
    [
      after.receiptId,
      after.txHash,
      after.payer,
      after.amount.currency,
      amount.whole,
      amount.frac,
      after.credited?.currency ?? null,
      credited.whole,
      credited.frac,
      after.paidAt,
      after.timeObserved ? 1 : 0,
      seen.raw,
      known.seq,
    ],
  )
  append(writing, link.invoice_seq, 'receipt_changed', { receipt: known.id, ...differences }, at)
  const place = { link: link.seq, id: after.receiptId }
  noteLaterReceipt(writing, link.invoice_seq, place, factOf(before), factOf(after), at)
  return 'completed'
}

/** What is known is never taken away by silence, and a true time of payment never by an observed one. */
function completed(known: Values, seen: SeenReceipt): Values {
  const timely = !seen.timeObserved
  const samePlace = foldHash(known.receiptId) === foldHash(seen.receiptId)
  return {
    receiptId: samePlace ? known.receiptId : seen.receiptId,
    txHash: sameHash(known.txHash, seen.txHash) ? known.txHash : (seen.txHash ?? known.txHash),
    payer: seen.payer ?? known.payer,
    amount: seen.amount,
    // Another amount has another worth, or none that can be compared.
    credited: sameMoney(seen.amount, known.amount) ? (seen.credited ?? known.credited) : seen.credited,
    paidAt: timely ? seen.paidAt : known.paidAt,
    timeObserved: timely ? false : known.timeObserved,
  }
}

function sameHash(known: string | null, told: string | null): boolean {
  return known !== null && told !== null && foldHash(known) === foldHash(told)
}

function differencesOf(before: Values, after: Values): EventData {
  const differences: Record<string, string | number | null> = {}
  const note = (name: string, from: string | number | null, to: string | number | null) => {
    differences[`${name}From`] = from
    differences[`${name}To`] = to
  }
  if (before.txHash !== after.txHash) note('txHash', before.txHash, after.txHash)
  if (before.payer !== after.payer) note('payer', before.payer, after.payer)
  if (!sameMoney(before.amount, after.amount)) note('amount', inWords(before.amount), inWords(after.amount))
  if (!sameMoney(before.credited, after.credited)) {
    note('credited', inWords(before.credited), inWords(after.credited))
  }
  if (before.paidAt !== after.paidAt || before.timeObserved !== after.timeObserved) {
    note('paidAt', before.paidAt, after.paidAt)
  }
  return differences
}

/** Reads what a provider told of a receipt. */
export function valuesOf(row: StoredReceipt): Values {
  return {
    receiptId: row.provider_receipt_id,
    txHash: row.tx_hash,
    payer: row.payer,
    amount: moneyAt(row.currency, row.amount_whole, row.amount_frac),
    credited: moneyOrNull(row.credited_currency, row.credited_whole, row.credited_frac),
    paidAt: ms(row.paid_at_ms),
    timeObserved: row.time_observed === 1n,
  }
}

/** Reads an invoice's receipts in the order the money came. */
export function receiptsOf(reading: Reading, invoiceSeq: bigint): Receipt[] {
  return all<ReceiptRow>(
    reading,
    `${SELECT} WHERE receipts.invoice_seq = ? ORDER BY paid_at_ms, receipts.seq`,
    [invoiceSeq],
  ).map((row) => {
    const { amount, credited, receiptId, ...rest } = valuesOf(row)
    return {
      ...rest,
      id: row.id,
      linkId: row.link_id,
      providerReceiptId: receiptId,
      amount: asAmount(amount),
      credited: credited && asAmount(credited),
      recordedAt: ms(row.recorded_at_ms),
    }
  })
}
