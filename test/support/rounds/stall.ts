import { randomUUID } from 'node:crypto'
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { type PracticeServer, servePractice } from '../../../src/main/practice/server.ts'
import type { ProviderId } from '../../../src/shared/contract/plain/provider-ids.ts'
import { startTestApp, type TestApp, type TestAppOptions, temporaryFolder } from '../app/host.ts'
import { ASKED } from '../shop/matrix-room.ts'
import { ringKeychain } from './ring-keychain.ts'

/** A shop in a folder, with one account whose key is kept, and its provider beside it. */
export interface Stall {
  readonly folder: string
  /** The live book. */
  readonly book: string
  readonly server: PracticeServer
  readonly origins: Partial<Record<ProviderId, string>>
  readonly provider: ProviderId
  readonly accountId: string
  /** What `invoices.create` takes for one sale. */
  sale(token?: string): Sale
  /** Opens the app over the folder in this process. */
  open(options?: Partial<TestAppOptions>): Promise<TestApp>
  /** A copy of the folder as it lies there, to be looked into. */
  copy(): { readonly path: string; clean(): void }
  close(): Promise<void>
}

export interface Sale {
  readonly token: string
  readonly accountId: string
  readonly currency: string
  readonly amount: string
  /** The token, so that whoever sees the sale can tell which it is. */
  readonly description: string
  readonly customerName: null
  readonly customerEmail: null
}

export interface StallOptions {
  readonly provider?: ProviderId
  /** Where the app's files lie; a folder of its own when absent. */
  readonly folder?: string
  /** Puts what is to lie there before the app is opened for the first time. */
  before?(folder: string): void | Promise<void>
}

/** Opens a shop: its folder, its book, its account, and the provider it sells through; the app is closed again. */
export async function openStall(options: StallOptions = {}): Promise<Stall> {
  const { provider = 'ocpay' } = options
  const server = await servePractice({ port: 0 })
  const made = options.folder === undefined ? temporaryFolder() : null
  const folder = options.folder ?? made?.path ?? ''
  const origins = { [provider]: `${server.url}/${provider}` }
  await options.before?.(folder)
  const open: Stall['open'] = (change) =>
    startTestApp({ folder, providerOrigins: origins, keychain: ringKeychain, ...change })
  const first = await open()
  const credentials = { ...server.practice.credentials[provider] }
  const account = await first.call('accounts.add', { provider, label: 'Stall', credentials, settings: {} })
  await first.app.close()
  return {
    ...{ folder, server, origins, provider, open },
    book: join(folder, 'live.sqlite'),
    accountId: account.id,
    sale: (token = randomUUID()) => ({
      ...{ token, accountId: account.id, ...ASKED[provider], description: token },
      ...{ customerName: null, customerEmail: null },
    }),
    copy() {
      const copied = temporaryFolder()
      cpSync(folder, copied.path, { recursive: true, preserveTimestamps: true })
      return copied
    },
    async close() {
      await server.close()
      made?.clean()
    },
  }
}
