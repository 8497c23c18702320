import type { ErrorCode } from '../../shared/contract/plain/error-codes.ts'
import type { VaultStatus } from '../../shared/contract/shapes/vault.ts'
import type { OsState } from './os-seal.ts'
import { recordOf, type StoredRecord, type VaultFile } from './vault-file.ts'

/**
 * Says how the vault stands.
 *
 * @param file null when the vault's file cannot be read: keys then live for the session, and the file is left alone
 * @param unlocked whether the passphrase's key is at hand
 * @param failures why accounts' records did not open when they were needed last, by account
 */
export function statusOf(
  file: VaultFile | null,
  os: OsState,
  platform: NodeJS.Platform,
  unlocked: boolean,
  failures: ReadonlyMap<string, ErrorCode>,
): VaultStatus {
  if (file === null) return { kind: 'memoryOnly', reason: 'unavailable' }
  if (file.verifier !== null) return unlocked ? { kind: 'ready', seal: 'passphrase' } : { kind: 'locked' }
  const sealed = osRecords(file)
  const foreign = sealed.find((record) => record.backend !== os.backend || record.platform !== platform)
  if (foreign) return { kind: 'changed', previous: foreign.backend }
  if (os.kind === 'usable') return opening(file, failures) ?? { kind: 'ready', seal: 'os' }
  if (sealed.length > 0) return { kind: 'waiting' }
  return { kind: 'memoryOnly', reason: os.kind === 'silent' ? 'unavailable' : os.reason }
}

/** What a keychain that answers makes of the keys that were sealed before; null where it opens one of them, or was not asked. */
function opening(file: VaultFile, failures: ReadonlyMap<string, ErrorCode>): VaultStatus | null {
  const [first] = osRecords(file)
  const told = Object.keys(file.records).flatMap((accountId) =>
    recordOf(file, accountId)?.seal === 'os' ? [failures.get(accountId)] : [],
  )
  if (!first || told.includes(undefined)) return null
  return told.includes('VAULT_TEMPORARY') ? { kind: 'waiting' } : { kind: 'changed', previous: first.backend }
}

function osRecords(file: VaultFile): readonly Extract<StoredRecord, { seal: 'os' }>[] {
  return Object.keys(file.records)
    .map((accountId) => recordOf(file, accountId))
    .filter((record) => record?.seal === 'os')
}
