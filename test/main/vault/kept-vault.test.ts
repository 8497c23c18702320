import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { fingerprintOf } from '../../../src/main/vault/bound-text.ts'
import { temporaryFolder } from '../../support/app/folder.ts'
import { openBench, reveal, testKeychain } from '../../support/app/vault-bench.ts'

let folder: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => folder.clean())

it('a vault that lies on disks already opens with its passphrase, and gives its key as it was', async () => {
  copyFileSync(join(import.meta.dirname, 'kept-vault.json'), join(folder.path, 'vault.json'))
  const { vault, json } = openBench({ folder: folder.path, keychain: testKeychain('basic_text') })
  expect(vault.status()).toEqual({ kind: 'locked' })
  expect(await vault.unlock('correct horse battery')).toMatchObject({ ok: true })
  const key = { apiKey: 'a key of no worth' }
  expect(await reveal(vault, 'account-1')).toEqual({ ok: true, value: key })
  const kept = json().vault as { fingerprintSalt?: string; records: Record<string, Record<string, unknown>> }
  expect(await fingerprintOf(kept.fingerprintSalt ?? '', key)).toBe(kept.records['account-1']?.fingerprint)
})
