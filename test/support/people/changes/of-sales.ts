import { randomUUID } from 'node:crypto'
import type { RouteInput } from '../../../../src/shared/contract/routes/index.ts'
import { eventually, type TestApp } from '../../app/host.ts'
import { sell } from '../../app/practice-till.ts'
import { OPEN } from '../../shop/exceptions.ts'
import { addAccount, type ChangeCase, type ChangeCases, practiceSale, saleAt } from './bench.ts'

/** A case of the practice book that all share. */
function inPractice(begin: (shop: TestApp) => Promise<() => Promise<unknown>>): ChangeCase {
  return async (bench) => {
    const shop = await bench.shared('practice')
    return { shop, act: await begin(shop) }
  }
}

const ITEM = { id: null, name: 'Lamp', currency: 'DAI', price: '1', code: null }
const refund = (id: string) => ({
  ...{ id, token: randomUUID(), currency: 'DAI', amount: '1' },
  ...{ reason: 'returned', reference: '' },
})
const tag = (id: string): RouteInput<'review.edit'> => ({
  ...{ token: randomUUID(), ids: [id] },
  edit: { kind: 'tag', tag: `t-${id.slice(-6)}`, isOn: true },
})

async function standing(shop: TestApp): Promise<string> {
  const accounts = await shop.call('accounts.list', {})
  const accountId = accounts.find(({ provider }) => provider === 'oneshotpay')?.id ?? ''
  const asked = { token: randomUUID(), accountId, itemId: null, name: 'Box', currency: 'USD', amount: '5' }
  return (await shop.call('standing.make', asked)).id
}

/** What is done to sales, items and links that stay. */
export const CHANGES_OF_SALES: ChangeCases = {
  'invoices.create': [['created', 'link_requested'], inPractice(async (shop) => () => sell(shop))],
  'invoices.relink': [
    ['link_requested'],
    inPractice(async (shop) => {
      const id = await practiceSale(shop, null, 'oneshotpay')
      await shop.call('practice.expire', { invoiceId: id })
      return () => shop.call('invoices.relink', { id })
    }),
  ],
  'invoices.linkForRemainder': [
    ['rest_requested'],
    inPractice(async (shop) => {
      const id = await practiceSale(shop, '4')
      return () => shop.call('invoices.linkForRemainder', { id })
    }),
  ],
  'invoices.acceptShortfall': [
    ['short_accepted'],
    inPractice(async (shop) => {
      const id = await practiceSale(shop, '4')
      const { invoice } = await shop.call('invoices.get', { id })
      const received = invoice.received.amount
      return () => shop.call('invoices.acceptShortfall', { id, received, reason: 'a regular' })
    }),
  ],
  'invoices.abandon': [
    ['abandoned'],
    inPractice(async (shop) => {
      const id = await practiceSale(shop)
      return () => shop.call('invoices.abandon', { id, reason: 'left' })
    }),
  ],
  'invoices.note': [
    ['note'],
    inPractice(async (shop) => {
      const id = await practiceSale(shop)
      return () => shop.call('invoices.note', { id, text: 'called' })
    }),
  ],
  'invoices.recordRefund': [
    ['refund_recorded'],
    inPractice(async (shop) => {
      const id = await practiceSale(shop, '10')
      return () => shop.call('invoices.recordRefund', refund(id))
    }),
  ],
  'invoices.undoRefund': [
    ['refund_undone'],
    inPractice(async (shop) => {
      const id = await practiceSale(shop, '10')
      const { refunds } = await shop.call('invoices.recordRefund', refund(id))
      return () => shop.call('invoices.undoRefund', { refundId: refunds[0]?.id ?? '', reason: 'not so' })
    }),
  ],
  'exceptions.handle': [
    ['exception_settled'],
    inPractice(async (shop) => {
      const invoiceId = await practiceSale(shop, '4')
      const { rows } = await shop.call('exceptions.list', OPEN)
      const id = rows.find((one) => one.invoiceId === invoiceId)?.id ?? ''
      return () =>
        shop.call('exceptions.handle', { token: randomUUID(), ids: [id], note: 'seen', news: 1_000_000 })
    }),
  ],
  'exceptions.takeIn': [
    ['brought_back'],
    async (bench) => {
      const shop = await bench.shared('live')
      const other = await bench.start()
      const server = await bench.server()
      const accountId = await addAccount(bench, shop, 'daisy')
      const theirs = await saleAt(other, await addAccount(bench, other, 'daisy'), 'DAI', '10')
      const ref = theirs.links[0]?.providerRef ?? ''
      await bench.close(other)
      await server.control('pay', { provider: 'daisy', ref })
      const found = await eventually(async () => {
        await shop.call('books.compare', { accountId, days: 7 })
        const { rows } = await shop.call('exceptions.list', OPEN)
        return rows.find((one) => one.ref === ref) ?? null
      })
      return { shop, act: () => shop.call('exceptions.takeIn', { id: found.id }) }
    },
  ],
  'review.edit': [
    ['tagged'],
    inPractice(async (shop) => {
      const id = await practiceSale(shop)
      return () => shop.call('review.edit', tag(id))
    }),
  ],
  'review.undo': [
    ['edit_undone'],
    inPractice(async (shop) => {
      await shop.call('review.edit', tag(await practiceSale(shop)))
      return () => shop.call('review.undo', {})
    }),
  ],
  'review.redo': [
    ['edit_redone'],
    inPractice(async (shop) => {
      await shop.call('review.edit', tag(await practiceSale(shop)))
      await shop.call('review.undo', {})
      return () => shop.call('review.redo', {})
    }),
  ],
  'items.save': [
    ['item_added', 'item_changed'],
    inPractice(async (shop) => async () => {
      const { id } = await shop.call('items.save', ITEM)
      await shop.call('items.save', { ...ITEM, id, price: '2' })
    }),
  ],
  'items.retire': [
    ['item_put_away', 'item_taken_back'],
    inPractice(async (shop) => {
      const { id } = await shop.call('items.save', ITEM)
      return async () => {
        await shop.call('items.retire', { id, retired: true })
        await shop.call('items.retire', { id, retired: false })
      }
    }),
  ],
  'standing.make': [['standing_requested'], inPractice(async (shop) => () => standing(shop))],
  'standing.putAway': [
    ['standing_put_away', 'standing_taken_back'],
    inPractice(async (shop) => {
      const id = await standing(shop)
      return async () => {
        await shop.call('standing.putAway', { id, away: true })
        await shop.call('standing.putAway', { id, away: false })
      }
    }),
  ],
}
