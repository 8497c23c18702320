import { ok, type Result, refuse } from '../../shared/contract/plain/envelope.ts'
import type { ErrorCode } from '../../shared/contract/plain/error-codes.ts'
import type { ProviderId } from '../../shared/contract/plain/provider-ids.ts'
import type { VaultStatus } from '../../shared/contract/shapes/vault.ts'
import type { Clock } from '../../shared/time/clock.ts'
import type { JsonStore } from '../json-store.ts'
import { type Keys, newFingerprintSalt } from './bound-text.ts'
import type { Keychain } from './keychain.ts'
import { createOsSeal, type SealResult } from './os-seal.ts'
import { newPassphrase, PASSPHRASE_MINIMUM, passphraseLength, tryPassphrase } from './passphrase.ts'
import { createRecords, type OpenedKeys, type OsRecord, type Sealer } from './records.ts'
import type { SecretKeeper } from './secret-keeper.ts'
import { statusOf } from './status.ts'
import { createVaultFile, recordOf, type VaultFile } from './vault-file.ts'
import { writeFailure } from './write-failure.ts'

/** Keeps provider keys: in the operating system's keychain, under a passphrase, or for this session only. */
export interface Vault extends SecretKeeper {
  status(): VaultStatus
  /** Tests the keychain, and opens what it sealed, so that the status is true before a key is needed. */
  probe(): Promise<VaultStatus>
  /** Begins a passphrase vault and moves every key into it that can be opened now. PASSPHRASE_TOO_SHORT, ALREADY_DONE. */
  createPassphrase(passphrase: string): Promise<Result<VaultStatus>>
  /** Opens the passphrase vault. WRONG_PASSPHRASE leaves everything as it was; CONFLICT when there is none. */
  unlock(passphrase: string): Promise<Result<VaultStatus>>
  /** Drops the passphrase's key and every key held in memory. */
  lock(): VaultStatus
  /** Calls `listener` whenever the status has changed; the answer ends that. */
  onChange(listener: (status: VaultStatus) => void): () => void
}

export interface VaultPorts {
  readonly keychain: Keychain
  readonly store: JsonStore
  readonly platform: NodeJS.Platform
  readonly clock: Clock
  /** Why a key may not be held in memory alone, without a place on the disk; null when it may. */
  whyNotInMemory(): 'FILE_BLOCKED' | 'VAULT_UNAVAILABLE' | null
}

/** Opens the vault over its file; nothing is unsealed until a key is used. */
export function createVault(ports: VaultPorts): Vault {
  const { platform, clock } = ports
  const os = createOsSeal(ports.keychain, platform)
  const file = createVaultFile(ports.store, newFingerprintSalt)
  const records = createRecords({ os, platform, clock })
  const memory = new Map<string, { readonly provider: ProviderId; readonly credentials: Keys }>()
  /** Why records of the keychain did not open when they were needed last; the next try decides anew. */
  const failures = new Map<string, ErrorCode>()
  const listeners = new Set<(status: VaultStatus) => void>()
  let key: Buffer | null = null
  /** Rises with every lock, so that work begun before it does not unlock after it. */
  let locks = 0
  let tail: Promise<unknown> = Promise.resolve()
  let told = JSON.stringify(status())

  function status(): VaultStatus {
    const why = ports.whyNotInMemory()
    if (why === 'FILE_BLOCKED') return { kind: 'memoryOnly', reason: 'blocked' }
    const now = statusOf(file.read(), os.state(), platform, key !== null, failures)
    return now.kind === 'memoryOnly' && why !== null ? { kind: 'memoryOnly', reason: 'kept_before' } : now
  }

  function tell(): VaultStatus {
    const now = status()
    const word = JSON.stringify(now)
    if (word !== told) {
      told = word
      for (const listener of [...listeners]) listener(now)
    }
    return now
  }

  /** One change after the other: each reads the file, works, and writes it whole. */
  function inTurn<T>(change: () => Promise<T>): Promise<T> {
    const turn = tail.then(change).finally(tell)
    tail = turn.catch(() => undefined)
    return turn
  }

  function write(changed: VaultFile): Result<null> {
    try {
      file.write(changed)
      return ok(null)
    } catch (error) {
      return refuse(writeFailure(error))
    }
  }

  /** Where a new key would be sealed now; a code when it may not be kept at all. */
  function place(): Sealer | 'memory' | ErrorCode {
    const now = status()
    switch (now.kind) {
      case 'ready':
        return now.seal === 'passphrase' && key ? { kind: 'passphrase', key } : { kind: 'os' }
      case 'memoryOnly':
        return ports.whyNotInMemory() ?? 'memory'
      case 'changed':
        // Typing a key anew replaces the one that cannot be opened, where the keychain of today is a real one.
        return os.state().kind === 'usable' ? { kind: 'os' } : 'VAULT_CHANGED'
      case 'locked':
        return 'VAULT_LOCKED'
      case 'waiting':
        return 'VAULT_TEMPORARY'
    }
  }

  async function keep(accountId: string, provider: ProviderId, credentials: Keys): Promise<Result<null>> {
    const sealer = place()
    if (sealer === 'memory') {
      memory.set(accountId, { provider, credentials })
      return ok(null)
    }
    const contents = file.read()
    if (typeof sealer === 'string') return refuse(sealer)
    if (contents === null) return refuse('VAULT_UNAVAILABLE')
    const before = locks
    const sealed = await records.seal(sealer, contents.fingerprintSalt, accountId, provider, credentials)
    if (!sealed.ok) return refuse(sealed.code)
    if (before !== locks) return refuse('VAULT_LOCKED')
    const written = write({ ...contents, records: { ...contents.records, [accountId]: sealed.value } })
    if (!written.ok) return written
    memory.delete(accountId)
    failures.delete(accountId)
    return written
  }

  async function keepAllUnder(passphrase: string): Promise<Result<VaultStatus>> {
    const contents = file.read()
    if (contents === null) return refuse('VAULT_UNAVAILABLE')
    if (contents.verifier !== null) return refuse('ALREADY_DONE')
    const before = locks
    const fresh = await newPassphrase(passphrase, clock.now())
    const sealer: Sealer = { kind: 'passphrase', key: fresh.key }
    const held = new Map([...(await openable(contents)), ...memory])
    const moved: Record<string, unknown> = {}
    for (const [accountId, { provider, credentials }] of held) {
      const sealed = await records.seal(sealer, contents.fingerprintSalt, accountId, provider, credentials)
      if (!sealed.ok) return refuse(sealed.code)
      moved[accountId] = sealed.value
    }
    const written = write({
      ...contents,
      verifier: fresh.verifier,
      records: { ...contents.records, ...moved },
    })
    if (!written.ok) return written
    memory.clear()
    if (before === locks) key = fresh.key
    else fresh.key.fill(0)
    return ok(status())
  }

  /** Opens a record of the keychain, remembers what came of it, and seals it anew where the keychain asks for that. */
  async function openOs(record: OsRecord, accountId: string): Promise<SealResult<OpenedKeys>> {
    const opened = await records.openOs(record, accountId)
    if (opened.ok) failures.delete(accountId)
    // A ring that is away, or another one, tells of that itself.
    else if (whyClosed(record) === null) failures.set(accountId, opened.code)
    tell()
    if (opened.ok && opened.value.stale) void inTurn(() => sealAnew(record, accountId, opened.value))
    return opened
  }

  /** The old record stays where the new one cannot be made: it opens as well. */
  async function sealAnew(record: OsRecord, accountId: string, { provider, credentials }: OpenedKeys) {
    const contents = file.read()
    if (contents === null || contents.verifier !== null) return
    const now = recordOf(contents, accountId)
    if (now?.seal === 'os' && now.bytes === record.bytes) await keep(accountId, provider, credentials)
  }

  /** The keys the keychain opens now; the others stay sealed as they are. */
  async function openable(contents: VaultFile) {
    const opened: (readonly [string, { readonly provider: ProviderId; readonly credentials: Keys }])[] = []
    for (const accountId of Object.keys(contents.records)) {
      const record = recordOf(contents, accountId)
      if (record?.seal !== 'os') continue
      const keys = await openOs(record, accountId)
      if (keys.ok) opened.push([accountId, keys.value])
    }
    return opened
  }

  function whyClosed(record: OsRecord): ErrorCode | null {
    const now = os.state()
    if (record.backend !== now.backend || record.platform !== platform) return 'VAULT_CHANGED'
    return now.kind === 'silent' ? 'VAULT_TEMPORARY' : null
  }

  async function find(accountId: string, provider: ProviderId): Promise<Result<Keys>> {
    const held = memory.get(accountId)
    if (held) return held.provider === provider ? ok(held.credentials) : refuse('NO_KEY')
    const contents = file.read()
    if (contents === null) return refuse('VAULT_UNAVAILABLE')
    const record = recordOf(contents, accountId)
    if (record === undefined) return refuse('NO_KEY')
    if (contents.verifier !== null && key === null) return refuse('VAULT_LOCKED')
    if (record === null) return refuse('DECRYPT_FAILED')
    if (record.seal === 'passphrase') {
      if (key === null) return refuse('VAULT_LOCKED')
      const keys = records.openPassphrase(record, key, accountId, provider)
      return keys ? ok(keys) : refuse('DECRYPT_FAILED')
    }
    const before = locks
    const opened = await openOs(record, accountId)
    if (!opened.ok) return refuse(opened.code)
    if (before !== locks) return refuse('VAULT_LOCKED')
    return opened.value.provider === provider ? ok(opened.value.credentials) : refuse('DECRYPT_FAILED')
  }

  return {
    status,
    ownKeys: false,
    whyNot() {
      const where = place()
      return typeof where === 'string' && where !== 'memory' ? where : null
    },
    probe: () =>
      inTurn(async () => {
        const contents = file.read()
        if (contents === null || contents.verifier !== null) return status()
        if (os.state().kind !== 'silent') await os.test(true)
        await openable(contents)
        return status()
      }),
    async createPassphrase(passphrase) {
      if (passphraseLength(passphrase) < PASSPHRASE_MINIMUM) {
        return refuse('PASSPHRASE_TOO_SHORT', { minimum: PASSPHRASE_MINIMUM })
      }
      return inTurn(() => keepAllUnder(passphrase))
    },
    unlock: (passphrase) =>
      inTurn(async () => {
        const contents = file.read()
        if (contents === null) return refuse('VAULT_UNAVAILABLE')
        if (contents.verifier === null) return refuse('CONFLICT')
        const before = locks
        const fitting = await tryPassphrase(passphrase, contents.verifier)
        if (fitting === null) return refuse('WRONG_PASSPHRASE')
        if (before !== locks) {
          fitting.fill(0)
          return refuse('VAULT_LOCKED')
        }
        key = fitting
        return ok(status())
      }),
    lock() {
      key?.fill(0)
      key = null
      memory.clear()
      locks += 1
      return tell()
    },
    put: (accountId, provider, credentials) => inTurn(() => keep(accountId, provider, { ...credentials })),
    async use(accountId, provider, use) {
      const found = await find(accountId, provider)
      return found.ok ? ok(await use(found.value)) : found
    },
    has(accountId) {
      const contents = file.read()
      return memory.has(accountId) || (contents !== null && Object.hasOwn(contents.records, accountId))
    },
    trouble(accountId) {
      if (memory.has(accountId)) return null
      const contents = file.read()
      if (contents === null) return 'VAULT_UNAVAILABLE'
      const record = recordOf(contents, accountId)
      if (record === undefined) return 'NO_KEY'
      if (contents.verifier !== null && key === null) return 'VAULT_LOCKED'
      if (record === null) return 'DECRYPT_FAILED'
      return record.seal === 'os' ? (whyClosed(record) ?? failures.get(accountId) ?? null) : null
    },
    forget: (accountId) =>
      inTurn(async () => {
        const contents = file.read()
        if (contents === null) return refuse('VAULT_UNAVAILABLE')
        memory.delete(accountId)
        failures.delete(accountId)
        if (!Object.hasOwn(contents.records, accountId)) return ok(null)
        const { [accountId]: _gone, ...rest } = contents.records
        return write({ ...contents, records: rest })
      }),
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
