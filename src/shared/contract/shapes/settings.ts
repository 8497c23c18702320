import { z } from 'zod'
import { id } from './atoms.ts'
import { quickAmounts } from './item.ts'
import { scannerHabits } from './scanner.ts'

export const settings = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  language: z.enum(['en']),
  sound: z.boolean(),
  volume: z.number().min(0).max(1),
  setupDone: z.boolean(),
  /** Who sells at this till, as typed; empty for nobody. */
  cashier: z.string().max(60),
  lastAccountId: id.nullable(),
  quickAmounts,
  /** Null where no scanner was learned. */
  scanner: scannerHabits.nullable(),
})

export type Settings = z.infer<typeof settings>
