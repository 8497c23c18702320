import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { expect } from 'vitest'
import { type PracticeServer, servePractice } from '../../../src/main/practice/server.ts'
import type { ProviderId } from '../../../src/shared/contract/plain/provider-ids.ts'
import type { InvoiceDetail } from '../../../src/shared/contract/shapes/invoice.ts'
import { NODE_FLAGS } from '../../../tools/node-flags.mjs'
import { startTestApp, type TestApp, temporaryFolder } from '../app/host.ts'
import { type ManualTime, manualTime } from '../app/manual-time.ts'
import { ASKED, until } from '../shop/matrix-room.ts'
import type { TillOrder } from './dying-till.ts'

/** A shop with one account at one provider, whose till is killed and opened again. */
export interface Shop {
  readonly provider: ProviderId
  readonly server: PracticeServer
  readonly folder: string
  readonly accountId: string
  readonly credentials: Readonly<Record<string, string>>
  close(): Promise<void>
}

/** What a till had promised before it died, by the sale's token. */
export type Promised = ReadonlyMap<string, string>

const TILL = fileURLToPath(new URL('./dying-till.ts', import.meta.url))

/** Opens a shop: its book, its account, and the provider it sells through. */
export async function openShop(provider: ProviderId): Promise<Shop> {
  const server = await servePractice({ port: 0 })
  const folder = temporaryFolder()
  const credentials = { ...server.practice.credentials[provider] }
  const first = await startTestApp({ folder: folder.path })
  const account = await first.call('accounts.add', { provider, label: 'Till', credentials, settings: {} })
  await first.app.close()
  return {
    provider,
    server,
    folder: folder.path,
    accountId: account.id,
    credentials,
    async close() {
      await server.close()
      folder.clean()
    },
  }
}

/** Lets a till sell until it is dead, by its own hand at `killAt` or by `kill`; gives what it had promised. */
export async function sellUntilDead(
  shop: Shop,
  tokens: readonly string[],
  killAt: string,
  kill: (till: ChildProcess, selling: Promise<void>) => void = () => undefined,
): Promise<Promised> {
  const { provider, folder, accountId, credentials, server } = shop
  const order: TillOrder = {
    ...{
      folder,
      url: server.url,
      provider,
      accountId,
      credentials,
      tokens,
      atOnce: Math.min(tokens.length, 3),
    },
    ...ASKED[provider],
  }
  const till = spawn(process.execPath, [...NODE_FLAGS, '--no-warnings', TILL, JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, KILL_AT: killAt },
  })
  const promised = new Map<string, string>()
  const exited = once(till, 'exit')
  const selling = new Promise<void>((resolve) => {
    createInterface({ input: till.stdout }).on('line', (line) => {
      const [word = '', token = '', id = ''] = line.split(' ')
      if (word === 'selling') resolve()
      if (word === 'acked') promised.set(token, id)
      // Everything was sold and nothing killed it: the point was never reached.
      if (word === 'done') till.kill('SIGTERM')
    })
  })
  kill(till, selling)
  const [, signal] = await exited
  expect(signal).toBe('SIGKILL')
  return promised
}

/** A till opened again on what a dead one left, on a time that moves only when told. */
export interface Reopened {
  readonly app: TestApp
  readonly time: ManualTime
  /** Presses Enter for the sale once more, with its own token. */
  press(token: string): Promise<InvoiceDetail>
  /** Lets time pass until nothing is unknown that the provider has a means to tell. */
  settle(id: string): Promise<InvoiceDetail>
}

/** Opens the till again. */
export async function reopen(shop: Shop): Promise<Reopened> {
  const { provider, accountId, credentials, server } = shop
  const time = manualTime()
  const app = await startTestApp({
    folder: shop.folder,
    clock: time.clock,
    timers: time.timers,
    providerOrigins: { [provider]: `${server.url}/${provider}` },
  })
  await app.call('accounts.replaceKey', { id: accountId, credentials: { ...credentials } })
  return {
    app,
    time,
    press(token) {
      const sale = { token, accountId, ...ASKED[provider], description: token }
      return app.call('invoices.create', { ...sale, customerName: null, customerEmail: null })
    },
    settle: (id) =>
      until(
        () => app.call('invoices.get', { id }),
        ({ invoice }) =>
          invoice.status !== 'creating' && (invoice.status !== 'unknown' || invoice.recovery === 'none'),
        () => time.pass(1_000),
      ),
  }
}

/** How many requests to make a link the provider has seen for a sale. */
export function createsOf(shop: Shop, token: string): number {
  const { requests } = shop.server.practice.log()
  return requests.filter((one) => one.operation === 'create' && JSON.stringify(one.body).includes(token))
    .length
}

/** The provider's own reference of a sale's link; null when it never made one. */
export function refAtProvider(shop: Shop, token: string): string | null {
  const { daisy, oneshotpay, ocpay, oxapay } = shop.server.practice.snapshot()
  const has = (row: object) => JSON.stringify(row).includes(token)
  switch (shop.provider) {
    case 'daisy':
      return daisy.invoices.find(has)?.identifier ?? null
    case 'oneshotpay':
      return oneshotpay.links.find(has)?.id ?? null
    case 'ocpay':
      return ocpay.links.find(has)?.ref ?? null
    case 'oxapay':
      return oxapay.invoices.find(has)?.trackId ?? null
  }
}

/** Looks into the closed book: whole, one invoice per sale, one link per invoice, no receipt twice. */
export function inspectBook(shop: Shop): { readonly invoices: number } {
  const db = new Database(join(shop.folder, 'live.sqlite'), { readonly: true })
  try {
    const count = (sql: string) => Number(db.prepare(sql).pluck().get())
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(db.pragma('foreign_key_check')).toEqual([])
    const invoices = count('SELECT count(*) FROM invoices')
    expect(count('SELECT count(DISTINCT description) FROM invoices')).toBe(invoices)
    expect(count('SELECT count(*) FROM payment_links')).toBe(invoices)
    expect(count('SELECT count(DISTINCT invoice_seq) FROM payment_links')).toBe(invoices)
    return { invoices }
  } finally {
    db.close()
  }
}

/** A token for one sale. */
export function newToken(): string {
  return randomUUID()
}
