import type { CountsQuery, StretchQuery } from '../port/lists.ts'
import { inSnapshot, type Reading } from '../sqlite/context.ts'
import { type CodedRows, longer, pickRows, type Rows } from './cells.ts'
import type { Follower } from './follower.ts'
import { countMarked, createKept } from './kept.ts'
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
export interface Answers<Filter, By extends string, Row, Sum, Counts> {
  stretch(query: StretchQuery<Filter, By>): Stretch<Row>
  sums(filter: Filter): Sums<Sum>
  /** How many rows each choice of a filter would leave. */
  counts(query: CountsQuery<Filter>): Counts
}

/** A list from columns in memory that follow the book; it answers only where all is there. */
export interface HeldList<Filter, By extends string, Row, Sum, Counts>
  extends Answers<Filter, By, Row, Sum, Counts> {
  /** Reads one more piece of the book, each for itself; false once there is none left. */
  fill(): boolean
  /** Tells whether questions can be answered. */
  isFull(): boolean
}

/** The rows of a list in memory, and how they are answered from. */
export interface HeldRows<Filter, By extends string, Row, R extends CodedRows, Tally> {
  readonly reading: Reading
  readonly follower: Follower
  /** Takes in what has changed in the book. */
  follow(): void
  readonly rows: R
  readonly orders: Orders<By>
  /** Says whether a filter leaves every row that there is. */
  leavesAll(filter: Filter): boolean
  /** Says whether a filter may leave a row out because of what another one, or another list, has. */
  isBeyondRows(filter: Filter): boolean
  /** Marks with 1 each of these rows that a filter leaves. */
  match(filter: Filter, of: R): Uint8Array
  /** Adds up the marked ones of these rows. */
  tally(of: R, mask: Uint8Array): Tally
  /** Adds what some rows come to to what others do, or takes it away. */
  add(to: Tally, more: Tally, sign: 1 | -1): Tally
  /** Reads the rows of these keys out of the book, in their order, as a filter shows them. */
  read(seqs: readonly bigint[], filter: Filter): Row[]
}

/** What the rows of a filter come to, as of a commit. */
interface Tallied<Tally> {
  readonly asOf: number
  readonly count: number
  readonly all: number
  readonly tally: Tally
}

/** What answers a list's questions from memory, and what other questions are answered by. */
interface AnswersOf<Filter, By extends string, Row, Tally> {
  stretch(query: StretchQuery<Filter, By>): Stretch<Row>
  tallied(filter: Filter): Tallied<Tally>
  drop(): void
  /** These rows are about to change. */
  leave(places: readonly number[]): void
  /** These rows have changed since they left, or have come. */
  enter(places: readonly number[]): void
  /** Tells whether what a filter leaves is known already. */
  isKnown(filter: Filter): boolean
  /** The rows that a filter leaves in an order, from the least to the greatest; only once the list has followed. */
  rowsOf(filter: Filter, by: By): Uint32Array
  /** Marks with 1 each row that a filter leaves; only once the list has followed. */
  maskOf(filter: Filter): Uint8Array
}

/** More rows than these are not taken in one by one. */
const MOST_MOVED = 2_000

/**
 * Answers from rows in memory, as of the book's last commit. What the last few filters left is kept, and taken on by the rows that change; `drop`
 * lets go of it.
 */
export function answersFrom<Filter, By extends string, Row, R extends CodedRows, Tally>({
  reading,
  follower,
  rows: columns,
  orders,
  ...list
}: HeldRows<Filter, By, Row, R, Tally>): AnswersOf<Filter, By, Row, Tally> {
  const kept = createKept<Filter, By, Tally>()
  const matching = (filter: Filter) => kept.matching(filter, () => list.match(filter, columns))
  const rowsOf = (filter: Filter, by: By) =>
    list.leavesAll(filter) ? orders.rows(by) : kept.rows(matching(filter), by, () => orders.rows(by))
  return {
    ...{ rowsOf, isKnown: kept.has },
    maskOf: (filter) => matching(filter).mask,
    drop: () => kept.drop(() => true),
    leave(places) {
      kept.drop((filter) => places.length > MOST_MOVED || list.isBeyondRows(filter))
      const rows = pickRows(columns, places)
      for (const [, one] of kept.all()) {
        const left = Uint8Array.from(places, (place) => one.mask[place] as number)
        one.count -= countMarked(left)
        if (one.tally) one.tally = list.add(one.tally, list.tally(rows, left), -1)
      }
    },
    enter(places) {
      kept.drop((filter) => places.length > MOST_MOVED || list.isBeyondRows(filter))
      const rows = pickRows(columns, places)
      for (const [filter, one] of kept.all()) {
        if (one.mask.length < columns.count) one.mask = longer(one.mask, new Uint8Array(columns.count))
        const come = list.match(filter, rows)
        for (const [n, place] of places.entries()) one.mask[place] = come[n] as number
        one.count += countMarked(come)
        if (one.tally) one.tally = list.add(one.tally, list.tally(rows, come), 1)
        one.rows.clear()
      }
    },
    stretch: ({ filter, sort, from, limit }) =>
      inSnapshot(reading, () => {
        list.follow()
        const rows = rowsOf(filter, sort.by)
        const seqs = seqsIn(columns, rows, { down: sort.down, from, limit })
        return { asOf: follower.commit(), count: rows.length, rows: list.read(seqs, filter) }
      }),
    tallied: (filter) =>
      inSnapshot(reading, () => {
        list.follow()
        const found = matching(filter)
        found.tally ??= list.tally(columns, found.mask)
        const all = columns.count - columns.goneCount
        return { asOf: follower.commit(), count: found.count, all, tally: found.tally }
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
