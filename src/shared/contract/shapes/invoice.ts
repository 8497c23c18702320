import { z } from 'zod'
import { END_REASONS, LINK_READINGS, LINK_STAGES, STATUSES } from '../../status/status.ts'
import { REFUND_REASON_LIMIT, REFUND_REFERENCE_LIMIT } from '../plain/limits.ts'
import { MOST_TAGS } from '../plain/tags.ts'
import { amount, epochMs, id, tag, text } from './atoms.ts'
import { invoiceLine } from './item.ts'
import { provider } from './provider.ts'

export const status = z.enum(STATUSES)

/** What a sale asks of its payment links, by the names of its provider's settings. */
export const linkOptions = z.record(z.string().max(40), z.string().max(500))

export const invoiceRow = z.strictObject({
  id,
  number: z.string().max(40),
  provider,
  accountId: id,
  accountLabel: z.string().max(80),
  asked: amount,
  received: amount,
  /** What is recorded as given back of it, without what was undone. */
  refunded: amount,
  status,
  description: text,
  customerName: text.nullable(),
  createdAt: epochMs,
  updatedAt: epochMs,
  /** When a provider last answered about it; null when never. */
  checkedAt: epochMs.nullable(),
  /** When one of its links is to be asked about next; null when none is. */
  nextCheckAt: epochMs.nullable(),
  /** Who found it right, and when; null while nobody has, and since something of it is new. */
  reviewed: z.strictObject({ at: epochMs, person: z.string().max(60) }).nullable(),
  /** In the order of their letters. */
  tags: z.array(tag).max(MOST_TAGS),
  /** It came out of a file: nothing of it was made here, and no provider is asked about it. */
  imported: z.boolean(),
})

export const paymentLink = z.strictObject({
  id,
  /** What this link asks for: the invoice's whole amount, or the rest of it. */
  asked: amount,
  stage: z.enum(LINK_STAGES),
  reading: z.enum(LINK_READINGS),
  /** Why it ended without money, as far as the provider tells; null otherwise. */
  endReason: z.enum(END_REASONS).nullable(),
  /** The provider's own words for its state, exactly as they came; null before the first answer. */
  rawStatus: text.nullable(),
  /** The last answer about this link as the provider sent it, secrets never among it. */
  rawAnswer: text.nullable(),
  providerRef: text.nullable(),
  url: text.nullable(),
  createdAt: epochMs,
  expiresAt: epochMs.nullable(),
  checkedAt: epochMs.nullable(),
  nextCheckAt: epochMs.nullable(),
  /** Why the last question about this link failed; null when it did not. */
  lastError: z.string().max(40).nullable(),
})

export const receipt = z.strictObject({
  id,
  linkId: id,
  providerReceiptId: text,
  txHash: text.nullable(),
  payer: text.nullable(),
  amount,
  /** What counts toward the invoice; null when the transfer's currency is another. */
  credited: amount.nullable(),
  paidAt: epochMs,
  /** True where the provider gives no payment time and the app took the moment it saw the money. */
  timeObserved: z.boolean(),
  recordedAt: epochMs,
})

/** Money that was given back outside of the app, as a person recorded it. */
export const refund = z.strictObject({
  id,
  amount,
  reason: z.string().max(REFUND_REASON_LIMIT),
  /** How it went back, or by what it is found again; null for nothing. */
  reference: z.string().max(REFUND_REFERENCE_LIMIT).nullable(),
  person: z.string().max(60),
  recordedAt: epochMs,
  /** Who recorded that it did not happen, when and why; null while it stands. */
  undone: z
    .strictObject({ at: epochMs, reason: z.string().max(REFUND_REASON_LIMIT), person: z.string().max(60) })
    .nullable(),
})

export const event = z.strictObject({
  id,
  at: epochMs,
  /** Words under `history.<kind>`. */
  kind: z.string().max(40),
  data: z.record(z.string().max(40), z.union([z.string().max(20_000), z.number(), z.boolean(), z.null()])),
})

export const invoiceDetail = z.strictObject({
  /** The number of the book's last commit when this was read: it shows all changes up to that one. */
  asOf: z.number().int(),
  invoice: invoiceRow.extend({
    customerEmail: text.nullable(),
    /** Those that are set; empty where the account's settings say it all. */
    linkOptions,
    due: amount,
    abandonedAt: epochMs.nullable(),
    /** Out of which file it came, when and by whom; null where it was sold here. Once its import is undone it counts nowhere, and opens from the trail alone. */
    importedFrom: z
      .strictObject({
        importId: id,
        fileName: z.string().max(300),
        importedAt: epochMs,
        person: z.string().max(60),
        undoneAt: epochMs.nullable(),
      })
      .nullable(),
    /** Why a refused or lost create failed: an error code; null otherwise. */
    failure: z.strictObject({ code: z.string().max(40), providerWords: text.nullable() }).nullable(),
    /** The link to show: the newest live one; null when there is none to share. */
    shareLinkId: id.nullable(),
    recovery: z.enum(['list_marker', 'list_order_id', 'none']),
  }),
  /** What the amount is made of; empty where only an amount was typed. */
  lines: z.array(invoiceLine),
  links: z.array(paymentLink),
  receipts: z.array(receipt),
  /** In the order they were recorded. */
  refunds: z.array(refund),
  events: z.array(event),
})

export type InvoiceRow = z.infer<typeof invoiceRow>
export type PaymentLink = z.infer<typeof paymentLink>
export type Receipt = z.infer<typeof receipt>
export type Refund = z.infer<typeof refund>
export type HistoryEvent = z.infer<typeof event>
export type InvoiceDetail = z.infer<typeof invoiceDetail>
