import { statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../support/app/folder.ts'
import { openBench, reveal, testKeychain } from '../../support/app/vault-bench.ts'

let folder: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => folder.clean())

const KEYS = { apiKey: 'sentinel-3f0c-key' }

describe('a vault on a real keychain', () => {
  it('keeps a key over a restart, sealed in a file that only its owner may read', async () => {
    const keychain = testKeychain()
    const first = openBench({ folder: folder.path, keychain })
    expect(await first.vault.put('account-1', 'ocpay', KEYS)).toEqual({ ok: true, value: null })
    expect(first.text()).not.toContain('sentinel')
    if (process.platform !== 'win32') {
      expect(statSync(join(folder.path, 'vault.json')).mode & 0o777).toBe(0o600)
    }
    const { vault } = openBench({ folder: folder.path, keychain })
    expect(vault.status()).toEqual({ kind: 'ready', seal: 'os' })
    expect(vault.has('account-1')).toBe(true)
    expect(await reveal(vault, 'account-1')).toEqual({ ok: true, value: KEYS })
  })

  it('writes down who sealed it, where and when, and a fingerprint that is no part of the key', async () => {
    const bench = openBench({ folder: folder.path })
    await bench.vault.put('account-1', 'ocpay', KEYS)
    await bench.vault.put('account-2', 'ocpay', KEYS)
    await bench.vault.put('account-3', 'ocpay', { apiKey: 'another' })
    const { records } = bench.json().vault
    expect(records['account-1']).toMatchObject({
      version: 1,
      seal: 'os',
      backend: 'gnome_libsecret',
      platform: 'linux',
      createdAt: 1_800_000_000_000,
      fingerprint: expect.stringMatching(/^[0-9a-f]{8}$/),
    })
    expect(records['account-2']?.fingerprint).toBe(records['account-1']?.fingerprint)
    expect(records['account-3']?.fingerprint).not.toBe(records['account-1']?.fingerprint)
  })

  it('tests the keychain once before the first key, and never hands a key to one that fails the test', async () => {
    const bench = openBench({ folder: folder.path })
    bench.keychain.mood = 'fails'
    expect(await bench.vault.put('account-1', 'ocpay', KEYS)).toMatchObject({
      error: { code: 'VAULT_UNAVAILABLE' },
    })
    expect(bench.keychain.encrypted).toBe(1)
    expect(bench.vault.status()).toEqual({ kind: 'memoryOnly', reason: 'unavailable' })
    expect(bench.vault.has('account-1')).toBe(false)
  })

  it('refuses the fixed key of Linux even when the keychain has a good name, and says so from then on', async () => {
    const bench = openBench({ folder: folder.path })
    bench.keychain.mood = 'weak'
    const told: unknown[] = []
    bench.vault.onChange((status) => told.push(status))
    expect(await bench.vault.put('account-1', 'ocpay', KEYS)).toMatchObject({ error: { code: 'VAULT_WEAK' } })
    expect(told).toEqual([{ kind: 'memoryOnly', reason: 'weak_backend' }])
    expect(bench.vault.has('account-1')).toBe(false)
    expect(await bench.vault.put('account-1', 'ocpay', KEYS)).toMatchObject({ ok: true })
    expect(await reveal(bench.vault, 'account-1')).toEqual({ ok: true, value: KEYS })
    expect(openBench({ folder: folder.path }).vault.has('account-1')).toBe(false)
  })

  it('refuses a ciphertext tag it does not know on Linux', async () => {
    const bench = openBench({ folder: folder.path, keychain: testKeychain('kwallet6', 'v12') })
    expect(await bench.vault.put('account-1', 'ocpay', KEYS)).toMatchObject({ error: { code: 'VAULT_WEAK' } })
  })

  it('finds the fixed key before any key arrives when it is asked to probe', async () => {
    const bench = openBench({ folder: folder.path })
    expect(await bench.vault.probe()).toEqual({ kind: 'ready', seal: 'os' })
    const weak = openBench({ folder: folder.path })
    weak.keychain.mood = 'weak'
    expect(await weak.vault.probe()).toEqual({ kind: 'memoryOnly', reason: 'weak_backend' })
  })

  it.each([
    ['linux', 'gnome_libsecret', true],
    ['linux', 'kwallet', true],
    ['linux', 'kwallet5', true],
    ['linux', 'kwallet6', true],
    ['linux', 'basic_text', false],
    ['linux', 'unknown', false],
    ['linux', '', false],
    ['linux', 'keychain', false],
    ['linux', 'GNOME_LIBSECRET', false],
    ['darwin', 'keychain', true],
    ['darwin', 'basic_text', false],
    ['win32', 'dpapi', true],
    ['win32', 'unknown', false],
    ['freebsd', 'gnome_libsecret', false],
  ] as const)('on %s the keychain "%s" is accepted: %s', async (platform, name, accepted) => {
    const bench = openBench({ folder: folder.path, keychain: testKeychain(name), platform })
    expect(bench.vault.status().kind).toBe(accepted ? 'ready' : 'memoryOnly')
    await bench.vault.put('account-1', 'ocpay', KEYS)
    expect(openBench({ folder: folder.path }).vault.has('account-1')).toBe(accepted)
    expect(bench.keychain.encrypted > 0).toBe(accepted)
  })

  it('names why keys live in memory only', () => {
    const reason = (name: string, mood: 'works' | 'away') => {
      const keychain = testKeychain(name)
      keychain.mood = mood
      return openBench({ folder: folder.path, keychain }).vault.status()
    }
    expect(reason('basic_text', 'works')).toEqual({ kind: 'memoryOnly', reason: 'weak_backend' })
    expect(reason('unknown', 'works')).toEqual({ kind: 'memoryOnly', reason: 'unknown_backend' })
    expect(reason('gnome_libsecret', 'away')).toEqual({ kind: 'memoryOnly', reason: 'unavailable' })
  })
})

describe('a vault whose keychain is in trouble', () => {
  async function stored() {
    const keychain = testKeychain()
    const bench = openBench({ folder: folder.path, keychain })
    await bench.vault.put('account-1', 'ocpay', KEYS)
    return { ...bench, before: bench.text() }
  }

  it('waits for a locked ring, writes nothing meanwhile, and has every key when it is back', async () => {
    const { vault, keychain, text, before } = await stored()
    keychain.mood = 'away'
    expect(vault.status()).toEqual({ kind: 'waiting' })
    expect(vault.has('account-1')).toBe(true)
    expect(await reveal(vault, 'account-1')).toMatchObject({ error: { code: 'VAULT_TEMPORARY' } })
    expect(await vault.put('account-2', 'ocpay', KEYS)).toMatchObject({ error: { code: 'VAULT_TEMPORARY' } })
    expect(text()).toBe(before)
    keychain.mood = 'works'
    expect(vault.status()).toEqual({ kind: 'ready', seal: 'os' })
    expect(await reveal(vault, 'account-1')).toEqual({ ok: true, value: KEYS })
  })

  it('takes a busy keychain for a wait, not for a lost key', async () => {
    const { vault, keychain } = await stored()
    keychain.mood = 'busy'
    expect(await reveal(vault, 'account-1')).toMatchObject({ error: { code: 'VAULT_TEMPORARY' } })
  })

  it('leaves a record that does not open as it is, through every call', async () => {
    const { vault, keychain, text, before } = await stored()
    keychain.mood = 'fails'
    expect(await reveal(vault, 'account-1')).toMatchObject({ error: { code: 'DECRYPT_FAILED' } })
    expect(await vault.put('account-1', 'ocpay', { apiKey: 'new' })).toMatchObject({ ok: false })
    expect(text()).toBe(before)
    keychain.mood = 'works'
    expect(await reveal(vault, 'account-1')).toEqual({ ok: true, value: KEYS })
  })

  it('keeps the old record when the new one cannot be opened again', async () => {
    const { vault, keychain, text, before } = await stored()
    const { encrypt } = keychain
    keychain.encrypt = async (plain) => {
      const bytes = await encrypt(plain)
      keychain.loseRing()
      return bytes
    }
    expect(await vault.put('account-1', 'ocpay', { apiKey: 'new' })).toMatchObject({
      error: { code: 'VAULT_UNAVAILABLE' },
    })
    expect(text()).toBe(before)
  })

  it('names the previous keychain when another answers, and takes nothing for lost', async () => {
    const { keychain, text, before } = await stored()
    keychain.name = 'kwallet5'
    const { vault } = openBench({ folder: folder.path, keychain })
    expect(vault.status()).toEqual({ kind: 'changed', previous: 'gnome_libsecret' })
    expect(vault.has('account-1')).toBe(true)
    expect(await reveal(vault, 'account-1')).toMatchObject({ error: { code: 'VAULT_CHANGED' } })
    expect(text()).toBe(before)
    keychain.name = 'gnome_libsecret'
    expect(await reveal(vault, 'account-1')).toEqual({ ok: true, value: KEYS })
  })

  it('refuses a new key while the keychain has changed to a weak one', async () => {
    const { keychain, text, before } = await stored()
    keychain.name = 'basic_text'
    const { vault } = openBench({ folder: folder.path, keychain })
    expect(vault.status()).toEqual({ kind: 'changed', previous: 'gnome_libsecret' })
    expect(await vault.put('account-1', 'ocpay', KEYS)).toMatchObject({ error: { code: 'VAULT_CHANGED' } })
    expect(text()).toBe(before)
  })

  it('is ready again once every key of the previous keychain was typed anew or forgotten', async () => {
    const { vault: first, keychain } = await stored()
    await first.put('account-2', 'ocpay', KEYS)
    keychain.name = 'kwallet6'
    keychain.loseRing()
    const { vault } = openBench({ folder: folder.path, keychain })
    expect(await vault.put('account-1', 'ocpay', { apiKey: 'typed anew' })).toMatchObject({ ok: true })
    expect(vault.status()).toEqual({ kind: 'changed', previous: 'gnome_libsecret' })
    await vault.forget('account-2')
    expect(vault.status()).toEqual({ kind: 'ready', seal: 'os' })
    expect(await reveal(vault, 'account-1')).toEqual({ ok: true, value: { apiKey: 'typed anew' } })
  })

  it('takes a file from another system for a changed keychain', async () => {
    await stored()
    const { vault } = openBench({
      folder: folder.path,
      keychain: testKeychain('keychain'),
      platform: 'darwin',
    })
    expect(vault.status()).toEqual({ kind: 'changed', previous: 'gnome_libsecret' })
  })

  it('takes a file from another system for changed, not for broken, though its keychain has the same name', async () => {
    const { keychain, rewrite, text } = await stored()
    rewrite((whole) => whole.replace('"platform": "linux"', '"platform": "freebsd"'))
    const before = text()
    const { vault } = openBench({ folder: folder.path, keychain })
    expect(vault.status()).toEqual({ kind: 'changed', previous: 'gnome_libsecret' })
    expect(await reveal(vault, 'account-1')).toMatchObject({ error: { code: 'VAULT_CHANGED' } })
    expect(text()).toBe(before)
  })

  it('does not take a key for kept that was sealed while the keychain changed its name', async () => {
    const { vault, keychain, text, before } = await stored()
    const { decrypt } = keychain
    keychain.decrypt = async (bytes) => {
      keychain.name = 'kwallet6'
      return decrypt(bytes)
    }
    expect(await vault.put('account-2', 'ocpay', KEYS)).toMatchObject({ error: { code: 'VAULT_CHANGED' } })
    expect(text()).toBe(before)
  })

  it('hands out no key that was being opened while the vault was locked', async () => {
    const { vault, keychain } = await stored()
    const { decrypt } = keychain
    keychain.decrypt = async (bytes) => {
      vault.lock()
      return decrypt(bytes)
    }
    expect(await reveal(vault, 'account-1')).toMatchObject({ error: { code: 'VAULT_LOCKED' } })
  })

  it('changes nothing when an account is forgotten that has no key', async () => {
    const { vault, text, before } = await stored()
    expect(await vault.forget('account-9')).toEqual({ ok: true, value: null })
    expect(text()).toBe(before)
  })

  it('survives a keychain that throws where it should answer', () => {
    const keychain = testKeychain()
    keychain.backend = () => {
      throw new Error('no session bus')
    }
    const { vault } = openBench({ folder: folder.path, keychain })
    expect(vault.status()).toEqual({ kind: 'memoryOnly', reason: 'unknown_backend' })
  })
})
