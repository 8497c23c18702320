import type {
  CurrencySum,
  ListedInvoice,
  ListIds,
  ListPlace,
  ListSums,
} from '../../../../shared/contract/shapes/lists/list.ts'
import type { InvoiceFilter, ListQuery, PlaceQuery } from '../../port/lists.ts'
import { inSnapshot, type Reading } from '../../sqlite/context.ts'
import { createFollower } from '../follower.ts'
import { answersFrom, type HeldList, seqsIn } from '../held-list.ts'
import type { Orders } from '../orders.ts'
import { sumRows } from '../sums.ts'
import { type Columns, createColumns } from './columns.ts'
import { leavesAll, matchRows } from './filter.ts'
import type { ListOrder } from './order-keys.ts'
import { createInvoiceOrders } from './orders.ts'
import {
  type ListedAccount,
  readAccounts,
  readAttention,
  readChanged,
  readMost,
  readNext,
  readPaidAt,
} from './read-columns.ts'
import { idsOf, knownTags, nextPlace, unreviewedIn } from './review.ts'
import { readListed } from './rows.ts'
import { createInvoiceSearch } from './search.ts'
import { asSum } from './sums.ts'

/** The invoices of a book, and what other lists know of them. */
export interface HeldInvoices extends HeldList<InvoiceFilter, ListOrder, ListedInvoice, CurrencySum> {
  sums(filter: InvoiceFilter): ListSums
  /** Reads the ids of a stretch; only where all is there. */
  ids(query: ListQuery): ListIds
  /** Finds the next invoice from a place on that needs something; only where all is there. */
  next(query: PlaceQuery): ListPlace
  readonly columns: Columns
  readonly orders: Orders<ListOrder>
  /** Takes in what has changed in the book; only where all is there, and in the snapshot of the answer. */
  follow(): void
  /** The accounts in the order a list shows them; other ones once any of them has changed. */
  accounts(): readonly ListedAccount[]
  /** The keys of the accounts with these ids. */
  accountKeys(ids: readonly string[]): readonly number[]
  /** Marks with 1 the rows of the invoices that a search finds. */
  found(search: string): Uint8Array
  /** Tells whether searches can be answered as well. */
  isSearchable(): boolean
  /** Lets go of what lies beside the book. */
  close(): void
}

/** Room for what is sold meanwhile, so that the columns need not be copied at once. */
const HEADROOM = 1.05

/** Makes the invoices of the book of `reading`, as yet without any; a piece is so many of them. What is searched of older ones may lie in a file at `searchPath`. */
export function createHeldInvoices(reading: Reading, piece: number, searchPath: string | null): HeldInvoices {
  const columns = createColumns(roomFor(readMost(reading, 'invoices')))
  const orders = createInvoiceOrders(reading, columns)
  let accounts: readonly ListedAccount[] = []
  // What changes while the pieces are read has a later event, and is read again.
  const follower = createFollower(reading)
  let isFull = false
  /** The last receipt that was read; null once all were. */
  let paidUpTo: number | null = -1
  const search = createInvoiceSearch(reading, columns, { path: searchPath, paidAt })
  const answers = answersFrom<InvoiceFilter, ListOrder, ListedInvoice, CurrencySum>({
    ...{ reading, follower, follow, rows: columns, orders, leavesAll },
    match: (filter) =>
      matchRows(columns, filter, {
        accounts: accountKeys,
        keepFound: (mask) => search.keep(mask, filter.search),
        paidAt,
      }),
    sum: (mask) => sumRows(columns, 2, mask).map(asSum),
    read: (seqs, filter) => readListed(reading, seqs, search.wantedOf(filter.search)),
  })

  function follow(): void {
    const touched = follower.next()
    if (touched === null) return
    const [known, before] = [columns.count, accounts]
    const rows = readChanged(reading, columns, touched)
    const added = rows.filter((row) => row >= known)
    const changed = rows.filter((row) => row < known)
    const now = readAccounts(reading)
    if (JSON.stringify(now) !== JSON.stringify(before)) {
      accounts = now
      orders.forget('account')
      answers.drop()
    }
    orders.follow(changed, added)
    if (rows.length > 0) answers.drop()
    search.follow()
  }

  function accountKeys(ids: readonly string[]): readonly number[] {
    return accounts.filter(({ id }) => ids.includes(id)).map(({ seq }) => seq)
  }

  function found(text: string): Uint8Array {
    const mask = new Uint8Array(columns.count).fill(1)
    search.keep(mask, text)
    return mask
  }

  function paidAt(): Float64Array {
    while (paidUpTo !== null) readPaid(paidUpTo)
    return columns.paidAt
  }

  function readPaid(after: number): void {
    paidUpTo = readPaidAt(reading, columns, after, piece)
  }

  function begin(): void {
    inSnapshot(reading, () => {
      readAttention(reading, columns)
      follow()
    })
    isFull = true
  }

  return {
    ...{ columns, orders, follow, accountKeys, found, isSearchable: search.isReady, close: search.close },
    accounts: () => accounts,
    fill() {
      if (isFull && paidUpTo !== null) readPaid(paidUpTo)
      else if (!isFull && inSnapshot(reading, () => readNext(reading, columns, piece)) < piece) begin()
      else if (isFull) return search.fill()
      return true
    },
    isFull: () => isFull,
    stretch: answers.stretch,
    sums: (filter) =>
      inSnapshot(reading, () => ({
        ...answers.sums(filter),
        unreviewed: unreviewedIn(columns, answers.maskOf(filter)),
        tags: [...knownTags(columns)],
      })),
    ids: ({ filter, sort, from, limit }) =>
      inSnapshot(reading, () => {
        follow()
        const rows = answers.rowsOf(filter, sort.by)
        const seqs = seqsIn(columns, rows, { down: sort.down, from, limit })
        return { asOf: follower.commit(), count: rows.length, ids: [...idsOf(reading, seqs)] }
      }),
    next: ({ filter, sort, from }) =>
      inSnapshot(reading, () => {
        follow()
        const rows = answers.rowsOf(filter, sort.by)
        const place = nextPlace(columns, rows, sort.down, from)
        return { asOf: follower.commit(), count: rows.length, place }
      }),
  }
}

/** Gives for how many rows there is to be room where so many are there. */
export function roomFor(rows: number): number {
  return Math.ceil(rows * HEADROOM) + 1_000
}
