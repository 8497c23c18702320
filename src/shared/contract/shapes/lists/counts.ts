import { z } from 'zod'
import { id, tag } from '../atoms.ts'
import { status } from '../invoice.ts'
import { provider } from '../provider.ts'
import { itemName, tillCode } from './common.ts'

const count = z.number().int().min(0)

/** How many rows each value would leave, in the order of the values' letters. */
function countsOf<Value extends z.ZodType>(value: Value) {
  return z.array(z.strictObject({ value, count }))
}

/** What is counted of any list. Each count is what its choice would leave by itself, with all other parts of the filter as they are. */
const counted = {
  /** The number of the book's last commit when this was read. */
  asOf: z.number().int(),
  /** A value that would leave nothing is not among them. */
  provider: countsOf(provider),
  accountId: countsOf(id),
  currency: countsOf(z.string().max(20)),
  till: countsOf(tillCode),
  /** Every item that a sale of the book names, also where it would leave nothing; none where they were not asked for. */
  item: countsOf(itemName),
} as const

/** How many invoices each choice of a filter would leave. */
export const listCounts = z.strictObject({
  ...counted,
  status: countsOf(status),
  tag: countsOf(tag),
  reviewed: count,
  unreviewed: count,
  /** Those that need a person. */
  attention: count,
})

/** How many receipts each choice of a filter would leave. */
export const receiptCounts = z.strictObject(counted)

export type ListCounts = z.infer<typeof listCounts>
export type ReceiptCounts = z.infer<typeof receiptCounts>
