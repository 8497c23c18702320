import { z } from 'zod'
import { DIGITS, LANGUAGE_IDS } from '../../words/languages.ts'
import { SHOP_NAME_LIMIT } from '../plain/limits.ts'
import { id, typed } from './atoms.ts'
import { quickAmounts } from './item.ts'
import { scannerHabits } from './scanner.ts'

export const settings = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  /** `system`: the first of the computer's languages that the app speaks. */
  language: z.enum(['system', ...LANGUAGE_IDS]),
  /** The digits of a language that has a choice; null for those that are usual in the region. */
  digits: z.enum(DIGITS).nullable(),
  sound: z.boolean(),
  volume: z.number().min(0).max(1),
  setupDone: z.boolean(),
  /** Who sells at this till, as typed; empty for nobody. */
  cashier: z.string().max(60),
  lastAccountId: id.nullable(),
  quickAmounts,
  /** Null where no scanner was learned. */
  scanner: scannerHabits.nullable(),
  /** What the shop is called, for its customers; empty for none. */
  shopName: typed.max(SHOP_NAME_LIMIT),
  /** Where the customer display is: on another screen, in a window beside the till's, or nowhere. */
  customerDisplay: z.enum(['off', 'other', 'beside']),
  /** The language that it speaks; `same`: that of the till. */
  customerLanguage: z.enum(['same', ...LANGUAGE_IDS]),
})

export type Settings = z.infer<typeof settings>
