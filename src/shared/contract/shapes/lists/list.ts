import { z } from 'zod'
import { amount } from '../atoms.ts'
import { invoiceRow, status } from '../invoice.ts'
import { amountEnds, days, filterSets } from './filter.ts'

/** What a list of invoices is narrowed to; an empty set leaves out nothing. */
export const listFilter = z.strictObject({
  ...filterSets,
  status: z.array(status).max(20),
  /** The day it was created, or the day its last money came. */
  period: z.strictObject({ by: z.enum(['created', 'paid']), ...days }).nullable(),
  amount: z.strictObject({ of: z.enum(['asked', 'received']), ...amountEnds }).nullable(),
  /** Only those that need a person. */
  attention: z.boolean(),
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

/** A stretch of a list, from a place that is counted from 0. */
export const listStretch = z.strictObject({
  /** The number of the book's last commit when this was read. */
  asOf: z.number().int(),
  /** How many invoices the filter leaves. */
  count: z.number().int().min(0),
  rows: z.array(invoiceRow).max(200),
})

/** What the invoices of one currency come to. */
export const currencySum = z.strictObject({
  count: z.number().int().min(1),
  asked: amount,
  received: amount,
  /** Received less asked: below nothing where money is missing. */
  difference: amount,
})

/** How many invoices a filter leaves, and their sums for each currency: never across currencies. */
export const listSums = z.strictObject({
  asOf: z.number().int(),
  count: z.number().int().min(0),
  /** How many the book holds. */
  all: z.number().int().min(0),
  /** The currency with the most invoices first. */
  sums: z.array(currencySum),
})

export type ListFilter = z.infer<typeof listFilter>
export type ListSort = z.infer<typeof listSort>
export type ListStretch = z.infer<typeof listStretch>
export type CurrencySum = z.infer<typeof currencySum>
export type ListSums = z.infer<typeof listSums>
