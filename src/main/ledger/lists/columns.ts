import { STATUSES } from '../../../shared/status/status.ts'

/** Where an amount is cut. */
export const CUT = 2 ** 32
/** An amount takes so many cells: whole part and fraction of 10^-18 as they lie in the book, each cut at 2^32, the greatest first. */
export const PARTS = 4
/** Both amounts of an invoice lie side by side: a sum goes through memory in one row. */
export const CELLS = 2 * PARTS
/** Where each amount begins among the cells of its invoice. */
export const AMOUNTS = { asked: 0, received: PARTS } as const

/** What a filter, an order or a sum needs of each invoice, in the order of their keys; the arrays may be longer than `count`. */
export interface Columns {
  count: number
  /** The integer key. */
  seq: Float64Array
  /** Epoch ms. */
  createdAt: Float64Array
  /** When the last money came, epoch ms; NaN where none did. */
  paidAt: Float64Array
  /** The place in STATUSES. */
  status: Uint16Array
  provider: Uint16Array
  account: Uint16Array
  currency: Uint16Array
  /** 1 where a person is needed. */
  attention: Uint8Array
  /** {@link CELLS} of each invoice. */
  amounts: Uint32Array
  readonly codes: {
    readonly provider: Codes<string>
    /** By the account's integer key. */
    readonly account: Codes<number>
    readonly currency: Codes<string>
  }
}

/** Short numbers for the few values that many invoices have. */
export interface Codes<T> {
  /** The value of each code. */
  readonly values: readonly T[]
  /** Gives the code of a value, a new one where it has none. */
  code(value: T): number
  /** Gives the code of a value; null where no invoice has it. */
  find(value: T): number | null
}

/** What is read of an invoice. */
export type ColumnRow = readonly [
  seq: number,
  createdAt: number,
  status: string,
  provider: string,
  account: number,
  currency: string,
  asked0: number,
  asked1: number,
  asked2: number,
  asked3: number,
  received0: number,
  received1: number,
  received2: number,
  received3: number,
]

const MOST_CODES = 2 ** 16
const FIRST_CAPACITY = 1_024
/** Grown by this part, so that a book of a million sales is copied few times. */
const GROWTH = 1.5

const STATUS_CODES = new Map<string, number>(STATUSES.map((status, place) => [status, place]))

/** Makes columns without any invoice, with room for `capacity` of them. */
export function createColumns(capacity = FIRST_CAPACITY): Columns {
  return {
    count: 0,
    seq: new Float64Array(capacity),
    createdAt: new Float64Array(capacity),
    paidAt: new Float64Array(capacity).fill(Number.NaN),
    status: new Uint16Array(capacity),
    provider: new Uint16Array(capacity),
    account: new Uint16Array(capacity),
    currency: new Uint16Array(capacity),
    attention: new Uint8Array(capacity),
    amounts: new Uint32Array(capacity * CELLS),
    codes: { provider: createCodes(), account: createCodes(), currency: createCodes() },
  }
}

function createCodes<T>(): Codes<T> {
  const values: T[] = []
  const known = new Map<T, number>()
  return {
    values,
    find: (value) => known.get(value) ?? null,
    code(value) {
      const code = known.get(value) ?? values.length
      if (code === values.length) {
        if (code === MOST_CODES) throw new Error('a column has more values than it can name')
        known.set(value, code)
        values.push(value)
      }
      return code
    },
  }
}

/** Gives the row of the invoice with this key; -1 where there is none. */
export function rowOf({ seq, count }: Columns, key: number): number {
  // Keys have no gaps but in a book that was salvaged.
  const likely = key - (seq[0] ?? 0)
  if (likely >= 0 && likely < count && seq[likely] === key) return likely
  let [low, high] = [0, count]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((seq[middle] ?? 0) < key) low = middle + 1
    else high = middle
  }
  return low < count && seq[low] === key ? low : -1
}

/** Writes an invoice into its row, which is new behind the last one where its key is; gives the row. */
export function writeRow(columns: Columns, one: ColumnRow): number {
  const last = columns.count - 1
  const isNew = last < 0 || one[0] > (columns.seq[last] ?? 0)
  const row = isNew ? columns.count : rowOf(columns, one[0])
  if (row < 0) throw new Error('an invoice came between others')
  if (isNew) {
    if (row === columns.seq.length) grow(columns)
    columns.count += 1
  }
  const { codes, amounts } = columns
  columns.seq[row] = one[0]
  columns.createdAt[row] = one[1]
  columns.status[row] = STATUS_CODES.get(one[2]) ?? STATUSES.length
  columns.provider[row] = codes.provider.code(one[3])
  columns.account[row] = codes.account.code(one[4])
  columns.currency[row] = codes.currency.code(one[5])
  const first = row * CELLS
  amounts[first] = one[6]
  amounts[first + 1] = one[7]
  amounts[first + 2] = one[8]
  amounts[first + 3] = one[9]
  amounts[first + 4] = one[10]
  amounts[first + 5] = one[11]
  amounts[first + 6] = one[12]
  amounts[first + 7] = one[13]
  return row
}

function grow(columns: Columns): void {
  const capacity = Math.ceil(columns.seq.length * GROWTH)
  columns.seq = longer(columns.seq, new Float64Array(capacity))
  columns.createdAt = longer(columns.createdAt, new Float64Array(capacity))
  columns.paidAt = longer(columns.paidAt, new Float64Array(capacity).fill(Number.NaN))
  columns.status = longer(columns.status, new Uint16Array(capacity))
  columns.provider = longer(columns.provider, new Uint16Array(capacity))
  columns.account = longer(columns.account, new Uint16Array(capacity))
  columns.currency = longer(columns.currency, new Uint16Array(capacity))
  columns.attention = longer(columns.attention, new Uint8Array(capacity))
  columns.amounts = longer(columns.amounts, new Uint32Array(capacity * CELLS))
}

function longer<T extends Float64Array | Uint32Array | Uint16Array | Uint8Array>(from: T, to: T): T {
  to.set(from)
  return to
}
