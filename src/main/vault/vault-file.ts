import { z } from 'zod'
import type { JsonStore } from '../json-store.ts'

/** The one key of the vault's file: everything is written whole or not at all. */
const KEY = 'vault'

const base64 = z
  .string()
  .max(20_000)
  .regex(/^[A-Za-z0-9+/]*={0,2}$/)

/** How a passphrase becomes a key; a file that asks for less (or for endless work) is not ours. */
export const SCRYPT = { N: 2 ** 17, r: 8, p: 1 } as const

/** A text sealed under a passphrase, base64. */
export const sealedText = z.strictObject({ salt: base64, nonce: base64, bytes: base64 })

/** What tells whether a passphrase fits. */
export const verifier = z.strictObject({
  version: z.literal(1),
  kdf: z.strictObject({
    name: z.literal('scrypt'),
    N: z.literal(SCRYPT.N),
    r: z.literal(SCRYPT.r),
    p: z.literal(SCRYPT.p),
    salt: base64,
  }),
  sealed: sealedText,
  createdAt: z.number(),
})

const common = {
  version: z.literal(1),
  platform: z.string().max(20),
  createdAt: z.number(),
  fingerprint: z.string().max(64),
}

const storedRecord = z.discriminatedUnion('seal', [
  z.strictObject({ ...common, seal: z.literal('os'), backend: z.string().max(60), bytes: base64 }),
  z.strictObject({
    ...common,
    seal: z.literal('passphrase'),
    sealed: sealedText,
  }),
])

const vaultFile = z.strictObject({
  version: z.literal(1),
  fingerprintSalt: base64,
  verifier: verifier.nullable(),
  /** Kept as they are, also those this version cannot read: they are somebody's keys. */
  records: z.record(z.string().max(64), z.unknown()),
})

export type Verifier = z.infer<typeof verifier>
export type StoredRecord = z.infer<typeof storedRecord>
export type VaultFile = z.infer<typeof vaultFile>

/** A vault without a key; the salt is that of its fingerprints. */
export function emptyVault(fingerprintSalt: string): VaultFile {
  return { version: 1, fingerprintSalt, verifier: null, records: {} }
}

/** The vault's file, read anew each time. */
export interface VaultFileStore {
  /** The contents; an empty vault when there is no file yet; null when the file is damaged or from a newer version. */
  read(): VaultFile | null
  /** Writes everything. Throws what the store throws, and when the file there cannot be read: it is never overwritten. */
  write(file: VaultFile): void
}

/** Says whether what the vault's file holds can be used: `damaged`, or `newer` when a later version of the app wrote it. */
export function judgeVault(content: Readonly<Record<string, unknown>>): 'sound' | 'damaged' | 'newer' {
  const stored = content[KEY]
  if (stored === undefined || vaultFile.safeParse(stored).success) return 'sound'
  const version = typeof stored === 'object' && stored !== null && Reflect.get(stored, 'version')
  return typeof version === 'number' && version > 1 ? 'newer' : 'damaged'
}

/** Reads and writes the vault over a JSON store; `emptySalt` salts the fingerprints of a new vault. */
export function createVaultFile(store: JsonStore, emptySalt: () => string): VaultFileStore {
  function read(): VaultFile | null {
    let stored: unknown
    try {
      stored = store.get(KEY)
    } catch {
      return null
    }
    if (stored === undefined) return emptyVault(emptySalt())
    const parsed = vaultFile.safeParse(stored)
    return parsed.success ? parsed.data : null
  }
  return {
    read,
    write(file) {
      if (read() === null) throw new Error('the vault file cannot be read, so it is not written')
      store.set(KEY, file)
    },
  }
}

/** One account's record: undefined when there is none, null when there is one that this version cannot read. */
export function recordOf(file: VaultFile, accountId: string): StoredRecord | null | undefined {
  if (!Object.hasOwn(file.records, accountId)) return undefined
  const parsed = storedRecord.safeParse(file.records[accountId])
  return parsed.success ? parsed.data : null
}
