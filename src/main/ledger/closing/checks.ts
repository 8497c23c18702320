import { standingOf } from '../../../shared/money/tie-out.ts'
import { isWaiting, STATUSES } from '../../../shared/status/status.ts'
import type { PeriodCheck, PeriodCheckState, TieOut } from '../port/periods/closing.ts'
import type { Reading } from '../sqlite/context.ts'
import { all, get, ms } from '../sqlite/sql.ts'

/** So many are named. */
const MOST_NAMED = 3

/** The instants of a period, epoch ms. */
export interface Bounds {
  readonly from: number
  readonly until: number
}

interface CountedRow {
  readonly n: bigint
  readonly other: bigint
}

export const REVIEWED_SQL = `SELECT count(*) AS n, count(reviewed_at_ms) AS other FROM invoices INDEXED BY invoices_newest
  WHERE created_at_ms >= ? AND created_at_ms < ? AND withdrawn_at_ms IS NULL`
export const OPEN_SQL = `SELECT number FROM invoices INDEXED BY invoices_newest
  WHERE created_at_ms >= ? AND created_at_ms < ? AND status IN (SELECT value FROM json_each(?)) AND import_seq IS NULL ORDER BY created_at_ms DESC, seq DESC`
export const NEEDING_SQL = `SELECT count(*) AS n, 0 AS other FROM exceptions AS raised INDEXED BY exceptions_newest
  WHERE settled_at_ms IS NULL AND (raised_at_ms < ? OR EXISTS (SELECT 1 FROM invoices
    WHERE invoices.seq = raised.invoice_seq AND invoices.created_at_ms < ?))`
export const HANDLED_SQL = `SELECT count(*) AS n, 0 AS other FROM exceptions AS raised INDEXED BY exceptions_newest
  WHERE settled_at_ms >= ? AND settled_how = 'person' AND raised_at_ms >= ? AND raised_at_ms < ?`
export const UNASKED_SQL = `SELECT account.label, account.last_answer_at_ms AS at FROM provider_accounts AS account
  WHERE account.seq IN (SELECT account_seq FROM invoices INDEXED BY invoices_filtered
    WHERE status IN (SELECT value FROM json_each(?)) AND created_at_ms < ? AND import_seq IS NULL)
  ORDER BY account.label COLLATE NOCASE, account.seq`

/** Looks at all that is looked at before a period is closed, as of `now`, epoch ms. */
export function checksOf(
  reading: Reading,
  { from, until }: Bounds,
  tied: { readonly columns: number; readonly tieOuts: readonly TieOut[] },
  now: number,
): readonly PeriodCheck[] {
  const waiting = JSON.stringify(STATUSES.filter(isWaiting))
  const asked = all<{ label: string; at: bigint | null }>(reading, UNASKED_SQL, [waiting, until])
  const unasked = asked.filter(({ at }) => at === null || ms(at) < until)
  const answers = asked.flatMap(({ at }) => (at === null ? [] : [ms(at)]))
  const needing = count(reading, NEEDING_SQL, [until, until])
  const handled = count(reading, HANDLED_SQL, [from, from, until])
  const reviewed = count(reading, REVIEWED_SQL, [from, until])
  const open = all<{ number: string }>(reading, OPEN_SQL, [from, until, waiting])
  const lastClosing =
    get<{ at: bigint | null }>(reading, 'SELECT max(closed_at_ms) AS at FROM periods')?.at ?? null
  const isBehind = lastClosing !== null && now < ms(lastClosing)
  return [
    ...(now < until ? [one('over', 'stop', { count: 1, of: 1, at: until })] : []),
    ...(isBehind ? [one('clock', 'stop', { count: 1, of: 1, at: ms(lastClosing) })] : []),
    one('asked', unasked.length > 0 ? 'warn' : 'good', {
      ...{ count: unasked.length, of: asked.length },
      names: (unasked.length > 0 ? unasked : asked).map(({ label }) => label),
      at: answers.length > 0 ? Math.min(...answers) : null,
    }),
    one('attention', needing.n > 0 ? 'warn' : 'good', { count: needing.n, of: needing.n + handled.n }),
    one('reviewed', reviewed.n > reviewed.other ? 'warn' : 'good', {
      count: reviewed.n - reviewed.other,
      of: reviewed.n,
    }),
    tiedCheck(tied.columns, tied.tieOuts),
    one('open', open.length > 0 ? 'note' : 'good', {
      ...{ count: open.length, of: reviewed.n },
      names: open.slice(0, MOST_NAMED).map(({ number }) => number),
    }),
  ]
}

function tiedCheck(columns: number, tieOuts: readonly TieOut[]): PeriodCheck {
  const open = tieOuts.filter((tieOut) => isOpen(tieOut))
  const told = tieOuts.filter((tieOut) => tieOut.told !== null).length
  const state = open.length > 0 ? 'warn' : told < columns ? 'note' : 'good'
  // What nobody told of agrees with nothing either.
  const count = Math.max(open.length, columns - told + open.length)
  const names = open.map(({ accountLabel, currency }) => `${accountLabel} ${currency}`)
  return { ...one('tied', state, { count, of: Math.max(columns, count) }), names }
}

/** Says whether what was told and what the book had differ by more than the ticked rows and the rounding of the statement, without a reason. */
function isOpen({ told, reason, ...rest }: TieOut): boolean {
  return told !== null && reason === null && standingOf({ told, ...rest }).state === 'open'
}

function one(
  kind: PeriodCheck['kind'],
  state: PeriodCheckState,
  {
    names = [],
    at = null,
    ...counts
  }: Pick<PeriodCheck, 'count' | 'of'> & Partial<Pick<PeriodCheck, 'names' | 'at'>>,
): PeriodCheck {
  return { kind, state, ...counts, names: names.slice(0, MOST_NAMED), at }
}

function count(reading: Reading, sql: string, params: readonly (number | string)[]) {
  const row = get<CountedRow>(reading, sql, params)
  return { n: Number(row?.n ?? 0n), other: Number(row?.other ?? 0n) }
}
