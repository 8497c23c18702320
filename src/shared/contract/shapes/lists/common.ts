import { z } from 'zod'
import { ITEM_NAME_LIMIT, MOST_ITEMS } from '../../plain/limits.ts'
import { id, unsignedDecimal } from '../atoms.ts'
import { provider } from '../provider.ts'

/** A business day of the book, "2026-11-20". */
const day = z.iso.date()

/** An item as a sale names it. */
export const itemName = z.string().min(1).max(ITEM_NAME_LIMIT)

/** What a sale's number begins with: "CF" of CF-000123. */
export const tillCode = z.string().max(40)

/** What any list is narrowed to; an empty set leaves out nothing. */
export const filterSets = {
  /** Words, a number, an amount, a reference, or a link's address; empty for none. */
  search: z.string().max(2_000),
  provider: z.array(provider).max(10),
  accountId: z.array(id).max(100),
  currency: z.array(z.string().min(2).max(20)).max(50),
  /** Any of these on one of the sale's lines, by the name that the sale has. */
  item: z.array(itemName).max(MOST_ITEMS),
  /** The till codes of the sales' numbers. */
  till: z.array(tillCode).max(50),
} as const

/** Days of the book's zone, both of them included; null on one side: without an end there. */
export const days = { from: day.nullable(), to: day.nullable() } as const

/** In whatever currency, both ends included. */
export const amountEnds = { from: unsignedDecimal.nullable(), to: unsignedDecimal.nullable() } as const

/** A stretch of a list of these rows, from a place that is counted from 0. */
export function stretchOf<Row extends z.ZodType>(row: Row) {
  return z.strictObject({
    /** The number of the book's last commit when this was read. */
    asOf: z.number().int(),
    /** How many rows the filter leaves. */
    count: z.number().int().min(0),
    rows: z.array(row).max(200),
  })
}

/** How many rows a filter leaves, and their sums for each currency: never across currencies. */
export function totalsOf<Sum extends z.ZodType>(sum: Sum) {
  return z.strictObject({
    asOf: z.number().int(),
    count: z.number().int().min(0),
    /** How many the book holds. */
    all: z.number().int().min(0),
    /** The currency with the most rows first. */
    sums: z.array(sum),
    /** Every till code that a number of the book has, in the order of their letters. */
    tills: z.array(tillCode),
  })
}
