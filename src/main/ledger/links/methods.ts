import { raiseGhosts, unknownAgain } from '../exceptions/ghosts.ts'
import type { Ledger } from '../port/ledger.ts'
import type { NextCheck } from '../port/links.ts'
import { asTold } from '../sqlite/actor.ts'
import { inTransaction, type LedgerContext, type Writing } from '../sqlite/context.ts'
import { get, run } from '../sqlite/sql.ts'
import { linksSeen, recordUnchanged } from './answers.ts'
import { knownRefs, liveLinks, liveLinksOf, liveLinksSince } from './rows.ts'
import { scheduledLinks, scheduledLinksOf } from './schedule.ts'

type LinkWatchingMethods = Pick<
  Ledger,
  | 'recordAnswers'
  | 'recordUnchanged'
  | 'recordUnanswered'
  | 'setNextChecks'
  | 'pullNextChecks'
  | 'scheduledLinks'
  | 'scheduledLinksOf'
  | 'liveLinks'
  | 'liveLinksOf'
  | 'liveLinksSince'
  | 'knownRefs'
>

/** Gives the methods that schedule live links and record what was answered about them. */
export function linkWatchingMethods(context: LedgerContext): LinkWatchingMethods {
  const told = <T>(work: (writing: Writing) => T): T =>
    inTransaction(context, (writing) => asTold(writing, () => work(writing)))
  return {
    recordAnswers: (seen) => told((writing) => linksSeen(writing, seen)),
    recordUnchanged: (seen, at) => told((writing) => recordUnchanged(writing, seen, at)),
    recordUnanswered: (failed) =>
      told((writing) => {
        const unknown = unknownAgain(writing, failed)
        for (const one of failed) {
          run(
            writing,
            "UPDATE payment_links SET last_error = ?, next_check_at_ms = ? WHERE id = ? AND stage = 'live'",
            [one.code, one.nextCheckAt, one.linkId],
          )
        }
        return unknown.length === 0 ? [] : raiseGhosts(writing, unknown, failed[0]?.at ?? 0)
      }),
    setNextChecks: (checks) =>
      inTransaction(context, (writing) => {
        for (const check of checks) setNextCheck(writing, check)
      }),
    pullNextChecks(latest, now) {
      // Seldom is there one: a start writes nothing for it.
      if (!get(context, 'SELECT 1 FROM payment_links WHERE next_check_at_ms > ? LIMIT 1', [latest])) return
      inTransaction(context, (writing) => {
        const sql = 'UPDATE payment_links SET next_check_at_ms = ? WHERE next_check_at_ms > ?'
        run(writing, sql, [now, latest])
      })
    },
    scheduledLinks: (after, limit) => scheduledLinks(context, after, limit),
    scheduledLinksOf: (invoiceIds) => scheduledLinksOf(context, invoiceIds),
    liveLinks: (linkIds) => liveLinks(context, linkIds),
    liveLinksOf: (invoiceId) => liveLinksOf(context, invoiceId),
    liveLinksSince: (accountId, since) => liveLinksSince(context, accountId, since),
    knownRefs: (provider, refs) => knownRefs(context, provider, refs),
  }
}

function setNextCheck(writing: Writing, { linkId, nextCheckAt }: NextCheck): void {
  run(writing, "UPDATE payment_links SET next_check_at_ms = ? WHERE id = ? AND stage = 'live'", [
    nextCheckAt,
    linkId,
  ])
}
