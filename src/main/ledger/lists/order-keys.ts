import type { ListSort } from '../../../shared/contract/shapes/lists/list.ts'
import { AMOUNTS, CELLS, type Columns, CUT, PARTS } from './columns.ts'

/** By what a list is sorted. */
export type ListOrder = ListSort['by']

/** What an order compares of an invoice: whole numbers from 0 to before 2^32, the first thing first. */
export interface OrderKeys {
  readonly parts: number
  read(row: number, into: Float64Array): void
}

/** The most parts that any order compares. */
export const MOST_PARTS = 4

/** Orders that compare texts: they are made by the book. */
export type TextOrder = 'number' | 'customer'

/** Gives what an order compares; `places` holds the place of each account's code in the list of accounts. */
export function orderKeys(
  columns: Columns,
  by: Exclude<ListOrder, TextOrder>,
  places: readonly number[],
): OrderKeys {
  switch (by) {
    case 'created':
      return instants(columns.createdAt)
    case 'asked':
      return amountKeys(columns.amounts, AMOUNTS.asked)
    case 'received':
      return amountKeys(columns.amounts, AMOUNTS.received)
    case 'difference':
      return differences(columns.amounts)
    case 'status':
      return single((row) => columns.status[row] as number)
    case 'account':
      return single((row) => places[columns.account[row] as number] ?? 0)
  }
}

function single(read: (row: number) => number): OrderKeys {
  return {
    parts: 1,
    read(row, into) {
      into[0] = read(row)
    },
  }
}

/** Brings whole numbers below nothing into the range of a part; no instant lies beyond. */
const MIDDLE = CUT / 2

function instants(at: Float64Array): OrderKeys {
  return {
    parts: 2,
    read(row, into) {
      const one = at[row] as number
      const high = Math.floor(one / CUT)
      into[0] = high + MIDDLE
      into[1] = one - high * CUT
    },
  }
}

function amountKeys(amounts: Uint32Array, at: number): OrderKeys {
  return {
    parts: PARTS,
    read(row, into) {
      const first = row * CELLS + at
      into[0] = amounts[first] as number
      into[1] = amounts[first + 1] as number
      into[2] = amounts[first + 2] as number
      into[3] = amounts[first + 3] as number
    },
  }
}

/** One whole unit, 10^18, cut as an amount's fraction is. */
const ONE_HIGH = Math.floor(1e18 / CUT)
const ONE_LOW = Number(10n ** 18n % BigInt(CUT))

/** Received less asked: the whole part may be below nothing, the fraction never is. */
function differences(amounts: Uint32Array): OrderKeys {
  return {
    parts: PARTS,
    read(row, into) {
      const [asked, received] = [row * CELLS + AMOUNTS.asked, row * CELLS + AMOUNTS.received]
      const less = (part: number) => (amounts[received + part] as number) - (amounts[asked + part] as number)
      let [high, low] = [less(2), less(3)]
      const isLess = high < 0 || (high === 0 && low < 0)
      if (isLess) {
        high += ONE_HIGH
        low += ONE_LOW
      }
      const carried = Math.floor(low / CUT)
      into[2] = high + carried
      into[3] = low - carried * CUT
      const whole = less(1) - (isLess ? 1 : 0)
      const borrowed = Math.floor(whole / CUT)
      into[0] = less(0) + borrowed + MIDDLE
      into[1] = whole - borrowed * CUT
    },
  }
}
