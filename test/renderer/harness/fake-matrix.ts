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

/** As many currencies as nobody has, of amounts as large and as fine as a book holds. */
const MANY = Array.from({ length: 40 }, (_, n) => {
  const amount = ['12345678901234567.000000000000000003', '0.000000000000000001', '49.9', '1000'][n % 4] ?? ''
  return [`account-${n % 6}`, `Account ${n % 6}, of a long name`, 'oxapay', `X${n + 10}`, amount] as const
})

const columnsOf = (scene: string) => (scene === 'month-many' ? MANY : COLUMNS)

/** A month of made-up days in the scene `month`, with all too many currencies in `month-many`, and nothing in any other. */
export function fakeMatrix(scene: string, { span, day }: RouteInput<'lists.month'>): Matrix {
  const { from, to } = daysOf(span, day, 0)
  const days = { from: from ?? day, to: to ?? day }
  const none = { asOf: 0, ...days, columns: [], cells: [], open: 0, attention: [], syncedUntil: null }
  if (!scene.startsWith('month')) return none
  const all = columnsOf(scene)
  const length = (Date.parse(days.to) - Date.parse(days.from)) / 86_400_000 + 1
  const cells = all.flatMap(([, , , currency, one], column) =>
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
    attention: [2, 3, 4, 6, 9].map((day) => ({ day, sales: (day % 3) + 1 })),
    columns: all.map(([accountId, accountLabel, provider, currency], column) => ({
      ...{ accountId, accountLabel, provider, currency },
      ...figures(
        currency,
        cells.filter((one) => one.column === column),
      ),
    })),
    cells: cells
      .map((one) => ({ day: one.n, column: one.column, ...figures(all[one.column]?.[3] ?? '', [one]) }))
      .toSorted((a, b) => a.day - b.day || a.column - b.column),
  }
}
