import type { StretchQuery } from '../port/lists.ts'
import { inSnapshot, type Reading } from '../sqlite/context.ts'
import type { Rows } from './cells.ts'
import type { Follower } from './follower.ts'
import { createKept } from './kept.ts'
import type { Orders } from './orders.ts'

/** A stretch of a list, as of a commit. */
export interface Stretch<Row> {
  readonly asOf: number
  readonly count: number
  readonly rows: Row[]
}

/** What the rows of a filter come to, as of a commit. */
export interface Sums<Sum> {
  readonly asOf: number
  readonly count: number
  readonly all: number
  readonly sums: Sum[]
}

/** What answers a list's questions. */
export interface Answers<Filter, By extends string, Row, Sum> {
  stretch(query: StretchQuery<Filter, By>): Stretch<Row>
  sums(filter: Filter): Sums<Sum>
}

/** A list from columns in memory that follow the book; it answers only where all is there. */
export interface HeldList<Filter, By extends string, Row, Sum> extends Answers<Filter, By, Row, Sum> {
  /** Reads one more piece of the book, each for itself; false once there is none left. */
  fill(): boolean
  /** Tells whether questions can be answered. */
  isFull(): boolean
}

/** The rows of a list in memory, and how they are answered from. */
export interface HeldRows<Filter, By extends string, Row, Sum extends { readonly count: number }> {
  readonly reading: Reading
  readonly follower: Follower
  /** Takes in what has changed in the book. */
  follow(): void
  readonly rows: Rows
  readonly orders: Orders<By>
  leavesAll(filter: Filter): boolean
  /** Marks with 1 each row that a filter leaves. */
  match(filter: Filter): Uint8Array
  sum(mask: Uint8Array): readonly Sum[]
  /** Reads the rows of these keys out of the book, in their order, as a filter shows them. */
  read(seqs: readonly bigint[], filter: Filter): Row[]
}

/** What answers a list's questions from memory, and what other questions are answered by. */
interface AnswersOf<Filter, By extends string, Row, Sum> extends Answers<Filter, By, Row, Sum> {
  drop(): void
  /** The rows that a filter leaves in an order, from the least to the greatest; only once the list has followed. */
  rowsOf(filter: Filter, by: By): Uint32Array
  /** Marks with 1 each row that a filter leaves; only once the list has followed. */
  maskOf(filter: Filter): Uint8Array
}

/** Answers from rows in memory, as of the book's last commit; `drop` lets go of what was kept as of another one. */
export function answersFrom<Filter, By extends string, Row, Sum extends { readonly count: number }>({
  reading,
  follower,
  rows: columns,
  orders,
  ...list
}: HeldRows<Filter, By, Row, Sum>): AnswersOf<Filter, By, Row, Sum> {
  const kept = createKept<Filter, By, Sum>()
  const matching = (filter: Filter) => kept.matching(filter, () => list.match(filter))
  const rowsOf = (filter: Filter, by: By) =>
    list.leavesAll(filter) ? orders.rows(by) : kept.rows(matching(filter), by, () => orders.rows(by))
  return {
    rowsOf,
    maskOf: (filter) => matching(filter).mask,
    drop: () => kept.drop(),
    stretch: ({ filter, sort, from, limit }) =>
      inSnapshot(reading, () => {
        list.follow()
        const rows = rowsOf(filter, sort.by)
        const seqs = seqsIn(columns, rows, { down: sort.down, from, limit })
        return { asOf: follower.commit(), count: rows.length, rows: list.read(seqs, filter) }
      }),
    sums: (filter) =>
      inSnapshot(reading, () => {
        list.follow()
        const found = matching(filter)
        found.sums ??= list.sum(found.mask)
        const count = found.sums.reduce((all, one) => all + one.count, 0)
        return { asOf: follower.commit(), count, all: columns.count, sums: [...found.sums] }
      }),
  }
}

/** Gives the keys of a stretch of rows that are in an order. */
export function seqsIn(
  { seq }: Rows,
  rows: Uint32Array,
  { down, from, limit }: { readonly down: boolean; readonly from: number; readonly limit: number },
): bigint[] {
  const places = Array.from({ length: Math.max(0, Math.min(limit, rows.length - from)) }, (_, n) => from + n)
  return places.map((place) => BigInt(seq[rows[down ? rows.length - 1 - place : place] as number] as number))
}
