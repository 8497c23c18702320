import { describe, expect, it } from 'vitest'
import {
  bindKeys,
  fingerprintOf,
  newFingerprintSalt,
  recordName,
  unbindKeys,
} from '../../../src/main/vault/bound-text.ts'
import { backendName, isRealCiphertext } from '../../../src/main/vault/keychain.ts'
import { createOsSeal } from '../../../src/main/vault/os-seal.ts'
import { openText, sealText } from '../../../src/main/vault/passphrase.ts'
import { writeFailure } from '../../../src/main/vault/write-failure.ts'
import { testKeychain } from '../../support/app/vault-bench.ts'

describe('credentials bound to their account', () => {
  const bound = { version: 1, accountId: 'one', provider: 'ocpay', credentials: { apiKey: 'x' } }

  it('are read back for that account, with their provider', () => {
    const text = bindKeys('one', 'ocpay', { apiKey: 'x' })
    expect(unbindKeys('one', text)).toEqual({ provider: 'ocpay', credentials: { apiKey: 'x' } })
    expect(unbindKeys('two', text)).toBeNull()
  })

  it.each([
    ['no JSON', '{'],
    ['of a newer version', JSON.stringify({ ...bound, version: 2 })],
    ['with a part too many', JSON.stringify({ ...bound, more: 1 })],
    ['without its provider', JSON.stringify({ ...bound, provider: undefined })],
    ['of a provider nobody knows', JSON.stringify({ ...bound, provider: 'other' })],
    ['with a key that is no text', JSON.stringify({ ...bound, credentials: { apiKey: 1 } })],
  ])('are not read from a text that is %s', (_what, text) => {
    expect(unbindKeys('one', text)).toBeNull()
  })

  it('have a name that tells account and provider apart', () => {
    const names = [recordName('one', 'ocpay'), recordName('two', 'ocpay'), recordName('one', 'daisy')]
    expect(new Set(names).size).toBe(3)
  })
})

it('a fingerprint is the same in whatever order the credentials stand, and another in another vault', async () => {
  const salt = newFingerprintSalt()
  const one = await fingerprintOf(salt, { apiKey: 'x', secret: 'y' })
  expect(one).toMatch(/^[0-9a-f]{8}$/)
  expect(await fingerprintOf(salt, { secret: 'y', apiKey: 'x' })).toBe(one)
  expect(await fingerprintOf(salt, { apiKey: 'y', secret: 'x' })).not.toBe(one)
  expect(Buffer.from(salt, 'base64')).toHaveLength(16)
  expect(newFingerprintSalt()).not.toBe(salt)
  expect(await fingerprintOf(newFingerprintSalt(), { apiKey: 'x', secret: 'y' })).not.toBe(one)
})

describe('a sealed text', () => {
  const key = Buffer.alloc(32, 7)
  const sealed = sealText(key, 'name', 'the text')
  const cut = (base64: string, bytes: number) =>
    Buffer.from(base64, 'base64').subarray(0, bytes).toString('base64')

  it('opens with its key and its name, and with no other', () => {
    expect(openText(key, 'name', sealed)).toBe('the text')
    expect(openText(key, 'another name', sealed)).toBeNull()
    expect(openText(Buffer.alloc(32, 8), 'name', sealed)).toBeNull()
    expect(openText(key, 'name', sealText(key, 'name', ''))).toBe('')
  })

  it('holds a salt of 32 bytes, a nonce of 12 and a tag of 16', () => {
    const lengths = [sealed.salt, sealed.nonce, sealed.bytes].map(
      (part) => Buffer.from(part, 'base64').length,
    )
    expect(lengths).toEqual([32, 12, 'the text'.length + 16])
  })

  it('does not open when anything of it is cut or exchanged', () => {
    const other = sealText(key, 'name', 'the text')
    const changed = [
      { ...sealed, nonce: cut(sealed.nonce, 11) },
      { ...sealed, nonce: other.nonce },
      { ...sealed, salt: other.salt },
      { ...sealed, bytes: cut(sealed.bytes, 15) },
      { ...sealed, bytes: cut(sealed.bytes, 20) },
      { ...sealed, bytes: '' },
    ]
    for (const one of changed) expect(openText(key, 'name', one)).toBeNull()
  })
})

describe('the keychain', () => {
  it.each([
    ['darwin', 'keychain'],
    ['win32', 'dpapi'],
    ['linux', 'kwallet6'],
    ['freebsd', 'unknown'],
  ] as const)('on %s has the name %s', (platform, name) => {
    expect(backendName(platform, () => 'kwallet6')).toBe(name)
  })

  it('is known by the tag of its ciphertext on Linux, and elsewhere gives any at all', () => {
    const bytes = (text: string) => Buffer.from(text, 'latin1')
    expect(isRealCiphertext('linux', bytes('v11x'))).toBe(true)
    for (const tag of ['', 'v', 'v1', 'v10x', 'v21x', 'w11x', 'v12x']) {
      expect(isRealCiphertext('linux', bytes(tag)), tag).toBe(false)
    }
    expect([isRealCiphertext('darwin', bytes('x')), isRealCiphertext('win32', bytes(''))]).toEqual([
      true,
      false,
    ])
  })

  it('that throws when it is asked whether it is there is silent, and nothing is lost', async () => {
    const keychain = testKeychain()
    keychain.available = () => {
      throw new Error('no session bus')
    }
    const seal = createOsSeal(keychain, 'linux')
    expect(seal.state()).toEqual({ kind: 'silent', backend: 'gnome_libsecret' })
    expect(await seal.seal('text')).toEqual({ ok: false, code: 'VAULT_TEMPORARY' })
    expect(await seal.open(Buffer.from('v11 whatever'))).toEqual({ ok: false, code: 'VAULT_TEMPORARY' })
  })

  it('is tested once for each name it has, and seals only where it is trusted', async () => {
    const keychain = testKeychain()
    const seal = createOsSeal(keychain, 'linux')
    await seal.test()
    await seal.test()
    expect(keychain.encrypted).toBe(1)
    keychain.name = 'kwallet6'
    await seal.test()
    expect(keychain.encrypted).toBe(2)
    keychain.name = 'basic_text'
    expect(await seal.seal('text')).toEqual({ ok: false, code: 'VAULT_WEAK' })
    expect(await seal.open(Buffer.from('v11 whatever'))).toEqual({ ok: false, code: 'VAULT_WEAK' })
    expect(keychain.encrypted).toBe(2)
  })

  it('that was busy at its test is tested again, and one that failed it is not trusted any more', async () => {
    const keychain = testKeychain()
    const seal = createOsSeal(keychain, 'linux')
    keychain.mood = 'busy'
    expect(await seal.test()).toEqual({ ok: false, code: 'VAULT_TEMPORARY' })
    expect(seal.state().kind).toBe('usable')
    keychain.mood = 'works'
    expect(await seal.seal('text')).toMatchObject({ ok: true })

    const failing = testKeychain()
    const other = createOsSeal(failing, 'linux')
    failing.mood = 'fails'
    expect(await other.test()).toEqual({ ok: false, code: 'VAULT_UNAVAILABLE' })
    failing.mood = 'works'
    expect(other.state()).toEqual({ kind: 'refused', backend: 'gnome_libsecret', reason: 'unavailable' })
    expect(await other.seal('text')).toEqual({ ok: false, code: 'VAULT_UNAVAILABLE' })
  })

  it('that opens another text than it sealed is not trusted with a key', async () => {
    const keychain = testKeychain()
    const seal = createOsSeal({ ...keychain, decrypt: async () => 'another text' }, 'linux')
    expect(await seal.seal('text')).toEqual({ ok: false, code: 'VAULT_UNAVAILABLE' })
  })
})

describe('a vault that cannot be written', () => {
  it.each([
    ['ENOSPC', 'DISK_FULL'],
    ['EDQUOT', 'DISK_FULL'],
    ['EROFS', 'READ_ONLY'],
    ['EACCES', 'READ_ONLY'],
    ['EPERM', 'READ_ONLY'],
    ['EIO', 'DISK_IO'],
    ['EANYTHING', 'DISK_IO'],
  ])('says for %s: %s', (code, expected) => {
    expect(writeFailure(Object.assign(new Error('no'), { code }))).toBe(expected)
  })

  it.each([[new Error('a bug')], ['a text'], [Object.assign(new Error('no'), { code: 7 })]])(
    'throws on what is not of the file system: %s',
    (error) => {
      expect(() => writeFailure(error)).toThrow()
    },
  )
})
