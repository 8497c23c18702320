import { z } from 'zod'
import { EXCEPTION_KINDS } from '../../status/exceptions.ts'
import { amount, epochMs, id, provider, status } from './invoice.ts'

/** The most exceptions one answer holds; older ones stay in the book. */
export const EXCEPTIONS_LIMIT = 200
/** The longest note of whoever settles an exception, in characters. */
export const SETTLING_NOTE_LIMIT = 500

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
  status,
  raisedAt: epochMs,
  /** Null while somebody must still look at it. */
  settledAt: epochMs.nullable(),
  /** `person`: marked as handled; `completed`: the missing money came; null while open. */
  how: z.enum(['person', 'completed']).nullable(),
  note: z.string().max(SETTLING_NOTE_LIMIT).nullable(),
  person: z.string().max(60).nullable(),
})

export type PaymentException = z.infer<typeof exception>
