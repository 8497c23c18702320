import {
  ACCOUNTS,
  type BenchCase,
  BUDGETS,
  type BudgetName,
  type Mode,
} from '../../support/shop/bench-cases.ts'
import { type Figures, quantile } from './figures.ts'
import type { PolicyName } from './job.ts'

/** One policy in one case, all seeds pooled; times in seconds, null where a payment was never found or none was looked at. */
export interface Row {
  readonly case: string
  readonly policy: PolicyName
  readonly open: number
  readonly budget: BudgetName
  readonly mode: Mode
  readonly median_s: number | null
  readonly p95_s: number | null
  readonly p99_s: number | null
  readonly calls_per_paid: number | null
  readonly viewed_p95_s: number | null
  readonly missed: number
  readonly payments: number
  readonly viewed_payments: number
  /** The longest a sale on the screen went without a question; null for the peers, who do not know of it. */
  readonly viewed_worst_gap_s: number | null
  /** The most questions one account was sent within 60 seconds. */
  readonly busiest_minute: number
}

/** What is wanted of the watcher, what was measured, and whether that is enough. */
export interface Verdict {
  readonly target: string
  readonly measured: string
  readonly met: boolean
}

/** Sums up one policy's runs of one case. */
export function rowOf(bench: BenchCase, policy: PolicyName, figures: Figures): Row {
  const { latencies, viewed, payments, missed, reads, worstGap } = figures
  return {
    case: bench.name,
    policy,
    open: bench.open,
    budget: bench.budget,
    mode: bench.mode,
    median_s: rounded(quantile(latencies, 0.5)),
    p95_s: rounded(quantile(latencies, 0.95)),
    p99_s: rounded(quantile(latencies, 0.99)),
    calls_per_paid: payments > 0 ? rounded(reads / payments) : null,
    viewed_p95_s: rounded(quantile(viewed, 0.95)),
    missed,
    payments,
    viewed_payments: viewed.length,
    viewed_worst_gap_s: rounded(worstGap),
    busiest_minute: figures.busiestMinute,
  }
}

function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value * 100) / 100
}

/** The rows as a table of plain text. */
export function tableOf(rows: readonly Row[]): string {
  const heads = ['case', 'policy', 'median', 'p95', 'p99', 'calls/paid', 'viewed p95', 'gap', 'missed']
  const lines = rows.map((row) => [
    row.case,
    row.policy,
    ...[row.median_s, row.p95_s, row.p99_s, row.calls_per_paid, row.viewed_p95_s].map(shown),
    shown(row.viewed_worst_gap_s),
    `${row.missed} of ${row.payments}${isOver(row) ? ` (${row.busiest_minute} in a minute!)` : ''}`,
  ])
  const widths = heads.map((head, at) => Math.max(head.length, ...lines.map((line) => line[at]?.length ?? 0)))
  const laidOut = [heads, ...lines].map((line) =>
    line.map((cell, at) => (at < 2 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))),
  )
  return laidOut.map((line) => line.join('  ').trimEnd()).join('\n')
}

function shown(value: number | null): string {
  return value === null ? '-' : String(value)
}

/** A pause saves up some turns: a minute may hold those besides its own. */
const SAVED_UP = 10

function isOver(row: Row): boolean {
  return row.busiest_minute > BUDGETS[row.budget].perMinute + SAVED_UP
}

/** Holds the watcher's rows against what is wanted of it; cases that were not run are left out. */
export function verdictsOn(rows: readonly Row[]): readonly Verdict[] {
  const mine = rows.filter((row) => row.policy === 'watcher')
  const find = (mode: Mode, open: number, policy: PolicyName = 'watcher') =>
    rows.find(
      (row) => row.mode === mode && row.open === open && row.budget === '60/min' && row.policy === policy,
    )
  return [
    ...atMost('no payment is missed', sum(mine.map((row) => row.missed)), 0, 'missed'),
    ...atMost('no account is asked more than its budget', mine.filter(isOver).length, 0, 'cases over it'),
    ...mine.flatMap((row) => atMost(`${row.case}: a viewed sale, p95`, row.viewed_p95_s, 3, 's')),
    ...atMost('list, 10,000 open, 60/min: median', find('list', 10_000)?.median_s, 2, 's'),
    ...atMost('list, 10,000 open, 60/min: p95', find('list', 10_000)?.p95_s, 5, 's'),
    ...againstRoundRobin(find('single', 500), find('single', 500, 'round_robin')),
    ...atMost('single, 10,000 open, 60/min: median', find('single', 10_000)?.median_s, 75, 's'),
    ...mine.flatMap((row) =>
      whereThereIsRoom(
        row,
        rows.find((peer) => isPeerOf(row, peer)),
      ),
    ),
  ]
}

function againstRoundRobin(row: Row | undefined, peer: Row | undefined): readonly Verdict[] {
  if (!peer || peer.median_s === null) return []
  const most = Math.round((peer.median_s / 20) * 100) / 100
  return atMost("single, 500 open, 60/min: median, a twentieth of round robin's", row?.median_s, most, 's')
}

const isPeerOf = (row: Row, peer: Row) => peer.case === row.case && peer.policy === 'round_robin'

/** The room that is much, and the most that is some, s. */
const MUCH_ROOM_S = 150
const SOME_ROOM_S = 600

/** Where a plain round robin has the time to come around, nobody is found later than by it, and with fewer questions (decision 0011). */
function whereThereIsRoom(row: Row, peer: Row | undefined): readonly Verdict[] {
  const each = row.open / ACCOUNTS[row.mode].length
  const room = (each / BUDGETS[row.budget].perMinute) * 60
  if (!peer || room > SOME_ROOM_S) return []
  const isMuch = room <= MUCH_ROOM_S
  const most = (value: number | null, times = 1) => rounded((value ?? Number.POSITIVE_INFINITY) * times)
  const p99 = isMuch ? Math.max(SOME_ROOM_S, peer.p99_s ?? 0) : most(peer.p99_s, 1.5)
  return [
    ['median', row.median_s, most(peer.median_s), 's'],
    ['p95', row.p95_s, most(peer.p95_s), 's'],
    ['p99', row.p99_s, p99, 's'],
    ['calls for one payment', row.calls_per_paid, most(peer.calls_per_paid, isMuch ? 0.5 : 1), ''],
  ].flatMap(([what, measured, limit, unit]) =>
    atMost(`${row.case}: ${what}`, measured as number | null, Number(limit), String(unit)),
  )
}

function atMost(
  target: string,
  measured: number | null | undefined,
  most: number,
  unit: string,
): readonly Verdict[] {
  if (measured === null || measured === undefined) return []
  return [{ target: `${target} <= ${most} ${unit}`, measured: `${measured} ${unit}`, met: measured <= most }]
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
