import { z } from 'zod'
import { amount, id } from './atoms.ts'

/** What a business day came to, for each account and currency. */
export const day = z.strictObject({
  /** "2026-11-20", in the book's zone. */
  date: z.string().max(20),
  totals: z.array(
    z.strictObject({
      accountId: id,
      accountLabel: z.string().max(80),
      asked: amount,
      received: amount,
      /** Below nothing where a refund of an earlier day was undone. */
      refunded: amount,
      net: amount,
    }),
  ),
})

export type Day = z.infer<typeof day>
