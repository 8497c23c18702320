import type { ProviderId } from '../../../shared/contract/plain/provider-ids.ts'
import { toStored } from '../../../shared/money/scale.ts'
import type { LinkReading, LinkStage } from '../../../shared/status/status.ts'
import { append } from '../history/events.ts'
import { isRefTaken } from '../links/rows.ts'
import type { Ledger } from '../port/ledger.ts'
import type {
  NewStandingLink,
  StandingLink,
  StandingLinkMade,
  StandingLinkNotMade,
} from '../port/standing-links.ts'
import { asTold } from '../sqlite/actor.ts'
import { inTransaction, type LedgerContext, type Reading, type Writing } from '../sqlite/context.ts'
import { newId } from '../sqlite/ids.ts'
import { inWords, moneyAt } from '../sqlite/money-columns.ts'
import { all, get, ms, msOrNull, run } from '../sqlite/sql.ts'
import { COUNTS, standingLinkSeen } from './payments.ts'

type StandingMethods = Pick<
  Ledger,
  | 'standingLinks'
  | 'standingLink'
  | 'dueStandingLinks'
  | 'createStandingLink'
  | 'recordStandingMade'
  | 'recordStandingNotMade'
  | 'recordStandingSeen'
  | 'recordStandingUnanswered'
  | 'loseStandingLinks'
  | 'putStandingAway'
>

/** Gives the methods of the links that stay. */
export function standingMethods(context: LedgerContext): StandingMethods {
  const one = (id: string): StandingLink | null => read(context, 'WHERE standing.id = ?', [id])[0] ?? null
  return {
    standingLinks: () => read(context, 'ORDER BY standing.put_away_at_ms IS NOT NULL, standing.seq DESC', []),
    standingLink: one,
    dueStandingLinks: (now) => read(context, DUE, [now, now + FARTHEST_MS]),
    createStandingLink: (link) =>
      inTransaction(context, (writing) => {
        const known = read(writing, 'WHERE standing.token = ?', [link.token])[0]
        if (known) return { link: known, existed: true }
        const id = insertStanding(writing, link)
        const made = id === null ? null : one(id)
        return made && { link: made, existed: false }
      }),
    recordStandingMade: (made) =>
      inTransaction(context, (writing) => {
        writeMade(writing, made)
        return one(made.id)
      }),
    recordStandingNotMade: (failed) =>
      inTransaction(context, (writing) => {
        writeNotMade(writing, failed)
        return one(failed.id)
      }),
    recordStandingSeen: (seen) =>
      inTransaction(context, (writing) => asTold(writing, () => standingLinkSeen(writing, seen))),
    recordStandingUnanswered: (id, code, nextCheckAt) =>
      inTransaction(context, (writing) => {
        const next = 'CASE WHEN put_away_at_ms IS NULL THEN ? END'
        const sql = `UPDATE standing_links SET last_error = ?, next_check_at_ms = ${next} WHERE id = ? AND stage = 'live'`
        run(writing, sql, [code, nextCheckAt, id])
      }),
    loseStandingLinks() {
      // Seldom is there one: a start writes nothing for it.
      if (!get(context, "SELECT 1 FROM standing_links WHERE stage = 'creating' LIMIT 1")) return
      inTransaction(context, (writing) => {
        run(
          writing,
          "UPDATE standing_links SET stage = 'lost', failure_code = 'TIMED_OUT' WHERE stage = 'creating'",
        )
      })
    },
    putStandingAway: (id, away, at) =>
      inTransaction(context, (writing) => {
        const known = one(id)
        if (!known || (known.putAwayAt !== null) === away) return known
        run(
          writing,
          `UPDATE standing_links SET put_away_at_ms = ?1,
             next_check_at_ms = CASE WHEN ?1 IS NULL AND stage = 'live' THEN ?2 END WHERE id = ?3`,
          { 1: away ? at : null, 2: at, 3: id },
        )
        append(
          writing,
          null,
          away ? 'standing_put_away' : 'standing_taken_back',
          { standing: id, name: known.name },
          at,
        )
        return one(id)
      }),
  }
}

/** A next check beyond this was set by a clock that ran ahead: it is due, ms. */
const FARTHEST_MS = 600_000

const DUE = `WHERE (standing.next_check_at_ms <= ? OR standing.next_check_at_ms > ?) AND account.forgotten_at_ms IS NULL AND account.paused_at_ms IS NULL
  ORDER BY standing.next_check_at_ms, standing.seq`

function insertStanding(writing: Writing, link: NewStandingLink): string | null {
  const account = get<{ seq: bigint }>(
    writing,
    'SELECT seq FROM provider_accounts WHERE id = ? AND forgotten_at_ms IS NULL',
    [link.accountId],
  )
  if (!account) return null
  const item =
    link.itemId === null
      ? null
      : get<{ seq: bigint }>(writing, 'SELECT seq FROM items WHERE id = ?', [link.itemId])
  const id = newId(link.at)
  const asked = toStored(link.asked)
  run(
    writing,
    `INSERT INTO standing_links (id, till_seq, account_seq, item_seq, token, name, currency, asked_whole, asked_frac,
       stage, created_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'creating', ?)`,
    [
      id,
      writing.book.till_seq,
      account.seq,
      item?.seq ?? null,
      link.token,
      link.name,
      link.asked.currency,
      asked.whole,
      asked.frac,
      link.at,
    ],
  )
  append(
    writing,
    null,
    'standing_requested',
    { standing: id, name: link.name, amount: inWords(link.asked), account: link.accountId },
    link.at,
  )
  return id
}

function writeMade(writing: Writing, made: StandingLinkMade): void {
  const asked = "SELECT account_seq FROM standing_links WHERE id = ? AND stage IN ('creating', 'lost')"
  const standing = get<{ account_seq: bigint }>(writing, asked, [made.id])
  if (!standing) return
  // A reference that another link bears leads to that one: whether there is one of ours nobody knows.
  if (isRefTaken(writing, standing.account_seq, made.ref)) {
    writeNotMade(writing, { id: made.id, stage: 'lost', code: 'BAD_RESPONSE', providerWords: null })
    return
  }
  run(
    writing,
    `UPDATE standing_links SET stage = 'live', provider_ref = ?, url = ?, raw_status = ?, raw_answer = ?,
       next_check_at_ms = CASE WHEN put_away_at_ms IS NULL THEN ? END, checked_at_ms = ?, failure_code = NULL, failure_words = NULL
     WHERE id = ?`,
    [made.ref, made.url, made.rawStatus, made.rawAnswer, made.nextCheckAt, made.at, made.id],
  )
}

function writeNotMade(writing: Writing, failed: StandingLinkNotMade): void {
  run(
    writing,
    `UPDATE standing_links SET stage = ?, failure_code = ?, failure_words = ? WHERE id = ? AND stage = 'creating'`,
    [failed.stage, failed.code, failed.providerWords, failed.id],
  )
}

interface StandingRow {
  readonly id: string
  readonly name: string
  readonly account_id: string
  readonly account_label: string
  readonly provider: ProviderId
  readonly currency: string
  readonly asked_whole: bigint
  readonly asked_frac: bigint
  readonly stage: LinkStage
  readonly reading: LinkReading
  readonly provider_ref: string | null
  readonly url: string | null
  readonly failure_code: string | null
  readonly last_error: string | null
  readonly payments: bigint
  readonly unseen: bigint
  readonly last_paid_at_ms: bigint | null
  readonly created_at_ms: bigint
  readonly checked_at_ms: bigint | null
  readonly next_check_at_ms: bigint | null
  readonly put_away_at_ms: bigint | null
}

const SELECT = `
  SELECT standing.*, account.id AS account_id, account.label AS account_label, account.provider,
    (SELECT coalesce(sum(payments), 0) FROM standing_payments AS payment WHERE standing_seq = standing.seq AND ${COUNTS}) AS payments,
    (SELECT coalesce(sum(payments - (SELECT count(*) FROM receipts WHERE receipts.invoice_seq = gap.invoice_seq)), 0)
      FROM standing_payments AS gap WHERE standing_seq = standing.seq AND payment_id IS NULL) AS unseen,
    (SELECT max(receipts.paid_at_ms) FROM standing_payments
      JOIN receipts ON receipts.invoice_seq = standing_payments.invoice_seq
      WHERE standing_seq = standing.seq AND receipts.withdrawn_at_ms IS NULL) AS last_paid_at_ms
  FROM standing_links AS standing JOIN provider_accounts AS account ON account.seq = standing.account_seq`

function read(reading: Reading, which: string, bound: readonly (string | number)[]): StandingLink[] {
  return all<StandingRow>(reading, `${SELECT} ${which}`, bound).map((row) => ({
    id: row.id,
    name: row.name,
    accountId: row.account_id,
    accountLabel: row.account_label,
    provider: row.provider,
    asked: moneyAt(row.currency, row.asked_whole, row.asked_frac),
    stage: row.stage,
    reading: row.reading,
    ref: row.provider_ref,
    url: row.url,
    failureCode: row.failure_code,
    lastError: row.last_error,
    payments: Number(row.payments),
    unseen: Number(row.unseen),
    lastPaidAt: msOrNull(row.last_paid_at_ms),
    createdAt: ms(row.created_at_ms),
    checkedAt: msOrNull(row.checked_at_ms),
    nextCheckAt: msOrNull(row.next_check_at_ms),
    putAwayAt: msOrNull(row.put_away_at_ms),
  }))
}
