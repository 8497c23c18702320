import { z } from 'zod'
import { TAG_LIMIT, tagOf } from '../plain/tags.ts'
import { typedText } from '../plain/typed-text.ts'

/** The small shapes that the larger ones are made of. */
export const id = z.string().min(8).max(64)
export const epochMs = z.number().int()
export const decimal = z
  .string()
  .max(64)
  .regex(/^-?\d+(\.\d+)?$/)

/** A decimal that is not below nothing, as amounts are entered. */
export const unsignedDecimal = decimal.regex(/^\d/)

/** An amount as it travels over the border: exact, in the currency's major unit. */
export const amount = z.strictObject({ currency: z.string().min(2).max(20), amount: decimal })

/** A text that a person types, as {@link typedText} gives it; may be empty. */
export const typed = z.string().overwrite(typedText)

/** The same where something must be said. */
export const said = typed.min(1)

/** A text of a provider or a person, bounded. */
export const text = z.string().max(20_000)

/** A passphrase as it was typed, or pasted; how long a new one may be is decided in main (PASSPHRASE_TOO_SHORT, PASSPHRASE_TOO_LONG). */
export const typedPassphrase = z.string().max(20_000)

/** A tag as the book keeps it. */
export const tag = z
  .string()
  .min(1)
  .max(TAG_LIMIT)
  .refine((text) => tagOf(text) === text)

export type Amount = z.infer<typeof amount>
