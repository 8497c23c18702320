import type { ListSort } from '../../../../shared/contract/shapes/lists/list.ts'
import { CUT, PARTS } from '../cells.ts'
import { amountKeys, instants, MIDDLE, type OrderKeys, single } from '../order-keys.ts'
import { AMOUNTS, CELLS, type Columns } from './columns.ts'

/** By what a list is sorted. */
export type ListOrder = ListSort['by']

/** Orders that compare texts: they are made by the book. */
export type TextOrder = 'number' | 'customer'

/** Gives what an order compares; `places` holds the place of each account's code in the list of accounts. */
export function orderKeys(
  columns: Columns,
  by: Exclude<ListOrder, TextOrder>,
  places: readonly number[],
): OrderKeys {
  const cells = { amounts: columns.amounts, cells: CELLS }
  switch (by) {
    case 'created':
      return instants(columns.createdAt)
    case 'asked':
      return amountKeys({ ...cells, at: AMOUNTS.asked })
    case 'received':
      return amountKeys({ ...cells, at: AMOUNTS.received })
    case 'difference':
      return differences(columns.amounts)
    case 'status':
      return single((row) => columns.status[row] as number)
    case 'account':
      return single((row) => places[columns.account[row] as number] ?? 0)
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
