import { z } from 'zod'
import { MOST_SELECTED } from '../plain/limits.ts'
import { book } from '../shapes/book.ts'
import { charts } from '../shapes/lists/charts.ts'
import { COLUMN_LISTS, keptColumns } from '../shapes/lists/columns.ts'
import { listCounts, receiptCounts } from '../shapes/lists/counts.ts'
import {
  listFilter,
  listIds,
  listNewest,
  listPlace,
  listSort,
  listStretch,
  listSums,
} from '../shapes/lists/list.ts'
import { matrix, matrixStretch } from '../shapes/lists/month.ts'
import { receiptFilter, receiptSort, receiptStretch, receiptSums } from '../shapes/lists/receipts.ts'
import { none, read } from './route.ts'

const place = {
  from: z.number().int().min(0).max(100_000_000),
  limit: z.number().int().min(1).max(200),
} as const

/** The routes of the lists that a person looks through. */
export const listsRoutes = {
  /** The invoices of a filter in an order, `limit` of them from the place `from`; empty behind the last one. */
  'lists.invoices': read(
    'look',
    z.strictObject({ filter: listFilter, sort: listSort, ...place }),
    listStretch,
  ),
  /** The newest invoices of a filter, as soon as `limit` of them are found: a search need not have looked at all others. */
  'lists.newest': read('look', z.strictObject({ filter: listFilter, limit: place.limit }), listNewest),
  /** The ids of a stretch, for an act upon all of them. */
  'lists.ids': read(
    'look',
    z.strictObject({
      filter: listFilter,
      sort: listSort,
      ...place,
      limit: z.number().int().min(1).max(MOST_SELECTED),
    }),
    listIds,
  ),
  /** The place of the next invoice from `from` on that nobody has reviewed, or that needs a person. */
  'lists.next': read(
    'review',
    z.strictObject({ filter: listFilter, sort: listSort, from: place.from }),
    listPlace,
  ),
  /** How many invoices a filter leaves, and what they come to. */
  'lists.sums': read('review', z.strictObject({ filter: listFilter }), listSums),
  /** How many invoices each choice of the filter would leave; `items` are counted only where they are asked for, because they may be many. */
  'lists.counts': read('look', z.strictObject({ filter: listFilter, items: z.boolean() }), listCounts),
  /** The receipts of a filter in an order, by place as the invoices are. */
  'lists.receipts': read(
    'look',
    z.strictObject({ filter: receiptFilter, sort: receiptSort, ...place }),
    receiptStretch,
  ),
  /** How many receipts a filter leaves, and what they come to. */
  'lists.receiptSums': read('review', z.strictObject({ filter: receiptFilter }), receiptSums),
  /** How many receipts each choice of the filter would leave, as {@link listsRoutes}' counts of invoices. */
  'lists.receiptCounts': read(
    'look',
    z.strictObject({ filter: receiptFilter, items: z.boolean() }),
    receiptCounts,
  ),
  /** What each business day of a month, a quarter or a year came to, by account and currency. */
  'lists.month': read('review', matrixStretch, matrix),
  /** Keeps how a person arranged the columns of a list of the live or the practice book; null for as at first. It changes nothing in the book. */
  'lists.keepColumns': read(
    'look',
    z.strictObject({ kind: book.shape.kind, list: z.enum(COLUMN_LISTS), columns: keptColumns.nullable() }),
    none,
  ),
  /** What the charts of the same days are drawn from. */
  'lists.charts': read('review', matrixStretch, charts),
} as const
