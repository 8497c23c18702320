import { z } from 'zod'

/** What a person must know about a small file of the app; the words stand under `files` in the catalogues. */
export const fileNotice = z.strictObject({
  id: z.string().max(300),
  file: z.enum(['settings', 'vault', 'lists', 'people', 'practice', 'window', 'folder']),
  /**
   * `damaged`, `newer`, `unreadable`, `partly`: put aside, and lies at `path` now. `missing`: is not there. `blocked`: lies at `path`,
   * can be neither read nor moved, so that nothing is kept. `full`, `readOnly`: the folder takes nothing.
   */
  what: z.enum(['damaged', 'newer', 'unreadable', 'partly', 'missing', 'blocked', 'full', 'readOnly']),
  path: z.string().max(5000),
})

export type FileNotice = z.infer<typeof fileNotice>
