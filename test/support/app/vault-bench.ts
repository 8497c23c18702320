import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Conf from 'conf'
import type { JsonStore } from '../../../src/main/json-store.ts'
import { type Keychain, KeychainBusy } from '../../../src/main/vault/keychain.ts'
import { createVault, type Vault, type VaultPorts } from '../../../src/main/vault/vault.ts'
import type { Clock } from '../../../src/shared/time/clock.ts'

/** A keychain that really encrypts, and whose moods a test sets. */
export interface TestKeychain extends Keychain {
  name: string
  mood: 'works' | 'weak' | 'busy' | 'away' | 'fails'
  /** Forgets its ring: what it sealed before never opens again. */
  loseRing(): void
  encrypted: number
}

export function testKeychain(name = 'gnome_libsecret', tag = 'v11'): TestKeychain {
  let ring = randomBytes(32)
  const keychain: TestKeychain = {
    name,
    mood: 'works',
    encrypted: 0,
    loseRing() {
      ring = randomBytes(32)
    },
    backend: () => keychain.name,
    available: () => keychain.mood !== 'away',
    async encrypt(text) {
      keychain.encrypted += 1
      answerMood()
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', ring, nonce)
      const bytes = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      const mark = Buffer.from(keychain.mood === 'weak' ? 'v10' : tag)
      return Buffer.concat([mark, nonce, cipher.getAuthTag(), bytes])
    },
    async decrypt(bytes) {
      answerMood()
      const start = tag.length
      const decipher = createDecipheriv('aes-256-gcm', ring, bytes.subarray(start, start + 12))
      decipher.setAuthTag(bytes.subarray(start + 12, start + 28))
      return Buffer.concat([decipher.update(bytes.subarray(start + 28)), decipher.final()]).toString('utf8')
    },
  }
  function answerMood(): void {
    if (keychain.mood === 'busy') throw new KeychainBusy()
    if (keychain.mood === 'fails') throw new Error('the ring does not open')
  }
  return keychain
}

export const stillClock: Clock = { now: () => 1_800_000_000_000, monotonic: () => 0 }

/** A vault over a real file in `folder`, and the means to look at that file. */
export interface Bench {
  readonly vault: Vault
  readonly keychain: TestKeychain
  text(): string
  json(): { vault: { verifier: unknown; records: Record<string, Record<string, unknown>> } }
  rewrite(change: (text: string) => string): void
}

export interface BenchOptions {
  readonly folder: string
  readonly keychain?: TestKeychain
  readonly platform?: NodeJS.Platform
  readonly store?: (real: JsonStore) => JsonStore
  readonly whyNotInMemory?: VaultPorts['whyNotInMemory']
}

/** Opens the vault of a folder, as a start of the app does. */
export function openBench(options: BenchOptions): Bench {
  const { folder, keychain = testKeychain(), platform = 'linux', store = (real) => real } = options
  const { whyNotInMemory = () => null } = options
  const conf = new Conf<Record<string, unknown>>({
    cwd: folder,
    configName: 'vault',
    configFileMode: 0o600,
  })
  const real: JsonStore = {
    get: (key) => conf.get(key),
    set: (key, value) => conf.set(key, value),
    delete: (key) => conf.delete(key),
  }
  const path = join(folder, 'vault.json')
  const vault = createVault({ keychain, store: store(real), platform, clock: stillClock, whyNotInMemory })
  return {
    vault,
    keychain,
    text: () => readFileSync(path, 'utf8'),
    json: () => JSON.parse(readFileSync(path, 'utf8')),
    rewrite: (change) => writeFileSync(path, change(readFileSync(path, 'utf8'))),
  }
}

/** Hands out what the vault hands to its callback, which the app itself never does. */
export function reveal(vault: Vault, accountId: string, provider: 'daisy' | 'ocpay' | 'oxapay' = 'ocpay') {
  return vault.use(accountId, provider, async (credentials) => ({ ...credentials }))
}
