import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { eventually, startTestApp, type TestApp } from '../support/app/host.ts'
import { liveShop } from '../support/app/live-shop.ts'
import type { PracticeServer } from '../support/shop/practice.ts'

let server: PracticeServer
let shop: TestApp
const PASSPHRASE = 'correct horse battery'

liveShop((live) => {
  ;({ server, shop } = live)
})

const ASKED = {
  daisy: { currency: 'DAI', amount: '10.25' },
  oneshotpay: { currency: 'USD', amount: '12.50' },
  ocpay: { currency: 'DZD', amount: '7400' },
  oxapay: { currency: 'USDT', amount: '49.9' },
} as const

async function accountOf(provider: keyof typeof ASKED): Promise<string> {
  const credentials = { ...server.practice.credentials[provider] }
  return (await shop.call('accounts.add', { provider, label: 'Till', credentials, settings: {} })).id
}

async function sell(provider: keyof typeof ASKED, accountId: string): Promise<string> {
  const sale = { token: randomUUID(), accountId, ...ASKED[provider], description: '' }
  return (await shop.call('invoices.create', { ...sale, customerName: null, customerEmail: null })).invoice.id
}

/** Waits until the first try of a sale's link has ended. */
function triedOf(id: string) {
  return eventually(async () => {
    const detail = await shop.call('invoices.get', { id })
    return detail.links.some((link) => link.stage === 'creating') ? null : detail
  })
}

const tokens = async () => (await server.requests()).filter((one) => one.operation === 'token').length
const requests = async (provider: string) =>
  (await server.requests()).filter((one) => one.provider === provider).length

it.each(['oneshotpay', 'daisy', 'ocpay', 'oxapay'] as const)(
  'a locked vault sells nothing more over %s and asks nothing, until it is opened again',
  async (provider) => {
    await shop.call('vault.createPassphrase', { passphrase: PASSPHRASE })
    const accountId = await accountOf(provider)
    const first = await triedOf(await sell(provider, accountId))
    expect(first.invoice.status).toBe('open')

    expect(await shop.call('vault.lock', {})).toEqual({ kind: 'locked' })
    const before = await requests(provider)
    const second = await triedOf(await sell(provider, accountId))
    expect(second.invoice.status).toBe('failed')
    expect(second.events.find(({ kind }) => kind === 'link_refused')?.data).toMatchObject({
      code: 'VAULT_LOCKED',
    })
    expect((await shop.refused('invoices.check', { id: first.invoice.id })).code).toBe('VAULT_LOCKED')
    expect(await requests(provider)).toBe(before)

    expect(await shop.refused('vault.unlock', { passphrase: 'a wrong passphrase' })).toMatchObject({
      code: 'WRONG_PASSPHRASE',
    })
    expect(await shop.call('vault.unlock', { passphrase: PASSPHRASE })).toEqual({
      kind: 'ready',
      seal: 'passphrase',
    })
    const third = await triedOf(await sell(provider, accountId))
    expect(third.invoice.status).toBe('open')
  },
)

it('a locked vault drops the bearer token that a client made with the key: after it is opened there is a new one', async () => {
  await shop.call('vault.createPassphrase', { passphrase: PASSPHRASE })
  const accountId = await accountOf('oneshotpay')
  await triedOf(await sell('oneshotpay', accountId))
  const before = await tokens()
  await triedOf(await sell('oneshotpay', accountId))
  expect(await tokens()).toBe(before)
  await shop.call('vault.lock', {})
  await shop.call('vault.unlock', { passphrase: PASSPHRASE })
  expect((await triedOf(await sell('oneshotpay', accountId))).invoice.status).toBe('open')
  expect(await tokens()).toBe(before + 1)
})

it('wrong passphrases wait as wrong PINs do where nobody set up people, over a restart, and each is told in the trail', async () => {
  await shop.call('vault.createPassphrase', { passphrase: PASSPHRASE })
  await shop.call('vault.lock', {})
  const guess = (passphrase: string) => shop.refused('vault.unlock', { passphrase })
  for (let n = 0; n < 5; n += 1) expect((await guess(`a guess ${n}`)).code).toBe('WRONG_PASSPHRASE')
  const waits = await guess(PASSPHRASE)
  expect([waits.code, Number(waits.params.seconds) > 25]).toEqual(['PASSPHRASE_WAIT', true])
  // Another way to try it is no way round.
  const changed = { current: PASSPHRASE, passphrase: 'four other words' }
  expect((await shop.refused('vault.changePassphrase', changed)).code).toBe('PASSPHRASE_WAIT')
  const tries = await eventually(async () => {
    const { rows } = await shop.call('trail.entries', { from: 0, limit: 50 })
    const told = rows.filter(({ data }) => data.what === 'wrong_passphrase').map(({ data }) => data)
    return told.length === 5 ? told : null
  })
  expect(tries.map(({ at, tries: n }) => [at, n])).toEqual([5, 4, 3, 2, 1].map((n) => ['keys', n]))
  expect(JSON.stringify(tries)).not.toMatch(/guess|correct/)
  await shop.app.close()
  const again = await startTestApp({ folder: shop.folder })
  expect((await again.refused('vault.unlock', { passphrase: PASSPHRASE })).code).toBe('PASSPHRASE_WAIT')
  // Whoever has lost it begins with another one, and waits for none of that.
  await again.call('vault.erase', {})
  await again.call('vault.createPassphrase', { passphrase: 'four other words' })
  await again.call('vault.lock', {})
  expect((await again.call('vault.unlock', { passphrase: 'four other words' })).kind).toBe('ready')
  await again.app.close()
})
