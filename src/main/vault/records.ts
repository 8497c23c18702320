import type { ErrorCode } from '../../shared/contract/plain/error-codes.ts'
import { PROVIDER_IDS, type ProviderId } from '../../shared/contract/plain/provider-ids.ts'
import type { Clock } from '../../shared/time/clock.ts'
import { bindKeys, fingerprintOf, type Keys, recordName, unbindKeys } from './bound-text.ts'
import type { OsSeal, SealResult } from './os-seal.ts'
import { openText, sealText } from './passphrase.ts'
import { recordOf, type StoredRecord, type VaultFile } from './vault-file.ts'

/** What seals a record. */
export type Sealer = { readonly kind: 'os' } | { readonly kind: 'passphrase'; readonly key: Uint8Array }

/** A record that the keychain has sealed. */
export type OsRecord = Extract<StoredRecord, { seal: 'os' }>
type PassphraseRecord = Extract<StoredRecord, { seal: 'passphrase' }>

/** The credentials of a record of the keychain, and whose they are. */
export interface OpenedKeys {
  readonly provider: ProviderId
  readonly credentials: Keys
  /** True where the keychain asks that they be sealed anew. */
  readonly stale: boolean
}

/** Makes and opens the records of the vault. */
export interface Records {
  /** Seals credentials, and opens the new record once to be sure, before it is handed back. */
  seal(
    sealer: Sealer,
    fingerprintSalt: string,
    accountId: string,
    provider: ProviderId,
    credentials: Keys,
  ): Promise<SealResult<StoredRecord>>
  /** Opens a record of the keychain; VAULT_CHANGED when another keychain made it. */
  openOs(record: OsRecord, accountId: string): Promise<SealResult<OpenedKeys>>
  /**
   * Seals every record of one passphrase's key under another's; what does not open, and what the keychain has sealed, stays as it is.
   */
  resealAll(
    contents: VaultFile,
    from: Uint8Array,
    to: Uint8Array,
  ): Promise<SealResult<Readonly<Record<string, unknown>>>>
  /** Opens a record of the passphrase; null when it does not open, or is another account's or provider's. */
  openPassphrase(
    record: PassphraseRecord,
    key: Uint8Array,
    accountId: string,
    provider: ProviderId,
  ): Keys | null
}

export interface RecordsPorts {
  readonly os: OsSeal
  readonly platform: NodeJS.Platform
  readonly clock: Clock
}

export function createRecords(ports: RecordsPorts): Records {
  const { os, platform, clock } = ports
  return {
    async seal(sealer, fingerprintSalt, accountId, provider, credentials) {
      const text = bindKeys(accountId, provider, credentials)
      const fingerprint = await fingerprintOf(fingerprintSalt, credentials)
      const common = { version: 1, platform, createdAt: clock.now(), fingerprint } as const
      if (sealer.kind === 'passphrase') {
        const name = recordName(accountId, provider)
        const sealed = sealText(sealer.key, name, text)
        if (openText(sealer.key, name, sealed) !== text) return failure('VAULT_UNAVAILABLE')
        return { ok: true, value: { ...common, seal: 'passphrase', sealed } }
      }
      const { backend } = os.state()
      const sealed = await os.seal(text)
      if (!sealed.ok) return sealed
      // A keychain that changed its name meanwhile sealed with who knows what.
      if (os.state().backend !== backend) return failure('VAULT_CHANGED')
      const bytes = Buffer.from(sealed.value).toString('base64')
      return { ok: true, value: { ...common, seal: 'os', backend, bytes } }
    },

    async resealAll(contents, from, to) {
      const moved: Record<string, unknown> = { ...contents.records }
      for (const accountId of Object.keys(contents.records)) {
        const record = recordOf(contents, accountId)
        if (record?.seal !== 'passphrase') continue
        for (const provider of PROVIDER_IDS) {
          const keys = this.openPassphrase(record, from, accountId, provider)
          if (!keys) continue
          const sealed = await this.seal(
            { kind: 'passphrase', key: to },
            contents.fingerprintSalt,
            accountId,
            provider,
            keys,
          )
          if (!sealed.ok) return sealed
          moved[accountId] = sealed.value
        }
      }
      return { ok: true, value: moved }
    },

    async openOs(record, accountId) {
      const { backend } = os.state()
      if (record.backend !== backend || record.platform !== platform) return failure('VAULT_CHANGED')
      let stale = false
      const text = await os.open(Buffer.from(record.bytes, 'base64'), () => {
        stale = true
      })
      if (!text.ok) return text
      const keys = unbindKeys(accountId, text.value)
      return keys ? { ok: true, value: { ...keys, stale } } : failure('DECRYPT_FAILED')
    },

    openPassphrase(record, key, accountId, provider) {
      const text = openText(key, recordName(accountId, provider), record.sealed)
      const keys = text === null ? null : unbindKeys(accountId, text)
      return keys?.provider === provider ? keys.credentials : null
    },
  }
}

function failure(code: ErrorCode): { readonly ok: false; readonly code: ErrorCode } {
  return { ok: false, code }
}
