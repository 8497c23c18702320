import { z } from 'zod'
import { listFilter, listSort, listStretch, listSums } from '../shapes/lists/list.ts'
import { read } from './route.ts'

/** The routes of the lists that a person looks through. */
export const listsRoutes = {
  /** The invoices of a filter in an order, `limit` of them from the place `from`; empty behind the last one. */
  'lists.invoices': read(
    'look',
    z.strictObject({
      filter: listFilter,
      sort: listSort,
      from: z.number().int().min(0).max(100_000_000),
      limit: z.number().int().min(1).max(200),
    }),
    listStretch,
  ),
  /** How many invoices a filter leaves, and what they come to. */
  'lists.sums': read('look', z.strictObject({ filter: listFilter }), listSums),
} as const
