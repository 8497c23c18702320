import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { safeStorageKeychain } from '../../src/main/vault/keychain.ts'
import { eventually, startTestApp, type TestApp, type temporaryFolder } from '../support/app/host.ts'
import { liveShop } from '../support/app/live-shop.ts'
import { SimulatedSafeStorage } from '../support/app/safe-storage.ts'
import type { PracticeServer } from '../support/shop/practice.ts'

let server: PracticeServer
let folder: ReturnType<typeof temporaryFolder>
let shop: TestApp

liveShop((live) => {
  ;({ server, folder, shop } = live)
})
afterEach(async () => {
  await server.control('fault', { ...EVERY, kind: 'http_status', times: 0 })
})

const EVERY = { provider: 'ocpay', operation: '*' } as const

async function ocpay(): Promise<string> {
  const credentials = { ...server.practice.credentials.ocpay }
  const input = { provider: 'ocpay', label: 'Till', credentials, settings: {} } as const
  return (await shop.call('accounts.add', input)).id
}

async function opened(invoiceId: string): Promise<void> {
  await eventually(async () =>
    (await shop.call('invoices.get', { id: invoiceId })).invoice.status === 'open' ? true : null,
  )
}

async function sell(accountId: string): Promise<string> {
  const goods = { currency: 'DZD', amount: '7400', description: '', customerName: null, customerEmail: null }
  return (await shop.call('invoices.create', { token: randomUUID(), accountId, ...goods })).invoice.id
}

describe('an account that rests', () => {
  it.each([503, 429])(
    'after %i is shown in the live statuses by a machine’s own clock, which counts parts of a millisecond',
    async (status) => {
      const accountId = await ocpay()
      const invoiceId = await sell(accountId)
      await eventually(async () =>
        (await shop.call('invoices.get', { id: invoiceId })).invoice.status === 'open' ? true : null,
      )
      await server.control('fault', { ...EVERY, kind: 'http_status', status, times: 50 })
      await shop.envelope('invoices.check', { id: invoiceId })
      for (let look = 0; look < 20; look += 1) {
        const [watch] = await shop.call('watching.state', {})
        expect(watch).toMatchObject({ state: 'resting', until: expect.any(Number) })
        expect(Number.isInteger(watch?.until)).toBe(true)
      }
    },
  )
})

describe('keys that are locked', () => {
  it('are told at once and by everything alike: the account, and what is asked about it', async () => {
    await shop.call('vault.createPassphrase', { passphrase: 'four words are enough' })
    const accountId = await ocpay()
    await opened(await sell(accountId))
    await shop.call('vault.lock', {})
    const before = (await server.requests()).length
    const [account] = await shop.call('accounts.list', {})
    const [watch] = await shop.call('watching.state', {})
    expect(account?.trouble).toBe('VAULT_LOCKED')
    expect(watch).toMatchObject({ state: 'locked', reason: 'VAULT_LOCKED', open: { young: 1 } })
    expect((await server.requests()).length).toBe(before)
    await shop.call('vault.unlock', { passphrase: 'four words are enough' })
    expect((await shop.call('accounts.list', {}))[0]?.trouble).toBeNull()
    expect((await shop.call('watching.state', {}))[0]?.state).toBe('running')
  })
})

describe('a key ring', () => {
  const storage = new SimulatedSafeStorage()
  const restart = async () => {
    await shop.app.close()
    const keychain = safeStorageKeychain(storage, 'linux')
    shop = await startTestApp({ folder: folder.path, providerOrigins: server.origins, keychain })
  }
  const kept = async () => (await shop.call('accounts.list', {}))[0]
  const isKind = (kind: string) =>
    eventually(async () => ((await shop.call('vault.status', {})).kind === kind ? true : null))

  it('that was replaced is told, and a sale whose request was never sent makes nobody answer', async () => {
    await restart()
    await shop.call('accounts.add', {
      provider: 'ocpay',
      label: 'Till',
      credentials: { ...server.practice.credentials.ocpay },
      settings: {},
    })
    storage.replaceRing()
    await restart()
    await isKind('changed')
    const account = await kept()
    expect(account).toMatchObject({ hasKey: true, trouble: 'DECRYPT_FAILED', lastAnswerAt: null })
    const sale = await sell(account?.id ?? '')
    await eventually(async () =>
      (await shop.call('invoices.get', { id: sale })).invoice.status === 'failed' ? true : null,
    )
    expect(await kept()).toMatchObject({ trouble: 'DECRYPT_FAILED', lastAnswerAt: null })
    expect(await shop.call('vault.status', {})).toMatchObject({ kind: 'changed' })
  })

  it('that was away for a moment is waited for, and works when it is back', async () => {
    storage.mood = 'works'
    await restart()
    const accountId = await ocpay()
    await opened(await sell(accountId))
    storage.mood = 'busy'
    await restart()
    await isKind('waiting')
    expect((await kept())?.trouble).toBe('VAULT_TEMPORARY')
    storage.mood = 'works'
    shop.app.wake()
    await isKind('ready')
    await opened(await sell(accountId))
    expect((await kept())?.trouble).toBeNull()
  })
})
