import { z } from 'zod'
import { epochMs, id, text } from '../atoms.ts'
import { event } from '../invoice.ts'

/** SHA-256, hexadecimal. */
const hash = z
  .string()
  .max(64)
  .regex(/^[0-9a-f]{64}$/)
/** An entry's number: the place at which its event was written, from 1; what another hand has written may be anything. */
const entryNumber = z.number().int()

/** How far the trail goes: the number of its last entry, 0 before the first, and that one's hash. */
const trailHead = z.strictObject({ entry: entryNumber, hash })

/** One fact of the book, as it stands in the trail. */
const trailEntry = z.strictObject({
  /** Its number as text. */
  id: z.string().max(20),
  entry: entryNumber,
  /** False where no entry of this number is in the book, as after a salvage; the rest is empty then. */
  isThere: z.boolean(),
  at: epochMs,
  kind: z.string().max(100),
  data: event.shape.data,
  /** Null for a fact about the book or an account. */
  invoice: z.strictObject({ id, number: z.string().max(40) }).nullable(),
  /** The label of its sale's account; null where it is of no sale. */
  account: text.nullable(),
  /** Null where it has none. */
  hash: hash.nullable(),
})

/** The entries as they stand, the newest first, from a place in this order. */
export const trailStretch = z.strictObject({ count: z.number().int(), rows: z.array(trailEntry) })

/**
 * Where the trail does not hold:
 *
 * - `changed`: an entry, or its hash, is not as it was written, or another stood before it;
 * - `missing`: entries before it are gone;
 * - `cut`: it ends before an entry that was kept outside of the book;
 * - `rewritten`: it bears another hash than was kept outside of the book;
 * - `sale`, `receipt`, `refund`: the book holds another number or amount than the entry tells;
 * - `gone`: the book no longer holds what the entry tells of.
 */
const BREAKS = ['changed', 'missing', 'cut', 'rewritten', 'sale', 'receipt', 'refund', 'gone'] as const

const trailBreak = z.strictObject({
  why: z.enum(BREAKS),
  /** The first entry that does not hold; of missing ones the first that is gone. */
  entry: entryNumber,
  /** The last one that is gone; the same entry where none is. */
  until: entryNumber,
  /** The hash that was kept or written with it, and the one of what is there; null where there is none. */
  should: hash.nullable(),
  is: hash.nullable(),
  /** What the entry tells, and what the book holds: "49.90 EUR"; null where hashes say it. */
  told: text.nullable(),
  held: text.nullable(),
  /** The entry with its neighbours, the oldest first. */
  around: z.array(trailEntry),
})

const checked = {
  /** The number of the last entry that was looked at, and how many there were. */
  head: trailHead,
  entries: z.number().int(),
  /** When it began, epoch ms, and how long it took, ms. */
  at: epochMs,
  tookMs: z.number().int(),
} as const

/** What came of walking the trail. */
const trailOutcome = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('whole'), ...checked }),
  z.strictObject({
    state: z.literal('broken'),
    ...checked,
    /** The first ones, in their order. */
    breaks: z.array(trailBreak).min(1),
    /** How many there are in all. */
    count: z.number().int(),
  }),
  /** Nothing is known: a person stopped it, its disk did not answer, or it failed. */
  z.strictObject({ state: z.literal('unknown'), why: z.enum(['stopped', 'silent', 'failed']) }),
])

/** A walk under way: first each entry is held against its hash, then the amounts of the book against the entries. */
const trailProgress = z.strictObject({
  part: z.enum(['entries', 'amounts']),
  done: z.number().int(),
  of: z.number().int(),
  /** How long this part will still take, ms; null where that cannot be told yet. */
  leftMs: z.number().int().nullable(),
})

/** The trail of the open book. */
export const trailView = z.strictObject({
  head: trailHead,
  /** Null where none runs. */
  running: trailProgress.nullable(),
  /** What the last one found since the book was opened; null where there was none. */
  last: trailOutcome.nullable(),
})

export type TrailHead = z.infer<typeof trailHead>
export type TrailEntry = z.infer<typeof trailEntry>
export type TrailStretch = z.infer<typeof trailStretch>
export type TrailBreak = z.infer<typeof trailBreak>
export type TrailOutcome = z.infer<typeof trailOutcome>
export type TrailProgress = z.infer<typeof trailProgress>
export type TrailView = z.infer<typeof trailView>
