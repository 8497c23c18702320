import { sameMoney } from '../../../shared/money/money.ts'
import type { LinkReading } from '../../../shared/status/status.ts'
import { endGhost } from '../exceptions/ghosts.ts'
import { append } from '../history/events.ts'
import type { InvoiceChange } from '../port/changes.ts'
import type { LinkSeen, NextCheck } from '../port/links.ts'
import type { Reading, Writing } from '../sqlite/context.ts'
import { moneyOrNull, stored } from '../sqlite/money-columns.ts'
import { get, msOrNull, run } from '../sqlite/sql.ts'
import { type StatusUpdate, updateStatuses } from '../status/derive.ts'
import { markAccountAnswered, noteMismatch } from './creation.ts'
import { keepReceipt } from './receipts.ts'
import { type LinkRow, linkRow, linkRows } from './rows.ts'

/**
 * Writes what was answered about many links, as if one after the other; part of the caller's transaction.
 *
 * What can be read for all at once is; of an invoice that comes up again, the earlier answer is finished first. `wasCounted` says
 * that what the receipts show was counted as received before.
 */
export function linksSeen(writing: Writing, seen: readonly LinkSeen[], wasCounted = false): InvoiceChange[] {
  const rows = linkRows(
    writing,
    seen.map((one) => one.linkId),
  )
  const changes: InvoiceChange[] = []
  const accounts = new Map<bigint, number>()
  /** The round in which an invoice last came up. */
  const rounds = new Map<number, number>()
  let round = 0
  let written: StatusUpdate[] = []
  const finish = (): void => {
    changes.push(...changesOf(writing, written))
    written = []
    round += 1
  }

  for (const [place, one] of seen.entries()) {
    const known = rows[place]
    if (known?.stage !== 'live') continue
    const invoice = Number(known.invoice_seq)
    const before = rounds.get(invoice)
    if (before === round) finish()
    const link = before === undefined ? known : linkRow(writing, known.id)
    if (!link) throw new Error('a link is gone from under its answer')
    rounds.set(invoice, round)
    written.push({ ...writeAnswer(writing, link, one), wasCounted })
    accounts.set(link.account_seq, one.at)
  }
  finish()
  for (const [account, at] of accounts) markAccountAnswered(writing, account, at)
  return changes
}

function changesOf(writing: Writing, written: readonly StatusUpdate[]): InvoiceChange[] {
  return updateStatuses(writing, written).map((one, place) => {
    const { touched = false, newReceipts = 0 } = written[place] ?? {}
    return { ...one, changed: touched || one.before !== one.after, newReceipts }
  })
}

function writeAnswer(writing: Writing, link: LinkRow, told: LinkSeen): StatusUpdate {
  endGhost(writing, link, told.at)
  const seen = { ...told, reading: readingKept(writing, link, told.reading) }
  const spoke = noteWord(writing, link, seen)
  const moved = noteExpiry(writing, link, seen)
  const differs = Boolean(seen.mismatch) && link.mismatched === 0n
  if (seen.mismatch) noteMismatch(writing, link, seen.mismatch, seen.at)
  noteBegun(writing, link, seen)
  noteTolerance(writing, link, seen)
  const otherSum = noteAnswer(writing, link, seen)
  const kept = (seen.receipts ?? []).map((receipt) => keepReceipt(writing, link, receipt, seen.at))
  const newReceipts = kept.filter((one) => one === 'new').length
  const otherReceipts = kept.some((one) => one !== 'known')
  const touched = spoke || moved || differs || otherSum || otherReceipts
  const receiptsDue = seen.receipts === null && link.reading !== seen.reading
  const toldAnew = otherSum || otherReceipts || (!receiptsDue && isStillWithout(writing, link, seen))
  const byHand = seen.byHand === true && link.raw_status !== seen.rawStatus
  const news = { newReceipts, toldAnew, byHand, toldLink: receiptsDue ? null : link.seq }
  return { invoiceSeq: link.invoice_seq, at: seen.at, touched, ...news, checked: true }
}

/** The words that say nothing of money that came. */
const WITHOUT_MONEY: readonly LinkReading[] = ['open', 'confirming', 'expired', 'failed', 'unheard']

/**
 * Gives the reading that counts after this answer: money in another currency counts by the provider's paid word alone, so that
 * only another word about money takes it back, as with money that can be counted.
 */
function readingKept(reading: Reading, link: LinkRow, said: LinkReading): LinkReading {
  const wasPaid = link.reading === 'paid' || link.reading === 'overpaid'
  return wasPaid && WITHOUT_MONEY.includes(said) && hasForeignReceipts(reading, link) ? link.reading : said
}

function hasForeignReceipts(reading: Reading, link: LinkRow): boolean {
  const foreign = 'SELECT 1 FROM receipts WHERE link_seq = ? AND credited_currency IS NOT ? LIMIT 1'
  return get(reading, foreign, [link.seq, link.currency]) !== null
}

/** Says whether receipts that were due have not come, and nobody was told of it yet. */
function isStillWithout(reading: Reading, link: LinkRow, seen: LinkSeen): boolean {
  const counts = seen.reading === 'paid' || seen.reading === 'overpaid' || (seen.received?.units ?? 0n) > 0n
  if (!counts || (seen.receipts?.length ?? 0) > 0) return false
  const told = "SELECT 1 FROM exceptions WHERE invoice_seq = ? AND kind = 'differs' LIMIT 1"
  return get(reading, told, [link.invoice_seq]) === null
}

/** Keeps the earliest moment at which a payment was under way. */
function noteBegun(writing: Writing, link: LinkRow, seen: LinkSeen): void {
  const begun = seen.begunAt ?? (seen.reading === 'confirming' ? seen.at : null)
  const known = msOrNull(link.begun_at_ms)
  if (begun === null || (known !== null && known <= begun)) return
  run(writing, 'UPDATE payment_links SET begun_at_ms = ? WHERE seq = ?', [begun, link.seq])
}

/** What the provider took for paid by its own tolerance is paid here too; a larger one of ours stays. */
function noteTolerance(writing: Writing, link: LinkRow, seen: LinkSeen): void {
  const { tolerance, reading } = seen
  if (!tolerance || tolerance.units === 0n || tolerance.currency !== link.currency || reading !== 'paid')
    return
  const { whole, frac } = stored(tolerance)
  run(
    writing,
    `UPDATE invoices SET tolerance_whole = ?1, tolerance_frac = ?2
     WHERE seq = ?3 AND (tolerance_whole IS NULL OR (tolerance_whole, tolerance_frac) < (?1, ?2))`,
    { 1: whole, 2: frac, 3: link.invoice_seq },
  )
}

/** The same answer as the last one moves only the times: most answers are of this kind. True when the sum is another. */
function noteAnswer(writing: Writing, link: LinkRow, seen: LinkSeen): boolean {
  const received = seen.received?.currency === link.currency ? seen.received : null
  const sameSum = sameMoney(moneyOrNull(link.currency, link.received_whole, link.received_frac), received)
  const same =
    link.reading === seen.reading &&
    link.raw_status === seen.rawStatus &&
    link.raw_answer === seen.rawAnswer &&
    link.end_reason === (seen.endReason ?? null) &&
    sameSum
  if (same) {
    noteSame(writing, link, seen.nextCheckAt, seen.at)
    return false
  }
  const { whole, frac } = stored(received)
  run(
    writing,
    `UPDATE payment_links SET reading = ?, raw_status = ?, raw_answer = ?, checked_at_ms = ?, next_check_at_ms = ?,
       received_whole = ?, received_frac = ?, end_reason = ?, last_error = NULL WHERE seq = ?`,
    [
      seen.reading,
      seen.rawStatus,
      seen.rawAnswer,
      seen.at,
      seen.nextCheckAt,
      whole,
      frac,
      seen.endReason ?? null,
      link.seq,
    ],
  )
  return !sameSum
}

function noteWord(writing: Writing, link: LinkRow, seen: LinkSeen): boolean {
  if (link.raw_status !== seen.rawStatus) {
    append(
      writing,
      link.invoice_seq,
      'status_seen',
      { link: link.id, from: link.raw_status, to: seen.rawStatus },
      seen.at,
    )
  }
  return link.raw_status !== seen.rawStatus || link.reading !== seen.reading
}

function noteExpiry(writing: Writing, link: LinkRow, seen: LinkSeen): boolean {
  const from = msOrNull(link.expires_at_ms)
  const to = endAfter(link.reading, from, seen)
  if (to === from) return false
  run(writing, 'UPDATE payment_links SET expires_at_ms = ? WHERE seq = ?', [to, link.seq])
  append(writing, link.invoice_seq, 'expiry_changed', { link: link.id, from, to }, seen.at)
  return true
}

/**
 * When the link stops asking after this answer: a provider that says "expired" before the promised time has moved it to now.
 *
 * By what is written here: another question may have been answered since this one was asked.
 */
function endAfter(readBefore: string, before: number | null, seen: LinkSeen): number | null {
  const told = seen.expiresAt ?? before
  if (seen.reading !== 'expired') return told
  // What was found expired once keeps that moment; a clock behind the provider's would move it at every look.
  if (readBefore === 'expired') return before ?? told
  return told === null ? seen.at : Math.min(told, seen.at)
}

/** Notes that these links answered what was already known; part of the caller's transaction. */
export function recordUnchanged(writing: Writing, seen: readonly NextCheck[], at: number): void {
  const rows = linkRows(
    writing,
    seen.map((one) => one.linkId),
  )
  const invoices: bigint[] = []
  const accounts = new Set<bigint>()
  for (const [place, { nextCheckAt }] of seen.entries()) {
    const link = rows[place]
    if (link?.stage !== 'live') continue
    endGhost(writing, link, at)
    noteSame(writing, link, nextCheckAt, at)
    invoices.push(link.invoice_seq)
    accounts.add(link.account_seq)
  }
  run(writing, CHECKED_SQL, [at, `[${invoices.join(',')}]`])
  for (const account of accounts) markAccountAnswered(writing, account, at)
}

export const CHECKED_SQL =
  'UPDATE invoices SET checked_at_ms = ? WHERE seq IN (SELECT value FROM json_each(?))'

function noteSame(writing: Writing, link: LinkRow, nextCheckAt: number | null, at: number): void {
  run(
    writing,
    'UPDATE payment_links SET checked_at_ms = ?, next_check_at_ms = ?, last_error = NULL WHERE seq = ?',
    [at, nextCheckAt, link.seq],
  )
}
