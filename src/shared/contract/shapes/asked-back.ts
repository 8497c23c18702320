import { z } from 'zod'
import { PROVIDER_IDS } from '../plain/provider-ids.ts'
import { epochMs, id } from './atoms.ts'
import { orphan } from './comparison.ts'

const count = z.number().int().nonnegative()

/** What the providers' lists hold that a book lacks, which was put back without knowing its newer sales. */
export const askedBack = z.strictObject({
  /** What was made since then is looked for, epoch ms. */
  since: epochMs,
  accounts: z
    .array(
      z.strictObject({
        id,
        label: z.string().max(80),
        provider: z.enum(PROVIDER_IDS),
        /** `owed`: its list is still to be read. `read`: it was. `listless`: there is none. */
        state: z.enum(['owed', 'read', 'listless']),
        /** Why it could not be read the last time; null where it was read, and where nobody has tried. */
        trouble: z.string().max(40).nullable(),
        /** The links that the book does not have, the newest first, and how many there are. */
        found: z.array(orphan).max(200),
        foundCount: count,
      }),
    )
    .max(500),
})

/** The same as it lies in the settings: of which book it is told, and whether somebody is still to read it. */
export const keptAskedBack = z.strictObject({
  bookId: z.string().max(64),
  unread: z.boolean(),
  /** When a list was read last, epoch ms; null before the first. */
  at: epochMs.nullable(),
  told: askedBack,
})

export type AskedBack = z.infer<typeof askedBack>
export type KeptAskedBack = z.infer<typeof keptAskedBack>
