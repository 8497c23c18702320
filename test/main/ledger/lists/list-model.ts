import type { ListOrder } from '../../../../src/main/ledger/lists/invoices/order-keys.ts'
import type { Ledger } from '../../../../src/main/ledger/port/ledger.ts'
import type { InvoiceFilter, ListQuery, PlaceQuery } from '../../../../src/main/ledger/port/lists.ts'
import type { InvoiceRecord } from '../../../../src/main/ledger/port/record.ts'
import { moneyFrom, toDecimal } from '../../../../src/shared/money/money.ts'
import { type StoredAmount, toStored } from '../../../../src/shared/money/scale.ts'
import { STATUSES } from '../../../../src/shared/status/status.ts'
import { businessDay } from '../../../../src/shared/time/zone.ts'
import { there } from '../../../support/books/there.ts'
import { SERIES_ORDER } from './random-book.ts'

/** A sale as its own page shows it, with what else a list needs; `seq` counts from 0. */
interface Sale {
  readonly seq: number
  readonly record: InvoiceRecord
  readonly attention: boolean
  readonly accountPlace: number
}

const ONE = 10n ** 18n

/** Answers lists from what the pages of the single sales show, in the plainest way. */
export function readModel(ledger: Ledger, invoiceIds: readonly string[]) {
  const open = new Set(
    ledger.exceptions({ resolved: false, limit: 1_000_000 }).map(({ invoiceId }) => invoiceId),
  )
  const accounts = accountsOf(ledger)
  const sales = invoiceIds.map((id, seq): Sale => {
    const record = there(ledger.invoice(id))
    const accountPlace = accounts.findIndex((one) => one.id === record.invoice.accountId)
    return { seq, record, attention: open.has(id), accountPlace }
  })

  return {
    stretch({ filter, sort, from, limit }: ListQuery) {
      const direction = sort.down ? -1 : 1
      const left = sales
        .filter((one) => isLeft(one, filter))
        .toSorted((a, b) => direction * (ORDERS[sort.by](a, b) || a.seq - b.seq))
      return {
        count: left.length,
        ids: left.slice(from, from + limit).map(({ record }) => record.invoice.id),
      }
    },
    next({ filter, sort, from }: PlaceQuery) {
      const direction = sort.down ? -1 : 1
      const place = sales
        .filter((one) => isLeft(one, filter))
        .toSorted((a, b) => direction * (ORDERS[sort.by](a, b) || a.seq - b.seq))
        .findIndex(
          ({ record, attention }, at) => at >= from && (record.invoice.reviewed === null || attention),
        )
      return place < 0 ? null : place
    },
    counts(filter: InvoiceFilter) {
      const found = sales.filter(({ record }) => isFound(record, filter.search))
      const left = (part: Partial<InvoiceFilter>) =>
        found.filter((one) => isLeft(one, { ...filter, search: '', ...part }))
      const everything = sales.flatMap(({ record }) => itemsOf(record))
      return {
        status: countedBy(left({ status: [] }), ({ record }) => [record.invoice.status]),
        provider: countedBy(left({ provider: [] }), ({ record }) => [record.invoice.provider]),
        accountId: countedBy(left({ accountId: [] }), ({ record }) => [record.invoice.accountId]),
        currency: countedBy(left({ currency: [] }), ({ record }) => [record.invoice.asked.currency]),
        tag: countedBy(left({ tag: [] }), ({ record }) => record.invoice.tags),
        till: countedBy(left({ till: [] }), ({ record }) => [tillOf(record)]),
        item: countedAll(everything, left({ item: [] }), ({ record }) => itemsOf(record)),
        reviewed: left({ review: 'reviewed' }).length,
        unreviewed: left({ review: 'unreviewed' }).length,
        attention: left({ attention: true }).length,
      }
    },
    sums(filter: InvoiceFilter) {
      const left = sales.filter((one) => isLeft(one, filter))
      const groups = Map.groupBy(left, ({ record }) => record.invoice.asked.currency)
      const sums = [...groups].map(([currency, own]) => {
        const total = (of: 'asked' | 'received') =>
          own.reduce((sum, { record }) => sum + moneyFrom(currency, record.invoice[of].amount).units, 0n)
        const written = (units: bigint) => ({ currency, amount: toDecimal({ currency, units }) })
        const [asked, received] = [total('asked'), total('received')]
        return {
          count: own.length,
          asked: written(asked),
          received: written(received),
          difference: written(received - asked),
        }
      })
      return {
        count: left.length,
        all: sales.length,
        unreviewed: left.filter(({ record }) => record.invoice.reviewed === null).length,
        tags: [...new Set(sales.flatMap(({ record }) => record.invoice.tags))].sort(byBytes),
        tills: [...new Set(sales.map(({ record }) => tillOf(record)))].toSorted(),
        sums: sums.toSorted((a, b) => b.count - a.count || byBytes(a.asked.currency, b.asked.currency)),
      }
    },
  }
}

/** The accounts in the order a list shows them. */
export function accountsOf(ledger: Ledger) {
  return ledger
    .accounts()
    .map(({ id, label, provider }, seq) => ({ id, label, provider, seq }))
    .toSorted((a, b) => byBytes(folded(a.label), folded(b.label)) || a.seq - b.seq)
}

function isLeft({ record, attention }: Sale, filter: InvoiceFilter): boolean {
  const { invoice, receipts } = record
  const { period, amount } = filter
  const among = <T>(wanted: readonly T[], one: T) => wanted.length === 0 || wanted.includes(one)
  const last = receipts.length === 0 ? null : Math.max(...receipts.map(({ paidAt }) => paidAt))
  const told = receipts.length === 0 ? null : Math.max(...receipts.map(({ recordedAt }) => recordedAt))
  const at = { created: invoice.createdAt, paid: last, recorded: told, refunded: null }[
    period?.by ?? 'created'
  ]
  const isUnbound = !period || (period.from === null && period.until === null)
  const isIn = (one: number) => one >= (period?.from ?? -Infinity) && one < (period?.until ?? Infinity)
  const inTime =
    isUnbound || (period.by === 'refunded' ? refundTimes(record).some(isIn) : at !== null && isIn(at))
  const money = amount ? attoOf(invoice[amount.of]) : 0n
  return (
    among(filter.status, invoice.status) &&
    among(filter.provider, invoice.provider) &&
    among(filter.accountId, invoice.accountId) &&
    among(filter.currency, invoice.asked.currency) &&
    isOfItemAndTill(record, filter) &&
    inTime &&
    (!amount?.from || money >= joined(amount.from)) &&
    (!amount?.to || money <= joined(amount.to)) &&
    (!filter.attention || attention) &&
    (filter.review === null || (filter.review === 'reviewed') === (invoice.reviewed !== null)) &&
    (filter.tag.length === 0 || filter.tag.some((tag) => invoice.tags.includes(tag))) &&
    isFound(record, filter.search)
  )
}

/** What a sale names on its lines, each once. */
export function itemsOf({ lines }: InvoiceRecord): readonly string[] {
  return [...new Set(lines.flatMap(({ name }) => name ?? []))]
}

/** What a sale's number begins with. */
export function tillOf({ invoice }: InvoiceRecord): string {
  return invoice.number.split('-')[0] ?? ''
}

export function isOfItemAndTill(
  record: InvoiceRecord,
  { item, till }: Pick<InvoiceFilter, 'item' | 'till'>,
): boolean {
  const names = itemsOf(record)
  return (
    (item.length === 0 || item.some((one) => names.includes(one))) &&
    (till.length === 0 || till.includes(tillOf(record)))
  )
}

/** How often each value comes, in the order of their letters. */
export function countedBy<T, V extends string>(rows: readonly T[], valuesOf: (row: T) => readonly V[]) {
  const all = rows.flatMap(valuesOf)
  return [...Map.groupBy(all, (one) => one)]
    .map(([value, own]) => ({ value, count: own.length }))
    .toSorted((a, b) => (a.value < b.value ? -1 : 1))
}

/** As {@link countedBy}, with every value that there is. */
export function countedAll<T>(
  all: readonly string[],
  rows: readonly T[],
  valuesOf: (row: T) => readonly string[],
) {
  const counts = new Map(countedBy(rows, valuesOf).map(({ value, count }) => [value, count]))
  return [...new Set(all)].toSorted().map((value) => ({ value, count: counts.get(value) ?? 0 }))
}

function refundTimes({ refunds }: InvoiceRecord): readonly number[] {
  return refunds.flatMap(({ recordedAt, undone }) => [recordedAt, ...(undone ? [undone.at] : [])])
}

export function joined({ whole, frac }: StoredAmount): bigint {
  return whole * ONE + frac
}

export function attoOf({ currency, amount }: { readonly currency: string; readonly amount: string }): bigint {
  return joined(toStored(moneyFrom(currency, amount)))
}

/** Says whether each word of a search stands somewhere in what is shown of a sale, or names a day, an amount, a status, a currency of it. */
export function isFound(record: InvoiceRecord, search: string): boolean {
  const words = plain(search)
    .split(/\s+/u)
    .filter((word) => word !== '')
  return words.every((word) => {
    return (
      textsOf(record).some((text) => plain(text).includes(word)) ||
      amountsOf(record).some((decimal) => /^\d+(\.\d+)?$/.test(word) && begins(decimal, word)) ||
      daysOf(record).includes(word) ||
      record.invoice.status.split('_').includes(word) ||
      record.invoice.asked.currency.toLowerCase() === word ||
      (word.length > 2 && plain(record.invoice.accountLabel).includes(word))
    )
  })
}

/** Who reviewed a sale is not what is written of it. */
const OF_REVIEW = /^(un)?(reviewed|tagged)$|^review_lapsed$|^edit_/

function textsOf({ invoice, lines, links, receipts, events }: InvoiceRecord): string[] {
  const { number, description, customerName, customerEmail } = invoice
  const told = ['marker', 'text', 'reason', 'person', 'reference', 'words', 'txHashFrom', 'payerFrom']
  return [
    ...[number, description, customerName, customerEmail],
    ...invoice.tags,
    ...lines.map((line) => (line.kind === 'item' ? line.name : null)),
    ...links.flatMap(({ providerRef, url }) => [providerRef, url]),
    ...receipts.flatMap(({ providerReceiptId, txHash, payer }) => [providerReceiptId, txHash, payer]),
    ...events
      .filter(({ kind }) => kind !== 'account_paused' && !OF_REVIEW.test(kind))
      .flatMap(({ data }) => told.map((name) => data[name])),
  ].filter((one) => typeof one === 'string')
}

function amountsOf({ invoice, receipts, refunds }: InvoiceRecord): string[] {
  const all = [invoice.asked, invoice.received, ...refunds.map(({ amount }) => amount)]
  return [
    ...all,
    ...receipts.flatMap(({ amount, credited }) => (credited ? [amount, credited] : [amount])),
  ].map(({ amount }) => amount)
}

/** "49" and "49.9" are 49.90; "49.91" and "4" are not. */
function begins(decimal: string, typed: string): boolean {
  const [whole = '', frac = ''] = decimal.split('.')
  const [typedWhole = '', typedFrac = ''] = typed.split('.')
  return whole === typedWhole && frac.padEnd(18, '0').startsWith(typedFrac)
}

function daysOf({ invoice, receipts }: InvoiceRecord): string[] {
  const paid = receipts.length === 0 ? [] : [Math.max(...receipts.map(({ paidAt }) => paidAt))]
  return [invoice.createdAt, ...paid].map((at) => businessDay(at, 'Africa/Algiers'))
}

function plain(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss')
}

const ORDERS: Readonly<Record<ListOrder, (a: Sale, b: Sale) => number>> = {
  created: (a, b) => a.record.invoice.createdAt - b.record.invoice.createdAt,
  // The tills in the order in which the book began them.
  number: ({ record: a }, { record: b }) =>
    SERIES_ORDER.indexOf(tillOf(a)) - SERIES_ORDER.indexOf(tillOf(b)) ||
    a.invoice.number.length - b.invoice.number.length ||
    byBytes(a.invoice.number, b.invoice.number),
  customer: ({ record: a }, { record: b }) =>
    byBytes(folded(a.invoice.customerName ?? ''), folded(b.invoice.customerName ?? '')),
  asked: ({ record: a }, { record: b }) => sign(attoOf(a.invoice.asked) - attoOf(b.invoice.asked)),
  received: ({ record: a }, { record: b }) => sign(attoOf(a.invoice.received) - attoOf(b.invoice.received)),
  difference: ({ record: a }, { record: b }) => sign(differenceOf(a) - differenceOf(b)),
  status: ({ record: a }, { record: b }) =>
    STATUSES.indexOf(a.invoice.status) - STATUSES.indexOf(b.invoice.status),
  account: (a, b) => a.accountPlace - b.accountPlace,
}

function differenceOf({ invoice }: InvoiceRecord): bigint {
  return attoOf(invoice.received) - attoOf(invoice.asked)
}

export function sign(value: bigint): number {
  return value < 0n ? -1 : value > 0n ? 1 : 0
}

/** As SQLite's NOCASE folds: the 26 letters alone. */
export function folded(text: string): string {
  return text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase())
}

export function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}
