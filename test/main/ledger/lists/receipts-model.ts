import type { ReceiptOrder } from '../../../../src/main/ledger/lists/receipts/order-keys.ts'
import type { Ledger } from '../../../../src/main/ledger/port/ledger.ts'
import type { ReceiptFilter, ReceiptQuery } from '../../../../src/main/ledger/port/lists.ts'
import type { InvoiceRecord } from '../../../../src/main/ledger/port/record.ts'
import type { Receipt } from '../../../../src/shared/contract/shapes/invoice.ts'
import { moneyFrom, toDecimal } from '../../../../src/shared/money/money.ts'
import { there } from '../../../support/books/there.ts'
import {
  accountsOf,
  attoOf,
  byBytes,
  countedAll,
  countedBy,
  folded,
  isFound,
  isOfItemAndTill,
  itemsOf,
  joined,
  sign,
  tillOf,
} from './list-model.ts'
import { SERIES_ORDER } from './random-book.ts'

/** A receipt as its sale's own page shows it, with what else a list needs. */
interface Came {
  /** The place in which the book wrote it down. */
  readonly seq: number
  /** The place of its sale. */
  readonly sale: number
  readonly record: InvoiceRecord
  readonly receipt: Receipt
  readonly accountPlace: number
}

/** Answers lists of receipts from what the pages of the single sales show, in the plainest way; `seqs` gives each receipt's key by its id. */
export function readReceiptsModel(
  ledger: Ledger,
  invoiceIds: readonly string[],
  seqs: ReadonlyMap<string, number>,
) {
  const accounts = accountsOf(ledger)
  const all = invoiceIds.flatMap((id, sale) => {
    const record = there(ledger.invoice(id))
    const accountPlace = accounts.findIndex((one) => one.id === record.invoice.accountId)
    return record.receipts.map((receipt): Came => {
      return { seq: seqs.get(receipt.id) ?? -1, sale, record, receipt, accountPlace }
    })
  })

  const names = invoiceIds.flatMap((id) => itemsOf(there(ledger.invoice(id))))

  return {
    stretch({ filter, sort, from, limit }: ReceiptQuery) {
      const direction = sort.down ? -1 : 1
      const left = all
        .filter((one) => isLeft(one, filter))
        .toSorted((a, b) => direction * (ORDERS[sort.by](a, b) || a.seq - b.seq))
      return { count: left.length, ids: left.slice(from, from + limit).map(({ receipt }) => receipt.id) }
    },
    counts(filter: ReceiptFilter) {
      const found = all.filter(({ record }) => isFound(record, filter.search))
      const left = (part: Partial<ReceiptFilter>) =>
        found.filter((one) => isLeft(one, { ...filter, search: '', ...part }))
      return {
        provider: countedBy(left({ provider: [] }), ({ record }) => [record.invoice.provider]),
        accountId: countedBy(left({ accountId: [] }), ({ record }) => [record.invoice.accountId]),
        currency: countedBy(left({ currency: [] }), (one) => [receivedBy(one).currency]),
        till: countedBy(left({ till: [] }), ({ record }) => [tillOf(record)]),
        item: countedAll(names, left({ item: [] }), ({ record }) => itemsOf(record)),
      }
    },
    sums(filter: ReceiptFilter) {
      const left = all.filter((one) => isLeft(one, filter))
      const sums = [...Map.groupBy(left, (one) => receivedBy(one).currency)].map(([currency, own]) => {
        const units = own.reduce((sum, one) => sum + moneyFrom(currency, receivedBy(one).amount).units, 0n)
        return { count: own.length, received: { currency, amount: toDecimal({ currency, units }) } }
      })
      return {
        count: left.length,
        all: all.length,
        sums: sums.toSorted((a, b) => b.count - a.count || byBytes(a.received.currency, b.received.currency)),
      }
    },
  }
}

function receivedBy({ receipt }: Came) {
  return receipt.credited ?? receipt.amount
}

function isLeft(
  one: Came,
  { search, provider, accountId, currency, period, amount, ...sets }: ReceiptFilter,
): boolean {
  const { invoice } = one.record
  const among = <T>(wanted: readonly T[], value: T) => wanted.length === 0 || wanted.includes(value)
  const at = period?.by === 'recorded' ? one.receipt.recordedAt : one.receipt.paidAt
  const money = attoOf(receivedBy(one))
  return (
    among(provider, invoice.provider) &&
    among(accountId, invoice.accountId) &&
    among(currency, receivedBy(one).currency) &&
    at >= (period?.from ?? -Infinity) &&
    at < (period?.until ?? Infinity) &&
    (!amount?.from || money >= joined(amount.from)) &&
    (!amount?.to || money <= joined(amount.to)) &&
    isOfItemAndTill(one.record, sets) &&
    isFound(one.record, search)
  )
}

const ORDERS: Readonly<Record<ReceiptOrder, (a: Came, b: Came) => number>> = {
  paid: (a, b) => a.receipt.paidAt - b.receipt.paidAt,
  received: (a, b) =>
    byBytes(receivedBy(a).currency, receivedBy(b).currency) ||
    sign(attoOf(receivedBy(a)) - attoOf(receivedBy(b))),
  number: (a, b) => {
    const [one, other] = [a.record.invoice.number, b.record.invoice.number]
    const tills = SERIES_ORDER.indexOf(tillOf(a.record)) - SERIES_ORDER.indexOf(tillOf(b.record))
    return tills || one.length - other.length || byBytes(one, other)
  },
  customer: (a, b) => {
    const [one, other] = [a, b].map(({ record }) => folded(record.invoice.customerName ?? ''))
    return byBytes(one ?? '', other ?? '') || a.sale - b.sale
  },
  account: (a, b) => a.accountPlace - b.accountPlace || a.sale - b.sale,
}
