import { z } from 'zod'
import { ERROR_CODES } from '../plain/error-codes.ts'
import { epochMs, id } from './atoms.ts'
import { provider } from './provider.ts'

const count = z.number().int().min(0)

/** What the watcher does for one provider account just now. */
export const accountWatch = z.strictObject({
  accountId: id,
  label: z.string().max(80),
  provider,
  /** `resting` after trouble, `paused` for a refused key, `slowed` by its limits, `locked` while the key cannot be had. */
  state: z.enum(['running', 'resting', 'paused', 'slowed', 'locked']),
  reason: z.enum(ERROR_CODES).nullable(),
  /** When it goes on by itself; null when that is not known, and while it runs. */
  until: epochMs.nullable(),
  lastAnswerAt: epochMs.nullable(),
  callsLastMinute: count,
  limitPerMinute: count,
  /** Open invoices by age: under ten minutes, an hour, a day, and older. */
  open: z.strictObject({ young: count, hour: count, day: count, older: count }),
  /** Links that should have been asked about by now. */
  due: count,
  /** Whether the provider's list of changes is used; `unproven` until it has shown its worth. */
  feed: z.enum(['none', 'used', 'unproven']),
})

export type AccountWatching = z.infer<typeof accountWatch>
