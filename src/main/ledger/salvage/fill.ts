import { type Layout, TABLES, type TableName } from './layout.ts'
import type { NewBook, Refusal } from './new-book.ts'
import type { Value } from './records.ts'
import type { Source } from './source.ts'

/** A row by the names of its columns; a column that an older shape lacks is absent. */
export type NamedRow = Readonly<Record<string, Value | undefined>>

/** What became of the rows of a table. */
export interface Filled {
  readonly came: Set<number>
  /** Keys of rows that were made anew. */
  readonly rebuilt: Set<number>
  /** Rows that were read whole, and whose owner is lost. */
  readonly withoutOwner: Map<number, NamedRow>
  refused: number
}

/** What rows are made anew with. */
export interface Work {
  readonly book: NewBook
  readonly source: Source
  readonly layouts: ReadonlyMap<TableName, Layout>
  readonly filled: ReadonlyMap<TableName, Filled>
}

/**
 * Takes every row that can be read and that the new book's own rules accept, as it was and by its own key, table by table, each behind
 * those that its rows name. `made` makes anew what is lost of a table and can be told from the rest.
 */
export function fillBook(
  book: NewBook,
  source: Source,
  layouts: ReadonlyMap<TableName, Layout>,
  made: (table: TableName, work: Work) => void,
): ReadonlyMap<TableName, Filled> {
  const filled = new Map<TableName, Filled>()
  for (const table of TABLES) {
    const layout = layouts.get(table)
    const own: Filled = { came: new Set(), rebuilt: new Set(), withoutOwner: new Map(), refused: 0 }
    filled.set(table, own)
    if (layout === undefined) continue
    book.together(() => {
      fillTable(book, source, layout, table, own)
      made(table, { book, source, layouts, filled })
    })
  }
  return filled
}

function fillTable(book: NewBook, source: Source, layout: Layout, table: TableName, own: Filled): void {
  // A row may name one of its own table that was found behind it.
  const waiting = new Map<number, readonly Value[]>()
  const count = (key: number, values: readonly Value[], refusal: Refusal | null) => {
    if (refusal === null) own.came.add(key)
    else if (refusal === 'rule') own.refused += 1
    else waiting.set(key, values)
  }
  for (const { key, values } of source.rows(table))
    if (values) count(key, values, book.add(layout, key, values))
  for (const [key, values] of [...waiting]) {
    waiting.delete(key)
    count(key, values, book.add(layout, key, values))
  }
  for (const [key, values] of waiting) own.withoutOwner.set(key, named(layout, values))
}

/** Gives the values of a row by the names of their columns. */
export function named({ columns }: Layout, values: readonly Value[]): NamedRow {
  return Object.fromEntries(values.map((value, place) => [columns[place]?.name ?? '', value]))
}

/** Reads the rows of the damaged book that are whole, by their keys. */
export function* wholeRows(
  { source, layouts }: Work,
  table: TableName,
): Generator<readonly [number, NamedRow]> {
  const layout = layouts.get(table)
  for (const { key, values } of source.rows(table)) if (values && layout) yield [key, named(layout, values)]
}

/** Reads which rows an index of one column knows: its value by the row's key. */
export function indexed(source: Source, index: string): ReadonlyMap<number, string> {
  const known = new Map<number, string>()
  for (const entry of source.entries(index)) {
    const [value, key] = [entry[0], entry.at(-1)]
    if (entry.length === 2 && typeof value === 'string' && typeof key === 'bigint' && key > 0n)
      known.set(Number(key), value)
  }
  return known
}

/** Reads a text of an event's data; null where there is none. */
export function told(event: NamedRow, name: string): string | null {
  try {
    const value: unknown = JSON.parse(String(event.data))[name]
    return typeof value === 'string' ? value : null
  } catch {
    return null
  }
}

/** Writes a row that was made anew, unless a rule of the book refuses it. */
export function put(
  { book, filled }: Work,
  table: TableName,
  seq: number,
  row: Readonly<Record<string, Value>>,
): void {
  if (!book.put(table, { seq: BigInt(seq), ...row })) return
  const own = filled.get(table)
  own?.came.add(seq)
  own?.rebuilt.add(seq)
}

/** The instant at which an id was made, epoch ms; null where it is no UUIDv7. */
export function timeOf(id: string): number | null {
  const [, high = '', low = ''] = /^([0-9a-f]{8})-([0-9a-f]{4})-7/.exec(id) ?? []
  return high === '' ? null : Number.parseInt(high + low, 16)
}
