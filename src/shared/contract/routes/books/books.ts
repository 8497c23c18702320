import { z } from 'zod'
import { id } from '../../shapes/atoms.ts'
import { comparison } from '../../shapes/comparison.ts'
import { day } from '../../shapes/day.ts'
import { nothing, read } from '../route.ts'

/** The routes about the review of the books. */
export const booksRoutes = {
  /** What the business day that is today came to, by account and currency. */
  'books.today': read('allDays', nothing, day),
  /** The same of one's own sales alone; of all where people were never set up. */
  'books.ownToday': read('ownDay', nothing, day),
  /** Compares an account's links of the last `days` with the provider's own list. */
  'books.compare': read(
    'review',
    z.strictObject({ accountId: id, days: z.number().int().min(1).max(366) }),
    comparison,
  ),
} as const
