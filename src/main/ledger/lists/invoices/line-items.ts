import type { Reading } from '../../sqlite/context.ts'
import { plainRows } from '../../sqlite/sql.ts'
import { type Codes, createCodes, longer, type Rows, rowOf } from '../cells.ts'

/** Which items the sales name on their lines; a line is never rewritten, so that what was read once stays. */
export interface LineItems {
  /** Every name that was read so far, by its code. */
  readonly names: Codes<string>
  /** Reads the lines of one more piece of the sales that are there; false where all were read. */
  fill(): boolean
  /** Keeps the marks of the sales that name any of these, one for each row; what was not read yet is read first. */
  keep(mask: Uint8Array, names: readonly string[]): void
  /** Does the same where the marks are those of some rows, `places`. */
  keepAt(mask: Uint8Array, places: Iterable<number>, names: readonly string[]): void
  /**
   * Counts for each code how often sales name it: a sale of row r counts `times[r]` times for each of its items, however many lines name
   * one. What was not read yet is read first.
   */
  count(times: Uint8Array | Uint16Array): Uint32Array
}

/** A shop may name more items in its life than a column of a few values has. */
const MOST_NAMES = 2 ** 32
/** So many sales find room under a new name. */
const FIRST_SALES = 4
const GROWTH = 1.5

/** The rows of the sales that name an item, in their order; the array may be longer than `count`. */
interface Naming {
  rows: Uint32Array
  count: number
}

// By the key of a sale's lines, so that all of a sale come together, in whatever order a salvaged book holds them.
export const LINES_SQL = `SELECT invoice_seq, name FROM invoice_lines
  WHERE invoice_seq > ? AND invoice_seq <= ? AND name IS NOT NULL ORDER BY invoice_seq, position`

/** Makes the items of the sales in `rows`, of which the lines are read `piece` sales at a time. */
export function createLineItems(reading: Reading, rows: Rows, piece: number): LineItems {
  const names = createCodes<string>(MOST_NAMES)
  /** By the code of each name: who asks for few items looks at their sales alone, not at a million. */
  const namings: Naming[] = []
  /** How many rows were read. */
  let read = 0

  function note(code: number, row: number): void {
    namings[code] ??= { rows: new Uint32Array(FIRST_SALES), count: 0 }
    const one = namings[code]
    // Two lines of one item name it once.
    if (one.count > 0 && one.rows[one.count - 1] === row) return
    if (one.count === one.rows.length)
      one.rows = longer(one.rows, new Uint32Array(Math.ceil(one.count * GROWTH)))
    one.rows[one.count] = row
    one.count += 1
  }

  function readPiece(): void {
    const end = Math.min(read + piece, rows.count)
    const [after = -1, last = -1] = [read === 0 ? -1 : rows.seq[read - 1], rows.seq[end - 1]]
    const lines = plainRows<readonly [number, string]>(reading, LINES_SQL, [after, last])
    for (const [seq, name] of lines) {
      const row = rowOf(rows, seq)
      if (row >= 0) note(names.code(name), row)
    }
    read = end
  }

  function fill(): boolean {
    if (read < rows.count) readPiece()
    return read < rows.count
  }

  return {
    names,
    fill,
    keep(mask, wanted) {
      while (fill());
      const kept = new Uint8Array(mask.length)
      for (const name of wanted) {
        const one = namings[names.find(name) ?? -1]
        for (let at = 0; at < (one?.count ?? 0); at += 1) {
          const row = one?.rows[at] as number
          kept[row] = mask[row] as number
        }
      }
      mask.set(kept)
    },
    keepAt(mask, places, wanted) {
      while (fill());
      const own = wanted.flatMap((name) => namings[names.find(name) ?? -1] ?? [])
      let n = 0
      for (const row of places) {
        if (!own.some((one) => isNaming(one, row))) mask[n] = 0
        n += 1
      }
    },
    count(times) {
      while (fill());
      return Uint32Array.from(namings, ({ rows: named, count }) => {
        let sum = 0
        for (let at = 0; at < count; at += 1) sum += times[named[at] as number] as number
        return sum
      })
    },
  }
}

function isNaming({ rows, count }: Naming, row: number): boolean {
  let [low, high] = [0, count]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((rows[middle] as number) < row) low = middle + 1
    else high = middle
  }
  return low < count && rows[low] === row
}
