import { z } from 'zod'

export const book = z.strictObject({
  kind: z.enum(['live', 'practice']),
  tillCode: z.string().max(8),
  zone: z.string().max(60),
})

/** Why the open book may not be written, or why none is open. */
export const bookProblem = z.strictObject({
  code: z.string().max(40),
  path: z.string().max(2000),
  /** Its content can be looked at and exported. */
  readable: z.boolean(),
  /** What of all that was acknowledged is not there; `until` is the last moment of it, epoch ms. */
  missing: z
    .strictObject({
      sales: z.number().int().nonnegative(),
      receipts: z.number().int().nonnegative(),
      until: z.number().int(),
      nextNumber: z.string().max(40).nullable(),
    })
    .nullable(),
  /** The name of a copy that lacks nothing; null where there is none. */
  keptCopy: z.string().max(300).nullable(),
})

export type BookProblem = z.infer<typeof bookProblem>
export type Book = z.infer<typeof book>
