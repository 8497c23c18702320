import type { Charts } from '../../../../shared/contract/shapes/lists/charts.ts'
import { clockHours } from '../../../../shared/time/clock-hours.ts'
import type { MatrixQuery } from '../../port/lists.ts'
import { inSnapshot, type Reading } from '../../sqlite/context.ts'
import type { HeldDays } from '../month/held-days.ts'
import { createKeptStretches } from '../month/kept-stretches.ts'
import type { HeldReceipts } from '../receipts/held-receipts.ts'
import { type Charted, chartsOf } from './charts-of.ts'
import { sumHours } from './sum-hours.ts'
import { createWaitCounts } from './sum-waits.ts'
import { createWaits } from './waits.ts'

/** What the charts of a book's days are drawn from, from columns in memory that follow it; it answers only where all is there. */
export interface HeldCharts {
  /** Reads one more piece of the book; false once there is none left. Only once the days are full. */
  fill(): boolean
  /** Tells whether questions can be answered. */
  isFull(): boolean
  charts(query: MatrixQuery): Charts
}

/** Makes the charts of the book of `reading` beside its days and its receipts; a piece is so many receipts. */
export function createHeldCharts(
  reading: Reading,
  days: HeldDays,
  receipts: HeldReceipts,
  piece: number,
): HeldCharts {
  const waits = createWaits(reading, receipts.columns)
  const clocks = createKeptStretches<ReturnType<typeof clockHours>>(null)
  const kept = createKeptStretches<Charts>(reading)
  let isFull = false

  function follow(): void {
    days.follow()
    waits.follow()
    kept.follow()
  }

  function charted(query: MatrixQuery): Charted {
    const begins = days.begins(query)
    const hourOf = clocks.of(query, () => clockHours(begins, query.zone))
    const counts = createWaitCounts()
    const weekday = (new Date(query.from).getUTCDay() + 6) % 7
    const hours = sumHours(receipts.columns, { begins, hourOf, weekday, waits: waits.seconds() }, counts)
    const { account } = receipts.columns.codes
    const waitsOf = [...counts.byAccount()].map(
      ([code, own]) => [account.values[code] as number, own] as const,
    )
    return {
      ...{ hours, waitCounts: [...counts.counts], untold: counts.untold() },
      waitsOf: new Map(waitsOf),
    }
  }

  return {
    fill() {
      if (!isFull) isFull = days.isFull() && inSnapshot(reading, readPiece) < piece
      return !isFull
    },
    isFull: () => isFull,
    charts: (query) =>
      inSnapshot(reading, () => {
        follow()
        return kept.of(query, () => chartsOf(reading, query, days.reckoned(query), charted(query)))
      }),
  }

  function readPiece(): number {
    // The receipts of what is read are to be there.
    receipts.follow()
    return waits.readNext(piece)
  }
}
