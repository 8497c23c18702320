import type { RouteInput, RouteOutput } from '../../../src/shared/contract/routes/index.ts'
import { moneyFrom, subtract, sum, times, toDecimal } from '../../../src/shared/money/money.ts'
import { daysOf } from '../../../src/shared/time/days.ts'

type Matrix = RouteOutput<'lists.month'>

const COLUMNS = [
  ['account-ocpay', 'OCPay', 'ocpay', 'DZD', '2600.00'],
  ['account-oxapay', 'OxaPay', 'oxapay', 'EUR', '22.40'],
  ['account-oneshotpay', '1ShotPay', 'oneshotpay', 'USD', '77'],
  ['account-oxapay', 'OxaPay', 'oxapay', 'USDT', '1256.125'],
  ['account-daisy', 'Daisy', 'daisy', 'DAI', '8.004999'],
] as const

/** A month of made-up days in the scene `month`, and nothing in any other. */
export function fakeMatrix(scene: string, { span, day }: RouteInput<'lists.month'>): Matrix {
  const { from, to } = daysOf(span, day, 0)
  const days = { from: from ?? day, to: to ?? day }
  const none = { asOf: 0, ...days, columns: [], cells: [], open: 0, syncedUntil: null }
  if (scene !== 'month') return none
  const length = (Date.parse(days.to) - Date.parse(days.from)) / 86_400_000 + 1
  const cells = COLUMNS.flatMap(([, , , currency, one], column) =>
    Array.from({ length }, (_, n) => n).flatMap((n) => {
      const count = (n * 7 + column * 5) % (column === 0 ? 46 : 6)
      if (count === 0) return []
      const money = moneyFrom(currency, one)
      const asked = times(money, count + (n % 9 === 0 ? 1 : 0))
      return [
        { n, column, count, asked, received: times(money, count), refunded: n % 13 === 5 ? money : null },
      ]
    }),
  )
  type Own = (typeof cells)[number]
  const figures = (currency: string, own: readonly Own[]) => {
    const [asked, received, refunded] = [
      own.map((one) => one.asked),
      own.map((one) => one.received),
      own.flatMap((one) => one.refunded ?? []),
    ].map((all) => sum<string>(currency, all))
    const receipts = own.reduce((count, one) => count + one.count, 0)
    const none = { currency, units: 0n }
    return {
      ...{ sales: receipts, asked: toDecimal(asked ?? none) },
      ...{ receipts, received: toDecimal(received ?? none) },
      refunds: own.filter((one) => one.refunded !== null).length,
      refunded: toDecimal(refunded ?? none),
      difference: toDecimal(subtract<string>(received ?? none, asked ?? none)),
    }
  }
  return {
    ...{ ...none, open: 3, syncedUntil: Date.now() - 40_000 },
    columns: COLUMNS.map(([accountId, accountLabel, provider, currency], column) => ({
      ...{ accountId, accountLabel, provider, currency },
      ...figures(
        currency,
        cells.filter((one) => one.column === column),
      ),
    })),
    cells: cells
      .map((one) => ({ day: one.n, column: one.column, ...figures(COLUMNS[one.column]?.[3] ?? '', [one]) }))
      .toSorted((a, b) => a.day - b.day || a.column - b.column),
  }
}
