import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { eventually, type TestApp } from '../support/app/host.ts'
import { liveShop } from '../support/app/live-shop.ts'
import type { PracticeServer } from '../support/shop/practice.ts'

let server: PracticeServer
let shop: TestApp
let accountId: string
liveShop((live) => {
  ;({ server, shop } = live)
})
beforeEach(async () => {
  const credentials = { ...server.practice.credentials.daisy }
  const account = await shop.call('accounts.add', {
    provider: 'daisy',
    label: 'D',
    credentials,
    settings: {},
  })
  accountId = account.id
})
afterEach(async () => {
  await server.control('fault', { provider: 'daisy', operation: '*', kind: 'connection_reset', times: 0 })
})

const spoil = (operation: string, times: number, kind = 'connection_reset') =>
  server.control('fault', { provider: 'daisy', operation, kind, times })

async function sell(): Promise<string> {
  const sale = await shop.call('invoices.create', {
    token: randomUUID(),
    accountId,
    currency: 'DAI',
    amount: '20',
    description: '',
    customerName: null,
    customerEmail: null,
  })
  return sale.invoice.id
}

const comesTo = (id: string, status: string) =>
  eventually(async () => {
    const detail = await shop.call('invoices.get', { id })
    return detail.invoice.status === status ? detail : null
  })

const trouble = async () => (await shop.call('accounts.list', {}))[0]?.trouble

it('an account whose provider does not answer says so until it answers again', async () => {
  expect(await trouble()).toBeNull()
  const id = await sell()
  await comesTo(id, 'open')
  await spoil('*', 1_000)
  expect((await shop.refused('invoices.check', { id })).code).toBe('UNREACHABLE')
  expect(await trouble()).toBe('UNREACHABLE')
  await spoil('*', 0)
  await shop.call('invoices.check', { id })
  expect(await trouble()).toBeNull()
})

it('a create that got no answer is trouble of its account as well', async () => {
  // The search for the link would end the trouble: it waits for its answer until this is over.
  await spoil('list', 1_000, 'timeout_before')
  await spoil('create', 1, 'connection_reset_after')
  const id = await sell()
  await comesTo(id, 'unknown')
  // The sale is written down first, its account's trouble is told after.
  const isTold = () =>
    shop.events.some((event) => event.name === 'accounts.checked' && event.ids.includes(accountId))
  await eventually(async () => isTold() || null)
  expect(await trouble()).not.toBeNull()
  await spoil('list', 0)
})

it('a person who asks about a lost link is told when the list could not be read', async () => {
  await spoil('create', 1, 'connection_reset_after')
  const id = await sell()
  await comesTo(id, 'unknown')
  await spoil('*', 1_000)
  expect((await shop.refused('invoices.check', { id })).code).toBe('UNREACHABLE')
  await spoil('*', 0)
  expect((await shop.call('invoices.check', { id })).invoice.status).toBe('open')
})
