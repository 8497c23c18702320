import { z } from 'zod'
import { ok, type Result, refuse } from '../../shared/contract/plain/envelope.ts'
import type { ErrorCode } from '../../shared/contract/plain/error-codes.ts'
import { PROVIDER_IDS, type ProviderId } from '../../shared/contract/plain/provider-ids.ts'
import { bindKeys, recordName, unbindKeys } from './bound-text.ts'
import { lengthRefusal } from './change-passphrase.ts'
import { newPassphrase, openText, sealText, tryPassphrase } from './passphrase.ts'
import type { SecretKeeper } from './secret-keeper.ts'
import { sealedText, verifier } from './vault-file.ts'

/** Keys as they travel to another computer: each sealed by itself under a passphrase, as the vault seals its own. */
const carriedKeys = z.strictObject({
  version: z.literal(1),
  verifier,
  records: z.record(
    z.string().max(64),
    z.strictObject({ provider: z.enum(PROVIDER_IDS), sealed: sealedText }),
  ),
})

type CarriedFile = z.infer<typeof carriedKeys>

/** Whose key is to go along. */
export interface KeyOwner {
  readonly id: string
  readonly provider: ProviderId
}

/** Why a key stays behind, and keeps no other from going along: there is none, or it cannot be opened by anybody. */
const STAYS: ReadonlySet<ErrorCode> = new Set(['NO_KEY', 'DECRYPT_FAILED'])

/**
 * Seals the keys of these accounts under a passphrase, as a text without any of them in the clear; says how many are in it.
 *
 * PASSPHRASE_TOO_SHORT, PASSPHRASE_TOO_LONG; VAULT_* where keys cannot be opened just now.
 */
export async function packKeys(
  keeper: Pick<SecretKeeper, 'use'>,
  owners: readonly KeyOwner[],
  passphrase: string,
  now: number,
): Promise<Result<{ readonly text: string; readonly count: number }>> {
  const tooShort = lengthRefusal(passphrase)
  if (tooShort) return tooShort
  const fresh = await newPassphrase(passphrase, now)
  try {
    const records: CarriedFile['records'] = {}
    for (const { id, provider } of owners) {
      const sealed = await keeper.use(id, provider, async (credentials) =>
        sealText(fresh.key, recordName(id, provider), bindKeys(id, provider, credentials)),
      )
      if (sealed.ok) records[id] = { provider, sealed: sealed.value }
      else if (!STAYS.has(sealed.error.code)) return sealed
    }
    const file: CarriedFile = { version: 1, verifier: fresh.verifier, records }
    return ok({ text: JSON.stringify(file, null, 2), count: Object.keys(records).length })
  } finally {
    fresh.key.fill(0)
  }
}

/** Reads whose keys a text carries, without opening one. CORRUPT where it is none, FROM_FUTURE where a later version wrote it. */
export function readCarried(text: string): Result<CarriedFile> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return refuse('CORRUPT')
  }
  const found = carriedKeys.safeParse(value)
  if (found.success) return ok(found.data)
  const version = typeof value === 'object' && value !== null ? Reflect.get(value, 'version') : null
  return refuse(typeof version === 'number' && version > 1 ? 'FROM_FUTURE' : 'CORRUPT')
}

/** Keys that a passphrase has opened, and that are not kept yet. */
export interface CarriedKeys {
  /**
   * Keeps each key whose account has none here; `had` are those that stay as they are. Gives up at the first that the keeper does not take,
   * with its reason. To be called once.
   */
  keep(
    keeper: Pick<SecretKeeper, 'has' | 'put'>,
  ): Promise<{ readonly added: number; readonly had: number; readonly failed: ErrorCode | null }>
  /** Forgets what opens them. */
  drop(): void
}

/** Opens carried keys with their passphrase: WRONG_PASSPHRASE where it is another one, CORRUPT where one of them was changed. */
export async function openCarried(file: CarriedFile, passphrase: string): Promise<Result<CarriedKeys>> {
  const key = await tryPassphrase(passphrase, file.verifier)
  if (key === null) return refuse('WRONG_PASSPHRASE')
  const owners = Object.entries(file.records)
  const open = (id: string, { provider, sealed }: CarriedFile['records'][string]) => {
    const text = openText(key, recordName(id, provider), sealed)
    return text === null ? null : unbindKeys(id, text)
  }
  if (owners.some(([id, record]) => open(id, record)?.provider !== record.provider)) {
    key.fill(0)
    return refuse('CORRUPT')
  }
  return ok({
    drop: () => void key.fill(0),
    async keep(keeper) {
      let added = 0
      let had = 0
      for (const [id, record] of owners) {
        if (keeper.has(id)) {
          had += 1
          continue
        }
        const keys = open(id, record)
        const kept = keys && (await keeper.put(id, record.provider, keys.credentials))
        if (!kept?.ok) return { added, had, failed: kept?.error.code ?? 'DECRYPT_FAILED' }
        added += 1
      }
      return { added, had, failed: null }
    },
  })
}
