import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openCarried, packKeys, readCarried } from '../../../src/main/vault/carried-keys.ts'
import { temporaryFolder } from '../../support/app/folder.ts'
import { openBench, reveal, testKeychain } from '../../support/app/vault-bench.ts'

let folder: ReturnType<typeof temporaryFolder>
let other: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  folder = temporaryFolder()
  other = temporaryFolder()
})
afterEach(() => {
  folder.clean()
  other.clean()
})

const PHRASE = 'four words or more'
const OWNERS = [
  { id: 'account-1', provider: 'ocpay' },
  { id: 'account-2', provider: 'daisy' },
  { id: 'account-3', provider: 'oxapay' },
] as const
const FIRST = { apiKey: 'sentinel-key-of-ocpay' }
const SECOND = { secretKey: 'sentinel-key-of-daisy' }

/** A vault with the keys of the first two accounts, sealed by its keychain. */
async function kept() {
  const bench = openBench({ folder: folder.path })
  await bench.vault.put('account-1', 'ocpay', FIRST)
  await bench.vault.put('account-2', 'daisy', SECOND)
  return bench
}

async function packed() {
  const { vault } = await kept()
  const made = await packKeys(vault, OWNERS, PHRASE, 1)
  if (!made.ok) throw new Error(made.error.code)
  return made.value
}

async function opened(text: string, phrase = PHRASE) {
  const file = readCarried(text)
  if (!file.ok) throw new Error(file.error.code)
  return openCarried(file.value, phrase)
}

describe('keys on their way to another computer', () => {
  it('lie in a text in which none of them can be read, one for each account that has one', async () => {
    const { text, count } = await packed()
    expect(count).toBe(2)
    expect(text).not.toContain('sentinel')
    expect(text).not.toContain(Buffer.from('sentinel-key').toString('base64').slice(0, 12))
    expect(Object.keys(JSON.parse(text).records)).toEqual(['account-1', 'account-2'])
  })

  it('are kept there by the keychain of that computer, under the same accounts', async () => {
    const { text } = await packed()
    const there = openBench({ folder: other.path, keychain: testKeychain('kwallet6') })
    const keys = await opened(text)
    if (!keys.ok) throw new Error(keys.error.code)
    expect(await keys.value.keep(there.vault)).toEqual({ added: 2, had: 0, failed: null })
    keys.value.drop()
    expect(await reveal(there.vault, 'account-1')).toEqual({ ok: true, value: FIRST })
    expect(await reveal(there.vault, 'account-2', 'daisy')).toEqual({ ok: true, value: SECOND })
    expect(there.text()).not.toContain('sentinel')
  })

  it('replace no key that an account has there already', async () => {
    const { text } = await packed()
    const there = openBench({ folder: other.path })
    await there.vault.put('account-1', 'ocpay', { apiKey: 'its own' })
    const keys = await opened(text)
    if (!keys.ok) throw new Error(keys.error.code)
    expect(await keys.value.keep(there.vault)).toEqual({ added: 1, had: 1, failed: null })
    expect(await reveal(there.vault, 'account-1')).toEqual({ ok: true, value: { apiKey: 'its own' } })
  })

  it('say why where the vault there takes none', async () => {
    const { text } = await packed()
    const first = openBench({ folder: other.path, keychain: testKeychain('basic_text') })
    await first.vault.createPassphrase('another passphrase')
    first.vault.lock()
    const keys = await opened(text)
    if (!keys.ok) throw new Error(keys.error.code)
    expect(await keys.value.keep(first.vault)).toEqual({ added: 0, had: 0, failed: 'VAULT_LOCKED' })
  })

  it('do not open with another passphrase, nor where a letter was changed, nor as the key of another account', async () => {
    const { text } = await packed()
    expect(await opened(text, 'four words or mort')).toMatchObject({ error: { code: 'WRONG_PASSPHRASE' } })
    const file = JSON.parse(text)
    const [one, two] = [file.records['account-1'], file.records['account-2']]
    for (const records of [
      { ...file.records, 'account-3': one },
      { 'account-1': two },
      { 'account-1': { ...one, sealed: { ...one.sealed, bytes: `A${one.sealed.bytes.slice(1)}` } } },
    ]) {
      const changed = JSON.stringify({ ...file, records })
      if (changed === text) continue
      expect(await opened(changed)).toMatchObject({ error: { code: 'CORRUPT' } })
    }
  })

  it('are told from what is no such text, and from that of a later version', () => {
    for (const text of ['', 'keys', '[]', 'null', '{"version":1}'])
      expect(readCarried(text), text).toMatchObject({ error: { code: 'CORRUPT' } })
    expect(readCarried('{"version":2,"more":1}')).toMatchObject({ error: { code: 'FROM_FUTURE' } })
  })

  it('are not packed while they are locked, nor under a passphrase that is too short', async () => {
    const bench = openBench({ folder: folder.path, keychain: testKeychain('basic_text') })
    await bench.vault.createPassphrase('another passphrase')
    await bench.vault.put('account-1', 'ocpay', FIRST)
    expect(await packKeys(bench.vault, OWNERS, 'short', 1)).toMatchObject({
      error: { code: 'PASSPHRASE_TOO_SHORT', params: { minimum: 8 } },
    })
    bench.vault.lock()
    expect(await packKeys(bench.vault, OWNERS, PHRASE, 1)).toMatchObject({ error: { code: 'VAULT_LOCKED' } })
  })
})
