import type { Ledger } from '../port/ledger.ts'
import type { NextCheck } from '../port/links.ts'
import type { Desk } from '../sqlite/context.ts'
import { write } from '../sqlite/context.ts'
import { run } from '../sqlite/sql.ts'
import { linksSeen, recordUnchanged } from './answers.ts'
import { dueLinks, liveLinks, liveLinksOf, liveLinksSince, nextCheckAt } from './rows.ts'
import { scheduledLinks, scheduledLinksOf } from './schedule.ts'

type LinkWatchingMethods = Pick<
  Ledger,
  | 'recordAnswers'
  | 'recordUnchanged'
  | 'recordUnanswered'
  | 'setNextCheck'
  | 'setNextChecks'
  | 'pullNextChecks'
  | 'dueLinks'
  | 'scheduledLinks'
  | 'scheduledLinksOf'
  | 'liveLinks'
  | 'liveLinksOf'
  | 'liveLinksSince'
  | 'nextCheckAt'
>

/** How live links are watched: what is due, what was answered, what was not. */
export function linkWatchingMethods(desk: Desk): LinkWatchingMethods {
  const { db } = desk
  return {
    recordAnswers: (seen) => write(desk, () => linksSeen(desk, seen)),
    recordUnchanged: (seen, at) => write(desk, () => recordUnchanged(desk, seen, at)),
    recordUnanswered: (failed) =>
      write(desk, () => {
        for (const one of failed) {
          run(
            db,
            "UPDATE payment_links SET last_error = ?, next_check_at_ms = ? WHERE id = ? AND stage = 'live'",
            [one.code, one.nextCheckAt, one.linkId],
          )
        }
      }),
    setNextCheck: (linkId, nextCheckAt) => write(desk, () => setNextCheck(desk, { linkId, nextCheckAt })),
    setNextChecks: (checks) =>
      write(desk, () => {
        for (const check of checks) setNextCheck(desk, check)
      }),
    pullNextChecks: (latest, now) =>
      write(desk, () => {
        run(db, 'UPDATE payment_links SET next_check_at_ms = ? WHERE next_check_at_ms > ?', [now, latest])
      }),
    dueLinks: (now, limit) => dueLinks(desk, now, limit),
    scheduledLinks: (after, limit) => scheduledLinks(desk, after, limit),
    scheduledLinksOf: (invoiceIds) => scheduledLinksOf(desk, invoiceIds),
    liveLinks: (linkIds) => liveLinks(desk, linkIds),
    liveLinksOf: (invoiceId) => liveLinksOf(desk, invoiceId),
    liveLinksSince: (accountId, since) => liveLinksSince(desk, accountId, since),
    nextCheckAt: () => nextCheckAt(desk),
  }
}

function setNextCheck(desk: Desk, { linkId, nextCheckAt }: NextCheck): void {
  run(desk.db, "UPDATE payment_links SET next_check_at_ms = ? WHERE id = ? AND stage = 'live'", [
    nextCheckAt,
    linkId,
  ])
}
