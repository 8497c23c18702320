import { z } from 'zod'
import { epochMs, id, text } from './atoms.ts'
import { currencyLimits, provider } from './provider.ts'

export const accountSettings = z.record(
  z.string().max(40),
  z.union([z.string().max(500), z.number(), z.boolean(), z.null()]),
)

export const account = z.strictObject({
  id,
  provider,
  label: z.string().max(80),
  settings: accountSettings,
  /** The account's own currencies and limits: the provider's, narrowed by its settings. */
  currencies: z.array(currencyLimits),
  hasKey: z.boolean(),
  createdAt: epochMs,
  /** Set when the provider refused the key: everything of this account rests until it is tested again. */
  paused: z.strictObject({ reason: z.enum(['AUTH_REJECTED', 'FORBIDDEN']), at: epochMs }).nullable(),
  lastAnswerAt: epochMs.nullable(),
  /** Why the last question to the provider failed, an error code; null when it was answered, and before the first since the start. */
  trouble: z.string().max(40).nullable(),
})

export const keyCheck = z.strictObject({
  environment: z.enum(['live', 'sandbox', 'practice', 'unstated']),
  name: text.nullable(),
  /** Codes of what will get in the way; words under `keyWarnings.<code>`. */
  warnings: z.array(
    z.enum([
      'group_inactive',
      'no_default_token',
      'no_default_wallet',
      'wrong_network',
      'token_not_listed',
      'currency_not_listed',
      'read_only',
      'disabled',
      'approval_unknown',
    ]),
  ),
})

export type AccountSettings = z.infer<typeof accountSettings>
export type Account = z.infer<typeof account>
export type KeyCheck = z.infer<typeof keyCheck>
