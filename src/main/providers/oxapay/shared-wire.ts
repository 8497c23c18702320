import { z } from 'zod'
import {
  BOUNDS,
  keptText,
  keptWord,
  lenient,
  notNegative,
  wireDecimal,
  wireWord,
} from '../http/wire-schema.ts'
import { UNDERPAID_COVER } from './options.ts'

/** An integer or a text in the wild (oxapay §2.1, §2.3); kept as a text. */
export const trackId = wireWord.refine((text) => /^[A-Za-z0-9_-]{1,64}$/.test(text))

/** A status word, kept as it came (oxapay §3.1). */
export const statusWord = keptWord(BOUNDS.word)

/** A currency's symbol; null when it is missing or empty. One that no book can keep is refused where its amount is read. */
export const optionalSymbol = keptText(BOUNDS.word)

/** Percent that may be missing (oxapay §2.1); null when it is missing or out of its bounds. */
export const optionalCover = lenient(notNegative.refine((text) => Number(text) <= UNDERPAID_COVER.max))

/** Whether the payer bears the fee: 1 or 0, number or text, or a boolean (oxapay §2.1, §2.4); null when it is not said. */
export const optionalFeeByPayer = lenient(
  z.union([z.boolean(), wireDecimal.transform((text) => !/^-?0*(?:\.0*)?$/.test(text))]),
)

const listed = z.object({ symbol: z.string().min(1).max(20), status: lenient(z.boolean()) })

/** The symbols of a public currency list, keyed by symbol; one that is switched off is left out (oxapay §2.6). */
export const symbols = z.record(z.string(), z.unknown()).transform((entries) =>
  Object.values(entries).flatMap((entry) => {
    const parsed = listed.safeParse(entry)
    return parsed.success && parsed.data.status !== false ? [parsed.data.symbol.toUpperCase()] : []
  }),
)
