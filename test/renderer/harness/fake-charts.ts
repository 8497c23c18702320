import { WAIT_EDGES_S } from '../../../src/shared/contract/plain/lists/wait-edges.ts'
import type { RouteInput, RouteOutput } from '../../../src/shared/contract/routes/index.ts'
import { moneyFrom, sum, times, toDecimal } from '../../../src/shared/money/money.ts'
import { fakeMatrix } from './fake-matrix.ts'

type Charts = RouteOutput<'lists.charts'>

/** What the charts of the scene's made-up days are drawn from: the takings are those of the days. */
export function fakeCharts(scene: string, stretch: RouteInput<'lists.month'>): Charts {
  const { asOf, from, to, columns, cells } = fakeMatrix(scene, stretch)
  const isSome = columns.length > 0
  const takings = columns.map(({ currency, receipts, received }, column) => ({
    ...{ currency, receipts, received },
    days: cells
      .filter((cell) => cell.column === column)
      .map((cell) => ({ day: cell.day, receipts: cell.receipts, received: cell.received })),
  }))
  const hours = [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) =>
    Array.from({ length: 16 }, (_, n) => n + 7).flatMap((hour) => {
      const receipts = Math.max(
        0,
        Math.round((weekday === 6 ? 2 : 1) * (17 - Math.abs(hour - 15) * 2) - weekday),
      )
      if (receipts === 0 || !isSome) return []
      const all = Array.from({ length: receipts }, () => moneyFrom('DZD', '2600.00'))
      const amount = toDecimal(sum<string>('DZD', all) ?? times(moneyFrom('DZD', '1'), 0))
      return [{ weekday, hour, receipts, received: [{ currency: 'DZD', amount }] }]
    }),
  )
  const counts = isSome ? [11, 126, 243, 269, 191, 83, 31, 14] : [...WAIT_EDGES_S, 0].map(() => 0)
  return {
    ...{ asOf, from, to, takings, hours },
    statuses: isSome
      ? [
          { status: 'underpaid', sales: 10 },
          { status: 'paid', sales: 927 },
          { status: 'overpaid', sales: 12 },
          { status: 'expired', sales: 67 },
        ]
      : [],
    waits: {
      ...{ counts, untold: isSome ? 6 : 0 },
      accounts: columns.map(({ accountId, accountLabel, receipts }, n) => ({
        ...{ accountId, accountLabel, receipts, half: 54 + 190 * n, most: 169 + 700 * n },
      })),
    },
  }
}
