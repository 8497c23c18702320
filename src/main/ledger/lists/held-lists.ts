import type { ListStretch, ListSums } from '../../../shared/contract/shapes/lists/list.ts'
import { asInvoiceRow, invoicesBySeq } from '../invoices/rows.ts'
import { searchAll } from '../invoices/search.ts'
import type { InvoiceFilter, ListQuery } from '../port/lists.ts'
import { inSnapshot, type Reading } from '../sqlite/context.ts'
import { LedgerFailure } from '../sqlite/errors.ts'
import { readCommit } from '../witness/totals.ts'
import { type Columns, createColumns } from './columns.ts'
import { type FilterSources, leavesAll, matchRows } from './filter.ts'
import { createKept } from './kept.ts'
import { createOrders } from './orders.ts'
import {
  type ListedAccount,
  readAccounts,
  readAttention,
  readChanged,
  readLastEvent,
  readMost,
  readNext,
  readPaidAt,
  readTouched,
} from './read-columns.ts'
import { asSum, sumRows } from './sums.ts'

/** The lists of a book, from columns in memory that follow it. */
export interface HeldLists {
  /** Reads one more piece of the book, each for itself; false once there is none left. */
  fill(): boolean
  /** Tells whether questions can be answered. */
  isFull(): boolean
  /** Reads a stretch of a list; only where all is there. */
  stretch(query: ListQuery): ListStretch
  /** Counts and sums the invoices of a filter; only where all is there. */
  sums(filter: InvoiceFilter): ListSums
}

/** Invoices are read so many at once: a few hundredths of a second. */
const PIECE = 20_000
/** Room for what is sold meanwhile, so that the columns need not be copied at once. */
const HEADROOM = 1.05

/** Makes the lists of the book of `reading`, as yet without any invoice; a piece is so many of them. */
export function createHeldLists(reading: Reading, piece = PIECE): HeldLists {
  const columns = createColumns(Math.ceil(readMost(reading) * HEADROOM) + 1_000)
  const orders = createOrders(reading, columns)
  const kept = createKept()
  let accounts: readonly ListedAccount[] = []
  // What changes while the pieces are read has a later event, and is read again.
  let lastEvent = readLastEvent(reading)
  /** The commit that the columns show. */
  let shown = -1
  let isFull = false
  /** The last receipt that was read; null once all were. */
  let paidUpTo: number | null = -1
  /** What the last search found, as of the commit that is shown. */
  let found: { readonly search: string; readonly seqs: readonly number[] } | null = null

  function follow(): void {
    const commit = readCommit(reading)
    if (commit === shown) return
    if (commit < shown) throw new LedgerFailure('BOOK_REPLACED', 'the book is older than it was')
    const last = readLastEvent(reading)
    const [known, before] = [columns.count, accounts]
    const rows = readChanged(reading, columns, readTouched(reading, lastEvent))
    const added = rows.filter((row) => row >= known)
    const changed = rows.filter((row) => row < known)
    accounts = readAccounts(reading)
    if (JSON.stringify(accounts) !== JSON.stringify(before)) {
      orders.accountsChanged()
      kept.drop()
    }
    orders.follow(changed, added)
    if (rows.length > 0) kept.drop()
    found = null
    lastEvent = last
    shown = commit
  }

  function sourcesOf(filter: InvoiceFilter): FilterSources {
    return {
      accounts: (ids) => accounts.filter(({ id }) => ids.includes(id)).map(({ seq }) => seq),
      found() {
        const { search } = filter
        if (found?.search !== search) found = { search, seqs: searchAll(reading, search.trim()) }
        return found.seqs
      },
      paidAt() {
        while (paidUpTo !== null) readPaid(paidUpTo)
        return columns.paidAt
      },
    }
  }

  function readPaid(after: number): void {
    paidUpTo = readPaidAt(reading, columns, after, piece)
  }

  function matching(filter: InvoiceFilter) {
    return kept.matching(filter, () => matchRows(columns, filter, sourcesOf(filter)))
  }

  function begin(): void {
    inSnapshot(reading, () => {
      readAttention(reading, columns)
      follow()
    })
    isFull = true
  }

  return {
    fill() {
      if (isFull && paidUpTo !== null) readPaid(paidUpTo)
      else if (!isFull && inSnapshot(reading, () => readNext(reading, columns, piece)) < piece) begin()
      return paidUpTo !== null
    },
    isFull: () => isFull,
    stretch: ({ filter, sort, from, limit }) =>
      inSnapshot(reading, () => {
        follow()
        const rows = leavesAll(filter)
          ? orders.rows(sort.by)
          : kept.rows(matching(filter), sort.by, () => orders.rows(sort.by))
        return {
          asOf: shown,
          count: rows.length,
          rows: invoicesBySeq(reading, seqsIn(columns, rows, { down: sort.down, from, limit })).map(
            asInvoiceRow,
          ),
        }
      }),
    sums: (filter) =>
      inSnapshot(reading, () => {
        follow()
        const found = matching(filter)
        found.sums ??= sumRows(columns, found.mask).map(asSum)
        const count = found.sums.reduce((all, one) => all + one.count, 0)
        return { asOf: shown, count, all: columns.count, sums: [...found.sums] }
      }),
  }
}

function seqsIn(
  { seq }: Columns,
  rows: Uint32Array,
  { down, from, limit }: { readonly down: boolean; readonly from: number; readonly limit: number },
): bigint[] {
  const places = Array.from({ length: Math.max(0, Math.min(limit, rows.length - from)) }, (_, n) => from + n)
  return places.map((place) => BigInt(seq[rows[down ? rows.length - 1 - place : place] as number] as number))
}
