import { toStored } from '../../../shared/money/scale.ts'
import { append } from '../history/events.ts'
import { knownRefs } from '../links/rows.ts'
import type { Compared, NotedCompared } from '../port/exceptions.ts'
import type { Reading, Writing } from '../sqlite/context.ts'
import { newId } from '../sqlite/ids.ts'
import { inWords } from '../sqlite/money-columns.ts'
import { all, get, run } from '../sqlite/sql.ts'
import { raiseGhosts } from './ghosts.ts'

/** Raises what a comparison found: each link of the provider's once for good, whoever handled it; part of the caller's transaction. */
export function noteCompared(writing: Writing, compared: Compared, at: number): NotedCompared {
  const account = get<{ seq: bigint; provider: string }>(
    writing,
    'SELECT seq, provider FROM provider_accounts WHERE id = ?',
    [compared.accountId],
  )
  if (!account) return { changes: [], raised: [] }
  const codes = new Set(all<{ code: string }>(writing, 'SELECT code FROM tills').map(({ code }) => code))
  // A link whose mark names a sale of another till is that till's, and stands in its book.
  const isOthers = (number: string | null) => number !== null && !codes.has(number.replace(/-\d+$/, ''))
  const raised = compared.orphans
    .filter(({ number }) => !isOthers(number))
    .flatMap((orphan) => raiseOrphan(writing, account, compared.accountId, orphan, at) ?? [])
  return { changes: raiseGhosts(writing, compared.ghostLinkIds, at), raised }
}

function raiseOrphan(
  writing: Writing,
  account: { readonly seq: bigint; readonly provider: string },
  accountId: string,
  { ref, number, amount }: Compared['orphans'][number],
  at: number,
): string | null {
  // An account that was forgotten and added again has the same links.
  const known = `SELECT 1 FROM exceptions AS raised JOIN provider_accounts AS account ON account.seq = raised.account_seq
    WHERE raised.kind = 'orphan' AND raised.provider_ref = ? AND account.provider = ?`
  if (get(writing, known, [ref, account.provider])) return null
  // It may have come into the book while the provider was still being asked.
  if (knownRefs(writing, account.provider, [ref]).length > 0) return null
  const id = newId(at)
  const told = amount && toStored(amount)
  run(
    writing,
    `INSERT INTO exceptions (id, till_seq, kind, raised_at_ms, account_seq, provider_ref, told_number, told_currency, told_whole, told_frac)
     VALUES (?, ?, 'orphan', ?, ?, ?, ?, ?, ?, ?)`,
    [
      ...[id, writing.book.till_seq, at, account.seq, ref, number],
      ...[amount?.currency ?? null, told?.whole ?? null, told?.frac ?? null],
    ],
  )
  const data = { kind: 'orphan', account: accountId, ref, number, amount: amount && inWords(amount) }
  append(writing, null, 'exception_raised', data, at)
  return id
}

/** Ends the exception of a provider's link that has a sale by now, also one of an account that was forgotten and added again since; part of the caller's transaction. */
export function endOrphan(writing: Writing, accountSeq: bigint, ref: string, at: number): void {
  const ended = run(
    writing,
    // By the link itself: each new link comes this way, and many may be open.
    `UPDATE exceptions INDEXED BY exceptions_orphans SET settled_at_ms = ?, settled_how = 'completed'
     WHERE account_seq IN (SELECT other.seq FROM provider_accounts AS own JOIN provider_accounts AS other USING (provider) WHERE own.seq = ?)
       AND provider_ref = ? AND kind = 'orphan' AND settled_at_ms IS NULL`,
    [at, accountSeq, ref],
  )
  if (ended > 0) append(writing, null, 'exception_settled', { kind: 'orphan', how: 'completed', ref }, at)
}

/**
 * Raises anew the exception of a provider's link whose sale came out of a file and was withdrawn: what it had ended since `since`, epoch ms,
 * stands again as it was. Part of the caller's transaction.
 */
export function reopenOrphan(
  writing: Writing,
  accountSeq: bigint,
  ref: string,
  since: number,
  at: number,
): void {
  const raised = run(
    writing,
    `INSERT INTO exceptions (id, till_seq, kind, raised_at_ms, account_seq, provider_ref, told_number, told_currency, told_whole, told_frac)
     SELECT ?1, ended.till_seq, 'orphan', ended.raised_at_ms, ended.account_seq, ended.provider_ref, ended.told_number, ended.told_currency,
       ended.told_whole, ended.told_frac
     FROM exceptions AS ended WHERE ended.seq = (SELECT max(one.seq) FROM exceptions AS one INDEXED BY exceptions_newest
         WHERE one.settled_at_ms >= ?4 AND one.kind = 'orphan' AND one.provider_ref = ?3 AND one.account_seq IN (
           SELECT other.seq FROM provider_accounts AS own JOIN provider_accounts AS other USING (provider) WHERE own.seq = ?2))
       AND ended.settled_how = 'completed'`,
    { 1: newId(at), 2: accountSeq, 3: ref, 4: since },
  )
  if (raised > 0) append(writing, null, 'exception_raised', { kind: 'orphan', ref }, at)
}

/** Says whether the provider's link of an exception of no sale has come into the book; false for an exception of a sale. */
export function hasComeIn(reading: Reading, seq: bigint): boolean {
  const link = get<{ provider: string; ref: string }>(
    reading,
    `SELECT account.provider, raised.provider_ref AS ref FROM exceptions AS raised
     JOIN provider_accounts AS account ON account.seq = raised.account_seq WHERE raised.seq = ? AND raised.kind = 'orphan'`,
    [seq],
  )
  return link !== null && knownRefs(reading, link.provider, [link.ref]).length > 0
}

/** Reads where an open exception of no sale lies; null when none is open by that id. */
export function orphanOf(
  reading: Reading,
  id: string,
): { readonly accountId: string; readonly ref: string } | null {
  return get<{ readonly accountId: string; readonly ref: string }>(
    reading,
    `SELECT account.id AS accountId, raised.provider_ref AS ref FROM exceptions AS raised
     JOIN provider_accounts AS account ON account.seq = raised.account_seq
     WHERE raised.id = ? AND raised.kind = 'orphan' AND raised.settled_at_ms IS NULL AND account.forgotten_at_ms IS NULL`,
    [id],
  )
}
