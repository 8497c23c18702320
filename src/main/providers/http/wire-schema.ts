import { z } from 'zod'
import { plainDecimal, WireNumber } from './wire-json.ts'

/** A decimal from the wire, number or text alike, as a plain decimal text ("49.9"). */
export const wireDecimal = z.unknown().transform((value, context): string => {
  const text = plainDecimal(value)
  if (text !== null) return text
  context.addIssue({ code: 'custom', message: 'not a decimal number' })
  return z.NEVER
})

/** A whole number from the wire, number or text alike, as an integer text ("12500000", also from `12500000.0`). */
export const wireInteger = z.unknown().transform((value, context): string => {
  const text = plainDecimal(value)?.replace(/\.0*$/, '')
  if (text !== undefined && /^-?\d+$/.test(text)) return text
  context.addIssue({ code: 'custom', message: 'not a whole number' })
  return z.NEVER
})

/** A small whole number from the wire (a code, a count, seconds), as a number; refuses what a number cannot hold. */
export const wireCount = wireInteger.transform((text, context): number => {
  const count = Number(text)
  if (Number.isSafeInteger(count)) return count
  context.addIssue({ code: 'custom', message: 'too large a count' })
  return z.NEVER
})

/** A word or key that some answers write as a number, as text exactly as it came. */
export const wireWord = z.unknown().transform((value, context): string => {
  if (typeof value === 'string') return value
  if (value instanceof WireNumber) return value.source
  context.addIssue({ code: 'custom', message: 'not a word' })
  return z.NEVER
})

/** Gives null instead of refusing: for fields whose absence or oddity must not lose the rest of an answer. */
export function lenient<T>(schema: z.ZodType<T>) {
  const orNull = z.unknown().transform((value): T | null => {
    const parsed = schema.safeParse(value)
    return parsed.success ? parsed.data : null
  })
  // A key that is missing altogether is taken as null.
  return orNull.prefault(null)
}

/** A text that may be missing, null or empty; the last two and any other type give null. */
export const optionalText = lenient(z.string().min(1))

/** An ISO 8601 instant with its zone, as epoch ms; null when it is missing or unreadable. */
export const optionalIso = lenient(
  z.string().transform((text, context) => {
    const instant = parseIso(text)
    if (instant !== null) return instant
    context.addIssue({ code: 'custom', message: 'not an instant' })
    return z.NEVER
  }),
)

/** UNIX seconds (or ms when it has 13 digits), number or text, or an ISO instant, as epoch ms; null when missing or 0. */
export const optionalInstant = z
  .unknown()
  .transform((value): number | null => {
    const digits = plainDecimal(value)?.replace(/\.\d*$/, '')
    if (digits !== undefined) return unixInstant(digits)
    return typeof value === 'string' ? parseIso(value) : null
  })
  .prefault(null)

function unixInstant(digits: string): number | null {
  if (!/^[1-9]\d{0,12}$/.test(digits)) return null
  return digits.length === 13 ? Number(digits) : Number(digits) * 1000
}

/** An instant without a zone is refused: nobody can say which hour it means. */
function parseIso(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})$/.test(text)) return null
  const instant = Date.parse(text)
  return Number.isNaN(instant) ? null : instant
}
