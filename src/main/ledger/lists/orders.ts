import type { Reading } from '../sqlite/context.ts'
import { plainRows } from '../sqlite/sql.ts'
import { type Columns, rowOf } from './columns.ts'
import { type ListOrder, orderKeys, type TextOrder } from './order-keys.ts'
import { readAccounts } from './read-columns.ts'
import { type Compare, comparing, mergeRows, sortRows } from './sort-rows.ts'

/** The rows of all invoices in each order that was asked for, from the least to the greatest. */
export interface Orders {
  rows(by: ListOrder): Uint32Array
  /** Notes what has changed: `added` are new rows, `changed` known ones. Each order takes it in once it is asked for. */
  follow(changed: readonly number[], added: readonly number[]): void
  /** The accounts were read anew. */
  accountsChanged(): void
}

/** More rows than these are sorted anew with all the others. */
const MOST_MERGED = 2_000

/** What of an invoice can change after it was written down. */
const MOVES: ReadonlySet<ListOrder> = new Set(['received', 'difference', 'status'])

const TEXTS: Readonly<Record<TextOrder, readonly string[]>> = {
  number: ['till_seq', 'length(number)', 'number'],
  customer: ["coalesce(customer_name, '') COLLATE NOCASE"],
}

/** Rows as they were sorted last, and what has come or moved since. */
interface Known {
  readonly rows: Uint32Array
  readonly added: number[]
  readonly moved: Set<number>
}

const isText = (by: ListOrder): by is TextOrder => Object.hasOwn(TEXTS, by)

/** Makes the orders of columns that follow the book of `reading`. */
export function createOrders(reading: Reading, columns: Columns): Orders {
  const known = new Map<ListOrder, Known>()

  function places(): readonly number[] {
    const placeOf = new Map(readAccounts(reading).map(({ seq }, place) => [seq, place]))
    return columns.codes.account.values.map((seq) => placeOf.get(seq) ?? 0)
  }

  function sorted(by: ListOrder): Uint32Array {
    return isText(by) ? textRows(by) : sortRows(columns.count, orderKeys(columns, by, places()))
  }

  function textRows(by: TextOrder): Uint32Array {
    const seqs = plainRows<readonly [number]>(
      reading,
      `SELECT seq FROM invoices ORDER BY ${TEXTS[by].join(', ')}, seq`,
    )
    return Uint32Array.from(seqs, ([seq]) => rowOf(columns, seq))
  }

  function compareOf(by: ListOrder): Compare {
    return isText(by) ? compareTexts(by) : comparing(orderKeys(columns, by, places()))
  }

  /** Texts are compared where they lie, by the rules of the book. */
  function compareTexts(by: TextOrder): Compare {
    const side = (name: string) =>
      `(${TEXTS[by].map((one) => one.replace(/(till_seq|number|customer_name)/, `${name}.$1`)).join(', ')})`
    const [one, other] = [side('one'), side('other')]
    const sql = `SELECT (${one} > ${other}) - (${one} < ${other}) FROM invoices AS one, invoices AS other
      WHERE one.seq = ? AND other.seq = ?`
    return (a, b) => {
      const [found] = plainRows<readonly [number]>(reading, sql, [
        columns.seq[a] as number,
        columns.seq[b] as number,
      ])
      return found?.[0] ?? 0
    }
  }

  function upToDate(by: ListOrder): Uint32Array {
    const one = known.get(by)
    if (!one) return sorted(by)
    if (one.added.length + one.moved.size === 0) return one.rows
    // What came and moved since is only one that came.
    const moved = one.moved.difference(new Set(one.added))
    return mergeRows(one.rows, [...moved, ...one.added], moved, compareOf(by))
  }

  return {
    rows(by) {
      const rows = upToDate(by)
      known.set(by, { rows, added: [], moved: new Set() })
      return rows
    },
    follow(changed, added) {
      for (const [by, one] of known) {
        const moved = MOVES.has(by) ? changed : []
        if (one.added.length + one.moved.size + added.length + moved.length > MOST_MERGED) {
          known.delete(by)
          continue
        }
        one.added.push(...added)
        for (const row of moved) one.moved.add(row)
      }
    },
    accountsChanged: () => void known.delete('account'),
  }
}
