import { z } from 'zod'

export const book = z.strictObject({
  kind: z.enum(['live', 'practice']),
  tillCode: z.string().max(8),
  zone: z.string().max(60),
})

export type Book = z.infer<typeof book>
