import { z } from 'zod'
import { LINK_READINGS, LINK_STAGES } from '../../status/status.ts'
import { amount, epochMs, id, text } from './atoms.ts'
import { provider } from './provider.ts'

/** A link for a fixed amount that stays: each payment through it is a sale of its own. */
export const standingLink = z.strictObject({
  id,
  name: z.string().max(80),
  accountId: id,
  accountLabel: z.string().max(80),
  provider,
  /** What each payment is to bring. */
  asked: amount,
  stage: z.enum(LINK_STAGES),
  /** What the provider said of it last; `expired` and `failed` when it has ended there. */
  reading: z.enum(LINK_READINGS),
  url: text.nullable(),
  /** Why it could not be made: an error code; null otherwise. */
  failureCode: z.string().max(40).nullable(),
  /** Why the last question about it failed; null when it did not. */
  lastError: z.string().max(40).nullable(),
  /** How many payments the provider has told of. */
  payments: z.number().int(),
  /** How many of them it counted and never showed: they have no receipt. */
  unseen: z.number().int(),
  lastPaidAt: epochMs.nullable(),
  createdAt: epochMs,
  checkedAt: epochMs.nullable(),
  /** When it was put away; null while it is watched. */
  putAwayAt: epochMs.nullable(),
})

export type StandingLinkView = z.infer<typeof standingLink>
