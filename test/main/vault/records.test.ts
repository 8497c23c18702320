import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../support/app/folder.ts'
import { openBench, reveal, testKeychain } from '../../support/app/vault-bench.ts'

let folder: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => folder.clean())

const KEYS = { apiKey: 'key-one' }
const PHRASE = 'correct horse battery'

describe.each(['os', 'passphrase'] as const)('records sealed by %s', (seal) => {
  async function two() {
    const bench = openBench({
      folder: folder.path,
      keychain: testKeychain(seal === 'os' ? 'kwallet6' : 'basic_text'),
    })
    if (seal === 'passphrase') await bench.vault.createPassphrase(PHRASE)
    await bench.vault.put('account-1', 'ocpay', KEYS)
    await bench.vault.put('account-2', 'ocpay', { apiKey: 'key-two' })
    return bench
  }

  it('do not open for another account after somebody swapped them in the file', async () => {
    const bench = await two()
    bench.rewrite((text) =>
      text.replace('"account-1"', '"x"').replace('"account-2"', '"account-1"').replace('"x"', '"account-2"'),
    )
    for (const account of ['account-1', 'account-2']) {
      expect(await reveal(bench.vault, account)).toMatchObject({ error: { code: 'DECRYPT_FAILED' } })
    }
  })

  it('do not open for another provider', async () => {
    const { vault } = await two()
    expect(await reveal(vault, 'account-1', 'oxapay')).toMatchObject({ error: { code: 'DECRYPT_FAILED' } })
  })

  it('are replaced by a new key and gone when forgotten', async () => {
    const bench = await two()
    await bench.vault.put('account-1', 'ocpay', { apiKey: 'key-new' })
    expect(await reveal(bench.vault, 'account-1')).toEqual({ ok: true, value: { apiKey: 'key-new' } })
    expect(await bench.vault.forget('account-1')).toEqual({ ok: true, value: null })
    expect(bench.vault.has('account-1')).toBe(false)
    expect(await reveal(bench.vault, 'account-1')).toMatchObject({ error: { code: 'NO_KEY' } })
    expect(await reveal(bench.vault, 'account-2')).toMatchObject({ ok: true })
    expect(Object.keys(bench.json().vault.records)).toEqual(['account-2'])
  })

  it('can be forgotten while the vault is shut', async () => {
    const bench = await two()
    bench.vault.lock()
    bench.keychain.mood = 'away'
    expect(await bench.vault.forget('account-1')).toMatchObject({ ok: true })
    expect(bench.vault.has('account-1')).toBe(false)
  })

  it('that this version cannot read are kept beside the others', async () => {
    const bench = await two()
    bench.rewrite((text) => text.replace('"account-2": {', '"account-2": { "future": true,'))
    expect(await reveal(bench.vault, 'account-2')).toMatchObject({ error: { code: 'DECRYPT_FAILED' } })
    await bench.vault.put('account-3', 'ocpay', KEYS)
    expect(bench.json().vault.records['account-2']).toMatchObject({ future: true })
  })

  it('with a changed byte do not open', async () => {
    const bench = await two()
    bench.rewrite((text) =>
      text.replace(/"bytes": "(.)(.{30})(.)/g, (_all, first, middle, last) => {
        return `"bytes": "${first}${middle}${last === 'A' ? 'B' : 'A'}`
      }),
    )
    expect(await reveal(bench.vault, 'account-1')).toMatchObject({ error: { code: 'DECRYPT_FAILED' } })
  })

  it('are all kept when many are put at once', async () => {
    const { vault } = await two()
    const ids = Array.from({ length: 8 }, (_, n) => `many-${n}`)
    await Promise.all(ids.map((id) => vault.put(id, 'ocpay', { apiKey: id })))
    for (const id of ids) expect(await reveal(vault, id)).toEqual({ ok: true, value: { apiKey: id } })
  })
})

describe('the vault file', () => {
  it('is not made before there is something to keep', () => {
    const { vault } = openBench({ folder: folder.path })
    expect(vault.status()).toEqual({ kind: 'ready', seal: 'os' })
    expect(vault.has('account-1')).toBe(false)
    expect(existsSync(join(folder.path, 'vault.json'))).toBe(false)
  })

  it.each([
    ['is not JSON', 'not json at all'],
    ['is from a newer version', '{"vault":{"version":2,"records":{"account-1":{}}}}'],
    ['is of another shape', '{"vault":"?"}'],
  ])('that %s is left alone, and keys live in memory', async (_what, text) => {
    writeFileSync(join(folder.path, 'vault.json'), '{}')
    const bench = openBench({ folder: folder.path })
    bench.rewrite(() => text)
    expect(bench.vault.status()).toEqual({ kind: 'memoryOnly', reason: 'unavailable' })
    expect(await bench.vault.put('account-1', 'ocpay', KEYS)).toMatchObject({ ok: true })
    expect(await reveal(bench.vault, 'account-1')).toEqual({ ok: true, value: KEYS })
    expect(await bench.vault.createPassphrase(PHRASE)).toMatchObject({ error: { code: 'VAULT_UNAVAILABLE' } })
    expect(await bench.vault.forget('account-1')).toMatchObject({ error: { code: 'VAULT_UNAVAILABLE' } })
    expect(bench.text()).toBe(text)
  })

  it.each([
    ['ENOSPC', 'DISK_FULL'],
    ['EROFS', 'READ_ONLY'],
    ['EIO', 'DISK_IO'],
  ])('that cannot be written for %s answers %s, and the key is not taken for kept', async (errno, code) => {
    const bench = openBench({
      folder: folder.path,
      store: (real) => ({
        ...real,
        set: () => {
          throw Object.assign(new Error('no'), { code: errno })
        },
      }),
    })
    expect(await bench.vault.put('account-1', 'ocpay', KEYS)).toMatchObject({ error: { code } })
    expect(bench.vault.has('account-1')).toBe(false)
  })
})

describe('using a key', () => {
  it('hands what the use throws on to its caller', async () => {
    const { vault } = openBench({ folder: folder.path })
    await vault.put('account-1', 'ocpay', KEYS)
    const broken = vault.use('account-1', 'ocpay', async () => {
      throw new RangeError('a bug of the user')
    })
    await expect(broken).rejects.toThrow(RangeError)
  })

  it('keeps a copy: what the caller changes afterwards is not kept', async () => {
    const { vault } = openBench({ folder: folder.path, keychain: testKeychain('basic_text') })
    const typed = { apiKey: 'as typed' }
    await vault.put('account-1', 'ocpay', typed)
    typed.apiKey = 'changed'
    expect(await reveal(vault, 'account-1')).toEqual({ ok: true, value: { apiKey: 'as typed' } })
  })

  it('tells a listener nothing once it has gone', async () => {
    const { vault } = openBench({ folder: folder.path })
    let told = 0
    const stop = vault.onChange(() => {
      told += 1
    })
    stop()
    await vault.createPassphrase(PHRASE)
    expect(told).toBe(0)
  })
})
