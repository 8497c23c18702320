import { z } from 'zod'

export const vaultStatus = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ready'), seal: z.enum(['os', 'passphrase']) }),
  z.strictObject({ kind: z.literal('locked') }),
  z.strictObject({
    kind: z.literal('memoryOnly'),
    reason: z.enum(['weak_backend', 'unavailable', 'unknown_backend']),
  }),
  z.strictObject({ kind: z.literal('changed'), previous: z.string().max(60) }),
  z.strictObject({ kind: z.literal('waiting') }),
])

export type VaultStatus = z.infer<typeof vaultStatus>
