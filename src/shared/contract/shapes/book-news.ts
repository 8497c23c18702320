import { z } from 'zod'
import { backupsView } from './backup.ts'
import { movingView } from './moving.ts'

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
  found: z.number().int().nonnegative(),
})

export type BookNews = z.infer<typeof bookNews>
export type UnreadNews = z.infer<typeof unreadNews>
