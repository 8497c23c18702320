import { ok, type Result, refuse } from '../../shared/contract/plain/envelope.ts'
import type { ErrorCode } from '../../shared/contract/plain/error-codes.ts'
import type { ProviderId } from '../../shared/contract/plain/provider-ids.ts'
import type { VaultStatus } from '../../shared/contract/shapes/vault.ts'
import type { Clock } from '../../shared/time/clock.ts'
import type { JsonStore } from '../json-store.ts'
import { type Keys, newFingerprintSalt } from './bound-text.ts'
import { lengthRefusal, provesIn, underAnother } from './change-passphrase.ts'
import type { Keychain } from './keychain.ts'
import { createOsSeal } from './os-seal.ts'
import { newPassphrase, tryPassphrase } from './passphrase.ts'
import { createRecords, type OpenedKeys, type OsRecord, type Sealer } from './records.ts'
import { createRingRecords } from './ring-records.ts'
import type { SecretKeeper } from './secret-keeper.ts'
import { statusOf } from './status.ts'
import { createVaultFile, emptyVault, recordOf, type VaultFile } from './vault-file.ts'
import { writeFailure } from './write-failure.ts'

/** Keeps provider keys: in the operating system's keychain, under a passphrase, or for this session only. */
export interface Vault extends SecretKeeper {
  status(): VaultStatus
  /** Tests the keychain, and opens what it sealed, so that the status is true before a key is needed. */
  probe(): Promise<VaultStatus>
  /** Begins a passphrase vault and moves every key into it that can be opened now. PASSPHRASE_TOO_SHORT, PASSPHRASE_TOO_LONG, ALREADY_DONE. */
  createPassphrase(passphrase: string): Promise<Result<VaultStatus>>
  /** Seals every key under another passphrase. WRONG_PASSPHRASE leaves all as it was; CONFLICT when there is none to change. */
  changePassphrase(current: string, passphrase: string): Promise<Result<VaultStatus>>
  /** Erases every key, and the passphrase with them, because nobody can open them any more: the vault begins again. */
  erase(): Promise<Result<VaultStatus>>
  /** Opens the passphrase vault. WRONG_PASSPHRASE leaves everything as it was; CONFLICT when there is none. */
  unlock(passphrase: string): Promise<Result<VaultStatus>>
  /** Says whether the passphrase is the right one, and opens nothing: WRONG_PASSPHRASE, CONFLICT when there is none. */
  proves(passphrase: string): Promise<Result<null>>
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

type Held = { readonly provider: ProviderId; readonly credentials: Keys }

/** Opens the vault over its file; nothing is unsealed until a key is used. */
export function createVault(ports: VaultPorts): Vault {
  const { platform, clock } = ports
  const os = createOsSeal(ports.keychain, platform)
  const file = createVaultFile(ports.store, newFingerprintSalt)
  const records = createRecords({ os, platform, clock })
  const ring = createRingRecords({
    os,
    records,
    platform,
    tried: () => tell(),
    stale: (record, accountId, keys) => void inTurn(() => sealAnew(record, accountId, keys)),
  })
  const memory = new Map<string, Held>()
  const listeners = new Set<(status: VaultStatus) => void>()
  let key: Buffer | null = null
  /** Rises with every lock, so that work begun before it does not unlock after it. */
  let locks = 0
  let tail: Promise<unknown> = Promise.resolve()
  let told = JSON.stringify(status())

  function status(): VaultStatus {
    const why = ports.whyNotInMemory()
    if (why === 'FILE_BLOCKED') return { kind: 'memoryOnly', reason: 'blocked' }
    const now = statusOf(file.read(), os.state(), platform, key !== null, ring.failures)
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

  function lock(): VaultStatus {
    key?.fill(0)
    key = null
    memory.clear()
    locks += 1
    return tell()
  }

  /**
   * One change after the other: each reads the file, works, and writes it whole. It is given how often was locked when it was asked
   * for: whoever locks while it waits or works finds the keys locked.
   */
  function inTurn<T>(change: (before: number) => Promise<T>): Promise<T> {
    const before = locks
    const turn = tail.then(() => change(before)).finally(tell)
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
    ring.forget(accountId)
    return written
  }

  async function keepAllUnder(passphrase: string, before: number): Promise<Result<VaultStatus>> {
    const contents = file.read()
    if (contents === null) return refuse('VAULT_UNAVAILABLE')
    if (contents.verifier !== null) return refuse('ALREADY_DONE')
    const fresh = await newPassphrase(passphrase, clock.now())
    const sealer: Sealer = { kind: 'passphrase', key: fresh.key }
    const held = new Map<string, Held>([...(await ring.openAll(contents)), ...memory])
    const moved: Record<string, unknown> = {}
    for (const [accountId, { provider, credentials }] of held) {
      const sealed = await records.seal(sealer, contents.fingerprintSalt, accountId, provider, credentials)
      if (!sealed.ok) return refuse(sealed.code)
      moved[accountId] = sealed.value
    }
    const all = { ...contents.records, ...moved }
    const written = write({ ...contents, verifier: fresh.verifier, records: all })
    if (!written.ok) return written
    memory.clear()
    if (before === locks) key = fresh.key
    else fresh.key.fill(0)
    return ok(status())
  }

  async function keepAllAnew(current: string, next: string, before: number): Promise<Result<VaultStatus>> {
    const contents = file.read()
    if (contents === null) return refuse('VAULT_UNAVAILABLE')
    const changed = await underAnother(contents, { current, next }, records, clock.now())
    if (!changed.ok) return changed
    const written = write(changed.value.contents)
    const opens = written.ok && before === locks
    if (opens) key?.fill(0)
    if (opens) key = changed.value.key
    else changed.value.key.fill(0)
    return written.ok ? ok(status()) : written
  }

  async function open(passphrase: string, before: number): Promise<Result<VaultStatus>> {
    const contents = file.read()
    if (contents === null) return refuse('VAULT_UNAVAILABLE')
    if (contents.verifier === null) return refuse('CONFLICT')
    const fitting = await tryPassphrase(passphrase, contents.verifier)
    if (fitting === null) return refuse('WRONG_PASSPHRASE')
    if (before !== locks) {
      fitting.fill(0)
      return refuse('VAULT_LOCKED')
    }
    key = fitting
    return ok(status())
  }

  /** The old record stays where the new one cannot be made: it opens as well. */
  async function sealAnew(record: OsRecord, accountId: string, { provider, credentials }: OpenedKeys) {
    const contents = file.read()
    if (contents === null || contents.verifier !== null) return
    const now = recordOf(contents, accountId)
    if (now?.seal === 'os' && now.bytes === record.bytes) await keep(accountId, provider, credentials)
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
    const opened = await ring.open(record, accountId)
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
        await ring.openAll(contents)
        return status()
      }),
    createPassphrase: async (passphrase) =>
      lengthRefusal(passphrase) ?? inTurn((before) => keepAllUnder(passphrase, before)),
    changePassphrase: async (current, passphrase) =>
      lengthRefusal(passphrase) ?? inTurn((before) => keepAllAnew(current, passphrase, before)),
    erase: () =>
      inTurn(async () => {
        if (file.read() === null) return refuse('VAULT_UNAVAILABLE')
        const written = write(emptyVault(newFingerprintSalt()))
        if (!written.ok) return written
        ring.forgetAll()
        lock()
        return ok(status())
      }),
    unlock: (passphrase) => inTurn((before) => open(passphrase, before)),
    proves: (passphrase) => inTurn(async () => provesIn(file.read(), passphrase)),
    lock,
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
      return record.seal === 'os' ? ring.trouble(record, accountId) : null
    },
    forget: (accountId) =>
      inTurn(async () => {
        const contents = file.read()
        if (contents === null) return refuse('VAULT_UNAVAILABLE')
        memory.delete(accountId)
        ring.forget(accountId)
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
