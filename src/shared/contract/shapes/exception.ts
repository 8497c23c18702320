import { z } from 'zod'
import { EXCEPTION_KINDS } from '../../status/exceptions.ts'
import { RESOLUTION_NOTE_LIMIT } from '../plain/limits.ts'
import { amount, epochMs, id } from './atoms.ts'
import { status } from './invoice.ts'
import { provider } from './provider.ts'

/** Money that came late, short, over or twice, and what became of it. */
export const exception = z.strictObject({
  id,
  invoiceId: id,
  number: z.string().max(40),
  kind: z.enum(EXCEPTION_KINDS),
  provider,
  accountLabel: z.string().max(80),
  asked: amount,
  /** What has arrived for the invoice by now. */
  received: amount,
  /** What is recorded as given back of it. */
  refunded: amount,
  status,
  /** How many payments through a standing link it stands for that no receipt shows; null for any other sale. */
  unseen: z.number().int().nullable(),
  raisedAt: epochMs,
  /** Null while somebody must still look at it. */
  resolvedAt: epochMs.nullable(),
  /** `person`: marked as handled; `completed`: the missing money came; null while open. */
  how: z.enum(['person', 'completed']).nullable(),
  note: z.string().max(RESOLUTION_NOTE_LIMIT).nullable(),
  person: z.string().max(60).nullable(),
})

export type PaymentException = z.infer<typeof exception>
