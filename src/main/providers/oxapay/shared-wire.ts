import { z } from 'zod'
import { lenient, wireDecimal, wireWord } from '../http/wire-schema.ts'

/** An integer or a text in the wild (oxapay §2.1, §2.3); kept as a text. */
export const trackId = wireWord.refine((text) => /^[A-Za-z0-9_-]{1,64}$/.test(text))

/** A decimal of zero or more, number or text (oxapay §4). */
export const notNegative = wireDecimal.refine((text) => !text.startsWith('-'))

/** A status word, kept as it came (oxapay §3.1). */
export const statusWord = z.string().min(1).max(100)

/** A currency's symbol; null when it is missing or empty. */
export const optionalSymbol = lenient(z.string().min(1).max(20))

const listed = z.object({ symbol: z.string().min(1).max(20), status: lenient(z.boolean()) })

/** The symbols of a public currency list, keyed by symbol; one that is switched off is left out (oxapay §2.6). */
export const symbols = z.record(z.string(), z.unknown()).transform((entries) =>
  Object.values(entries).flatMap((entry) => {
    const parsed = listed.safeParse(entry)
    return parsed.success && parsed.data.status !== false ? [parsed.data.symbol.toUpperCase()] : []
  }),
)
