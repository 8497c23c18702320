import { createChance } from '../chance.ts'
import { createIds, type Ids } from '../ids.ts'
import type { SaleHistory } from './history.ts'
import { saleHistories } from './sales.ts'
import { createShop, type Shop } from './shop.ts'

/** The last instant of a sample book where none is chosen: a busy afternoon, the same for everybody. */
export const USUAL_END = Date.UTC(2026, 5, 30, 16, 20)

export interface SampleOptions {
  /** How many sales. */
  readonly sales: number
  /** Any text; the same one gives the same book. */
  readonly seed: string
  /** The book's last instant, epoch ms; absent for the usual one. */
  readonly until?: number | undefined
}

/** What a sample book is made of: its shop and the history of its sales. */
export interface SampleHistory {
  readonly shop: Shop
  /** Ids of the book's rows; told anew at every call. */
  rowIds(): Ids
  /** One sale after the other, in the order they were asked for; told anew at every call. */
  sales(): Generator<SaleHistory, void>
}

/** Tells what happens in a sample book; nothing of it depends on the clock. */
export function sampleHistory({ sales, seed, until = USUAL_END }: SampleOptions): SampleHistory {
  const idsOf = (what: string): Ids => createIds(createChance(`${seed}/${what}/ids`))
  const shop = createShop(until, idsOf('shop'), createChance(`${seed}/shop`))
  return {
    shop,
    rowIds: () => idsOf('rows'),
    sales: () => saleHistories({ sales, seed, until, shop, ids: idsOf('sales') }),
  }
}
