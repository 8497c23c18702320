import { z } from 'zod'
import { PROVIDER_IDS } from '../../plain/provider-ids.ts'
import { epochMs, id } from '../atoms.ts'
import { orphan } from '../comparison.ts'
import { backupsView } from './backup.ts'
import { movingView } from './moving.ts'

const count = z.number().int().nonnegative()

/** What was last put in a book's place, as Books, Backups tells it; all null where nothing was. */
export const bookNews = z.strictObject({
  restored: backupsView.shape.restored,
  salvaged: backupsView.shape.salvaged,
  opened: movingView.shape.opened,
})

/** The same in short, until a person has said to have read it; the words stand under `backups.news` in the catalogues. */
export const unreadNews = z.strictObject({
  what: z.enum(['opened', 'restored', 'salvaged', 'found']),
  /** Epoch ms; of what was found at providers, since when it was looked for. */
  at: z.number().int(),
  /** How many links were found that the book does not have; 0 for other news. */
  found: count,
})

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
  /** When the book was put back, epoch ms. */
  at: epochMs,
  unread: z.boolean(),
  told: askedBack,
})

export type BookNews = z.infer<typeof bookNews>
export type UnreadNews = z.infer<typeof unreadNews>
export type AskedBack = z.infer<typeof askedBack>
export type KeptAskedBack = z.infer<typeof keptAskedBack>
