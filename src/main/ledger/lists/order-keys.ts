import { CUT, PARTS } from './cells.ts'
import type { AmountCells } from './marks.ts'

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

/** Compares by amounts as they lie in columns. */
export function amountKeys({ amounts, cells, at }: AmountCells): OrderKeys {
  return {
    parts: PARTS,
    read(row, into) {
      const first = row * cells + at
      into[0] = amounts[first] as number
      into[1] = amounts[first + 1] as number
      into[2] = amounts[first + 2] as number
      into[3] = amounts[first + 3] as number
    },
  }
}
