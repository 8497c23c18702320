import { z } from 'zod'

/** Where of a sale something is written that a search finds. */
export const writtenIn = z.enum([
  'number',
  'customer',
  'email',
  'description',
  'item',
  'tag',
  'reference',
  'address',
  'marker',
  'receipt',
  'transaction',
  'payer',
  'note',
  'reason',
  'refund',
  'person',
  'standing',
  'refusal',
  /** A payment, or money that was given back. */
  'amount',
])

export type WrittenIn = z.infer<typeof writtenIn>

/** Where a search found a sale, where none of its columns shows it; `text` is what stands around it. */
export const listMatch = z.strictObject({ in: writtenIn, text: z.string().max(400) })

export type ListMatch = z.infer<typeof listMatch>
