import type { RouteInput, RouteOutput } from '../../../src/shared/contract/routes/index.ts'
import type { InvoiceRow } from '../../../src/shared/contract/shapes/invoice.ts'
import { compare, moneyFrom, subtract, sum, toDecimal } from '../../../src/shared/money/money.ts'

type Filter = RouteInput<'lists.sums'>['filter']

const moneyOf = ({ currency, amount }: { readonly currency: string; readonly amount: string }) =>
  moneyFrom(currency, amount)

function left(rows: readonly InvoiceRow[], filter: Filter): readonly InvoiceRow[] {
  const among = <T>(set: readonly T[], one: T) => set.length === 0 || set.includes(one)
  const search = filter.search.toLowerCase()
  return rows.filter(
    (row) =>
      among(filter.status, row.status) &&
      among(filter.provider, row.provider) &&
      among(filter.accountId, row.accountId) &&
      among(filter.currency, row.asked.currency) &&
      `${row.number} ${row.description} ${row.customerName ?? ''}`.toLowerCase().includes(search),
  )
}

/** The lists over invoices held in memory, for what a screen shows of them. */
export function fakeStretch(
  rows: readonly InvoiceRow[],
  { filter, sort, from, limit }: RouteInput<'lists.invoices'>,
): RouteOutput<'lists.invoices'> {
  const found = left(rows, filter).toSorted((a, b) => {
    const by =
      sort.by === 'asked' && a.asked.currency === b.asked.currency
        ? compare(moneyOf(a.asked), moneyOf(b.asked))
        : a.createdAt - b.createdAt
    return sort.down ? -by : by
  })
  return { asOf: 0, count: found.length, rows: found.slice(from, from + limit) }
}

/** Every place of a list of a million, made of one invoice as it is asked for. */
export function millionStretch(
  row: InvoiceRow,
  { sort, from, limit }: RouteInput<'lists.invoices'>,
): RouteOutput<'lists.invoices'> {
  const rows = Array.from({ length: Math.max(0, Math.min(limit, MILLION - from)) }, (_, at) => {
    const n = sort.down ? MILLION - from - at : from + at + 1
    return { ...row, id: `invoice-${n}`, number: `CF-${String(n).padStart(6, '0')}` }
  })
  return { asOf: 0, count: MILLION, rows }
}

const MILLION = 1_000_000

/** What the invoices of a filter come to. */
export function fakeSums(rows: readonly InvoiceRow[], filter: Filter): RouteOutput<'lists.sums'> {
  const found = left(rows, filter)
  const sums = Object.entries(Object.groupBy(found, (row) => row.asked.currency)).map(
    ([currency, own = []]) => {
      const asked = sum(
        currency,
        own.map((row) => moneyOf(row.asked)),
      )
      const received = sum(
        currency,
        own.map((row) => moneyOf(row.received)),
      )
      const amount = (money: typeof asked) => ({ currency, amount: toDecimal(money) })
      return {
        count: own.length,
        asked: amount(asked),
        received: amount(received),
        difference: amount(subtract(received, asked)),
      }
    },
  )
  return { asOf: 0, count: found.length, all: rows.length, sums: sums.toSorted((a, b) => b.count - a.count) }
}
