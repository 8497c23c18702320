import type { Charts } from '../../../../shared/contract/shapes/lists/charts.ts'
import { toDecimal } from '../../../../shared/money/money.ts'
import type { StoredAmount } from '../../../../shared/money/scale.ts'
import { STATUSES } from '../../../../shared/status/status.ts'
import type { MatrixQuery } from '../../port/lists.ts'
import type { Reading } from '../../sqlite/context.ts'
import { plainRows } from '../../sqlite/sql.ts'
import { readCommit } from '../../witness/totals.ts'
import type { Reckoned } from '../month/matrix-of.ts'
import { byName, totalOf } from '../sums.ts'
import type { HourSum } from './sum-hours.ts'
import type { WaitsOf } from './sum-waits.ts'

/** What was reckoned for the charts alone. */
export interface Charted {
  readonly hours: readonly HourSum[]
  readonly waitCounts: readonly number[]
  readonly untold: number
  /** By the account's integer key. */
  readonly waitsOf: ReadonlyMap<number, WaitsOf>
}

const ACCOUNTS_SQL = 'SELECT seq, id, label FROM provider_accounts ORDER BY label COLLATE NOCASE, seq'

type Counted = StoredAmount & { readonly count: number }

/** Writes down what was reckoned, in the snapshot that it was read in; the takings are those of the matrix. */
export function chartsOf(
  reading: Reading,
  { from, to }: MatrixQuery,
  { sums, statuses }: Reckoned,
  { hours, waitCounts, untold, waitsOf }: Charted,
): Charts {
  const received = sums.filter(({ part }) => part === 'received')
  const takings = [...Map.groupBy(received, ({ currency }) => currency)].map(([currency, own]) => {
    const days = [...Map.groupBy(own, ({ day }) => day)]
      .map(([day, ofDay]) => ({ day, ...figuresOf(currency, ofDay) }))
      .toSorted((a, b) => a.day - b.day)
    return { currency, ...figuresOf(currency, own), days }
  })
  const accounts = plainRows<readonly [number, string, string]>(reading, ACCOUNTS_SQL)
  return {
    asOf: readCommit(reading),
    ...{ from, to },
    takings: takings.toSorted((a, b) => b.receipts - a.receipts || byName(a.currency, b.currency)),
    hours: [...Map.groupBy(hours, ({ hour }) => hour)]
      .toSorted(([a], [b]) => a - b)
      .map(([hour, own]) => hourOf(hour, own)),
    statuses: STATUSES.flatMap((status, place) => {
      const sales = statuses[place] ?? 0
      return sales > 0 ? [{ status, sales }] : []
    }),
    waits: {
      ...{ counts: [...waitCounts], untold },
      accounts: accounts.flatMap(([seq, accountId, accountLabel]) => {
        const own = waitsOf.get(seq)
        return own ? [{ accountId, accountLabel, ...own }] : []
      }),
    },
  }
}

function hourOf(hour: number, all: readonly HourSum[]): Charts['hours'][number] {
  const byCurrency = [...Map.groupBy(all, ({ currency }) => currency)].toSorted(([a], [b]) => byName(a, b))
  return {
    ...{ weekday: Math.floor(hour / 24) + 1, hour: hour % 24 },
    receipts: all.reduce((sum, { count }) => sum + count, 0),
    received: byCurrency.map(([currency, own]) => ({
      currency,
      amount: figuresOf(currency, own).received,
    })),
  }
}

function figuresOf(currency: string, all: readonly Counted[]) {
  const sum = all.reduce(
    (before, one) => ({
      count: before.count + one.count,
      whole: before.whole + one.whole,
      frac: before.frac + one.frac,
    }),
    { count: 0, whole: 0n, frac: 0n },
  )
  return { receipts: sum.count, received: toDecimal(totalOf(currency, sum)) }
}
