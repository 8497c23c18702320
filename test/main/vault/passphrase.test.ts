import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../support/app/folder.ts'
import { openBench, reveal, testKeychain } from '../../support/app/vault-bench.ts'

let folder: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => folder.clean())

const KEYS = { apiKey: 'sentinel-key-of-ocpay' }
const PHRASE = 'correct horse battery'

/** A machine without a real keychain. */
const weak = () => testKeychain('basic_text')

async function created() {
  const bench = openBench({ folder: folder.path, keychain: weak() })
  await bench.vault.createPassphrase(PHRASE)
  await bench.vault.put('account-1', 'ocpay', KEYS)
  return bench
}

describe('a passphrase vault', () => {
  it('keeps a key over a restart, locked until the passphrase is given', async () => {
    const first = await created()
    expect(first.vault.status()).toEqual({ kind: 'ready', seal: 'passphrase' })
    expect(first.text()).not.toContain('sentinel')
    expect(first.text()).not.toContain('horse')

    const { vault } = openBench({ folder: folder.path, keychain: weak() })
    expect(vault.status()).toEqual({ kind: 'locked' })
    expect(vault.has('account-1')).toBe(true)
    expect(await reveal(vault, 'account-1')).toMatchObject({ error: { code: 'VAULT_LOCKED' } })
    expect(await vault.put('account-2', 'ocpay', KEYS)).toMatchObject({ error: { code: 'VAULT_LOCKED' } })
    expect(await vault.unlock(PHRASE)).toEqual({ ok: true, value: { kind: 'ready', seal: 'passphrase' } })
    expect(await reveal(vault, 'account-1')).toEqual({ ok: true, value: KEYS })
  })

  it('stays as it was after a wrong passphrase, however short', async () => {
    const { text, vault: open } = await created()
    const before = text()
    const { vault } = openBench({ folder: folder.path, keychain: weak() })
    for (const wrong of ['', 'short', 'correct horse batterz']) {
      expect(await vault.unlock(wrong)).toMatchObject({ error: { code: 'WRONG_PASSPHRASE' } })
      expect(vault.status()).toEqual({ kind: 'locked' })
    }
    expect(text()).toBe(before)
    expect(await open.unlock('not this one')).toMatchObject({ error: { code: 'WRONG_PASSPHRASE' } })
    expect(open.status()).toEqual({ kind: 'ready', seal: 'passphrase' })
  })

  it('counts characters, not bytes or code units, and needs eight', async () => {
    const { vault } = openBench({ folder: folder.path, keychain: weak() })
    for (const short of ['', '1234567', '🎟🎟🎟🎟🎟🎟🎟']) {
      expect(await vault.createPassphrase(short)).toEqual({
        ok: false,
        error: { code: 'PASSPHRASE_TOO_SHORT', params: { minimum: 8 } },
      })
    }
    expect(vault.status()).toEqual({ kind: 'memoryOnly', reason: 'weak_backend' })
    expect(await vault.createPassphrase('🎟🎟🎟🎟🎟🎟🎟🎟')).toMatchObject({ ok: true })
  })

  it('takes none that is longer than anybody types, says so, and tries one that is like any other wrong one', async () => {
    const { vault } = openBench({ folder: folder.path, keychain: weak() })
    const pasted = 'four words or more '.repeat(600)
    const tooLong = { ok: false, error: { code: 'PASSPHRASE_TOO_LONG', params: { most: 1_000 } } }
    expect(await vault.createPassphrase(pasted)).toEqual(tooLong)
    expect(await vault.createPassphrase('x'.repeat(1_001))).toEqual(tooLong)
    expect(await vault.createPassphrase('🎟'.repeat(1_000))).toMatchObject({ ok: true })
    expect(await vault.changePassphrase('🎟'.repeat(1_000), pasted)).toEqual(tooLong)
    vault.lock()
    expect(await vault.unlock(pasted)).toMatchObject({ error: { code: 'WRONG_PASSPHRASE' } })
    expect(await vault.unlock('🎟'.repeat(1_000))).toMatchObject({ ok: true })
  })

  it('opens with the same characters typed in another way', async () => {
    const { vault } = openBench({ folder: folder.path, keychain: weak() })
    await vault.createPassphrase('café au lait'.normalize('NFC'))
    vault.lock()
    expect(await vault.unlock('café au lait'.normalize('NFD'))).toMatchObject({ ok: true })
  })

  it('is made once: a second passphrase is refused and changes nothing', async () => {
    const { vault, text } = await created()
    const before = text()
    expect(await vault.createPassphrase('another passphrase')).toMatchObject({
      error: { code: 'ALREADY_DONE' },
    })
    expect(text()).toBe(before)
  })

  it('has nothing to unlock where there is none', async () => {
    const { vault } = openBench({ folder: folder.path, keychain: weak() })
    expect(await vault.unlock(PHRASE)).toMatchObject({ error: { code: 'CONFLICT' } })
  })

  it('takes in the keys that lived in memory', async () => {
    const bench = openBench({ folder: folder.path, keychain: weak() })
    await bench.vault.put('account-1', 'ocpay', KEYS)
    expect(openBench({ folder: folder.path, keychain: weak() }).vault.has('account-1')).toBe(false)
    const told: unknown[] = []
    bench.vault.onChange((status) => told.push(status))
    await bench.vault.createPassphrase(PHRASE)
    expect(told).toEqual([{ kind: 'ready', seal: 'passphrase' }])

    const { vault } = openBench({ folder: folder.path, keychain: weak() })
    await vault.unlock(PHRASE)
    expect(await reveal(vault, 'account-1')).toEqual({ ok: true, value: KEYS })
  })

  it('takes in the keys a keychain still opens, and leaves those of a lost one where they are', async () => {
    const keychain = testKeychain()
    const first = openBench({ folder: folder.path, keychain })
    await first.vault.put('account-1', 'ocpay', KEYS)
    keychain.loseRing()
    await first.vault.put('account-2', 'oxapay', { merchantKey: 'sentinel-two' })
    await first.vault.createPassphrase(PHRASE)
    const { records } = first.json().vault
    expect(records['account-1']?.seal).toBe('os')
    expect(records['account-2']?.seal).toBe('passphrase')
    expect(await reveal(first.vault, 'account-1')).toMatchObject({ error: { code: 'DECRYPT_FAILED' } })
    expect(await reveal(first.vault, 'account-2', 'oxapay')).toMatchObject({ ok: true })
  })

  it('is locked again at once, and an unlock under way does not undo that', async () => {
    const { vault } = await created()
    expect(vault.lock()).toEqual({ kind: 'locked' })
    expect(await reveal(vault, 'account-1')).toMatchObject({ error: { code: 'VAULT_LOCKED' } })
    const unlocking = vault.unlock(PHRASE)
    await new Promise((done) => setImmediate(done))
    vault.lock()
    expect(await unlocking).toMatchObject({ error: { code: 'VAULT_LOCKED' } })
    expect(vault.status()).toEqual({ kind: 'locked' })
  })

  it('is not opened after a lock by an unlock that still waited for its turn, as the second of a double press does', async () => {
    const { vault } = await created()
    vault.lock()
    const both = [vault.unlock(PHRASE), vault.unlock(PHRASE)]
    await new Promise((done) => setImmediate(done))
    vault.lock()
    for (const one of both) expect(await one).toMatchObject({ error: { code: 'VAULT_LOCKED' } })
    expect(vault.status()).toEqual({ kind: 'locked' })
    expect(await vault.unlock(PHRASE)).toMatchObject({ ok: true })
  })

  it('begins locked where it was locked before its turn came', async () => {
    const { vault } = openBench({ folder: folder.path, keychain: weak() })
    const making = [vault.put('account-1', 'ocpay', KEYS), vault.createPassphrase(PHRASE)]
    vault.lock()
    await Promise.all(making)
    expect(vault.status()).toEqual({ kind: 'locked' })
  })

  it('refuses a key put away while it is being locked, and writes nothing under a wiped key', async () => {
    const { vault, text } = await created()
    const before = text()
    const putting = vault.put('account-2', 'ocpay', KEYS)
    await new Promise((done) => setImmediate(done))
    vault.lock()
    expect(await putting).toMatchObject({ error: { code: 'VAULT_LOCKED' } })
    expect(text()).toBe(before)
  })

  it('seals every record with a salt and a nonce of its own', async () => {
    const bench = await created()
    await bench.vault.put('account-2', 'ocpay', KEYS)
    const sealed = Object.values(bench.json().vault.records).map((record) => record.sealed)
    expect(sealed).toHaveLength(2)
    for (const part of ['salt', 'nonce', 'bytes']) {
      const values = sealed.map((one) => JSON.stringify(Reflect.get(Object(one), part)))
      expect(new Set(values).size, part).toBe(2)
    }
  })

  it('does not open with cheaper work written into its file', async () => {
    const bench = await created()
    bench.rewrite((text) => text.replace('131072', '2'))
    const { vault } = openBench({ folder: folder.path, keychain: weak() })
    expect(await vault.unlock(PHRASE)).toMatchObject({ error: { code: 'VAULT_UNAVAILABLE' } })
  })
})

describe('locking a vault that lives in memory', () => {
  it('drops the keys', async () => {
    const { vault } = openBench({ folder: folder.path, keychain: weak() })
    await vault.put('account-1', 'ocpay', KEYS)
    expect(vault.lock()).toEqual({ kind: 'memoryOnly', reason: 'weak_backend' })
    expect(await reveal(vault, 'account-1')).toMatchObject({ error: { code: 'NO_KEY' } })
  })
})

describe('a vault whose keys were on the disk before', () => {
  it('takes no key into memory alone, and takes it once there is a passphrase', async () => {
    const { vault } = openBench({
      folder: folder.path,
      keychain: weak(),
      whyNotInMemory: () => 'VAULT_UNAVAILABLE',
    })
    expect(vault.status()).toEqual({ kind: 'memoryOnly', reason: 'kept_before' })
    expect(await vault.put('account-1', 'ocpay', KEYS)).toMatchObject({
      error: { code: 'VAULT_UNAVAILABLE' },
    })
    expect(vault.has('account-1')).toBe(false)
    await vault.createPassphrase(PHRASE)
    expect((await vault.put('account-1', 'ocpay', KEYS)).ok).toBe(true)
    expect(openBench({ folder: folder.path, keychain: weak() }).vault.has('account-1')).toBe(true)
  })

  it('keeps new ones in the keychain, where there is one', async () => {
    const { vault } = openBench({ folder: folder.path, whyNotInMemory: () => 'VAULT_UNAVAILABLE' })
    expect((await vault.put('account-1', 'ocpay', KEYS)).ok).toBe(true)
    expect(openBench({ folder: folder.path }).vault.has('account-1')).toBe(true)
  })

  it.each(['basic_text', 'gnome_libsecret'])(
    'takes none while its file is blocked, with %s',
    async (name) => {
      const { vault } = openBench({
        folder: folder.path,
        keychain: testKeychain(name),
        whyNotInMemory: () => 'FILE_BLOCKED',
      })
      expect(vault.status()).toEqual({ kind: 'memoryOnly', reason: 'blocked' })
      expect(await vault.put('account-1', 'ocpay', KEYS)).toMatchObject({ error: { code: 'FILE_BLOCKED' } })
      expect(vault.has('account-1')).toBe(false)
    },
  )
})

describe('a passphrase that is changed', () => {
  const NEXT = 'battery staple horse'

  it('opens every key from then on, and the old one none', async () => {
    const { vault } = await created()
    await vault.put('account-2', 'daisy', { identifier: 'group', secretKey: 'secret' })
    expect(await vault.changePassphrase(PHRASE, NEXT)).toEqual({
      ok: true,
      value: { kind: 'ready', seal: 'passphrase' },
    })
    expect(await reveal(vault, 'account-1')).toEqual({ ok: true, value: KEYS })
    const { vault: later } = openBench({ folder: folder.path, keychain: weak() })
    expect(await later.unlock(PHRASE)).toMatchObject({ error: { code: 'WRONG_PASSPHRASE' } })
    expect(await later.unlock(NEXT)).toMatchObject({ ok: true })
    expect(await reveal(later, 'account-1')).toEqual({ ok: true, value: KEYS })
    expect(await reveal(later, 'account-2', 'daisy')).toMatchObject({ value: { secretKey: 'secret' } })
  })

  it('is changed by the one who knows it alone, to one that is long enough; else all stays as it was', async () => {
    const { vault, text } = await created()
    const before = text()
    expect(await vault.changePassphrase('not the passphrase', NEXT)).toMatchObject({
      error: { code: 'WRONG_PASSPHRASE' },
    })
    expect(await vault.changePassphrase(PHRASE, 'short')).toMatchObject({
      error: { code: 'PASSPHRASE_TOO_SHORT' },
    })
    expect(text()).toBe(before)
    const none = openBench({ folder: `${folder.path}/none`, keychain: weak() }).vault
    expect(await none.changePassphrase(PHRASE, NEXT)).toMatchObject({ error: { code: 'CONFLICT' } })
  })

  it('is the old one still where the file cannot be written', async () => {
    await created()
    const full = () => {
      throw Object.assign(new Error('no space'), { code: 'ENOSPC' })
    }
    const { vault } = openBench({
      folder: folder.path,
      keychain: weak(),
      store: (real) => ({ ...real, set: full }),
    })
    await vault.unlock(PHRASE)
    expect(await vault.changePassphrase(PHRASE, NEXT)).toMatchObject({ error: { code: 'DISK_FULL' } })
    expect(await reveal(vault, 'account-1')).toEqual({ ok: true, value: KEYS })
    expect(await openBench({ folder: folder.path, keychain: weak() }).vault.unlock(PHRASE)).toMatchObject({
      ok: true,
    })
  })

  it('leaves the keys locked that were locked while it was changed', async () => {
    const { vault } = await created()
    const changing = vault.changePassphrase(PHRASE, NEXT)
    vault.lock()
    expect((await changing).ok).toBe(true)
    expect(vault.status()).toEqual({ kind: 'locked' })
    expect(await vault.unlock(NEXT)).toMatchObject({ ok: true })
  })
})

describe('a passphrase that is lost', () => {
  it('is done with by erasing the keys: nothing of them is left, and the vault begins again', async () => {
    await created()
    const { vault, text } = openBench({ folder: folder.path, keychain: weak() })
    expect(vault.status()).toEqual({ kind: 'locked' })
    expect(await vault.createPassphrase('another passphrase')).toMatchObject({
      error: { code: 'ALREADY_DONE' },
    })
    expect(await vault.erase()).toEqual({ ok: true, value: { kind: 'memoryOnly', reason: 'weak_backend' } })
    expect(text()).not.toContain('account-1')
    expect([vault.has('account-1'), vault.trouble('account-1')]).toEqual([false, 'NO_KEY'])
    expect(await vault.createPassphrase('another passphrase')).toMatchObject({ ok: true })
    expect(await vault.put('account-1', 'ocpay', KEYS)).toMatchObject({ ok: true })
    const { vault: later } = openBench({ folder: folder.path, keychain: weak() })
    expect(await later.unlock(PHRASE)).toMatchObject({ error: { code: 'WRONG_PASSPHRASE' } })
    expect(await later.unlock('another passphrase')).toMatchObject({ ok: true })
    expect(await reveal(later, 'account-1')).toEqual({ ok: true, value: KEYS })
  })

  it('is told to the listeners, and an unlock under way opens nothing after it', async () => {
    await created()
    const { vault } = openBench({ folder: folder.path, keychain: weak() })
    const told: unknown[] = []
    vault.onChange((status) => told.push(status))
    await vault.erase()
    expect(told).toEqual([{ kind: 'memoryOnly', reason: 'weak_backend' }])
    expect(await vault.unlock(PHRASE)).toMatchObject({ error: { code: 'CONFLICT' } })
  })
})
