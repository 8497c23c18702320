import { z } from 'zod'
import { MOST_SELECTED } from '../../plain/limits.ts'
import { amount, epochMs, id, tag, text } from '../atoms.ts'
import { invoiceRow, status } from '../invoice.ts'
import { amountEnds, days, filterSets, stretchOf, totalsOf } from './common.ts'
import { listMatch } from './written-in.ts'

/** By what the days of an invoice are counted. */
export const DATED_BY = ['created', 'paid', 'recorded', 'refunded'] as const

/** What a list of invoices is narrowed to; an empty set leaves out nothing. */
export const listFilter = z.strictObject({
  ...filterSets,
  status: z.array(status).max(20),
  /** The day it was created, its last money was paid or became known to the book, or any day on which a refund of it was recorded or undone. */
  period: z.strictObject({ by: z.enum(DATED_BY), ...days }).nullable(),
  amount: z.strictObject({ of: z.enum(['asked', 'received']), ...amountEnds }).nullable(),
  /** Only those that need a person. */
  attention: z.boolean(),
  /** Only those that somebody has reviewed, or nobody; null for both. */
  review: z.enum(['reviewed', 'unreviewed']).nullable(),
  /** Any of these tags. */
  tag: z.array(tag).max(50),
})

export const LIST_ORDERS = [
  'created',
  'number',
  'customer',
  'asked',
  'received',
  'difference',
  'status',
  'account',
] as const

/** By what a list is sorted, and whether the greatest comes first. */
export const listSort = z.strictObject({ by: z.enum(LIST_ORDERS), down: z.boolean() })

/** An invoice as a list shows it: with the day its last money came and its newest link's reference at the provider, null where there is none; `match` is null without a search, and where its columns show what was found. */
export const listedInvoice = invoiceRow.extend({
  paidAt: epochMs.nullable(),
  reference: text.nullable(),
  match: listMatch.nullable(),
})

/** A stretch of the invoices. */
export const listStretch = stretchOf(listedInvoice)

/** The newest invoices of a filter; `count` is how many these are, and with `isWhole` no others are left. */
export const listNewest = listStretch.extend({ isWhole: z.boolean() })

/** What the invoices of one currency come to. */
export const currencySum = z.strictObject({
  count: z.number().int().min(1),
  asked: amount,
  received: amount,
  /** Received less asked: below nothing where money is missing. */
  difference: amount,
})

/** How many invoices a filter leaves, and what they come to. */
export const listSums = totalsOf(currencySum).extend({
  /** How many of the filter's nobody has reviewed. */
  unreviewed: z.number().int().min(0),
  /** Every tag of the book, in the order of their letters. */
  tags: z.array(tag),
})

/** The ids of a stretch of a list, all of one moment. */
export const listIds = z.strictObject({
  asOf: z.number().int(),
  count: z.number().int().min(0),
  ids: z.array(id).max(MOST_SELECTED),
})

/** The place of an invoice in a list, from 0; null where there is none. */
export const listPlace = z.strictObject({
  asOf: z.number().int(),
  count: z.number().int().min(0),
  place: z.number().int().min(0).nullable(),
})

export type ListIds = z.infer<typeof listIds>
export type ListPlace = z.infer<typeof listPlace>
export type ListedInvoice = z.infer<typeof listedInvoice>
export type ListFilter = z.infer<typeof listFilter>
export type ListSort = z.infer<typeof listSort>
export type ListStretch = z.infer<typeof listStretch>
export type CurrencySum = z.infer<typeof currencySum>
export type ListNewest = z.infer<typeof listNewest>
export type ListSums = z.infer<typeof listSums>
