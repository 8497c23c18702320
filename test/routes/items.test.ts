import { randomUUID } from 'node:crypto'
import { beforeEach, expect, it } from 'vitest'
import type { RouteInput } from '../../src/shared/contract/routes/index.ts'
import type { TestApp } from '../support/app/host.ts'
import { liveShop } from '../support/app/live-shop.ts'
import type { PracticeServer } from '../support/shop/practice.ts'

let server: PracticeServer
let shop: TestApp
let accountId: string

liveShop((live) => {
  ;({ server, shop } = live)
})
beforeEach(async () => {
  const credentials = { ...server.practice.credentials.oneshotpay }
  const account = { provider: 'oneshotpay', label: 'Till', credentials, settings: {} } as const
  accountId = (await shop.call('accounts.add', account)).id
})

type Sale = RouteInput<'invoices.create'>

function sale(change: Partial<Sale>): Sale {
  return {
    token: randomUUID(),
    accountId,
    currency: 'USD',
    amount: '24.47',
    description: '',
    customerName: null,
    customerEmail: null,
    lines: [
      { kind: 'amount', unit: '12.50', quantity: 1 },
      { kind: 'amount', unit: '3.99', quantity: 3 },
    ],
    ...change,
  }
}

const creates = async () =>
  (await server.requests()).filter((one) => one.operation === 'create' && one.provider === 'oneshotpay')

it('given lines that do not make the amount, nothing is written and the provider is not asked', async () => {
  const before = (await creates()).length
  expect(await shop.refused('invoices.create', sale({ amount: '24.48' }))).toMatchObject({
    code: 'LINES_MISMATCH',
    retryable: false,
  })
  const fine = [{ kind: 'amount', unit: '24.475', quantity: 1 }] as const
  expect((await shop.refused('invoices.create', sale({ lines: [...fine] }))).code).toBe(
    'AMOUNT_TOO_MANY_DECIMALS',
  )
  expect((await shop.call('app.overview', {})).invoiceCount).toBe(0)
  expect((await creates()).length).toBe(before)
})

it('the same sale sent twice is one sale with its lines; the same token with other lines is a mistake', async () => {
  const one = sale({})
  const first = await shop.call('invoices.create', one)
  const again = await shop.call('invoices.create', one)
  expect(again.invoice.id).toBe(first.invoice.id)
  expect(again.lines).toEqual(first.lines)
  expect(first.lines).toHaveLength(2)
  const other = { ...one, lines: [{ kind: 'amount', unit: '24.47', quantity: 1 } as const] }
  expect((await shop.refused('invoices.create', other)).code).toBe('CONFLICT')
  const { lines: _, ...bare } = one
  expect((await shop.refused('invoices.create', bare)).code).toBe('CONFLICT')
})

it('an item whose price was changed since it was added is not sold at the old one', async () => {
  const tea = { id: null, name: 'Tea', currency: 'USD', price: '2.00', code: null }
  const { id } = await shop.call('items.save', tea)
  await shop.call('items.save', { ...tea, id, price: '2.50' })
  const lines = [{ kind: 'item', itemId: id, unit: '2.00', quantity: 2 } as const]
  expect((await shop.refused('invoices.create', sale({ amount: '4', lines }))).code).toBe('ITEM_CHANGED')
  const now = [{ kind: 'item', itemId: id, unit: '2.50', quantity: 2 } as const]
  const sold = await shop.call('invoices.create', sale({ amount: '5', lines: now }))
  expect(sold.lines).toMatchObject([{ name: 'Tea', quantity: 2, sum: { currency: 'USD', amount: '5.00' } }])
})

it('the window is told of a changed catalogue, and quick amounts are at most eight for a currency', async () => {
  const { id } = await shop.call('items.save', {
    id: null,
    name: 'Tea',
    currency: 'USD',
    price: '2',
    code: null,
  })
  await expect
    .poll(() => shop.events.some((event) => event.name === 'items.changed' && event.ids.includes(id)))
    .toBe(true)
  const USD = ['1', '2', '5', '10', '20', '50', '100', '200']
  expect((await shop.call('settings.set', { quickAmounts: { USD } })).quickAmounts).toEqual({ USD })
  const nine = { quickAmounts: { USD: [...USD, '500'] } }
  expect((await shop.refused('settings.set', nine)).code).toBe('INVALID_INPUT')
})
