import { type AmountOf, CUT, PARTS, readParts } from './amounts.ts'

/** What an order compares of a row: whole numbers from 0 to before 2^32, the first thing first. */
export interface OrderKeys {
  readonly parts: number
  read(row: number, into: Float64Array): void
}

/** The most parts that any order compares. */
export const MOST_PARTS = 5

/** Compares by one number. */
export function single(read: (row: number) => number): OrderKeys {
  return {
    parts: 1,
    read(row, into) {
      into[0] = read(row)
    },
  }
}

/** Brings whole numbers below nothing into the range of a part; no instant lies beyond. */
export const MIDDLE = CUT / 2

/** Compares by instants, epoch ms. */
export function instants(at: Float64Array): OrderKeys {
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

/** Compares by one of the amounts of rows. */
export function amountKeys(amount: AmountOf): OrderKeys {
  return { parts: PARTS, read: (row, into) => readParts(amount, row, into) }
}
