import { z } from 'zod'
import { book } from '../shapes/book.ts'
import { providerInfo } from '../shapes/provider.ts'
import { settings } from '../shapes/settings.ts'
import { vaultStatus } from '../shapes/vault.ts'
import { nothing, read, write } from './route.ts'

/** The routes about the app itself, its settings and its open book. */
export const appRoutes = {
  'app.overview': read(
    'look',
    nothing,
    z.strictObject({
      version: z.string(),
      platform: z.string(),
      book,
      providers: z.array(providerInfo),
      vault: vaultStatus,
      settings,
      invoiceCount: z.number().int(),
      /** Set when the book cannot be used; the screen says why, and what is safe. */
      bookProblem: z.strictObject({ code: z.string().max(40), path: z.string().max(2000) }).nullable(),
    }),
  ),
  'settings.set': write('setUp', settings.partial(), settings),
  'book.switch': write('setUp', z.strictObject({ kind: z.enum(['live', 'practice']) }), book),
} as const
