import { stored } from './amounts.ts'
import type { Desk } from './desk.ts'
import { write } from './desk.ts'
import { append } from './events.ts'
import type { Changed, Ledger, LinkSeen } from './ledger.ts'
import { markAnswered, noteMismatch } from './link-making.ts'
import { dueLinks, type LinkRow, linkRow, liveLinksOf, liveLinksSince, nextCheckAt } from './link-rows.ts'
import { keepReceipt } from './receipts.ts'
import { msOrNull, run } from './sql.ts'
import { rederive } from './status-keeping.ts'

type LinkWatchingMethods = Pick<
  Ledger,
  | 'linkSeen'
  | 'linkUnanswered'
  | 'setNextCheck'
  | 'pullNextChecks'
  | 'dueLinks'
  | 'liveLinksOf'
  | 'liveLinksSince'
  | 'nextCheckAt'
>

/** How live links are watched: what is due, what was answered, what was not. */
export function linkWatchingMethods(desk: Desk): LinkWatchingMethods {
  const { db } = desk
  return {
    linkSeen: (seen) =>
      write(desk, () =>
        seen.flatMap((one) => {
          const changed = linkSeen(desk, one)
          return changed ? [changed] : []
        }),
      ),
    linkUnanswered: (failed) =>
      write(desk, () => {
        for (const one of failed) {
          run(
            db,
            "UPDATE payment_links SET last_error = ?, next_check_at_ms = ? WHERE id = ? AND stage = 'live'",
            [one.code, one.nextCheckAt, one.linkId],
          )
        }
      }),
    setNextCheck: (linkId, at) =>
      write(desk, () => {
        run(db, "UPDATE payment_links SET next_check_at_ms = ? WHERE id = ? AND stage = 'live'", [at, linkId])
      }),
    pullNextChecks: (latest, now) =>
      write(desk, () => {
        run(db, 'UPDATE payment_links SET next_check_at_ms = ? WHERE next_check_at_ms > ?', [now, latest])
      }),
    dueLinks: (now, limit) => dueLinks(desk, now, limit),
    liveLinksOf: (invoiceId) => liveLinksOf(desk, invoiceId),
    liveLinksSince: (accountId, since) => liveLinksSince(desk, accountId, since),
    nextCheckAt: () => nextCheckAt(desk),
  }
}

function linkSeen(desk: Desk, seen: LinkSeen): Changed | null {
  const link = linkRow(desk, seen.linkId)
  if (link?.stage !== 'live') return null
  const spoke = noteWord(desk, link, seen)
  const moved = noteExpiry(desk, link, seen)
  const differs = Boolean(seen.mismatch) && link.mismatched === 0n
  if (seen.mismatch) noteMismatch(desk, link, seen.mismatch, seen.at)
  const received = stored(seen.received?.currency === link.currency ? seen.received : null)
  run(
    desk.db,
    `UPDATE payment_links SET reading = ?, raw_status = ?, raw_answer = ?, checked_at_ms = ?, next_check_at_ms = ?,
       received_whole = ?, received_frac = ?, end_reason = ?, last_error = NULL WHERE seq = ?`,
    [
      seen.reading,
      seen.rawStatus,
      seen.rawAnswer,
      seen.at,
      seen.nextCheckAt,
      received.whole,
      received.frac,
      seen.endReason ?? null,
      link.seq,
    ],
  )
  const kept = (seen.receipts ?? []).map((receipt) => keepReceipt(desk, link, receipt, seen.at))
  const newReceipts = kept.filter((one) => one === 'new').length
  const touched = spoke || moved || differs || kept.some((one) => one !== 'known')
  const rederived = rederive(desk, link.invoice_seq, seen.at, touched)
  markAnswered(desk, link, seen.at)
  return { ...rederived, changed: touched || rederived.before !== rederived.after, newReceipts }
}

function noteWord(desk: Desk, link: LinkRow, seen: LinkSeen): boolean {
  if (link.raw_status !== seen.rawStatus) {
    append(
      desk,
      link.invoice_seq,
      'status_seen',
      { link: link.id, from: link.raw_status, to: seen.rawStatus },
      seen.at,
    )
  }
  return link.raw_status !== seen.rawStatus || link.reading !== seen.reading
}

function noteExpiry(desk: Desk, link: LinkRow, seen: LinkSeen): boolean {
  const before = msOrNull(link.expires_at_ms)
  if (seen.expiresAt === null || seen.expiresAt === before) return false
  run(desk.db, 'UPDATE payment_links SET expires_at_ms = ? WHERE seq = ?', [seen.expiresAt, link.seq])
  append(
    desk,
    link.invoice_seq,
    'expiry_changed',
    { link: link.id, from: before, to: seen.expiresAt },
    seen.at,
  )
  return true
}
