import type { MatrixColumn } from '../../../shared/contract/shapes/lists/month.ts'
import { toDecimal } from '../../../shared/money/money.ts'
import { attoOf } from '../../../shared/money/scale.ts'
import { type DaySum, matrixOf, type PartSummed } from '../lists/month/matrix-of.ts'
import { totalOf } from '../lists/sums.ts'
import type { PeriodDays } from '../port/periods/closing.ts'
import type { Reading, Writing } from '../sqlite/context.ts'
import { all, run } from '../sqlite/sql.ts'

/** Writes sums of days as a matrix's columns: the account's label now, then the currency. */
export function columnsOf(
  reading: Reading,
  { firstDay, lastDay }: PeriodDays,
  zone: string,
  sums: readonly DaySum[],
): readonly MatrixColumn[] {
  const none = { open: 0, waitedFor: [], statuses: [], attention: [] }
  return matrixOf(reading, { from: firstDay, to: lastDay, zone }, { sums, ...none }).columns
}

/** Gives the business day of each place of a period. */
export function daysIn({ firstDay, lastDay }: PeriodDays): readonly string[] {
  const days: string[] = []
  for (let at = Date.parse(firstDay); at <= Date.parse(lastDay); at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10))
  return days
}

/** Keeps the figures that a period is closed at. Part of the caller's transaction. */
export function keepFigures(
  writing: Writing,
  periodSeq: bigint,
  days: PeriodDays,
  sums: readonly DaySum[],
): void {
  const names = daysIn(days)
  for (const { part, day, account, currency, count, whole, frac } of sums) {
    run(
      writing,
      `INSERT INTO period_figures (period_seq, day, account_seq, currency, part, rows, amount) VALUES (?, ?, ?, ?, ?, ?, ?)`,
      [
        periodSeq,
        names[day] ?? '',
        account,
        currency,
        part,
        count,
        toDecimal(totalOf(currency, { whole, frac })),
      ],
    )
  }
}

interface FigureRow {
  readonly day: string
  readonly account_seq: bigint
  readonly currency: string
  readonly part: PartSummed
  readonly rows: bigint
  readonly amount: string
}

export const FIGURES_SQL = `SELECT day, account_seq, currency, part, rows, amount FROM period_figures INDEXED BY period_figures_of
  WHERE period_seq = ? ORDER BY seq`

const ONE = 10n ** 18n

/** Reads the figures that a period was closed at, as sums of its days. */
export function keptSums(reading: Reading, periodSeq: bigint, days: PeriodDays): readonly DaySum[] {
  const places = new Map(daysIn(days).map((day, place) => [day, place]))
  return all<FigureRow>(reading, FIGURES_SQL, [periodSeq]).map((row) => {
    const atto = attoOf(row.amount)
    return {
      ...{
        part: row.part,
        day: places.get(row.day) ?? 0,
        account: Number(row.account_seq),
        currency: row.currency,
      },
      ...{ count: Number(row.rows), whole: atto / ONE, frac: atto % ONE },
    }
  })
}
