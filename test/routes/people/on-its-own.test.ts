import { expect, it } from 'vitest'
import { eventually } from '../../support/app/host.ts'
import { type LiveShop, liveShop } from '../../support/app/live-shop.ts'
import { staffOf } from '../../support/people/staff.ts'

let live: LiveShop
liveShop((given) => {
  live = given
})

it('the watcher’s news of a sale are nobody’s, whoever’s calls have begun and woken its loops', async () => {
  const { shop, server } = live
  const { be } = await staffOf(shop)
  // Everything that is opened from here on is opened by a call of the owner.
  await shop.call('book.switch', { kind: 'practice' })
  await shop.call('book.switch', { kind: 'live' })
  const account = await shop.call('accounts.add', {
    ...{ provider: 'daisy', label: 'Till', settings: {} },
    credentials: { ...server.practice.credentials.daisy },
  })
  await be('Yanis')
  const sale = await shop.call('invoices.create', {
    ...{ token: crypto.randomUUID(), accountId: account.id, currency: 'DAI', amount: '10' },
    ...{ description: 'a lamp', customerName: null, customerEmail: null },
  })
  const { id } = sale.invoice
  const open = await eventually(async () => {
    const { links } = await shop.call('invoices.get', { id })
    return links[0]?.stage === 'live' ? links[0] : null
  })
  await shop.call('invoices.view', { id })
  shop.app.wake()
  await server.control('pay', { provider: 'daisy', ref: open.providerRef })
  const { events } = await eventually(async () => {
    const detail = await shop.call('invoices.get', { id })
    return detail.invoice.status === 'paid' ? detail : null
  }, 60_000)
  const doing = events.map(({ kind, data }) => `${kind} ${data.by ?? '-'}`)
  expect(doing).toEqual(expect.arrayContaining(['created Yanis', 'link_requested Yanis', 'receipt_seen -']))
  expect(doing.filter((one) => /^(status_seen|receipt_seen|received_changed) (?!-)/.test(one))).toEqual([])
  expect(doing.at(-1)).toMatch(/ -$/)
}, 90_000)

it('the desktop of a locked till is told that something needs attention, and nothing of the sale or its money', async () => {
  const { shop, server } = live
  const { be } = await staffOf(shop)
  const account = await shop.call('accounts.add', {
    ...{ provider: 'daisy', label: 'Till', settings: {} },
    credentials: { ...server.practice.credentials.daisy },
  })
  await be('Yanis')
  const { invoice } = await shop.call('invoices.create', {
    ...{ token: crypto.randomUUID(), accountId: account.id, currency: 'DAI', amount: '10' },
    ...{ description: 'a lamp', customerName: null, customerEmail: null },
  })
  const open = await eventually(async () => {
    const { links } = await shop.call('invoices.get', { id: invoice.id })
    return links[0]?.stage === 'live' ? links[0] : null
  })
  await shop.call('invoices.view', { id: invoice.id })
  await shop.call('people.lock', {})
  await server.control('pay', { provider: 'daisy', ref: open.providerRef, amount: '4' })
  shop.app.wake()
  const [told] = await eventually(
    async () => (shop.notifications.length > 0 ? shop.notifications : null),
    60_000,
  )
  expect(told).toMatchObject({
    ...{ title: '1 sale needs attention', invoiceId: null },
    body: 'The till is locked. Sign in to see what happened.',
  })
}, 90_000)
