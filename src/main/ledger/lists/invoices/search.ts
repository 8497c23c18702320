import { STATUSES } from '../../../../shared/status/status.ts'
import { fold } from '../../../../shared/text/fold.ts'
import { isBlankSearch } from '../../../../shared/text/words.ts'
import { type Among, findAmong } from '../../search/find.ts'
import type { Facts } from '../../search/fits.ts'
import { scanAmong } from '../../search/scan-search.ts'
import { createSearchIndex } from '../../search/search-index.ts'
import { readBookOf } from '../../search/surroundings.ts'
import { type FactWay, readWanted, type Surroundings, type Wanted } from '../../search/wanted.ts'
import { withinAny } from '../../search/within-any.ts'
import { inSnapshot, type Reading } from '../../sqlite/context.ts'
import { plainRows } from '../../sqlite/sql.ts'
import { rowOf } from '../cells.ts'
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
    const { count, createdAt, codes } = columns
    const paid = paidAt()
    let [first, last] = count === 0 ? [0, 0] : [createdAt[0] as number, createdAt[0] as number]
    const take = (at: number) => {
      if (at < first) first = at
      else if (at > last) last = at
    }
    for (let row = 0; row < count; row += 1) {
      take(createdAt[row] as number)
      take(paid[row] as number)
    }
    return {
      ...{ zone, first, last },
      currencies: codes.currency.values.map((one) => one.toLowerCase()),
    }
  }

  /** Marks with 1 the rows that a way fits which what is written does not tell. */
  function rowsOf(way: FactWay): Uint8Array {
    const { count, codes } = columns
    const rows = new Uint8Array(count)
    const named = (column: Uint16Array, wanted: readonly number[]) => {
      rows.fill(1)
      keepAmong(rows, column, wanted)
    }
    if (way.kind === 'status')
      named(
        columns.status,
        way.among.map((one) => STATUSES.indexOf(one)),
      )
    if (way.kind === 'currency')
      named(
        columns.currency,
        codes.currency.values.flatMap((one, code) => (one.toLowerCase() === way.code ? [code] : [])),
      )
    if (way.kind === 'account') {
      const names = accountNames()
      named(
        columns.account,
        codes.account.values.flatMap((seq, code) => (names.get(seq)?.includes(way.needle) ? [code] : [])),
      )
    }
    if (way.kind === 'days') {
      const isWithin = withinAny(way.within)
      for (const at of [columns.createdAt, paidAt()]) {
        for (let row = 0; row < count; row += 1) if (isWithin(at[row] as number)) rows[row] = 1
      }
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

  function atKeys(rows: Uint8Array): Uint8Array {
    const { count, seq } = columns
    const keys = new Uint8Array(count === 0 ? 0 : (seq[count - 1] as number) + 1)
    for (let row = 0; row < count; row += 1) keys[seq[row] as number] = rows[row] as number
    return keys
  }

  function find(search: string, marks: Uint8Array): Uint8Array {
    while (!isReady()) index.fill()
    const wanted = wantedOf(search)
    const among: Among = { marks, fitting: (way) => atKeys(rowsOf(way)), factsOf }
    if (index.isLost()) return scanAmong(reading, wanted, among)
    try {
      return findAmong(index, wanted, among)
    } catch (error) {
      if (index.isFull()) throw error
      // The file read wrong: there is none from now on.
      return find(search, marks)
    }
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
    keep(mask, search) {
      const found = find(search, atKeys(mask))
      for (let row = 0; row < columns.count; row += 1) mask[row] = found[columns.seq[row] as number] as number
    },
    close: () => index.close(),
  }
}
