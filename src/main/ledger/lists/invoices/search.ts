import { STATUSES } from '../../../../shared/status/status.ts'
import { fold } from '../../../../shared/text/fold.ts'
import { isBlankSearch } from '../../../../shared/text/words.ts'
import { type Among, findInBlock } from '../../search/find.ts'
import type { Facts } from '../../search/fits.ts'
import { BLOCK } from '../../search/grams.ts'
import { blockOf } from '../../search/held-texts.ts'
import { scanAmong } from '../../search/scan-search.ts'
import { createSearchIndex } from '../../search/search-index.ts'
import { readBookOf } from '../../search/surroundings.ts'
import { type FactWay, readWanted, type Surroundings, type Wanted } from '../../search/wanted.ts'
import { withinAny } from '../../search/within-any.ts'
import { inSnapshot, type Reading } from '../../sqlite/context.ts'
import { plainRows } from '../../sqlite/sql.ts'
import { rowFrom, rowOf } from '../cells.ts'
import { keepAmong } from '../marks.ts'
import type { Columns } from './columns.ts'

/** What finds invoices by what is written of them, as the columns do by the rest. */
export interface InvoiceSearch {
  /** Reads one more piece of the book; false once nothing is left to do. */
  fill(): boolean
  /** Tells whether it can be asked. */
  isReady(): boolean
  /** Takes in what has changed in the book. */
  follow(): void
  /** Keeps the marks of the rows that a search finds; where it is not ready, it reads the rest first. */
  keep(mask: Uint8Array, search: string): void
  /**
   * Gives the rows that a search finds with the highest keys, the highest first, no more than `most`; `among` marks with 1 which of the rows
   * from one until before another are looked at. Null where it takes as long to find some as all.
   */
  newest(
    search: string,
    most: number,
    among: (from: number, until: number) => Uint8Array,
  ): readonly number[] | null
  /** Reads what a search wants; nothing where it is blank. */
  wantedOf(search: string): Wanted
  close(): void
}

export interface InvoiceSearchOptions {
  /** Where the texts of older sales may lie; null for nowhere. */
  readonly path: string | null
  /** When the last money of each invoice came. */
  paidAt(): Float64Array
}

/** Makes the search among the invoices of columns that follow the book of `reading`. */
export function createInvoiceSearch(
  reading: Reading,
  columns: Columns,
  { path, paidAt }: InvoiceSearchOptions,
): InvoiceSearch {
  const { id: book, zone } = readBookOf(reading)
  const index = createSearchIndex(reading, { path, book })
  /** The folded names of the accounts, by their keys, as of the last commit. */
  let accounts: ReadonlyMap<number, string> | null = null
  /** What a search may speak of, as of the last commit. */
  let about: Surroundings | null = null

  function accountNames(): ReadonlyMap<number, string> {
    accounts ??= new Map(
      plainRows<readonly [number, string]>(reading, 'SELECT seq, label FROM provider_accounts').map(
        ([seq, label]) => [seq, fold(label)],
      ),
    )
    return accounts
  }

  function surroundings(): Surroundings {
    about ??= readSurroundings()
    return about
  }

  function readSurroundings(): Surroundings {
    const { count, createdAt, currency, codes, gone } = columns
    const paid = paidAt()
    const has = new Uint8Array(codes.currency.values.length)
    let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    const take = (at: number) => {
      if (at < first) first = at
      if (at > last) last = at
    }
    for (let row = 0; row < count; row += 1) {
      if (gone[row] === 1) continue
      take(createdAt[row] as number)
      take(paid[row] as number)
      has[currency[row] as number] = 1
    }
    return {
      zone,
      ...(first > last ? { first: 0, last: 0 } : { first, last }),
      currencies: codes.currency.values.filter((_, code) => has[code] === 1).map((one) => one.toLowerCase()),
    }
  }

  /** Marks with 1 the rows from one until before another that a way fits which what is written does not tell; null for none. */
  function fitting(way: FactWay, from: number, until: number): Uint8Array | null {
    const { codes } = columns
    const named = (column: Uint16Array, wanted: readonly number[]) => {
      if (wanted.length === 0) return null
      const rows = new Uint8Array(until - from).fill(1)
      keepAmong(rows, column.subarray(from, until), wanted)
      return rows
    }
    if (way.kind === 'status')
      return named(
        columns.status,
        way.among.map((one) => STATUSES.indexOf(one)),
      )
    if (way.kind === 'currency')
      return named(
        columns.currency,
        codes.currency.values.flatMap((one, code) => (one.toLowerCase() === way.code ? [code] : [])),
      )
    if (way.kind === 'account') {
      const names = accountNames()
      return named(
        columns.account,
        codes.account.values.flatMap((seq, code) => (names.get(seq)?.includes(way.needle) ? [code] : [])),
      )
    }
    const rows = new Uint8Array(until - from)
    const isWithin = withinAny(way.within)
    for (const at of [columns.createdAt, paidAt()]) {
      for (let row = from; row < until; row += 1) if (isWithin(at[row] as number)) rows[row - from] = 1
    }
    return rows
  }

  function factsOf(seq: number): Facts {
    const row = rowOf(columns, seq)
    const paid = paidAt()[row] as number
    return {
      createdAt: columns.createdAt[row] as number,
      paidAt: Number.isNaN(paid) ? null : paid,
      status: STATUSES[columns.status[row] as number] ?? 'draft',
      currency: columns.codes.currency.values[columns.currency[row] as number] ?? '',
      account: accountNames().get(columns.codes.account.values[columns.account[row] as number] ?? -1) ?? '',
    }
  }

  /** Marks, at the keys from one on, what is marked of the rows from one on. */
  function atKeys(marks: Uint8Array, from: number, key: number, keys: number): Uint8Array {
    const at = new Uint8Array(keys)
    for (let n = 0; n < marks.length; n += 1) at[(columns.seq[from + n] as number) - key] = marks[n] as number
    return at
  }

  /** The rows of a block: from one until before another. */
  function rowsOf(block: number): readonly [from: number, until: number] {
    return [rowFrom(columns, block * BLOCK), rowFrom(columns, (block + 1) * BLOCK)]
  }

  /** Gives the rows of a block that are found among its marked ones, the newest first; the marks begin with the first of them. */
  function findIn(block: number, wanted: Wanted, marks: Uint8Array, most?: number): readonly number[] {
    const [from, until] = rowsOf(block)
    const first = block * BLOCK
    const among: Among = {
      has(place) {
        const row = rowOf(columns, first + place)
        return row >= 0 && marks[row - from] === 1
      },
      fitting(way) {
        const rows = fitting(way, from, until)
        return rows && atKeys(rows, from, first, BLOCK)
      },
      factsOf,
    }
    return findInBlock(index, block, wanted, among, most).map((place) => rowOf(columns, first + place))
  }

  /** The newest block first. */
  function blocks(): readonly number[] {
    const last = columns.count === 0 ? -1 : blockOf(columns.seq[columns.count - 1] as number)
    return Array.from({ length: last + 1 }, (_, n) => last - n)
  }

  /** Reads the rest first where that is to be done; where the file reads wrong, there is none from now on. */
  function whenReady<T>(work: () => T): T {
    while (!isReady()) index.fill()
    try {
      return work()
    } catch (error) {
      if (index.isFull()) throw error
      return whenReady(work)
    }
  }

  function keepFound(mask: Uint8Array, wanted: Wanted): void {
    if (index.isLost()) {
      const { count, seq } = columns
      const keys = count === 0 ? 0 : (seq[count - 1] as number) + 1
      const found = scanAmong(reading, wanted, { marks: atKeys(mask, 0, 0, keys), factsOf })
      for (let row = 0; row < count; row += 1) mask[row] = found[seq[row] as number] as number
      return
    }
    for (const block of blocks()) {
      const [from, until] = rowsOf(block)
      const marks = mask.subarray(from, until)
      const found = marks.includes(1) ? findIn(block, wanted, marks) : []
      marks.fill(0)
      for (const row of found) mask[row] = 1
    }
  }

  /** Gives the newest of the rows, the newest first. */
  function newest(
    wanted: Wanted,
    most: number,
    among: (from: number, until: number) => Uint8Array,
  ): number[] {
    const found: number[] = []
    for (const block of blocks()) {
      const [from, until] = rowsOf(block)
      const marks = among(from, until)
      if (!marks.includes(1)) continue
      found.push(...findIn(block, wanted, marks, most - found.length))
      if (found.length === most) break
    }
    return found
  }

  const wantedOf = (search: string) => (isBlankSearch(search) ? [] : readWanted(search, surroundings()))

  const isReady = () => index.isFull() || index.isLost()

  return {
    fill: () => inSnapshot(reading, () => index.fill()),
    ...{ isReady, wantedOf },
    follow() {
      accounts = null
      about = null
      index.follow()
    },
    keep: (mask, search) => whenReady(() => keepFound(mask, wantedOf(search))),
    newest: (search, most, among) =>
      whenReady(() => (index.isLost() ? null : newest(wantedOf(search), most, among))),
    close: () => index.close(),
  }
}
