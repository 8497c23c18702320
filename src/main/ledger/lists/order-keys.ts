import type { ListSort } from '../../../shared/contract/shapes/lists/list.ts'
import { type AmountColumn, type Columns, CUT } from './columns.ts'

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
      return amounts(columns.asked)
    case 'received':
      return amounts(columns.received)
    case 'difference':
      return differences(columns)
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

function amounts([a, b, c, d]: AmountColumn): OrderKeys {
  return {
    parts: 4,
    read(row, into) {
      into[0] = a[row] as number
      into[1] = b[row] as number
      into[2] = c[row] as number
      into[3] = d[row] as number
    },
  }
}

/** One whole unit, 10^18, cut as an amount's fraction is. */
const ONE_HIGH = Math.floor(1e18 / CUT)
const ONE_LOW = Number(10n ** 18n % BigInt(CUT))

/** Received less asked: the whole part may be below nothing, the fraction never is. */
function differences({ asked, received }: Columns): OrderKeys {
  const [a, b, c, d] = asked
  const [e, f, g, h] = received
  return {
    parts: 4,
    read(row, into) {
      let high = (g[row] as number) - (c[row] as number)
      let low = (h[row] as number) - (d[row] as number)
      const isLess = high < 0 || (high === 0 && low < 0)
      if (isLess) {
        high += ONE_HIGH
        low += ONE_LOW
      }
      const carried = Math.floor(low / CUT)
      into[2] = high + carried
      into[3] = low - carried * CUT
      const whole = (f[row] as number) - (b[row] as number) - (isLess ? 1 : 0)
      const borrowed = Math.floor(whole / CUT)
      into[0] = (e[row] as number) - (a[row] as number) + borrowed + MIDDLE
      into[1] = whole - borrowed * CUT
    },
  }
}
