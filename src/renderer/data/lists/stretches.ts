/** A row of a list, known by its id. */
export interface Listed {
  readonly id: string
}

/** So many rows are read at a time; the stretch `n` begins at the place `n * STRETCH`. */
export const STRETCH = 100

/** More stretches than this are not kept; they are read again when somebody comes back to them. */
const MOST_KEPT = 60

/** What is known of a list: its length, and the rows of those stretches that were looked at. */
export interface ListRows<Row extends Listed> {
  readonly count: number
  /** Only the first rows were found yet, and `count` is how many these are. */
  readonly isBegun: boolean
  readonly stretches: ReadonlyMap<number, readonly Row[]>
  /** Those that were read before the book last changed: they may be shown until they have been read again. */
  readonly old: ReadonlySet<number>
}

/** A stretch that was read, by its number. */
export type Answer<Row extends Listed> = readonly [
  n: number,
  stretch: { readonly count: number; readonly rows: readonly Row[] },
]

/** Gives the numbers of the stretches in which the rows from `first` to `last` lie, both included. */
export function stretchesOf(first: number, last: number): readonly number[] {
  const from = Math.floor(Math.max(first, 0) / STRETCH)
  const to = Math.floor(Math.max(last, first, 0) / STRETCH)
  return Array.from({ length: to - from + 1 }, (_, nth) => from + nth)
}

/** Gives the row of a place; null where it was not read yet. */
export function rowAt<Row extends Listed>(rows: ListRows<Row> | undefined, index: number): Row | null {
  return rows?.stretches.get(Math.floor(index / STRETCH))?.[index % STRETCH] ?? null
}

/**
 * Gives the rows of places that are drawn, each of them once: between two stretches of which one was read later, a row that has moved stands
 * in both, until the other has been read again too. Null for the second, and for what was not read yet.
 */
export function rowsAt<Row extends Listed>(
  rows: ListRows<Row> | undefined,
  indexes: readonly number[],
): readonly (Row | null)[] {
  const drawn = new Set<string>()
  return indexes.map((index) => {
    const row = rowAt(rows, index)
    if (!row || drawn.has(row.id)) return null
    drawn.add(row.id)
    return row
  })
}

/**
 * Gives the place from which `count` rows stand in for rows that were not read yet: those of the stretch that was read last, as far into it
 * as the first of the others is into its own. Null where fewer are there.
 */
export function standInFrom(rows: ListRows<Listed>, first: number, count: number): number | null {
  const last = [...rows.stretches].at(-1)
  if (!last || last[1].length < count) return null
  const [n, stretch] = last
  return n * STRETCH + Math.min(first % STRETCH, stretch.length - count)
}

/** Gives the place of a row among those that are known; null where it is among none of them. */
export function placeOf(rows: ListRows<Listed> | undefined, id: string): number | null {
  for (const [n, stretch] of rows?.stretches ?? []) {
    const at = stretch.findIndex((row) => row.id === id)
    if (at >= 0) return n * STRETCH + at
  }
  return null
}

/** Gives the first of these stretches that is to be read; null when all are there as the book has them. */
export function firstMissing(rows: ListRows<Listed>, wanted: readonly number[]): number | null {
  const isThere = (n: number) => n * STRETCH >= rows.count || (rows.stretches.has(n) && !rows.old.has(n))
  return wanted.find((n) => !isThere(n)) ?? null
}

/** Adds what was read to what is known; `anew` where the book has changed since the rest was read. */
export function withAnswers<Row extends Listed>(
  before: ListRows<Row> | undefined,
  answers: readonly Answer<Row>[],
  anew: boolean,
): ListRows<Row> {
  const count = answers.at(-1)?.[1].count ?? before?.count ?? 0
  const known = new Map((before ? [...before.stretches.values()].flat() : []).map((row) => [row.id, row]))
  const read = new Map(answers.map(([n, { rows }]) => [n, rows.map((row) => same(known.get(row.id), row))]))
  // What was read last is kept longest.
  const kept = [...(before?.stretches ?? [])].filter(([n]) => !read.has(n) && n * STRETCH < count)
  const stretches = new Map([...kept.slice(-(MOST_KEPT - read.size)), ...read])
  const isOld = (n: number) => !read.has(n) && (anew || before?.old.has(n) === true)
  return { count, isBegun: false, stretches, old: new Set([...stretches.keys()].filter(isOld)) }
}

/** Gives what is known of a list of which only the first rows were found: they are read again once all were. */
export function begunWith<Row extends Listed>(rows: readonly Row[]): ListRows<Row> {
  return { count: rows.length, isBegun: true, stretches: new Map([[0, rows]]), old: new Set() }
}

/** A row that says what it said before stays the same object, so that it is not drawn again. */
function same<Row extends Listed>(before: Row | undefined, row: Row): Row {
  return before && JSON.stringify(before) === JSON.stringify(row) ? before : row
}
