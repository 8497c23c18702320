import { Temporal } from 'temporal-polyfill'
import { WAIT_EDGES_S } from '../../../../shared/contract/plain/lists/wait-edges.ts'
import type { Charts } from '../../../../shared/contract/shapes/lists/charts.ts'
import { beginningsOf } from '../../../../shared/time/zone.ts'
import type { MatrixQuery } from '../../port/lists.ts'
import { inSnapshot, type Reading } from '../../sqlite/context.ts'
import { all } from '../../sqlite/sql.ts'
import { reckonByScan } from '../month/scan.ts'
import { RECEIVED } from '../receipts/received.ts'
import { chartsOf } from './charts-of.ts'
import { placeWithin } from './sum-waits.ts'
import { WAIT_SQL } from './waits.ts'

interface PaidRow {
  readonly at: bigint
  readonly account: bigint
  readonly currency: string
  readonly whole: bigint
  readonly frac: bigint
  readonly wait: bigint | null
}

const PAID_SQL = `SELECT receipt.paid_at_ms AS at, invoice.account_seq AS account, ${RECEIVED.currency} AS currency,
    ${RECEIVED.whole} AS whole, ${RECEIVED.frac} AS frac, ${WAIT_SQL} AS wait
  FROM receipts AS receipt CROSS JOIN invoices AS invoice ON invoice.seq = receipt.invoice_seq
  CROSS JOIN payment_links AS link ON link.seq = receipt.link_seq
  WHERE receipt.paid_at_ms >= ? AND receipt.paid_at_ms < ? AND receipt.withdrawn_at_ms IS NULL`

/** Reckons what the charts of some days are drawn from by looking at every row of them. */
export function scanCharts(reading: Reading, query: MatrixQuery): Charts {
  const begins = beginningsOf(query.from, query.to, query.zone)
  return inSnapshot(reading, () => {
    const paid = all<PaidRow>(reading, PAID_SQL, [begins[0] ?? 0, begins.at(-1) ?? 0])
    const hours = paid.map((row) => {
      const day = begins.findLastIndex((begin) => begin <= Number(row.at))
      const weekday = (new Date(query.from).getUTCDay() + 6 + day) % 7
      const instant = Temporal.Instant.fromEpochMilliseconds(Number(row.at))
      return { ...row, count: 1, hour: weekday * 24 + instant.toZonedDateTimeISO(query.zone).hour }
    })
    const told = paid.flatMap(({ account, wait }) =>
      wait === null ? [] : [{ account: Number(account), wait: Number(wait) }],
    )
    const waitCounts = new Array<number>(WAIT_EDGES_S.length + 1).fill(0)
    for (const { wait } of told) {
      const edge = WAIT_EDGES_S.findIndex((end) => wait <= end)
      const place = edge < 0 ? WAIT_EDGES_S.length : edge
      waitCounts[place] = (waitCounts[place] ?? 0) + 1
    }
    const waitsOf = [...Map.groupBy(told, ({ account }) => account)].map(([account, own]) => {
      const sorted = own.map(({ wait }) => wait).toSorted((a, b) => a - b)
      const within = (percent: number) => sorted[placeWithin(sorted.length, percent) - 1] ?? 0
      return [account, { receipts: own.length, half: within(50), most: within(95) }] as const
    })
    return chartsOf(reading, query, reckonByScan(reading, query), {
      ...{ hours, waitCounts, untold: paid.length - told.length },
      waitsOf: new Map(waitsOf),
    })
  })
}
