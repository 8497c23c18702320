import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../support/app/folder.ts'
import { openBench, reveal, testKeychain } from '../../support/app/vault-bench.ts'

let folder: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => folder.clean())

const OLD = { apiKey: 'typed before' }
const NEW = { apiKey: 'typed since' }
const PHRASE = 'correct horse battery'

describe('a key that lives in memory', () => {
  it.each([
    ['answers again', 'gnome_libsecret', 'away'],
    ['has a name that is trusted', 'basic_text', 'works'],
  ] as const)('is replaced by the new one once the keychain %s', async (_what, name, mood) => {
    const bench = openBench({ folder: folder.path, keychain: testKeychain(name) })
    bench.keychain.mood = mood
    expect(await bench.vault.put('account-1', 'ocpay', OLD)).toEqual({ ok: true, value: null })
    expect(existsSync(join(folder.path, 'vault.json'))).toBe(false)
    bench.keychain.mood = 'works'
    bench.keychain.name = 'gnome_libsecret'
    expect(await bench.vault.put('account-1', 'ocpay', NEW)).toEqual({ ok: true, value: null })
    expect(await reveal(bench.vault, 'account-1')).toEqual({ ok: true, value: NEW })
    const { vault } = openBench({ folder: folder.path, keychain: bench.keychain })
    expect(await reveal(vault, 'account-1')).toEqual({ ok: true, value: NEW })
  })

  it('is used on while the new one cannot be written', async () => {
    const bench = openBench({
      folder: folder.path,
      store: (real) => ({
        ...real,
        set: () => {
          throw Object.assign(new Error('no'), { code: 'ENOSPC' })
        },
      }),
    })
    bench.keychain.mood = 'away'
    await bench.vault.put('account-1', 'ocpay', OLD)
    bench.keychain.mood = 'works'
    expect(await bench.vault.put('account-1', 'ocpay', NEW)).toMatchObject({ error: { code: 'DISK_FULL' } })
    expect(await reveal(bench.vault, 'account-1')).toEqual({ ok: true, value: OLD })
  })

  it('is replaced by the one that a passphrase vault keeps, and gone from memory when it is locked', async () => {
    const bench = openBench({ folder: folder.path, keychain: testKeychain('basic_text') })
    await bench.vault.put('account-1', 'ocpay', OLD)
    await bench.vault.createPassphrase(PHRASE)
    await bench.vault.put('account-1', 'ocpay', NEW)
    expect(await reveal(bench.vault, 'account-1')).toEqual({ ok: true, value: NEW })
    bench.vault.lock()
    expect(await reveal(bench.vault, 'account-1')).toMatchObject({ error: { code: 'VAULT_LOCKED' } })
  })

  it('opens for its own provider alone, and is gone when it is forgotten', async () => {
    const { vault } = openBench({ folder: folder.path, keychain: testKeychain('basic_text') })
    await vault.put('account-1', 'ocpay', OLD)
    await vault.put('account-2', 'ocpay', NEW)
    expect(await reveal(vault, 'account-1', 'oxapay')).toMatchObject({ error: { code: 'NO_KEY' } })
    expect([vault.has('account-1'), vault.has('account-3')]).toEqual([true, false])
    expect(await vault.forget('account-1')).toEqual({ ok: true, value: null })
    expect(await reveal(vault, 'account-1')).toMatchObject({ error: { code: 'NO_KEY' } })
    expect(await reveal(vault, 'account-2')).toEqual({ ok: true, value: NEW })
    expect(existsSync(join(folder.path, 'vault.json'))).toBe(false)
  })
})

describe('a passphrase vault', () => {
  it('that is locked while it is made is locked, and opens with its passphrase', async () => {
    const { vault } = openBench({ folder: folder.path, keychain: testKeychain('basic_text') })
    await vault.put('account-1', 'ocpay', OLD)
    const making = vault.createPassphrase(PHRASE)
    await new Promise((done) => setImmediate(done))
    vault.lock()
    expect(await making).toMatchObject({ ok: true, value: { kind: 'locked' } })
    expect(vault.status()).toEqual({ kind: 'locked' })
    expect(await vault.unlock(PHRASE)).toMatchObject({ ok: true })
  })

  it('asks no keychain when it is probed', async () => {
    const bench = openBench({ folder: folder.path })
    await bench.vault.createPassphrase(PHRASE)
    expect(await bench.vault.probe()).toEqual({ kind: 'ready', seal: 'passphrase' })
    expect(bench.keychain.encrypted).toBe(0)
  })

  it('tells its listeners of each change once', async () => {
    const { vault } = openBench({ folder: folder.path, keychain: testKeychain('basic_text') })
    const told: string[] = []
    vault.onChange((status) => told.push(status.kind))
    await vault.put('account-1', 'ocpay', OLD)
    await vault.createPassphrase(PHRASE)
    vault.lock()
    vault.lock()
    await vault.unlock('a wrong passphrase')
    await vault.unlock(PHRASE)
    expect(told).toEqual(['ready', 'locked', 'ready'])
  })
})
