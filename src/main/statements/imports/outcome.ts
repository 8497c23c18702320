import type { ImportRowKind, ImportWhy } from '../../../shared/contract/plain/imports.ts'
import { moneyFrom, sameMoney } from '../../../shared/money/money.ts'
import type { ImportedReceipt, ImportedSale } from '../../ledger/port/imports.ts'
import { type FileRow, type FileSale, type Gathered, likenessesOf, type SaleRow } from './gather.ts'
import { HOUR_MS, likenessInBook } from './like-book.ts'
import type { KnownInBook, KnownOfFile, OutcomeRow } from './port.ts'

/** What becomes of a sale, and why; `whys` are of its rows, in their order. */
interface SaleOutcome {
  readonly kind: ImportRowKind
  readonly why: ImportWhy | null
}

/** Holds what a file says against the book and against itself: a row each, in the order of the file. */
export function outcomeOf(
  rows: readonly FileRow[],
  { sales, troubles }: Gathered,
  known: KnownOfFile,
  texts: (place: number) => { readonly date: string; readonly customer: string },
): { readonly rows: readonly OutcomeRow[]; readonly sales: readonly SaleOutcome[] } {
  const outcomes = sales.map((): SaleOutcome => ({ kind: 'new', why: null }))
  const mark = (at: number, kind: SaleOutcome['kind'], why: ImportWhy) => {
    if (outcomes[at]?.kind === 'new') outcomes[at] = { kind, why }
  }
  const inBook = new Map(known.sales.map((one) => [one.reference, one]))
  for (const [at, sale] of sales.entries()) {
    const there = inBook.get(sale.reference)
    if (there) mark(at, 'known', said(isSame(sale, there) ? 'inBook' : 'inBookDiffers', there.number))
  }
  // A book of another shop may have the same numbers, and hardly over the same amount.
  const ownNumbers = new Map(known.numbers.map((one) => [one.reference, one]))
  for (const [at, sale] of sales.entries()) {
    const own = sale.rows.map(({ row }) => ownNumbers.get(row.number ?? '')).find((one) => one !== undefined)
    if (own && isAskedAs(sale, own))
      mark(at, 'known', said(isSame(sale, own) ? 'inBook' : 'inBookDiffers', own.number))
  }
  for (const [at, sale] of sales.entries())
    if (sale.rows.some(({ row }) => row.closed !== null)) mark(at, 'unread', NOT_TAKEN)
  markSameTransactions(sales, outcomes, known, mark)
  const likeInBook = likenessInBook(known.payments)
  for (const [at, sale] of sales.entries()) {
    if (outcomes[at]?.kind !== 'new') continue
    const number = likeInBook(sale)
    if (number !== null) mark(at, 'duplicate', said('sameInBook', number))
  }
  markLikeEachOther(sales, outcomes, mark)
  const { imported } = known
  if (imported !== null)
    for (const at of sales.keys())
      mark(at, 'duplicate', said('fileImported', `${imported.day} ${imported.account}`))
  const places = new Map<number, { readonly at: number; readonly own: SaleRow }>()
  for (const [at, sale] of sales.entries()) for (const own of sale.rows) places.set(own.place, { at, own })
  const shown = rows.map(({ line, read }, place): OutcomeRow => {
    const placed = places.get(place)
    const outcome = placed && outcomes[placed.at]
    const sale = placed && sales[placed.at]
    if (!outcome || !sale || outcome.kind === 'unread') {
      const { date, customer } = texts(place)
      const reference = read.ok ? read.row.reference : read.reference
      return {
        ...{ line, kind: 'unread', sale: null, reference, paidAt: null, dateText: date || null },
        ...{ customer: customer || null, received: null, currency: null },
        why: troubles.get(place) ?? (placed ? closedWhy(placed.own, sale) : null),
      }
    }
    const { paid, customer, email } = placed.own.row
    const why = outcome.why ?? (paid === null ? { reason: 'unpaid', text: null, line: null } : null)
    return {
      // One that was made says nothing to whoever reads it.
      ...{ line, kind: outcome.kind, sale: placed.at, reference: placed.own.row.reference },
      ...{ paidAt: paid?.at ?? null, dateText: null, customer: customer ?? email },
      ...{ received: paid?.amount ?? null, currency: sale.currency, why },
    }
  })
  return { rows: shown, sales: outcomes }
}

/** Of a sale that a closed period holds; each of its rows says why for itself. */
const NOT_TAKEN: ImportWhy = { reason: 'closed', text: null, line: null }

function closedWhy({ row }: SaleRow, sale: FileSale | undefined): ImportWhy {
  const other = sale?.rows.find((one) => one.row.closed !== null)
  if (row.closed !== null) return said('closed', row.closed)
  return { reason: 'withLine', text: null, line: other?.line ?? null }
}

type Mark = (at: number, kind: SaleOutcome['kind'], why: ImportWhy) => void

function said(reason: ImportWhy['reason'], text: string): ImportWhy {
  return { reason, text, line: null }
}

function isSame({ asked, received, currency }: FileSale, book: KnownInBook): boolean {
  const isReceived = () => sameMoney(moneyFrom(currency, received), moneyFrom(currency, book.received))
  return isAskedAs({ asked, currency }, book) && isReceived()
}

function isAskedAs({ asked, currency }: Pick<FileSale, 'asked' | 'currency'>, book: KnownInBook): boolean {
  return currency === book.currency && sameMoney(moneyFrom(currency, asked), moneyFrom(currency, book.asked))
}

/** A transaction that has paid another sale of the book, or a row above it in the file. */
function markSameTransactions(
  sales: readonly FileSale[],
  outcomes: readonly SaleOutcome[],
  { transactions }: KnownOfFile,
  mark: Mark,
): void {
  const inBook = new Map(transactions.map(({ txHash, number }) => [txHash.toLowerCase(), number]))
  const first = new Map<string, { readonly at: number; readonly line: number }>()
  for (const [at, sale] of sales.entries()) {
    if (outcomes[at]?.kind !== 'new') continue
    for (const { line, row } of sale.rows) {
      const hash = row.paid === null ? null : row.transaction?.toLowerCase()
      if (hash == null) continue
      const number = inBook.get(hash)
      const before = first.get(hash)
      if (number !== undefined) mark(at, 'duplicate', said('transactionInBook', number))
      else if (before && before.at !== at)
        mark(at, 'duplicate', { reason: 'sameTransaction', text: null, line: before.line })
      else first.set(hash, { at, line })
    }
  }
}

/** Both of two that are alike may be the true one: a person says it. */
function markLikeEachOther(sales: readonly FileSale[], outcomes: readonly SaleOutcome[], mark: Mark): void {
  interface Paid {
    readonly at: number
    readonly paidAt: number
    readonly transaction: string | null
    readonly reference: string | null
    readonly line: number
  }
  const like = new Map<string, Paid[]>()
  for (const [at, sale] of sales.entries()) {
    if (outcomes[at]?.kind !== 'new') continue
    for (const { line, row } of sale.rows) {
      const { transaction, reference } = row
      const paid = row.paid && { at, paidAt: row.paid.at, transaction, reference, line }
      for (const likeness of paid ? likenessesOf(sale, row) : []) {
        const there = like.get(likeness)
        if (paid && there) there.push(paid)
        else if (paid) like.set(likeness, [paid])
      }
    }
  }
  for (const all of like.values()) {
    const inOrder = all.toSorted((a, b) => a.paidAt - b.paidAt)
    for (const [place, one] of inOrder.entries()) {
      let after = place + 1
      while (inOrder[after]?.at === one.at) after += 1
      const next = inOrder[after]
      if (!next || next.paidAt - one.paidAt > HOUR_MS) continue
      for (const [own, other] of [
        [one, next],
        [next, one],
      ] as const) {
        const isOther =
          own.transaction !== null && other.transaction !== null && own.transaction !== other.transaction
        const reason = isOther ? 'sameSaleOtherTransaction' : 'sameSale'
        const { reference: text, line } = other
        mark(own.at, 'duplicate', { reason, text, line: text === null ? line : null })
      }
    }
  }
}

/** Writes a sale as the book takes it; `raw` gives a row of the file as it came. */
export function importedSale(sale: FileSale, raw: (place: number) => string): ImportedSale {
  const [first] = sale.rows
  if (!first) throw new Error('a sale has a row at least')
  const one = <K extends 'customer' | 'email'>(field: K) =>
    sale.rows.find(({ row }) => row[field] !== null)?.row[field] ?? null
  const transactions = new Set(sale.rows.map(({ row }) => row.transaction))
  return {
    reference: sale.reference,
    createdAt: Math.min(...sale.rows.map(({ row }) => row.createdAt)),
    ...{ currency: sale.currency, asked: sale.asked },
    description: sale.rows.find(({ row }) => row.description !== '')?.row.description ?? '',
    ...{ customerName: one('customer'), customerEmail: one('email') },
    receipts: sale.rows.flatMap(({ place, row }, nth): ImportedReceipt[] => {
      if (row.paid === null) return []
      const { transaction: txHash, payer, paid } = row
      const made = `row-${nth + 1}`
      const receiptId = txHash ?? (transactions.has(made) ? `${made}-of-file` : made)
      const { amount, came, at: paidAt } = paid
      return [{ receiptId, txHash, payer, amount, came, paidAt, raw: raw(place) }]
    }),
    raw: raw(first.place),
  }
}
