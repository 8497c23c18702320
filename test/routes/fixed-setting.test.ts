import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { eventually, startTestApp, type TestApp, temporaryFolder } from '../support/app/host.ts'
import { type PracticeServer, startPractice } from '../support/shop/practice.ts'

const folder = temporaryFolder()
let server: PracticeServer
let shop: TestApp
beforeAll(async () => {
  server = await startPractice()
  shop = await startTestApp({ folder: folder.path, providerOrigins: server.origins })
})
afterAll(async () => {
  await shop.app.close()
  await server.close()
  folder.clean()
})

it('a setting that decides where links are kept can change until the account has one, and not afterwards', async () => {
  const { id } = await shop.call('accounts.add', {
    provider: 'oxapay',
    label: 'OxaPay',
    credentials: { ...server.practice.credentials.oxapay },
    settings: {},
  })
  const v1 = { id, label: 'OxaPay', settings: { dialect: 'v1' } }
  await shop.call('accounts.update', v1)
  await shop.call('accounts.update', { ...v1, settings: {} })
  const { invoice } = await shop.call('invoices.create', {
    token: randomUUID(),
    accountId: id,
    currency: 'USDT',
    amount: '20',
    description: '',
    customerName: null,
    customerEmail: null,
  })
  await eventually(async () => {
    const detail = await shop.call('invoices.get', { id: invoice.id })
    return detail.invoice.status === 'open' ? detail : null
  })
  expect(await shop.refused('accounts.update', v1)).toMatchObject({
    code: 'SETTING_FIXED',
    params: { field: 'dialect' },
  })
  const relabelled = await shop.call('accounts.update', {
    ...v1,
    label: 'Other',
    settings: { dialect: 'legacy', lifeTime: 30 },
  })
  expect(relabelled.settings).toEqual({ dialect: 'legacy', lifeTime: 30 })
})
