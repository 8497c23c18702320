import type { OrderKeys } from './order-keys.ts'
import { type Compare, comparing, mergeRows, sortRows } from './sort-rows.ts'

/** The rows of a list in each order that was asked for, from the least to the greatest. */
export interface Orders<By extends string> {
  rows(by: By): Uint32Array
  /** Notes what has changed: `added` are new rows, `changed` known ones. Each order takes it in once it is asked for. */
  follow(changed: readonly number[], added: readonly number[]): void
  /** What this order compares was read anew. */
  forget(by: By): void
}

/** How the rows of a list are put in its orders. */
export interface Sorting<By extends string> {
  sorted(by: By): Uint32Array
  compare(by: By): Compare
  /** The orders in which a row can move after it was written down. */
  readonly moves: ReadonlySet<By>
}

/** More rows than these are sorted anew with all the others. */
const MOST_MERGED = 2_000

/** Rows as they were sorted last, and what has come or moved since. */
interface Known {
  readonly rows: Uint32Array
  readonly added: number[]
  readonly moved: Set<number>
}

/** Sorts rows by what orders compare of them. */
export function sortingBy<By extends string>(
  rows: { readonly count: number },
  keysOf: (by: By) => OrderKeys,
  moves: ReadonlySet<By>,
): Sorting<By> {
  return {
    sorted: (by) => sortRows(rows.count, keysOf(by)),
    compare: (by) => comparing(keysOf(by)),
    moves,
  }
}

/** Makes the orders of a list. */
export function createOrders<By extends string>({ sorted, compare, moves }: Sorting<By>): Orders<By> {
  const known = new Map<By, Known>()

  function upToDate(by: By): Uint32Array {
    const one = known.get(by)
    if (!one) return sorted(by)
    if (one.added.length + one.moved.size === 0) return one.rows
    // What came and moved since is only one that came.
    const moved = one.moved.difference(new Set(one.added))
    return mergeRows(one.rows, [...moved, ...one.added], moved, compare(by))
  }

  return {
    rows(by) {
      const rows = upToDate(by)
      known.set(by, { rows, added: [], moved: new Set() })
      return rows
    },
    follow(changed, added) {
      for (const [by, one] of known) {
        const moved = moves.has(by) ? changed : []
        if (one.added.length + one.moved.size + added.length + moved.length > MOST_MERGED) {
          known.delete(by)
          continue
        }
        one.added.push(...added)
        for (const row of moved) one.moved.add(row)
      }
    },
    forget: (by) => void known.delete(by),
  }
}
