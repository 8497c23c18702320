import { writeSync } from 'node:fs'
import { flushCompileCache } from 'node:module'
import { classify } from '../../../src/main/practice/requests/operations.ts'
import type { ProviderId } from '../../../src/shared/contract/plain/provider-ids.ts'
import { eventually, sourceWorkers, startTestApp } from '../app/host.ts'

/**
 * A till in a process of its own, to be killed: sells, takes the money and asks about it, and says what it promised.
 *
 * KILL_AT names a point at which it kills itself: a call of the book (see dying-worker.ts), or `fetch:create:before`,
 * `fetch:create:after` and so on for the exchange with the provider.
 */
export interface TillOrder {
  readonly folder: string
  /** The practice server's origin. */
  readonly url: string
  readonly provider: ProviderId
  readonly accountId: string
  readonly credentials: Readonly<Record<string, string>>
  readonly currency: string
  readonly amount: string
  /** One token per sale; also its description, so that the provider's log can be searched for it. */
  readonly tokens: readonly string[]
  /** Sales under way at the same time. */
  readonly atOnce: number
}

const order = JSON.parse(process.argv[2] ?? '{}') as TillOrder
const point = process.env.KILL_AT ?? ''

function dieAt(here: string): void {
  if (point === here) process.kill(process.pid, 'SIGKILL')
}

async function fetchAndDie(request: Request): Promise<Response> {
  const operation = classify(request.method, new URL(request.url).pathname)?.operation ?? 'other'
  dieAt(`fetch:${operation}:before`)
  const response = await fetch(request)
  dieAt(`fetch:${operation}:after`)
  return response
}

const shop = await startTestApp({
  folder: order.folder,
  providerOrigins: { [order.provider]: `${order.url}/${order.provider}` },
  fetch: fetchAndDie,
  workers: { ...sourceWorkers, ledger: new URL('./dying-worker.ts', import.meta.url) },
})
await shop.call('accounts.replaceKey', { id: order.accountId, credentials: order.credentials })
flushCompileCache()
// Written straight to the pipe, so that what is promised is told even when the next instant is the last.
const say = (line: string) => writeSync(1, `${line}\n`)
say('selling')

async function sell(token: string): Promise<void> {
  const { accountId, currency, amount } = order
  const sale = { token, accountId, currency, amount, description: token }
  const created = await shop.call('invoices.create', { ...sale, customerName: null, customerEmail: null })
  const { id } = created.invoice
  say(`acked ${token} ${id}`)
  const open = await eventually(async () => {
    const detail = await shop.call('invoices.get', { id })
    return detail.invoice.status === 'creating' ? null : detail
  })
  const ref = open.links[0]?.providerRef
  if (ref) {
    const body = JSON.stringify({ provider: order.provider, ref })
    await fetch(`${order.url}/_control/pay`, { method: 'POST', body })
  }
  await shop.envelope('invoices.check', { id })
  say(`checked ${token}`)
}

const waiting = [...order.tokens]
async function sellOn(): Promise<void> {
  for (let token = waiting.shift(); token !== undefined; token = waiting.shift()) await sell(token)
}
await Promise.all(Array.from({ length: order.atOnce }, sellOn))
say('done')
setInterval(() => undefined, 1_000)
