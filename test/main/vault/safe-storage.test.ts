import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { safeStorageKeychain } from '../../../src/main/vault/keychain.ts'
import { temporaryFolder } from '../../support/app/folder.ts'
import { SimulatedSafeStorage } from '../../support/app/safe-storage.ts'
import { openBench, reveal, type TestKeychain } from '../../support/app/vault-bench.ts'

const KEYS = { apiKey: 'key-number-1' }
let folder: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => folder.clean())

/** A vault over the simulated ring, as a start of the app opens it. */
function start(storage: SimulatedSafeStorage) {
  const keychain = safeStorageKeychain(storage, 'linux') as TestKeychain
  return openBench({ folder: folder.path, keychain })
}

async function withKeys(storage = new SimulatedSafeStorage()) {
  const { vault } = start(storage)
  await vault.put('account-1', 'ocpay', KEYS)
  await vault.put('account-2', 'ocpay', KEYS)
  return storage
}

describe('a key ring that was replaced (another machine, the system installed anew)', () => {
  it('is told at the start: the keys cannot be opened, each account says so, and nothing is overwritten', async () => {
    const storage = await withKeys()
    storage.replaceRing()
    const { vault, text } = start(storage)
    const before = text()
    const told: unknown[] = []
    vault.onChange((status) => told.push(status))
    expect(await vault.probe()).toEqual({ kind: 'changed', previous: 'gnome_libsecret' })
    expect(told).toEqual([{ kind: 'changed', previous: 'gnome_libsecret' }])
    expect(vault.trouble('account-1')).toBe('DECRYPT_FAILED')
    expect(await reveal(vault, 'account-1')).toMatchObject({ error: { code: 'DECRYPT_FAILED' } })
    expect(text()).toBe(before)
  })

  it('takes keys that are typed anew, and is safe once all are', async () => {
    const storage = await withKeys()
    storage.replaceRing()
    const { vault } = start(storage)
    await vault.probe()
    expect((await vault.put('account-1', 'ocpay', KEYS)).ok).toBe(true)
    expect([vault.trouble('account-1'), vault.trouble('account-2')]).toEqual([null, 'DECRYPT_FAILED'])
    expect((await vault.put('account-2', 'ocpay', KEYS)).ok).toBe(true)
    expect(await vault.probe()).toEqual({ kind: 'ready', seal: 'os' })
    expect(await reveal(vault, 'account-2')).toEqual({ ok: true, value: KEYS })
  })

  it('is found by the first use as well, where nobody probed', async () => {
    const storage = await withKeys()
    storage.replaceRing()
    const { vault } = start(storage)
    await reveal(vault, 'account-1')
    await reveal(vault, 'account-2')
    expect(vault.status()).toEqual({ kind: 'changed', previous: 'gnome_libsecret' })
  })
})

describe('a key ring that is away for a moment', () => {
  it.each(['busy', 'away'] as const)(
    '(%s) is waited for, and every key works when it is back',
    async (mood) => {
      const storage = await withKeys()
      storage.mood = mood
      const { vault, text } = start(storage)
      const before = text()
      expect(await vault.probe()).toEqual({ kind: 'waiting' })
      expect(await reveal(vault, 'account-1')).toMatchObject({ error: { code: 'VAULT_TEMPORARY' } })
      expect(vault.trouble('account-1')).toBe('VAULT_TEMPORARY')
      storage.mood = 'works'
      expect(await reveal(vault, 'account-1')).toEqual({ ok: true, value: KEYS })
      expect(await vault.probe()).toEqual({ kind: 'ready', seal: 'os' })
      expect(vault.trouble('account-2')).toBeNull()
      expect(text()).toBe(before)
    },
  )

  it('is no verdict for the whole run, where it could seal nothing at the start', async () => {
    const storage = new SimulatedSafeStorage()
    storage.mood = 'locked'
    const { vault } = start(storage)
    expect(await vault.probe()).toEqual({ kind: 'memoryOnly', reason: 'unavailable' })
    storage.mood = 'works'
    expect(await vault.probe()).toEqual({ kind: 'ready', seal: 'os' })
    expect((await vault.put('account-1', 'ocpay', KEYS)).ok).toBe(true)
    expect(await reveal(start(storage).vault, 'account-1')).toEqual({ ok: true, value: KEYS })
  })
})

describe('a key ring that is weak', () => {
  it('is refused by its name and by its mark, however often it is asked', async () => {
    const storage = new SimulatedSafeStorage()
    storage.prefix = 'v10'
    const { vault } = start(storage)
    for (let n = 0; n < 3; n += 1) {
      expect(await vault.probe()).toEqual({ kind: 'memoryOnly', reason: 'weak_backend' })
    }
    storage.backend = 'basic_text'
    expect(await start(storage).vault.probe()).toEqual({ kind: 'memoryOnly', reason: 'weak_backend' })
  })

  it('opens nothing that a real one sealed, and has it all back with that one', async () => {
    const storage = await withKeys()
    storage.backend = 'basic_text'
    const weak = start(storage).vault
    expect(await weak.probe()).toEqual({ kind: 'changed', previous: 'gnome_libsecret' })
    expect(await reveal(weak, 'account-1')).toMatchObject({ error: { code: 'VAULT_CHANGED' } })
    storage.backend = 'gnome_libsecret'
    const again = start(storage).vault
    expect(await again.probe()).toEqual({ kind: 'ready', seal: 'os' })
    expect(await reveal(again, 'account-1')).toEqual({ ok: true, value: KEYS })
  })
})

describe('a key ring that has another key by now and asks for keys to be sealed anew', () => {
  it('gets them anew after they were used, once, and the old record stays where that fails', async () => {
    const storage = await withKeys()
    storage.rotated = true
    const { vault, text, json } = start(storage)
    const before = json().vault.records['account-1']
    expect(await reveal(vault, 'account-1')).toEqual({ ok: true, value: KEYS })
    storage.rotated = false
    await vault.probe()
    expect(json().vault.records['account-1']).not.toEqual(before)
    expect(await reveal(vault, 'account-1')).toEqual({ ok: true, value: KEYS })

    storage.rotated = true
    const kept = text()
    storage.encryptStringAsync = () => Promise.reject(new Error('Error while encrypting'))
    expect(await reveal(vault, 'account-1')).toEqual({ ok: true, value: KEYS })
    storage.rotated = false
    await vault.probe()
    expect(text()).toBe(kept)
  })
})
