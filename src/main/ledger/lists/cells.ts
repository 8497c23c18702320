/** What the columns of each list have in common; rows are in the order of their keys, and the arrays may be longer than `count`. */
export interface Rows {
  count: number
  /** The integer key. */
  seq: Float64Array
}

/** Rows of which each has a provider, an account and a currency, by short numbers. */
export interface CodedRows extends Rows {
  provider: Uint16Array
  account: Uint16Array
  currency: Uint16Array
  /** 1 where it counts nowhere, because its import was undone. */
  gone: Uint8Array
  /** How many of them count nowhere. */
  goneCount: number
  readonly codes: {
    readonly provider: Codes<string>
    /** By the account's integer key. */
    readonly account: Codes<number>
    readonly currency: Codes<string>
  }
}

/** Short numbers for the few values that many rows have. */
export interface Codes<T> {
  /** The value of each code. */
  readonly values: readonly T[]
  /** Gives the code of a value, a new one where it has none. */
  code(value: T): number
  /** Gives the code of a value; null where no row has it. */
  find(value: T): number | null
}

const MOST_CODES = 2 ** 16
/** Room for so many rows before any is read. */
export const FIRST_CAPACITY = 1_024
/** Grown by this part, so that a book of a million sales is copied few times. */
const GROWTH = 1.5

/** Makes coded rows without any row, with room for `capacity` of them. */
export function createCodedRows(capacity = FIRST_CAPACITY): CodedRows {
  return {
    count: 0,
    seq: new Float64Array(capacity),
    provider: new Uint16Array(capacity),
    account: new Uint16Array(capacity),
    currency: new Uint16Array(capacity),
    gone: new Uint8Array(capacity),
    goneCount: 0,
    codes: { provider: createCodes(), account: createCodes(), currency: createCodes() },
  }
}

/** Makes room for `capacity` rows. */
export function growCodedRows(rows: CodedRows, capacity: number): void {
  rows.seq = longer(rows.seq, new Float64Array(capacity))
  rows.provider = longer(rows.provider, new Uint16Array(capacity))
  rows.account = longer(rows.account, new Uint16Array(capacity))
  rows.currency = longer(rows.currency, new Uint16Array(capacity))
  rows.gone = longer(rows.gone, new Uint8Array(capacity))
}

/** Notes of a row whether it counts nowhere: 1 or 0. */
export function writeGone(rows: CodedRows, row: number, gone: number): void {
  rows.goneCount += gone - (rows.gone[row] as number)
  rows.gone[row] = gone
}

/** Marks with 1 each row that counts. */
export function standingRows({ count, gone, goneCount }: CodedRows): Uint8Array {
  const mask = new Uint8Array(count).fill(1)
  if (goneCount > 0) for (let row = 0; row < count; row += 1) mask[row] = (gone[row] as number) ^ 1
  return mask
}

/** Begins to give codes, `most` of them. */
export function createCodes<T>(most = MOST_CODES): Codes<T> {
  const values: T[] = []
  const known = new Map<T, number>()
  return {
    values,
    find: (value) => known.get(value) ?? null,
    code(value) {
      const code = known.get(value) ?? values.length
      if (code === values.length) {
        if (code === most) throw new Error('a column has more values than it can name')
        known.set(value, code)
        values.push(value)
      }
      return code
    },
  }
}

/** Gives the row with this key; -1 where there is none. */
export function rowOf({ seq, count }: Rows, key: number): number {
  // Keys have no gaps but in a book that was salvaged.
  const likely = key - (seq[0] ?? 0)
  if (likely >= 0 && likely < count && seq[likely] === key) return likely
  const row = rowFrom({ seq, count }, key)
  return row < count && seq[row] === key ? row : -1
}

/** Gives the first row whose key is this one or a greater one; how many there are where there is none. */
export function rowFrom({ seq, count }: Pick<Rows, 'seq' | 'count'>, key: number): number {
  let [low, high] = [0, count]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((seq[middle] ?? 0) < key) low = middle + 1
    else high = middle
  }
  return low
}

/** Gives the row for a key, which is a new one behind the last where the key is; `grow` makes room for it. Throws where it came between others. */
export function rowFor(rows: Rows, key: number, grow: (capacity: number) => void): number {
  const last = rows.count - 1
  const isNew = last < 0 || key > (rows.seq[last] ?? 0)
  const row = isNew ? rows.count : rowOf(rows, key)
  if (row < 0) throw new Error('a row came between others')
  if (isNew) {
    if (row === rows.seq.length) grow(Math.ceil(row * GROWTH))
    rows.count += 1
  }
  rows.seq[row] = key
  return row
}

type Column = Float64Array | Uint32Array | Uint16Array | Uint8Array

/** Copies some rows, in this order, into columns of their own; what is no column is shared with them. */
export function pickRows<R extends Rows>(rows: R, places: readonly number[]): R {
  const room = rows.seq.length
  const parts = Object.entries(rows).map(([name, part]) => [
    name,
    ArrayBuffer.isView(part) ? pickCells(part as Column, (part as Column).length / room, places) : part,
  ])
  return { ...Object.fromEntries(parts), count: places.length }
}

/** Each row has so many cells of a column. */
function pickCells(column: Column, cells: number, places: readonly number[]): Column {
  const picked = column.slice(0, places.length * cells)
  for (const [n, row] of places.entries())
    picked.set(column.subarray(row * cells, (row + 1) * cells), n * cells)
  return picked
}

/** Copies a column into a longer one, which it gives. */
export function longer<T extends Column>(from: T, to: T): T {
  to.set(from)
  return to
}
