import type { ListSort } from '../../../../shared/contract/shapes/lists/list.ts'
import { CUT, FRACTION_CUT, PARTS, readParts } from '../amounts.ts'
import { amountKeys, instants, MIDDLE, type OrderKeys, single } from '../order-keys.ts'
import { AMOUNTS, type Columns } from './columns.ts'

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
  switch (by) {
    case 'created':
      return instants(columns.createdAt)
    case 'asked':
      return amountKeys({ rows: columns, nth: AMOUNTS.asked })
    case 'received':
      return amountKeys({ rows: columns, nth: AMOUNTS.received })
    case 'difference':
      return differences(columns)
    case 'status':
      return single((row) => columns.status[row] as number)
    case 'account':
      return single((row) => places[columns.account[row] as number] ?? 0)
  }
}

/** One whole unit, 10^18, cut as an amount's fraction is: nothing is left for the lower part. */
const ONE_HIGH = 1e18 / FRACTION_CUT

/** Received less asked: the whole part may be below nothing, the fraction never is. */
function differences(rows: Columns): OrderKeys {
  const [asked, received] = [new Float64Array(PARTS), new Float64Array(PARTS)]
  const less = (part: number) => (received[part] as number) - (asked[part] as number)
  return {
    parts: PARTS,
    read(row, into) {
      readParts({ rows, nth: AMOUNTS.asked }, row, asked)
      readParts({ rows, nth: AMOUNTS.received }, row, received)
      const [high, low] = [less(2), less(3)]
      const isLess = high < 0 || (high === 0 && low < 0)
      const carried = Math.floor(low / FRACTION_CUT)
      into[2] = high + (isLess ? ONE_HIGH : 0) + carried
      into[3] = low - carried * FRACTION_CUT
      const whole = less(1) - (isLess ? 1 : 0)
      const borrowed = Math.floor(whole / CUT)
      into[0] = less(0) + borrowed + MIDDLE
      into[1] = whole - borrowed * CUT
    },
  }
}
