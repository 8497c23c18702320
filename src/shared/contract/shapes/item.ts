import { z } from 'zod'
import {
  ITEM_CODE_LIMIT,
  ITEM_NAME_LIMIT,
  LINES_LIMIT,
  PICTURE_BYTES,
  QUANTITY_LIMIT,
  QUICK_AMOUNTS_LIMIT,
} from '../plain/limits.ts'
import { amount, epochMs, id, said, unsignedDecimal } from './atoms.ts'

const name = said.max(ITEM_NAME_LIMIT)
/** What a scanner types: printable, in one piece as it stands on the label. */
const code = z
  .string()
  .trim()
  .min(1)
  .max(ITEM_CODE_LIMIT)
  .regex(/^[^\p{C}]+$/u)
const currency = z.string().min(2).max(20)
export const quantity = z.number().int().min(1).max(QUANTITY_LIMIT)
const typedAmount = z.string().min(1).max(64)
/** A WebP picture as base64 text. */
const picture = z
  .base64()
  .min(4)
  .max(Math.ceil(PICTURE_BYTES / 3) * 4)

/** Something the shop sells, as the owner keeps it in the catalogue. Its picture is asked for by itself. */
export const item = z.strictObject({
  id,
  name: z.string().max(ITEM_NAME_LIMIT),
  price: amount,
  code: z.string().max(ITEM_CODE_LIMIT).nullable(),
  hasPicture: z.boolean(),
  /** False once it was put away: it is sold no more, and stays on the sales it was on. */
  active: z.boolean(),
  updatedAt: epochMs,
})

/** An item to add (`id` null) or to change; a picture left out stays as it is, null takes it away. */
export const itemToSave = z.strictObject({
  id: id.nullable(),
  name,
  currency,
  price: typedAmount,
  code: code.nullable(),
  picture: picture.nullable().optional(),
})

export const itemPicture = z.strictObject({ webp: picture.nullable() })

/** One line of a sale as it was entered; `unit` in the sale's own currency. */
const lineToSell = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('amount'), unit: typedAmount, quantity }),
  z.strictObject({ kind: z.literal('item'), itemId: id, unit: typedAmount, quantity }),
])

export const linesToSell = z.array(lineToSell).min(1).max(LINES_LIMIT)

/** One line of an invoice as it was sold; name and price stay as they were then. */
export const invoiceLine = z.strictObject({
  kind: z.enum(['amount', 'item']),
  itemId: id.nullable(),
  name: z.string().max(ITEM_NAME_LIMIT).nullable(),
  unit: amount,
  quantity,
  sum: amount,
})

/** The amounts that one key or one touch adds, for each currency, in the order of their keys. */
export const quickAmounts = z
  .record(currency, z.array(unsignedDecimal).max(QUICK_AMOUNTS_LIMIT))
  .refine((all) => Object.keys(all).length <= 60)

export type Item = z.infer<typeof item>
export type ItemToSave = z.infer<typeof itemToSave>
export type LineToSell = z.infer<typeof lineToSell>
export type InvoiceLine = z.infer<typeof invoiceLine>
