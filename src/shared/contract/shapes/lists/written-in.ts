import { z } from 'zod'

/** Where of a sale something is written that a search finds. */
export const writtenIn = z.enum([
  'number',
  'customer',
  'email',
  'description',
  'item',
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
  'account',
])

export type WrittenIn = z.infer<typeof writtenIn>
