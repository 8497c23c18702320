import { Temporal } from 'temporal-polyfill'
import type { Ledger } from '../../../../src/main/ledger/port/ledger.ts'
import type { MatrixQuery } from '../../../../src/main/ledger/port/lists.ts'
import { WAIT_EDGES_S } from '../../../../src/shared/contract/plain/lists/wait-edges.ts'
import type { Charts } from '../../../../src/shared/contract/shapes/lists/charts.ts'
import { moneyFrom, toDecimal } from '../../../../src/shared/money/money.ts'
import { STATUSES } from '../../../../src/shared/status/status.ts'
import { businessDay } from '../../../../src/shared/time/zone.ts'
import { there } from '../../../support/books/there.ts'
import { accountsOf, byBytes } from './list-model.ts'

/** Reckons what the charts are drawn from by what the pages of the single sales show; `madeAt` tells when each link was made, null for never. */
export function modelCharts(
  ledger: Ledger,
  invoiceIds: readonly string[],
  { from, to, zone }: MatrixQuery,
  madeAt: ReadonlyMap<string, number | null>,
): Omit<Charts, 'asOf'> {
  const records = invoiceIds.map((id) => there(ledger.invoice(id)))
  const isIn = (at: number) => businessDay(at, zone) >= from && businessDay(at, zone) <= to
  const sold = records.filter(({ invoice }) => isIn(invoice.createdAt))
  const paid = records.flatMap(({ invoice, receipts }) =>
    receipts
      .filter(({ paidAt }) => isIn(paidAt))
      .map(({ paidAt, credited, amount, linkId }) => {
        const { currency, amount: text } = credited ?? amount
        const local = Temporal.Instant.fromEpochMilliseconds(paidAt).toZonedDateTimeISO(zone)
        const made = madeAt.get(linkId) ?? null
        return {
          ...{ accountId: invoice.accountId, currency, units: moneyFrom(currency, text).units },
          day: (Date.parse(businessDay(paidAt, zone)) - Date.parse(from)) / 86_400_000,
          ...{ weekday: local.dayOfWeek, hour: local.hour },
          wait: made === null || paidAt < made ? null : Math.ceil((paidAt - made) / 1_000),
        }
      }),
  )
  type Paid = (typeof paid)[number]
  const total = (currency: string, own: readonly Paid[]) =>
    toDecimal({ currency, units: own.reduce((units, one) => units + one.units, 0n) })
  const takings = [...Map.groupBy(paid, ({ currency }) => currency)].map(([currency, own]) => ({
    ...{ currency, receipts: own.length, received: total(currency, own) },
    days: [...Map.groupBy(own, ({ day }) => day)]
      .toSorted(([a], [b]) => a - b)
      .map(([day, ofDay]) => ({ day, receipts: ofDay.length, received: total(currency, ofDay) })),
  }))
  const hours = [...Map.groupBy(paid, ({ weekday, hour }) => weekday * 24 + hour)].toSorted(
    ([a], [b]) => a - b,
  )
  const told = paid.flatMap(({ accountId, wait }) => (wait === null ? [] : [{ accountId, wait }]))
  const edges = [-1, ...WAIT_EDGES_S, Number.POSITIVE_INFINITY]
  /** The shortest of all times within which at least so many of 100 were there. */
  const within = (all: readonly number[], percent: number) =>
    Math.min(...all.filter((one) => all.filter((other) => other <= one).length * 100 >= percent * all.length))
  return {
    ...{ from, to },
    takings: takings.toSorted((a, b) => b.receipts - a.receipts || byBytes(a.currency, b.currency)),
    hours: hours.map(([slot, own]) => ({
      ...{ weekday: Math.floor(slot / 24), hour: slot % 24, receipts: own.length },
      received: [...Map.groupBy(own, ({ currency }) => currency)]
        .toSorted(([a], [b]) => byBytes(a, b))
        .map(([currency, all]) => ({ currency, amount: total(currency, all) })),
    })),
    statuses: STATUSES.map((status) => ({
      status,
      sales: sold.filter(({ invoice }) => invoice.status === status).length,
    })).filter(({ sales }) => sales > 0),
    waits: {
      counts: edges
        .slice(1)
        .map((edge, n) => told.filter(({ wait }) => wait > (edges[n] ?? 0) && wait <= edge).length),
      untold: paid.length - told.length,
      accounts: accountsOf(ledger).flatMap(({ id, label }) => {
        const own = told.filter(({ accountId }) => accountId === id).map(({ wait }) => wait)
        if (own.length === 0) return []
        const [half, most] = [within(own, 50), within(own, 95)]
        return [{ accountId: id, accountLabel: label, receipts: own.length, half, most }]
      }),
    },
  }
}
