import type { Ledger } from '../../../../src/main/ledger/port/ledger.ts'
import type { MatrixQuery } from '../../../../src/main/ledger/port/lists.ts'
import type { Amount } from '../../../../src/shared/contract/shapes/atoms.ts'
import type { Matrix } from '../../../../src/shared/contract/shapes/lists/month.ts'
import { moneyFrom, toDecimal } from '../../../../src/shared/money/money.ts'
import { isWaiting } from '../../../../src/shared/status/status.ts'
import { businessDay } from '../../../../src/shared/time/zone.ts'
import { there } from '../../../support/books/there.ts'
import { accountsOf, byBytes } from './list-model.ts'

/** Something of a day: what it counts among, and what it adds to or takes off. */
interface Fact {
  readonly day: string
  readonly accountId: string
  readonly currency: string
  readonly of: 'asked' | 'received' | 'refunded'
  readonly units: bigint
}

const COUNTED = { asked: 'sales', received: 'receipts', refunded: 'refunds' } as const

function unitsOf({ currency, amount }: Amount): bigint {
  return moneyFrom(currency, amount).units
}

/** Reckons a matrix from what the pages of the single sales show, each fact by the business day of its own moment, in the plainest way. */
export function modelMatrix(
  ledger: Ledger,
  invoiceIds: readonly string[],
  { from, to, zone }: MatrixQuery,
): Omit<Matrix, 'asOf' | 'syncedUntil'> {
  const accounts = accountsOf(ledger)
  const records = invoiceIds.map((id) => there(ledger.invoice(id)))
  const isIn = (at: number) => businessDay(at, zone) >= from && businessDay(at, zone) <= to
  const facts = records.flatMap(({ invoice, receipts, refunds }): Fact[] => {
    const { accountId } = invoice
    const fact = (of: Fact['of'], at: number, amount: Amount, sign = 1n): Fact => {
      const { currency } = amount
      return { of, day: businessDay(at, zone), accountId, currency, units: sign * unitsOf(amount) }
    }
    return [
      fact('asked', invoice.createdAt, invoice.asked),
      ...receipts.map((one) => fact('received', one.paidAt, one.credited ?? one.amount)),
      ...refunds.map((one) => fact('refunded', one.recordedAt, one.amount)),
      ...refunds.flatMap(({ undone, amount }) => (undone ? [fact('refunded', undone.at, amount, -1n)] : [])),
    ]
  })
  const left = facts.filter(({ day }) => day >= from && day <= to)
  const figures = (own: readonly Fact[]) => {
    const currency = own[0]?.currency ?? ''
    const sum = (of: Fact['of']) =>
      own.filter((one) => one.of === of).reduce((units, one) => units + one.units, 0n)
    const text = (units: bigint) => toDecimal({ currency, units })
    const counts = Object.entries(COUNTED).map(([of, name]) => [
      name,
      own.filter((one) => one.of === of).length,
    ])
    return {
      ...(Object.fromEntries(counts) as Record<'sales' | 'receipts' | 'refunds', number>),
      ...{ asked: text(sum('asked')), received: text(sum('received')), refunded: text(sum('refunded')) },
      difference: text(sum('received') - sum('asked')),
    }
  }
  const columns = accounts.flatMap(({ id, label, provider }) => {
    const own = Map.groupBy(
      left.filter(({ accountId }) => accountId === id),
      ({ currency }) => currency,
    )
    return [...own]
      .toSorted(([a], [b]) => byBytes(a, b))
      .map(([currency, all]) => ({ accountId: id, accountLabel: label, provider, currency, all }))
  })
  const raised = new Set(
    ledger.exceptions({ resolved: false, limit: 100_000 }).map(({ invoiceId }) => invoiceId),
  )
  const needing = records
    .filter(({ invoice }) => raised.has(invoice.id))
    .map(({ invoice }) => businessDay(invoice.createdAt, zone))
    .filter((day) => day >= from && day <= to)
  const dayNumber = (day: string) => (Date.parse(day) - Date.parse(from)) / 86_400_000
  const cells = columns.flatMap(({ all }, column) =>
    [...Map.groupBy(all, ({ day }) => day)].map(([day, own]) => {
      return { day: dayNumber(day), column, ...figures(own) }
    }),
  )
  return {
    ...{ from, to },
    columns: columns.map(({ all, ...column }) => ({ ...column, ...figures(all) })),
    cells: cells.toSorted((a, b) => a.day - b.day || a.column - b.column),
    attention: [...Map.groupBy(needing, (day) => day)]
      .map(([day, all]) => ({ day: dayNumber(day), sales: all.length }))
      .toSorted((a, b) => a.day - b.day),
    // Nobody waits for what came out of a file.
    open: records.filter(
      ({ invoice, events }) =>
        isWaiting(invoice.status) && isIn(invoice.createdAt) && events[0]?.kind !== 'sale_imported',
    ).length,
  }
}
