import { z } from 'zod'

export const vaultStatus = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ready'), seal: z.enum(['os', 'passphrase']) }),
  z.strictObject({ kind: z.literal('locked') }),
  z.strictObject({
    kind: z.literal('memoryOnly'),
    /** `kept_before`, `blocked`: no key is held in memory either: keys were on the disk before, or may be. */
    reason: z.enum(['weak_backend', 'unavailable', 'unknown_backend', 'kept_before', 'blocked']),
  }),
  z.strictObject({ kind: z.literal('changed'), previous: z.string().max(60) }),
  z.strictObject({ kind: z.literal('waiting') }),
])

export type VaultStatus = z.infer<typeof vaultStatus>
