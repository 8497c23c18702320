import type { ErrorCode } from '../../shared/contract/plain/error-codes.ts'
import type { OsSeal, SealResult } from './os-seal.ts'
import type { OpenedKeys, OsRecord, Records } from './records.ts'
import { recordOf, type VaultFile } from './vault-file.ts'

/** The records that the keychain has sealed, and what came of opening them. */
export interface RingRecords {
  /** Why records did not open when they were needed last, by account; the next try decides anew. */
  readonly failures: ReadonlyMap<string, ErrorCode>
  /** Opens one; VAULT_* or DECRYPT_FAILED where it does not open. */
  open(record: OsRecord, accountId: string): Promise<SealResult<OpenedKeys>>
  /** The keys the keychain opens now, by account; the others stay sealed as they are. */
  openAll(contents: VaultFile): Promise<ReadonlyMap<string, OpenedKeys>>
  /** Why one cannot be opened, as far as that is known without opening it; null when it can. */
  trouble(record: OsRecord, accountId: string): ErrorCode | null
  /** Forgets what came of an account's record, because it is another one by now, or none. */
  forget(accountId: string): void
  forgetAll(): void
}

export interface RingRecordsPorts {
  readonly os: OsSeal
  readonly records: Records
  readonly platform: NodeJS.Platform
  /** Told after each try, because the vault may stand otherwise by it. */
  tried(): void
  /** Told where the keychain asks that an opened record be sealed anew. */
  stale(record: OsRecord, accountId: string, keys: OpenedKeys): void
}

export function createRingRecords({ os, records, platform, tried, stale }: RingRecordsPorts): RingRecords {
  const failures = new Map<string, ErrorCode>()

  /** A ring that is away, or another one, tells of that itself. */
  function whyClosed(record: OsRecord): ErrorCode | null {
    const now = os.state()
    if (record.backend !== now.backend || record.platform !== platform) return 'VAULT_CHANGED'
    return now.kind === 'silent' ? 'VAULT_TEMPORARY' : null
  }

  async function open(record: OsRecord, accountId: string): Promise<SealResult<OpenedKeys>> {
    const opened = await records.openOs(record, accountId)
    if (opened.ok) failures.delete(accountId)
    else if (whyClosed(record) === null) failures.set(accountId, opened.code)
    tried()
    if (opened.ok && opened.value.stale) stale(record, accountId, opened.value)
    return opened
  }

  return {
    failures,
    open,
    async openAll(contents) {
      const all = new Map<string, OpenedKeys>()
      for (const accountId of Object.keys(contents.records)) {
        const record = recordOf(contents, accountId)
        if (record?.seal !== 'os') continue
        const keys = await open(record, accountId)
        if (keys.ok) all.set(accountId, keys.value)
      }
      return all
    },
    trouble: (record, accountId) => whyClosed(record) ?? failures.get(accountId) ?? null,
    forget: (accountId) => void failures.delete(accountId),
    forgetAll: () => failures.clear(),
  }
}
