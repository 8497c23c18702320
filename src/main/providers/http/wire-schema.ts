import { z } from 'zod'
import { foldHash } from '../../../shared/contract/plain/hash.ts'
import { plainDecimal, WireNumber } from './wire-json.ts'

/** A decimal from the wire, number or text alike, as a plain decimal text ("49.9"). */
export const wireDecimal = z.unknown().transform((value, context): string => {
  const text = plainDecimal(value)
  if (text !== null) return text
  context.addIssue({ code: 'custom', message: 'not a decimal number' })
  return z.NEVER
})

/** A decimal of zero or more. */
export const notNegative = wireDecimal.refine((text) => !text.startsWith('-'))

/**
 * A count of smallest units (cents, wei), zero or more, as an integer text.
 *
 * What floating point made of one ("12499999.999999998") is that one; any other fraction shows that something else was counted.
 */
export const wireUnits = notNegative.transform((text, context): string => {
  const [whole = '0', fraction = ''] = text.split('.')
  if (/^0*$|^000/.test(fraction)) return whole
  if (/^999/.test(fraction)) return (BigInt(whole) + 1n).toString()
  context.addIssue({ code: 'custom', message: 'not a count of units' })
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

/**
 * The longest texts of a provider that the book keeps, characters. An answer with a longer one is refused, for its link alone:
 * what is stored can always be shown.
 */
export const BOUNDS = { word: 100, id: 200, hash: 200, payer: 200 } as const

/** A text that may be missing, null or empty; the last two and any other type give null. Never for what is kept: see {@link keptText}. */
export const optionalText = lenient(z.string().min(1))

/** A text that the book keeps, of at least one and at most `longest` characters. */
export const keptWord = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .transform((text) => text.toWellFormed())

/** The same where it may be missing, null, empty or blank, which give null as any other type does. */
export const keptText = (longest: number) =>
  z
    .unknown()
    .transform((value, context): string | null => {
      if (typeof value !== 'string' || value.trim() === '') return null
      if (value.length <= longest) return value.toWellFormed()
      context.addIssue({ code: 'custom', message: 'too long a text' })
      return z.NEVER
    })
    .prefault(null)

/** A transaction's hash that may be missing, without blanks around it; a hexadecimal one in small letters. */
export const optionalHash = keptText(BOUNDS.hash).transform((hash) => hash && foldHash(hash.trim()))

/** An ISO 8601 instant with its zone, as epoch ms; null when it is missing, unreadable or absurd. */
export const optionalIso = lenient(
  z.string().transform((text, context) => {
    const instant = parseIso(text)
    if (instant !== null) return instant
    context.addIssue({ code: 'custom', message: 'not an instant' })
    return z.NEVER
  }),
)

/** UNIX seconds (or ms when it has 13 digits), number or text, or an ISO instant, as epoch ms; null when missing, 0 or absurd. */
export const optionalInstant = z
  .unknown()
  .transform((value): number | null => {
    const digits = plainDecimal(value)?.replace(/\.\d*$/, '')
    if (digits !== undefined) return unixInstant(digits)
    return typeof value === 'string' ? parseIso(value) : null
  })
  .prefault(null)

/** No payment link is older than this or lives longer: an instant outside was counted in another unit, or is none. */
const EARLIEST = Date.UTC(2000, 0)
const LATEST = Date.UTC(2200, 0)

function plausible(instant: number): number | null {
  return instant >= EARLIEST && instant < LATEST ? instant : null
}

function unixInstant(digits: string): number | null {
  if (!/^[1-9]\d{0,12}$/.test(digits)) return null
  return plausible(digits.length === 13 ? Number(digits) : Number(digits) * 1000)
}

/** An instant without a zone is refused: nobody can say which hour it means. */
function parseIso(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})$/.test(text)) return null
  return plausible(Date.parse(text))
}
