import { z } from 'zod'

const gapMs = z.int().min(0).max(1_000)

/** How the scanner of a till types, as it was learned from two scans of one code. */
export const scannerHabits = z.strictObject({
  /** The shortest and the longest gap between two of its keys, ms. */
  shortestMs: gapMs,
  longestMs: gapMs,
  /** The first key it presses behind a code. */
  ending: z.enum(['Enter', 'Tab', 'none']),
  /** A character it types before each code, which no amount begins with; null for none. */
  prefix: z.string().length(1).nullable(),
})

export type ScannerHabits = z.infer<typeof scannerHabits>
