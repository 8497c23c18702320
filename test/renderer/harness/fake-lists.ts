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
      (filter.review === null || (filter.review === 'reviewed') === (row.reviewed !== null)) &&
      (filter.tag.length === 0 || filter.tag.some((tag) => row.tags.includes(tag))) &&
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
  return { asOf: 0, count: found.length, rows: found.slice(from, from + limit).map(unmatched) }
}

const unmatched = (row: InvoiceRow) => ({ ...row, ...NOT_THERE })

const NOT_THERE = { paidAt: null, reference: null, match: null } as const

/** Every place of a list of a million, made of one invoice as it is asked for. */
export function millionStretch(
  row: InvoiceRow,
  { sort, from, limit }: RouteInput<'lists.invoices'>,
): RouteOutput<'lists.invoices'> {
  const rows = Array.from({ length: Math.max(0, Math.min(limit, MILLION - from)) }, (_, at) => {
    const n = sort.down ? MILLION - from - at : from + at + 1
    return { ...row, ...NOT_THERE, id: `invoice-${n}`, number: `CF-${String(n).padStart(6, '0')}` }
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
  const tags = [...new Set(rows.flatMap((row) => row.tags))].sort()
  const unreviewed = found.filter(({ reviewed }) => reviewed === null).length
  return {
    asOf: 0,
    count: found.length,
    all: rows.length,
    unreviewed,
    tags,
    tills: ['CF'],
    sums: sums.toSorted((a, b) => b.count - a.count),
  }
}

/** How many of some rows have each value. */
function countedBy<Row, Value extends string>(
  rows: readonly Row[],
  valuesOf: (row: Row) => readonly Value[],
) {
  return [...Map.groupBy(rows.flatMap(valuesOf), (value) => value)]
    .map(([value, own]) => ({ value, count: own.length }))
    .toSorted((a, b) => (a.value < b.value ? -1 : 1))
}

const tillOf = ({ number }: { readonly number: string }) => [number.split('-')[0] ?? '']

/** How many invoices each choice of a filter would leave. */
export function fakeCounts(
  rows: readonly InvoiceRow[],
  { filter }: RouteInput<'lists.counts'>,
): RouteOutput<'lists.counts'> {
  const of = (part: Partial<Filter>) => left(rows, { ...filter, ...part })
  return {
    asOf: 0,
    status: countedBy(of({ status: [] }), ({ status }) => [status]),
    provider: countedBy(of({ provider: [] }), ({ provider }) => [provider]),
    accountId: countedBy(of({ accountId: [] }), ({ accountId }) => [accountId]),
    currency: countedBy(of({ currency: [] }), ({ asked }) => [asked.currency]),
    tag: countedBy(of({ tag: [] }), ({ tags }) => tags),
    till: countedBy(of({}), tillOf),
    item: [],
    reviewed: of({ review: 'reviewed' }).length,
    unreviewed: of({ review: 'unreviewed' }).length,
    attention: 0,
  }
}

type ReceiptFilter = RouteInput<'lists.receiptSums'>['filter']
type Details = readonly RouteOutput<'invoices.get'>[]

function receiptsLeft(details: Details, filter: ReceiptFilter): RouteOutput<'lists.receipts'>['rows'] {
  const among = <T>(set: readonly T[], one: T) => set.length === 0 || set.includes(one)
  const search = filter.search.toLowerCase()
  const all = details.flatMap(({ invoice, links, receipts }) =>
    receipts.map(({ linkId, amount, credited, ...receipt }) => ({
      ...{ id: receipt.id, invoiceId: invoice.id, number: invoice.number, provider: invoice.provider },
      ...{ accountId: invoice.accountId, accountLabel: invoice.accountLabel },
      ...{ customerName: invoice.customerName, received: credited ?? amount, transferred: amount },
      reference: links.find(({ id }) => id === linkId)?.providerRef ?? null,
      ...{ txHash: receipt.txHash, payer: receipt.payer, paidAt: receipt.paidAt },
      ...{ timeObserved: receipt.timeObserved, recordedAt: receipt.recordedAt },
    })),
  )
  return all.filter(
    (row) =>
      among(filter.provider, row.provider) &&
      among(filter.accountId, row.accountId) &&
      among(filter.currency, row.received.currency) &&
      `${row.number} ${row.customerName ?? ''} ${row.txHash ?? ''}`.toLowerCase().includes(search),
  )
}

/** The receipts of invoices held in memory, for what a screen shows of them. */
export function fakeReceipts(
  details: Details,
  { filter, sort, from, limit }: RouteInput<'lists.receipts'>,
): RouteOutput<'lists.receipts'> {
  const found = receiptsLeft(details, filter).toSorted((a, b) =>
    sort.down ? b.paidAt - a.paidAt : a.paidAt - b.paidAt,
  )
  return { asOf: 0, count: found.length, rows: found.slice(from, from + limit) }
}

/** How many receipts each choice of a filter would leave. */
export function fakeReceiptCounts(
  details: Details,
  { filter }: RouteInput<'lists.receiptCounts'>,
): RouteOutput<'lists.receiptCounts'> {
  const of = (part: Partial<ReceiptFilter>) => receiptsLeft(details, { ...filter, ...part })
  return {
    asOf: 0,
    provider: countedBy(of({ provider: [] }), ({ provider }) => [provider]),
    accountId: countedBy(of({ accountId: [] }), ({ accountId }) => [accountId]),
    currency: countedBy(of({ currency: [] }), ({ received }) => [received.currency]),
    till: countedBy(of({}), tillOf),
    item: [],
  }
}

/** What the receipts of a filter come to. */
export function fakeReceiptSums(details: Details, filter: ReceiptFilter): RouteOutput<'lists.receiptSums'> {
  const found = receiptsLeft(details, filter)
  const all = details.reduce((count, { receipts }) => count + receipts.length, 0)
  const sums = [...Map.groupBy(found, ({ received }) => received.currency)].map(([currency, own]) => {
    const total = sum(
      currency,
      own.map(({ received }) => moneyOf(received)),
    )
    return { count: own.length, received: { currency, amount: toDecimal(total) } }
  })
  return {
    asOf: 0,
    count: found.length,
    all,
    tills: ['CF'],
    sums: sums.toSorted((a, b) => b.count - a.count),
  }
}
