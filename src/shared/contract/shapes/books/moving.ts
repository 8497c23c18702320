import { z } from 'zod'
import { book } from '../book.ts'

const count = z.number().int().nonnegative()
const at = z.number().int()
const name = z.string().max(300)

/** A file for another computer that was made in this run of the app. */
export const movingFile = z.strictObject({
  name,
  /** Epoch ms. */
  at,
  bytes: count,
  sales: count,
  /** How many provider keys are in it. */
  keys: count,
})

/** What became of the keys in such a file: how many were added, how many accounts had one here, and why the others were not kept. */
export const keysTaken = z.strictObject({ added: count, had: count, failed: z.string().max(40).nullable() })

/** How far the making of such a file is, and what came of the last ones in this run of the app. */
export const movingView = z.strictObject({
  /** From 0 to 1; null when none is made. */
  making: z.number().min(0).max(1).nullable(),
  made: movingFile.nullable(),
  /** The one that was opened here; `keys` is null where none were asked for. */
  opened: z
    .strictObject({ name, at, sales: count, tillCode: z.string().max(8), keys: keysTaken.nullable() })
    .nullable(),
})

/** What was chosen as an existing book: one that is open by now, or a file for another computer, whose keys need a word first. */
export const chosenFile = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('opened'), book }),
  z.strictObject({
    kind: z.literal('found'),
    name,
    madeAt: at,
    sales: count,
    lastSale: z.strictObject({ number: z.string().max(40), at }).nullable(),
    bytes: count,
    /** How many provider keys are in it. */
    keys: count,
  }),
])

/** The book has moved to another computer: since when, and in which file. */
export const moved = z.strictObject({ at, file: name })

export type MovingFile = z.infer<typeof movingFile>
export type MovingView = z.infer<typeof movingView>
export type ChosenFile = z.infer<typeof chosenFile>
export type KeysTaken = z.infer<typeof keysTaken>
export type Moved = z.infer<typeof moved>
