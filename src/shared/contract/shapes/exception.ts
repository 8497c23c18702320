import { z } from 'zod'
import { SHOWN_KINDS } from '../../status/exceptions.ts'
import { RESOLUTION_NOTE_LIMIT } from '../plain/limits.ts'
import { amount, epochMs, id, text } from './atoms.ts'
import { status } from './invoice.ts'
import { provider } from './provider.ts'

/** What happened, as a person reads it. */
export const exceptionKind = z.enum(SHOWN_KINDS)

/** What calls for a person, and what became of it. */
export const exception = z.strictObject({
  id,
  /** Null where it is of no sale: money that only a provider knows of. */
  invoiceId: id.nullable(),
  /** The sale's number, or the one that the provider's link bears; empty where it bears none. */
  number: z.string().max(40),
  customerName: z.string().max(200).nullable(),
  kind: exceptionKind,
  provider,
  accountLabel: z.string().max(80),
  /** What the provider calls it, where it is of no sale; null otherwise. */
  ref: text.nullable(),
  /** Null, with `received`, where a provider did not tell an amount. */
  asked: amount.nullable(),
  /** What has arrived for the invoice by now. */
  received: amount.nullable(),
  /** What is recorded as given back of it. */
  refunded: amount.nullable(),
  /** By how much the book and what was meant are apart, with its sign; null where nobody knows. */
  difference: amount.nullable(),
  status: status.nullable(),
  /** How many payments through a standing link it stands for that no receipt shows; null for any other sale. */
  unseen: z.number().int().nullable(),
  raisedAt: epochMs,
  /** Null while somebody must still look at it. */
  resolvedAt: epochMs.nullable(),
  /** `person`: marked as handled; `completed`: it ended by itself, as when the missing money came; null while open. */
  how: z.enum(['person', 'completed']).nullable(),
  note: z.string().max(RESOLUTION_NOTE_LIMIT).nullable(),
  person: z.string().max(60).nullable(),
})

/** How many there are, and which of them a stretch holds. */
const count = z.number().int().min(0)

/** A stretch of what calls for a person, or was resolved. */
export const exceptionStretch = z.strictObject({
  count,
  rows: z.array(exception),
  /** The number of the last fact of the book that the rows show: what comes later is none of an act upon them. */
  news: count,
})

/** What an act upon many goes by. */
export const exceptionKeys = z.strictObject({
  count,
  keys: z.array(z.strictObject({ id, kind: exceptionKind, difference: amount.nullable() })),
  news: count,
})

/** How many of each kind there are. */
export const exceptionKinds = z.strictObject({
  kinds: z.array(z.strictObject({ kind: exceptionKind, count })),
  /** How many a person has handled in this month of the book's zone. */
  handledThisMonth: count,
})

/** What marking as handled did: those that were, that were not open any more, and of which something is new that was not seen. */
export const handledExceptions = z.strictObject({
  handled: count,
  gone: count,
  renewed: count,
  /** The numbers of the first sale that was handled, and of the first of which something is new; empty for none. */
  number: z.string().max(40),
  renewedNumber: z.string().max(40),
})

export type PaymentException = z.infer<typeof exception>
export type ExceptionKeys = z.infer<typeof exceptionKeys>
export type HandledExceptions = z.infer<typeof handledExceptions>
