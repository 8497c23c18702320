import { type Connections, createConnections } from '../../../src/main/accounts/connections.ts'
import { createCooldowns } from '../../../src/main/accounts/cooldowns.ts'
import { sendCreate } from '../../../src/main/invoicing/send.ts'
import type { InvoiceChange } from '../../../src/main/ledger/port/changes.ts'
import type { LedgerClient } from '../../../src/main/ledger/port/ledger.ts'
import type { PracticeCredentials } from '../../../src/main/practice/world/state.ts'
import { providers } from '../../../src/main/providers/registry.ts'
import { createPracticeKeys } from '../../../src/main/vault/practice-keys.ts'
import { createWatcher } from '../../../src/main/watcher/watcher.ts'
import type { ProviderId } from '../../../src/shared/contract/plain/provider-ids.ts'
import type { Clock, Timers } from '../../../src/shared/time/clock.ts'
import { there } from '../../support/books/there.ts'
import { accountOf } from '../../support/shop/before.ts'
import type { Limits } from '../../support/shop/bench-cases.ts'
import { ASKED } from '../../support/shop/goods.ts'

export interface TillPorts {
  readonly ledger: LedgerClient
  readonly clock: Clock
  readonly timers: Timers
  readonly fetch: (request: Request) => Promise<Response>
  readonly credentials: PracticeCredentials
  /** Where the simulated providers are. */
  readonly origin: string
  /** What each account may be asked; null for the providers' own limits. */
  readonly limits: Limits | null
  changed(changes: readonly InvoiceChange[]): void
  failed(error: unknown): void
}

/** The watcher with what it works on, put together as a session does it. */
export interface Till {
  start(): void
  /** Names the sale on the screen; null for none. */
  view(invoiceId: string | null): Promise<void>
  /** Commits a sale and makes its link at the provider; `ref` is null when that did not come about. */
  sell(
    provider: ProviderId,
    token: string,
  ): Promise<{ readonly invoiceId: string; readonly ref: string | null }>
  stop(): Promise<void>
}

/** Puts a till together; nothing is asked before its start. */
export function openTill(ports: TillPorts): Till {
  const { ledger, clock, timers, failed } = ports
  const ending = new AbortController()
  const cooldowns = createCooldowns(clock)
  const common = { ledger, clock, timers, cooldowns, signal: ending.signal, failed }
  const connections: Connections = createConnections({
    provider: (id) => providers[id],
    baseUrl: (provider) => `${ports.origin}/${provider.id}`,
    fetch: ports.fetch,
    keys: createPracticeKeys(ports.credentials),
    clock,
    timers,
    limits: (provider) => ports.limits ?? provider.limits,
  })
  const keyRefused = async (accountId: string) => failed(new Error(`the key of ${accountId} was refused`))
  const changed = (changes: readonly InvoiceChange[]) => {
    ports.changed(changes)
    watcher.nudge(changes.map((change) => change.invoiceId))
  }
  const watcher = createWatcher({
    ...common,
    connections,
    changed: ports.changed,
    keyRefused,
    provider: (id) => providers[id],
    asked: () => undefined,
  })

  return {
    start: () => watcher.start(),
    view: (invoiceId) => watcher.view(invoiceId),
    async sell(provider, token) {
      const { pending } = there(
        await ledger.createInvoice({
          token,
          accountId: accountOf(provider),
          asked: ASKED[provider],
          description: 'Two lamps',
          customerName: null,
          customerEmail: null,
          tolerance: null,
          at: clock.now(),
        }),
      )
      const asked = () => undefined
      await sendCreate(pending, { ...common, connections, changed, asked, keyRefused })
      const [link] = await ledger.liveLinksOf(pending.invoiceId)
      return { invoiceId: pending.invoiceId, ref: link?.ref ?? null }
    },
    async stop() {
      ending.abort()
      await watcher.stop()
    },
  }
}
