import { createHash } from 'node:crypto'
import type { ImportWhy } from '../../../shared/contract/plain/imports.ts'
import { moneyFrom, sum, toDecimal } from '../../../shared/money/money.ts'
import { fold } from '../../../shared/text/fold.ts'
import { isNothing, type ReadRow, type RowRead } from './read-row.ts'

/** A row of a file, and what came of reading it. */
export interface FileRow {
  /** From 1. */
  readonly line: number
  readonly read: RowRead
}

/** A row that belongs to a sale. */
export interface SaleRow {
  /** Its place among all rows. */
  readonly place: number
  readonly line: number
  readonly row: ReadRow
}

/** A sale of a file: the rows of one reference. */
export interface FileSale {
  readonly reference: string
  readonly rows: readonly SaleRow[]
  readonly currency: string
  /** Decimals. */
  readonly asked: string
  readonly received: string
}

/** The sales of a file in the order of their first rows, and why other rows belong to none. */
export interface Gathered {
  readonly sales: readonly FileSale[]
  /** By the places of the rows. */
  readonly troubles: ReadonlyMap<number, ImportWhy>
}

/**
 * Joins the rows of one reference to one sale with several payments. All of a sale is taken or nothing: where one of its rows cannot be read
 * the others wait for it. A row without a reference is a sale of its own, known again by what it says.
 */
export function gather(rows: readonly FileRow[]): Gathered {
  const troubles = new Map<number, ImportWhy>()
  const byReference = new Map<string, SaleRow[]>()
  const unread = new Map<string, number>()
  const equals = new Map<string, number>()
  for (const [place, { line, read }] of rows.entries()) {
    if (!read.ok) {
      troubles.set(place, read.why)
      if (read.reference !== null && !unread.has(read.reference)) unread.set(read.reference, line)
      continue
    }
    const { row } = read
    const reference = row.reference ?? madeReference(row, equals)
    const there = byReference.get(reference)
    if (there) there.push({ place, line, row })
    else byReference.set(reference, [{ place, line, row }])
  }
  const sales = [...byReference].flatMap(([reference, own]) => {
    const bad = unread.get(reference) ?? null
    if (bad !== null) {
      for (const { place } of own) troubles.set(place, why('withLine', bad))
      return []
    }
    return saleOf(reference, own, troubles) ?? []
  })
  return { sales, troubles }
}

function why(reason: ImportWhy['reason'], line: number): ImportWhy {
  return { reason, text: null, line }
}

/** One that is made of all that the row says, and counts equal rows: the same file gives the same references. */
function madeReference(row: ReadRow, equals: Map<string, number>): string {
  const { createdAt, currency, asked, paid, transaction, payer, customer, email, description } = row
  const said = JSON.stringify([
    ...[createdAt, currency, asked, paid?.at ?? null, paid?.amount ?? null],
    ...[transaction, payer, customer, email, description],
  ])
  const digest = createHash('sha256').update(said).digest('hex').slice(0, 24)
  const nth = (equals.get(digest) ?? 0) + 1
  equals.set(digest, nth)
  return nth === 1 ? `row-${digest}` : `row-${digest}-${nth}`
}

/** Joins the rows of a reference; null where they contradict each other, and then none of them is taken. */
function saleOf(
  reference: string,
  all: readonly SaleRow[],
  troubles: Map<number, ImportWhy>,
): FileSale | null {
  const [first] = all
  if (!first) return null
  const seen = new Map<string, number>()
  const told = all.filter((one) => {
    const before = seen.get(paymentKey(one.row))
    if (before === undefined) seen.set(paymentKey(one.row), one.line)
    else troubles.set(one.place, why('repeats', before))
    return before === undefined
  })
  const rows = onePayment(told, troubles)
  if (rows === null) return null
  const { currency } = first.row
  const other = rows.find(
    ({ row }) => row.currency !== currency || (row.asked ?? first.row.asked) !== first.row.asked,
  )
  if (other) {
    for (const one of rows) {
      const against = one === other ? first.line : other.line
      troubles.set(one.place, why(one === other ? 'differs' : 'withLine', against))
    }
    return null
  }
  const paid = rows.flatMap(({ row }) => (row.paid === null ? [] : [moneyFrom(currency, row.paid.amount)]))
  const received = toDecimal(sum(currency, paid))
  const own = first.row.asked
  const asked = own === null || isNothing(own) ? received : own
  if (isNothing(asked)) {
    for (const { place } of rows) troubles.set(place, { reason: 'nothing', text: null, line: null })
    return null
  }
  return { reference, rows, currency, asked, received }
}

/**
 * Takes the rows of a sale whose amounts no column tells for what they are: states of one payment, of which the last one counts. Null where
 * they are several payments: each of them would count as all that was asked.
 */
function onePayment(rows: readonly SaleRow[], troubles: Map<number, ImportWhy>): readonly SaleRow[] | null {
  const paid = rows.flatMap(({ row, ...own }) => (row.paid === null ? [] : [{ ...own, ...row, ...row.paid }]))
  const assumed = paid.filter(({ isAssumed }) => isAssumed)
  if (assumed.length === 0 || paid.length === 1) return rows
  const transactions = new Set(paid.flatMap(({ transaction }) => transaction?.toLowerCase() ?? []))
  const [bad] = assumed
  if (bad && (transactions.size > 1 || assumed.length < paid.length)) {
    const places = new Set(assumed.map(({ place }) => place))
    for (const { place } of rows) {
      const isUntold = places.has(place)
      troubles.set(
        place,
        isUntold ? { reason: 'eachUntold', text: null, line: null } : why('withLine', bad.line),
      )
    }
    return null
  }
  // One that names its transaction is the surest, whatever its time.
  const [last] = assumed.toSorted(
    (a, b) =>
      Number(b.transaction !== null) - Number(a.transaction !== null) || b.at - a.at || b.line - a.line,
  )
  return rows.filter(({ place, row }) => {
    const isSame = last !== undefined && row.paid !== null && place !== last.place
    if (isSame) troubles.set(place, why('repeats', last.line))
    return !isSame
  })
}

/** Tells one payment of a sale from another: a transaction pays once. */
function paymentKey({ transaction, paid }: ReadRow): string {
  if (paid === null) return 'none'
  return transaction === null ? `${paid.at} ${paid.amount}` : transaction.toLowerCase()
}

/** Writes who paid how much, so that two payments can be compared whatever their time; empty where nobody is named. */
export function likenessesOf(sale: FileSale, row: ReadRow): readonly string[] {
  if (row.paid === null) return []
  const { currency, paid, customer, email } = { ...row, paid: row.paid, currency: sale.currency }
  return [customer, email].flatMap((who) => (who === null ? [] : [likenessOf(who, currency, paid.amount)]))
}

/** Writes who paid how much; `amount` is a decimal of the currency. */
function likenessOf(who: string, currency: string, amount: string): string {
  return `${fold(who)} ${amountKey(currency, amount)}`
}

/** Writes an amount so that equal ones are the same text; `amount` is a decimal of the currency. */
export function amountKey(currency: string, amount: string): string {
  return `${currency} ${toDecimal(moneyFrom(currency, amount))}`
}
