import { randomBytes, scrypt } from 'node:crypto'
import { z } from 'zod'
import { PROVIDER_IDS, type ProviderId } from '../../shared/contract/plain/provider-ids.ts'

export type Keys = Readonly<Record<string, string>>

const boundText = z.strictObject({
  version: z.literal(1),
  accountId: z.string(),
  provider: z.enum(PROVIDER_IDS),
  credentials: z.record(z.string(), z.string()),
})

/** Writes credentials down together with whose they are, so that a record moved to another account does not open. */
export function bindKeys(accountId: string, provider: ProviderId, credentials: Keys): string {
  return JSON.stringify({ version: 1, accountId, provider, credentials })
}

/** Reads credentials back with their provider; null when the text is not whole or belongs to another account. */
export function unbindKeys(
  accountId: string,
  text: string,
): { readonly provider: ProviderId; readonly credentials: Keys } | null {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  const parsed = boundText.safeParse(value)
  if (!parsed.success || parsed.data.accountId !== accountId) return null
  return { provider: parsed.data.provider, credentials: parsed.data.credentials }
}

/** What is authenticated beside the ciphertext of a passphrase record: the same binding, once more. */
export function recordName(accountId: string, provider: ProviderId): string {
  return JSON.stringify(['counterfoil vault record', 1, provider, accountId])
}

/** Salts the fingerprints of one vault. */
export function newFingerprintSalt(): string {
  return randomBytes(16).toString('base64')
}

/**
 * Tells one key from another without telling the key: 8 hex digits of a salted, deliberately slow hash.
 *
 * Many keys share a fingerprint, so that even of a short secret it gives next to nothing away.
 */
export function fingerprintOf(salt: string, credentials: Keys): Promise<string> {
  const sorted = Object.entries(credentials).sort(([a], [b]) => (a < b ? -1 : 1))
  return new Promise((resolve, reject) => {
    scrypt(
      JSON.stringify(sorted),
      Buffer.from(salt, 'base64'),
      4,
      { N: 2 ** 14, r: 8, p: 1 },
      (error, hash) => {
        if (error) reject(error)
        else resolve(hash.toString('hex'))
      },
    )
  })
}
