import { randomUUID } from 'node:crypto'
import { startTestApp } from '../app/host.ts'

/** A till in a process of its own, to be killed: opens the book of a folder, makes one sale, and waits for its end. */
interface Order {
  readonly folder: string
  readonly origins: Record<string, string>
  readonly accountId: string
  readonly credentials: Record<string, string>
  readonly currency: string
  readonly amount: string
}

const order = JSON.parse(process.argv[2] ?? '{}') as Order
const shop = await startTestApp({ folder: order.folder, providerOrigins: order.origins })
await shop.call('accounts.replaceKey', { id: order.accountId, credentials: order.credentials })
const created = await shop.call('invoices.create', {
  token: randomUUID(),
  accountId: order.accountId,
  currency: order.currency,
  amount: order.amount,
  description: 'Killed at the counter',
  customerName: null,
  customerEmail: null,
})
process.stdout.write(`${JSON.stringify({ invoiceId: created.invoice.id })}\n`)
setInterval(() => undefined, 1_000)
