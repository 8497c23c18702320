import { z } from 'zod'
import { LINK_READINGS } from '../../status/status.ts'
import { amount, epochMs, id, text } from './atoms.ts'

/** A link that the provider has and the book does not. */
export const orphan = z.strictObject({
  /** The number that a till of ours gave its sale; null where the provider does not tell one. */
  number: z.string().max(40).nullable(),
  ref: text,
  reading: z.enum(LINK_READINGS),
  rawStatus: text,
  asked: amount.nullable(),
  createdAt: epochMs.nullable(),
})

/** What a look at a provider's own list shows beside the book. */
export const comparison = z.strictObject({
  at: epochMs,
  /** Links of the provider's list that were compared. */
  compared: z.number().int(),
  /** Theirs, not ours: links the provider has and the book does not. */
  orphans: z.array(orphan).max(200),
  orphanCount: z.number().int(),
  /** Ours, not theirs: links of the book that the provider does not know. */
  ghosts: z.array(z.strictObject({ invoiceId: id, number: z.string().max(40), ref: text })).max(200),
  /** Links whose state at the provider was newer than the book's; they are asked about at once. */
  caughtUp: z.number().int(),
})

export type Orphan = z.infer<typeof orphan>
export type Comparison = z.infer<typeof comparison>
