import type { ListCounts } from '../../../../shared/contract/shapes/lists/counts.ts'
import type {
  CurrencySum,
  ListedInvoice,
  ListIds,
  ListNewest,
  ListPlace,
  ListSums,
} from '../../../../shared/contract/shapes/lists/list.ts'
import { isBlankSearch } from '../../../../shared/text/words.ts'
import type { InvoiceFilter, ListQuery, NewestQuery, PlaceQuery } from '../../port/lists.ts'
import { inSnapshot, type Reading } from '../../sqlite/context.ts'
import { rowOf } from '../cells.ts'
import { countInvoices } from '../counts/of-invoices.ts'
import { createFollower } from '../follower.ts'
import { answersFrom, type HeldList, seqsIn } from '../held-list.ts'
import type { Orders } from '../orders.ts'
import { addSums, type StoredSums, sumRows } from '../sums.ts'
import { type Columns, createColumns, knownTills } from './columns.ts'
import { leavesAll, matchRows, opened } from './filter.ts'
import { createLineItems, type LineItems } from './line-items.ts'
import type { ListOrder } from './order-keys.ts'
import { createInvoiceOrders } from './orders.ts'
import {
  type ListedAccount,
  readAccounts,
  readAttention,
  readCameAt,
  readChanged,
  readMost,
  readNext,
  readTills,
  writeChanged,
} from './read-columns.ts'
import { keepRefunded } from './refunded.ts'
import { idsOf, knownTags, nextPlace, unreviewedIn } from './review.ts'
import { readListed } from './rows.ts'
import { createInvoiceSearch } from './search.ts'
import { asSum } from './sums.ts'

/** The invoices of a book, and what other lists know of them. */
export interface HeldInvoices
  extends HeldList<InvoiceFilter, ListOrder, ListedInvoice, CurrencySum, ListCounts> {
  sums(filter: InvoiceFilter): ListSums
  /** Gives the newest of a filter; only where all is there. */
  newest(query: NewestQuery): ListNewest
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
  /** The id of the account with this key; null for none. */
  accountId(seq: number): string | null
  /** The keys of the accounts with these ids. */
  accountKeys(ids: readonly string[]): readonly number[]
  /** Marks with 1 the rows of the invoices that a search finds. */
  found(search: string): Uint8Array
  /** The items that the invoices name. */
  readonly items: LineItems
  /** Tells whether searches can be answered as well. */
  isSearchable(): boolean
  /** Lets go of what lies beside the book. */
  close(): void
}

/** What the invoices of a filter come to. */
interface Tally {
  readonly sums: readonly StoredSums[]
  readonly unreviewed: number
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
  const items = createLineItems(reading, columns, piece)
  const search = createInvoiceSearch(reading, columns, { path: searchPath, paidAt })
  const sources = {
    ...{ accounts: accountKeys, keepItems, accountId, items, readCame: () => void paidAt() },
    keepRefunded: (mask: Uint8Array, of: Columns, period: NonNullable<InvoiceFilter['period']>) =>
      keepRefunded(reading, mask, of, period),
  }
  const answers = answersFrom<InvoiceFilter, ListOrder, ListedInvoice, Columns, Tally>({
    ...{ reading, follower, follow, rows: columns, orders },
    leavesAll: (filter) => columns.goneCount === 0 && leavesAll(filter),
    // A search may name what lies beside the columns, and refunds do.
    isBeyondRows: ({ search, period }) => !isBlankSearch(search) || period?.by === 'refunded',
    match,
    tally: (of, mask) => ({ sums: sumRows(of, mask), unreviewed: unreviewedIn(of, mask) }),
    add: (to, more, sign) => ({
      sums: addSums(to.sums, more.sums, sign),
      unreviewed: to.unreviewed + sign * more.unreviewed,
    }),
    read: (seqs, filter) => readListed(reading, seqs, search.wantedOf(filter.search)),
  })

  function match(filter: InvoiceFilter, of: Columns): Uint8Array {
    return matchRows(of, filter, { ...sources, keepFound: (mask) => search.keep(mask, filter.search) })
  }

  /** The rows of the newest that a filter leaves, the newest first, and whether they are all. */
  function newestRows(filter: InvoiceFilter, limit: number) {
    const isSooner = !isBlankSearch(filter.search) && columns.isInTime && !answers.isKnown(filter)
    // What the other filters leave is kept for the next letter that is typed.
    const others = { ...filter, search: '' }
    const found = isSooner
      ? search.newest(filter.search, limit, (from, until) => answers.maskOf(others).subarray(from, until))
      : null
    if (found) return { rows: found, isWhole: found.length < limit }
    const all = answers.rowsOf(filter, 'created')
    return { rows: [...all.slice(-limit)].reverse(), isWhole: all.length <= limit }
  }

  function follow(): void {
    const touched = follower.next()
    if (touched === null) return
    const [known, before] = [columns.count, accounts]
    const read = touched.length === 0 ? [] : readChanged(reading, touched)
    if (read.length > 0) answers.leave(read.map(([seq]) => rowOf(columns, seq)).filter((row) => row >= 0))
    const rows = read.map((one) => writeChanged(columns, one))
    const added = rows.filter((row) => row >= known)
    const changed = rows.filter((row) => row < known)
    const now = readAccounts(reading)
    if (JSON.stringify(now) !== JSON.stringify(before)) {
      accounts = now
      orders.forget('account')
      answers.drop()
    }
    orders.follow(changed, added)
    if (rows.length > 0) answers.enter(rows)
    search.follow()
  }

  function accountKeys(ids: readonly string[]): readonly number[] {
    return accounts.filter(({ id }) => ids.includes(id)).map(({ seq }) => seq)
  }

  function accountId(key: number): string | null {
    return accounts.find(({ seq }) => seq === key)?.id ?? null
  }

  function keepItems(mask: Uint8Array, of: Columns, names: readonly string[]): void {
    if (of === columns) items.keep(mask, names)
    else
      items.keepAt(
        mask,
        Array.from(of.seq.subarray(0, of.count), (seq) => rowOf(columns, seq)),
        names,
      )
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
    paidUpTo = readCameAt(reading, columns, after, piece)
  }

  function begin(): void {
    inSnapshot(reading, () => {
      readAttention(reading, columns)
      readTills(reading, columns)
      follow()
    })
    isFull = true
  }

  return {
    ...{ columns, orders, follow, accountId, accountKeys, found, items },
    ...{ isSearchable: search.isReady, close: search.close },
    accounts: () => accounts,
    fill() {
      if (isFull && paidUpTo !== null) readPaid(paidUpTo)
      else if (!isFull && inSnapshot(reading, () => readNext(reading, columns, piece)) < piece) begin()
      else if (isFull) return search.fill() || items.fill()
      return true
    },
    isFull: () => isFull,
    stretch: answers.stretch,
    sums(filter) {
      const { tally, ...counted } = answers.tallied(filter)
      const { unreviewed, sums } = tally
      return {
        ...counted,
        unreviewed,
        sums: sums.map(asSum),
        tags: [...knownTags(columns)],
        tills: knownTills(columns),
      }
    },
    counts: (query) =>
      inSnapshot(reading, () => {
        follow()
        const left = answers.maskOf(opened(query.filter))
        return { asOf: follower.commit(), ...countInvoices(columns, query, left, sources) }
      }),
    newest: ({ filter, limit }) =>
      inSnapshot(reading, () => {
        follow()
        const { rows, isWhole } = newestRows(filter, limit)
        const seqs = rows.map((row) => BigInt(columns.seq[row] as number))
        const read = readListed(reading, seqs, search.wantedOf(filter.search))
        return { asOf: follower.commit(), count: rows.length, isWhole, rows: read }
      }),
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
