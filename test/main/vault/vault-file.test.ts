import { describe, expect, it } from 'vitest'
import { createVaultFile, recordOf } from '../../../src/main/vault/vault-file.ts'

const RECORD = {
  version: 1,
  platform: 'linux',
  createdAt: 1,
  fingerprint: '00112233',
  seal: 'os',
  backend: 'kwallet6',
  bytes: 'djEx',
}
const SEALED = { salt: 'AAAA', nonce: 'AAAA', bytes: 'AAAA' }
const BY_PASSPHRASE = {
  version: 1,
  platform: 'linux',
  createdAt: 1,
  fingerprint: '00',
  seal: 'passphrase',
  sealed: SEALED,
}
const KDF = { name: 'scrypt', N: 131_072, r: 8, p: 1, salt: 'AAAA' }
const VERIFIER = { version: 1, kdf: KDF, sealed: SEALED, createdAt: 1 }
const FILE = { version: 1, fingerprintSalt: 'AAAA', verifier: null, records: {} }

function readOf(stored: unknown) {
  return createVaultFile(
    { get: () => stored, set: () => undefined, delete: () => undefined },
    () => 'c2FsdA==',
  ).read()
}

describe('a record of the vault', () => {
  const read = (record: unknown) => recordOf({ ...FILE, version: 1, records: { one: record } }, 'one')

  it('is read as it was written; there is none where none was', () => {
    expect(read(RECORD)).toEqual(RECORD)
    expect(read(BY_PASSPHRASE)).toEqual(BY_PASSPHRASE)
    for (const id of ['two', 'toString', '__proto__']) {
      expect(recordOf({ ...FILE, version: 1, records: { one: RECORD } }, id), id).toBeUndefined()
    }
  })

  it.each([
    ['of another version', { ...RECORD, version: 2 }],
    ['with something too much', { ...RECORD, more: 1 }],
    ['sealed by something else', { ...RECORD, seal: 'other' }],
    ['without its bytes', { ...RECORD, bytes: undefined }],
    ['with bytes that are no base64', { ...RECORD, bytes: 'AA-A' }],
    ['with bytes behind other text', { ...RECORD, bytes: '?AAAA' }],
    ['with text behind its bytes', { ...RECORD, bytes: 'AAA=x' }],
    ['with more bytes than any key has', { ...RECORD, bytes: 'A'.repeat(20_001) }],
    ['of a platform with an endless name', { ...RECORD, platform: 'x'.repeat(21) }],
    ['of a keychain with an endless name', { ...RECORD, backend: 'x'.repeat(61) }],
    ['with an endless fingerprint', { ...RECORD, fingerprint: '0'.repeat(65) }],
    ['sealed without a nonce', { ...BY_PASSPHRASE, sealed: { salt: 'AAAA', bytes: 'AAAA' } }],
    ['sealed with something too much', { ...BY_PASSPHRASE, sealed: { ...SEALED, more: 1 } }],
  ])('%s is one that this version cannot read', (_what, record) => {
    expect(read(record)).toBeNull()
  })
})

describe('the file of the vault', () => {
  it('that is not there yet is an empty vault with a salt of its own', () => {
    expect(readOf(undefined)).toEqual({ ...FILE, fingerprintSalt: 'c2FsdA==' })
  })

  it('keeps its verifier, and records it cannot read', () => {
    const file = { ...FILE, verifier: VERIFIER, records: { one: { from: 'the future' } } }
    expect(readOf(file)).toEqual(file)
  })

  it.each([
    ['of another version', { ...FILE, version: 2 }],
    ['with something too much', { ...FILE, more: 1 }],
    ['without records', { ...FILE, records: undefined }],
    ['with an account of an endless id', { ...FILE, records: { ['x'.repeat(65)]: RECORD } }],
    ['with a salt that is no base64', { ...FILE, fingerprintSalt: '?' }],
    ['with a verifier of another version', { ...FILE, verifier: { ...VERIFIER, version: 2 } }],
    ['with a verifier that has something too much', { ...FILE, verifier: { ...VERIFIER, more: 1 } }],
    [
      'that asks for another kind of work',
      { ...FILE, verifier: { ...VERIFIER, kdf: { ...KDF, name: 'md5' } } },
    ],
    ['that asks for less work', { ...FILE, verifier: { ...VERIFIER, kdf: { ...KDF, N: 65_536 } } }],
    ['that asks for endless work', { ...FILE, verifier: { ...VERIFIER, kdf: { ...KDF, r: 9 } } }],
    ['that asks for work side by side', { ...FILE, verifier: { ...VERIFIER, kdf: { ...KDF, p: 2 } } }],
    [
      'that asks for work with something too much',
      { ...FILE, verifier: { ...VERIFIER, kdf: { ...KDF, q: 1 } } },
    ],
  ])('%s is not read, and never written over', (_what, stored) => {
    expect(readOf(stored)).toBeNull()
    let written = 0
    const store = {
      get: () => stored,
      set: () => {
        written += 1
      },
      delete: () => undefined,
    }
    const file = createVaultFile(store, () => '')
    expect(() => file.write({ version: 1, fingerprintSalt: '', verifier: null, records: {} })).toThrow(
      'not written',
    )
    expect(written).toBe(0)
  })
})
