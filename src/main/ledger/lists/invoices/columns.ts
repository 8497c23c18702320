import { STATUSES } from '../../../../shared/status/status.ts'
import { type AmountRows, createAmounts, growAmounts, writeAmounts } from '../amounts.ts'
import {
  type Codes,
  createCodedRows,
  createCodes,
  FIRST_CAPACITY,
  growCodedRows,
  longer,
  rowFor,
  writeGone,
} from '../cells.ts'

/** Which of its two amounts is which. */
export const AMOUNTS = { asked: 0, received: 1 } as const

/** What a filter, an order or a sum needs of each invoice, in the order of their keys; the arrays may be longer than `count`. */
export interface Columns extends AmountRows {
  /** Epoch ms; of one that counts nowhere whatever keeps the others in order. */
  createdAt: Float64Array
  /** When the last money came, epoch ms; NaN where none did. */
  paidAt: Float64Array
  /** When the book learned of the last money, epoch ms; NaN where none came. */
  recordedAt: Float64Array
  /** The place in STATUSES. */
  status: Uint16Array
  /** 1 where a person is needed. */
  attention: Uint8Array
  /** 1 where somebody has reviewed it. */
  reviewed: Uint8Array
  /** The code of the set of its tags. */
  tags: Uint32Array
  /** By the list of tags as it lies in the book; empty for none. */
  readonly tagSets: Codes<string>
  /** Each invoice was created at the time of the one before it, or later. */
  isInTime: boolean
  /** How many invoices bear each set of tags, by its code. */
  readonly bearers: number[]
  /** 1 where it came out of a file, so that nobody waits for its money. */
  imported: Uint8Array
  /** The code of what its number begins with. */
  till: Uint16Array
  readonly tills: Codes<string>
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
  reviewed: number,
  tags: string | null,
  imported: number,
  gone: number,
]

/** Tags may be put together in more ways than a column of a few values has. */
const MOST_SETS = 2 ** 32

const STATUS_CODES = new Map<string, number>(STATUSES.map((status, place) => [status, place]))

/** Makes columns without any invoice, with room for `capacity` of them. */
export function createColumns(capacity = FIRST_CAPACITY): Columns {
  return {
    ...createCodedRows(capacity),
    createdAt: new Float64Array(capacity),
    paidAt: new Float64Array(capacity).fill(Number.NaN),
    recordedAt: new Float64Array(capacity).fill(Number.NaN),
    status: new Uint16Array(capacity),
    attention: new Uint8Array(capacity),
    reviewed: new Uint8Array(capacity),
    tags: new Uint32Array(capacity),
    tagSets: createCodes(MOST_SETS),
    isInTime: true,
    bearers: [],
    imported: new Uint8Array(capacity),
    till: new Uint16Array(capacity),
    tills: createCodes(),
    ...createAmounts(2, capacity),
  }
}

/** Writes an invoice into its row, which is new behind the last one where its key is; gives the row. */
export function writeRow(columns: Columns, one: ColumnRow): number {
  const known = columns.count
  const row = rowFor(columns, one[0], (capacity) => grow(columns, capacity))
  const { codes } = columns
  const at = one[17] === 1 ? timeOfGone(columns, row, row === known) : one[1]
  columns.createdAt[row] = at ?? one[1]
  if (row > 0 && (columns.createdAt[row - 1] as number) > (at ?? one[1])) columns.isInTime = false
  columns.status[row] = STATUS_CODES.get(one[2]) ?? STATUSES.length
  columns.provider[row] = codes.provider.code(one[3])
  columns.account[row] = codes.account.code(one[4])
  columns.currency[row] = codes.currency.code(one[5])
  // As AMOUNTS has them.
  writeAmounts(columns, row, [one[6], one[7], one[8], one[9]], [one[10], one[11], one[12], one[13]])
  columns.reviewed[row] = one[14]
  columns.imported[row] = one[16]
  writeGone(columns, row, one[17])
  writeTags(columns, row, columns.tagSets.code(one[15] ?? ''), row < known)
  return row
}

/**
 * A row that counts nowhere takes no part in the order of times: a new one stands at the time of the row before it, and a known one stays
 * where it was. Null where none is before it.
 */
function timeOfGone({ createdAt }: Columns, row: number, isNew: boolean): number | null {
  if (!isNew) return createdAt[row] as number
  return row === 0 ? null : (createdAt[row - 1] as number)
}

/** Gives what the numbers of the invoices that count begin with, in the order of their letters. */
export function knownTills({ count, gone, goneCount, till, tills }: Columns): string[] {
  if (goneCount === 0) return tills.values.toSorted()
  const has = new Uint8Array(tills.values.length)
  for (let row = 0; row < count; row += 1) if (gone[row] === 0) has[till[row] as number] = 1
  return tills.values.filter((_, code) => has[code] === 1).toSorted()
}

function writeTags({ tags, bearers }: Columns, row: number, set: number, isKnown: boolean): void {
  if (isKnown) bearers[tags[row] as number] = (bearers[tags[row] as number] ?? 0) - 1
  bearers[set] = (bearers[set] ?? 0) + 1
  tags[row] = set
}

function grow(columns: Columns, capacity: number): void {
  growCodedRows(columns, capacity)
  columns.createdAt = longer(columns.createdAt, new Float64Array(capacity))
  columns.paidAt = longer(columns.paidAt, new Float64Array(capacity).fill(Number.NaN))
  columns.recordedAt = longer(columns.recordedAt, new Float64Array(capacity).fill(Number.NaN))
  columns.status = longer(columns.status, new Uint16Array(capacity))
  columns.attention = longer(columns.attention, new Uint8Array(capacity))
  columns.reviewed = longer(columns.reviewed, new Uint8Array(capacity))
  columns.tags = longer(columns.tags, new Uint32Array(capacity))
  columns.imported = longer(columns.imported, new Uint8Array(capacity))
  columns.till = longer(columns.till, new Uint16Array(capacity))
  growAmounts(columns, capacity)
}
