import { z } from 'zod'
import { STATUSES } from '../../status/status.ts'
import { LINES_LIMIT, SHOP_NAME_LIMIT } from '../plain/limits.ts'
import { amount, id, text } from './atoms.ts'
import { invoiceLine, quantity } from './item.ts'

/** A line of what is being bought; without a name it is an amount that was typed. */
const line = z.strictObject({ name: invoiceLine.shape.name, quantity, unit: amount, sum: amount })

/** What is being entered, and comes to `total`. */
const entry = z.strictObject({
  kind: z.literal('entry'),
  total: amount,
  lines: z.array(line).max(LINES_LIMIT),
})

/** What the till's window has the customer see. */
export const toldCustomer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('asleep') }),
  entry,
  z.strictObject({ kind: z.literal('sale'), invoiceId: id }),
])

/** What the customer display shows, and all that it is ever told. */
export const customerView = z.strictObject({
  /** The language that the customer reads, and by which numbers are written. */
  locale: z.string().max(80),
  theme: z.enum(['system', 'light', 'dark']),
  /** As its owner wrote it; empty for none. */
  shop: z.string().max(SHOP_NAME_LIMIT),
  practice: z.boolean(),
  shown: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('asleep') }),
    entry,
    z.strictObject({
      kind: z.literal('sale'),
      status: z.enum(STATUSES),
      total: amount,
      lines: z.array(line).max(LINES_LIMIT),
      /** What the code leads to, and what it asks for; null while there is none to pay. */
      code: z.strictObject({ url: text, asked: amount }).nullable(),
      /** What is still missing, or was paid too much; null for neither. */
      missing: amount.nullable(),
      tooMuch: amount.nullable(),
    }),
  ]),
})

/** How the customer display stands, for whoever sells. */
export const customerDisplay = z.strictObject({
  isOpen: z.boolean(),
  /** How many screens there are beside the one that the till's window is on. */
  otherScreens: z.number().int().min(0),
  /** The language that was chosen for this customer; null for the one of the settings. */
  language: z.string().max(8).nullable(),
})

export type ToldCustomer = z.infer<typeof toldCustomer>
export type CustomerView = z.infer<typeof customerView>
export type CustomerDisplay = z.infer<typeof customerDisplay>
