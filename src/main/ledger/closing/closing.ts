import { hash } from 'node:crypto'
import { beginningsOf } from '../../../shared/time/zone.ts'
import { append } from '../history/events.ts'
import { readLastEvent } from '../history/touched.ts'
import { readHead, sealText } from '../history/trail-head.ts'
import { isImporting } from '../imports/rows.ts'
import type { DaySum } from '../lists/month/matrix-of.ts'
import type { Ledger } from '../port/ledger.ts'
import type {
  ClosedPeriod,
  ClosePeriod,
  Closing,
  PeriodCheck,
  PeriodDays,
  PeriodRefusal,
  PeriodView,
} from '../port/periods/closing.ts'
import {
  inSnapshot,
  inTransaction,
  type LedgerContext,
  type Reading,
  type Writing,
} from '../sqlite/context.ts'
import { newId } from '../sqlite/ids.ts'
import { all, get, insert, ms, msOrNull, run } from '../sqlite/sql.ts'
import { type Bounds, checksOf } from './checks.ts'
import { sumPeriod } from './day-sums.ts'
import { columnsOf, keepFigures, keptSums } from './figures.ts'
import { countedIn } from './later-facts.ts'
import { countedWithin, laterOf } from './later-rows.ts'
import { closedDays } from './periods.ts'
import { candidatesOf, keepAsClosed, keepTieOut, standingToday, tieOutsBeside } from './tie-outs.ts'

type ClosingMethods = Pick<
  Ledger,
  'period' | 'closePeriod' | 'reopenPeriod' | 'closedDays' | 'keepTieOut' | 'tieCandidates'
>

/** Gives the methods that close a period with its figures, reopen it, and keep what was told of it. */
export function closingMethods(context: LedgerContext): ClosingMethods {
  return {
    period: (days, now) => inSnapshot(context, () => viewOf(context, days, context.book.zone, now)),
    closePeriod: (act, at) => inTransaction(context, (writing) => close(writing, act, at)),
    reopenPeriod: (days, said, at) => inTransaction(context, (writing) => reopen(writing, days, said, at)),
    closedDays: () => closedDays(context),
    keepTieOut: (tie, at) =>
      inTransaction(context, (writing) => {
        const bounds = boundsOf(tie, writing.book.zone)
        const closed = overlapping(writing, bounds)
        if (closed) return { ok: false, reason: 'PERIOD_CLOSED', firstDay: closed }
        return keepTieOut(writing, tie, bounds, at) && { ok: true }
      }),
    tieCandidates: (accountId, currency, from, until) =>
      candidatesOf(context, accountId, currency, { from, until }),
  }
}

function boundsOf({ firstDay, lastDay }: PeriodDays, zone: string): Bounds {
  const begins = beginningsOf(firstDay, lastDay, zone)
  return { from: begins[0] ?? 0, until: begins.at(-1) ?? 0 }
}

interface ClosingRow {
  readonly seq: bigint
  readonly id: string
  readonly zone: string
  readonly closed_at_ms: bigint
  readonly closed_by: string
  readonly reason: string | null
  readonly checks: string
  readonly trail_head: string | null
  readonly reopened_at_ms: bigint | null
  readonly reopened_by: string | null
  readonly reopened_reason: string | null
}

export const CLOSINGS_SQL = `SELECT seq, id, zone, closed_at_ms, closed_by, reason, checks, trail_head, reopened_at_ms, reopened_by, reopened_reason
  FROM periods INDEXED BY periods_by_day WHERE first_day = ? AND last_day = ? ORDER BY seq DESC`

function closingOf(row: ClosingRow): Closing {
  const reopenedAt = msOrNull(row.reopened_at_ms)
  return {
    ...{ id: row.id, closedAt: ms(row.closed_at_ms), closedBy: row.closed_by, reason: row.reason },
    trailHead: row.trail_head,
    reopened:
      reopenedAt === null
        ? null
        : { at: reopenedAt, by: row.reopened_by ?? '', reason: row.reopened_reason ?? '' },
  }
}

/** Reads how a period stands; only within a snapshot. */
function viewOf(reading: Reading, days: PeriodDays, zone: string, now: number): PeriodView {
  const rows = all<ClosingRow>(reading, CLOSINGS_SQL, [days.firstDay, days.lastDay])
  const standing = rows.find(({ reopened_at_ms: at }) => at === null) ?? null
  // The days of a closed period are those of the zone that it was closed in.
  const own = standing?.zone ?? zone
  const bounds = boundsOf(days, own)
  const sums = sumPeriod(reading, days, own)
  const today = columnsOf(reading, days, own, sums)
  const figures = standing ? columnsOf(reading, days, own, keptSums(reading, standing.seq, days)) : today
  const kept = tieOutsBeside(reading, days, figures)
  const tieOuts = standing ? kept : standingToday(reading, kept, bounds)
  const later = standing ? laterOf(reading, standing.seq) : { rows: [], count: 0 }
  const counted = countedWithin(reading, bounds)
  const checks = standing
    ? (JSON.parse(standing.checks) as PeriodCheck[])
    : checksOf(reading, bounds, { columns: today.length, tieOuts }, now)
  return {
    ...{ firstDay: days.firstDay, lastDay: days.lastDay, zone: own, ...bounds },
    closing: standing && closingOf(standing),
    earlier: rows.filter((row) => row !== standing).map(closingOf),
    ...{ figures, today, checks, tieOuts },
    ...{
      later: later.rows,
      laterCount: later.count,
      adjustments: counted.rows,
      adjustmentCount: counted.count,
    },
    mark: markOf(sums, checks),
  }
}

/** So many of its hexadecimal digits tell one sight of a period from another. */
const MARK_LENGTH = 32

/** What was seen, as one text: a sum, a count or a check that is another by now gives another. */
function markOf(sums: readonly DaySum[], checks: readonly PeriodCheck[]): string {
  const told = [
    ...sums.map(({ part, day, account, currency, count, whole, frac }) =>
      [part, day, account, currency, count, whole, frac].join(' '),
    ),
    ...checks.map(({ kind, state, count, of }) => [kind, state, count, of].join(' ')),
  ]
  return hash('sha256', told.join('\n')).slice(0, MARK_LENGTH)
}

function refused(reason: PeriodRefusal, firstDay: string): ClosedPeriod {
  return { ok: false, reason, firstDay }
}

/** The first day of a closed period that shares a day with these bounds; null for none. */
function overlapping(reading: Reading, { from, until }: Bounds): string | null {
  const found = closedDays(reading).find((one) => one.from < until && one.until > from)
  return found?.firstDay ?? null
}

function close(writing: Writing, act: ClosePeriod, at: number): ClosedPeriod {
  const { zone, mark, reason, person, firstDay, lastDay } = act
  const days = { firstDay, lastDay }
  const bounds = boundsOf(days, zone)
  const other = overlapping(writing, bounds)
  if (other) return refused('PERIOD_CLOSED', other)
  // All of a file is in a closed period or nothing: what is closed by half could neither be finished nor undone.
  if (isImporting(writing)) return refused('IMPORT_RUNNING', firstDay)
  const sums = sumPeriod(writing, days, zone)
  const columns = columnsOf(writing, days, zone, sums)
  const kept = tieOutsBeside(writing, days, columns)
  const tieOuts = standingToday(writing, kept, bounds)
  const checks = checksOf(writing, bounds, { columns: columns.length, tieOuts }, at)
  const stops = checks.find(({ state }) => state === 'stop')
  if (stops) return refused(stops.kind === 'over' ? 'PERIOD_NOT_OVER' : 'CLOCK_BEFORE_CLOSE', firstDay)
  if (markOf(sums, checks) !== mark) return refused('PERIOD_CHANGED', firstDay)
  if (reason === null && checks.some(({ state }) => state === 'warn'))
    return refused('REASON_NEEDED', firstDay)
  const seal = sealText(readHead(writing))
  const seq = insert(
    writing,
    `INSERT INTO periods (id, till_seq, first_day, last_day, zone, from_ms, until_ms, closed_at_ms, closed_by, reason, checks,
       last_event_seq, trail_head)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      ...[newId(at), writing.book.till_seq, firstDay, lastDay, zone, bounds.from, bounds.until, at, person],
      ...[reason, JSON.stringify(checks), readLastEvent(writing), seal],
    ],
  )
  keepFigures(writing, seq, days, sums)
  keepAsClosed(writing, days, { kept, today: tieOuts }, at)
  append(writing, null, 'period_closed', { period: firstDay, until: lastDay, reason, person, seal }, at)
  return { ok: true }
}

function reopen(
  writing: Writing,
  { firstDay, lastDay }: PeriodDays,
  { reason, person }: { readonly reason: string; readonly person: string },
  at: number,
): ClosedPeriod | null {
  const row = get<{ seq: bigint }>(
    writing,
    `SELECT seq FROM periods INDEXED BY periods_once WHERE reopened_at_ms IS NULL AND first_day = ? AND last_day = ?`,
    [firstDay, lastDay],
  )
  if (!row) return null
  const counted = countedIn(writing, row.seq)
  if (counted) return refused('PERIOD_COUNTED', counted)
  run(writing, 'UPDATE periods SET reopened_at_ms = ?, reopened_by = ?, reopened_reason = ? WHERE seq = ?', [
    ...[at, person, reason, row.seq],
  ])
  append(writing, null, 'period_reopened', { period: firstDay, until: lastDay, reason, person }, at)
  return { ok: true }
}
