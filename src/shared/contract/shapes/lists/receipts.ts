import { z } from 'zod'
import { amount, epochMs, id, text } from '../atoms.ts'
import { provider } from '../provider.ts'
import { amountEnds, days, filterSets, stretchOf, totalsOf } from './common.ts'

/** What a list of receipts is narrowed to; an empty set leaves out nothing. A search finds the receipts of the sales that it finds. */
export const receiptFilter = z.strictObject({
  ...filterSets,
  /** The day the money was paid, or the day the book learned of it. */
  period: z.strictObject({ by: z.enum(['paid', 'recorded']), ...days }).nullable(),
  amount: z.strictObject(amountEnds).nullable(),
})

export const RECEIPT_ORDERS = ['paid', 'received', 'number', 'customer', 'account'] as const

/** By what receipts are sorted, and whether the greatest comes first; amounts by their currency first. */
export const receiptSort = z.strictObject({ by: z.enum(RECEIPT_ORDERS), down: z.boolean() })

/** A receipt in a list. */
export const receiptRow = z.strictObject({
  id,
  invoiceId: id,
  /** The number of its sale. */
  number: z.string().max(40),
  provider,
  accountId: id,
  accountLabel: z.string().max(80),
  customerName: text.nullable(),
  /** What it counts toward its sale; where that is another currency, what came. */
  received: amount,
  /** What came, as its provider tells it. */
  transferred: amount,
  /** The provider's reference of its payment link; null where there is none. */
  reference: text.nullable(),
  txHash: text.nullable(),
  payer: text.nullable(),
  paidAt: epochMs,
  /** True where the provider gives no payment time and the app took the moment it saw the money. */
  timeObserved: z.boolean(),
  recordedAt: epochMs,
})

/** A stretch of the receipts. */
export const receiptStretch = stretchOf(receiptRow)

/** What the receipts of one currency come to. */
export const receiptSum = z.strictObject({ count: z.number().int().min(1), received: amount })

/** How many receipts a filter leaves, and what they come to. */
export const receiptSums = totalsOf(receiptSum)

export type ReceiptListFilter = z.infer<typeof receiptFilter>
export type ReceiptSort = z.infer<typeof receiptSort>
export type ReceiptRow = z.infer<typeof receiptRow>
export type ReceiptStretch = z.infer<typeof receiptStretch>
export type ReceiptSum = z.infer<typeof receiptSum>
export type ReceiptSums = z.infer<typeof receiptSums>
