import { afterEach } from 'vitest'
import { createConnections } from '../../../src/main/accounts/connections.ts'
import { type Cooldowns, createCooldowns } from '../../../src/main/accounts/cooldowns.ts'
import { createInvoicing, type Invoicing, type SaleInput } from '../../../src/main/invoicing/invoicing.ts'
import type { InvoiceChange } from '../../../src/main/ledger/port/changes.ts'
import type { Ledger, LedgerClient } from '../../../src/main/ledger/port/ledger.ts'
import type { InvoiceRecord } from '../../../src/main/ledger/port/record.ts'
import { closeBook, openLedger } from '../../../src/main/ledger/thread/open-ledger.ts'
import { createPractice } from '../../../src/main/practice/practice.ts'
import type { FaultOrder } from '../../../src/main/practice/requests/faults.ts'
import type { Practice } from '../../../src/main/practice/world/practice-port.ts'
import type { ProviderError } from '../../../src/main/providers/provider.ts'
import { providers } from '../../../src/main/providers/registry.ts'
import { createPracticeKeys } from '../../../src/main/vault/practice-keys.ts'
import type { ProviderId } from '../../../src/shared/contract/plain/provider-ids.ts'
import { toDecimal } from '../../../src/shared/money/money.ts'
import { createChance } from '../app/chance.ts'
import { temporaryFolder } from '../app/folder.ts'
import { createMachine } from '../app/machine.ts'
import { bookOptions } from '../books/book-options.ts'
import { inThisThread } from '../books/in-this-thread.ts'
import { accountOf, SETTINGS } from './before.ts'
import { ASKED } from './goods.ts'
import { type Asked, createLine } from './line.ts'

export const SALE_START = Date.UTC(2026, 5, 1, 9)

/** A shop that only sells: a real book, the use cases of a sale and the simulated providers, on virtual time, nobody watching. */
export interface SaleRoom {
  readonly ledger: Ledger
  readonly practice: Practice
  readonly cooldowns: Cooldowns
  readonly invoicing: Invoicing
  /** The wall clock of the till, epoch ms. */
  now(): number
  pass(ms: number): Promise<void>
  run<T>(call: Promise<T>): Promise<T>
  jumpWall(ms: number): void
  /** How far the providers' clock is ahead of the true time, ms. */
  providersAhead(ms: number): void
  /** What a sale asks at this provider; `token` is new with each call. */
  order(provider: ProviderId, change?: Partial<SaleInput>): SaleInput
  /** Makes a sale and waits until its request has ended; gives the invoice. */
  sell(provider: ProviderId, change?: Partial<SaleInput>): Promise<string>
  detail(invoiceId: string): InvoiceRecord
  /** The first link of a sale, as the book has it. */
  link(invoiceId: string): InvoiceRecord['links'][number]
  kinds(invoiceId: string): readonly string[]
  fault(order: FaultOrder): void
  /** Changes the text of every answer from now on. */
  rewrite(change: ((text: string) => string) | null): void
  /** The next request rejects with this before it leaves. */
  cut(error: Error): void
  /** Runs before each call of one of the book's methods; what it throws, the caller gets. */
  before(method: keyof Ledger, act: (() => void) | null): void
  readonly asked: readonly Asked[]
  count(kind: Asked['kind']): number
  /** Ends the process' part of the work: the signal aborts. */
  abort(): void
  /** The use cases begin anew on the same book, as after a crash. */
  restart(): void
  readonly told: InvoiceChange[]
  readonly health: string[]
  readonly refusedKeys: [string, ProviderError][]
  readonly failures: unknown[]
  forgetKey(provider: ProviderId): Promise<unknown>
}

/** A room for each test, closed after it. */
export function saleRoomForEach(): () => Promise<SaleRoom> {
  const ends: (() => void)[] = []
  afterEach(() => {
    for (const end of ends.splice(0)) end()
  })
  return async () => {
    const { room, end } = await openRoom()
    ends.push(end)
    return room
  }
}

async function openRoom(): Promise<{ room: SaleRoom; end(): void }> {
  const folder = temporaryFolder()
  const { db, ledger } = await openLedger(bookOptions(`${folder.path}/live.sqlite`), SALE_START)
  db.pragma('synchronous = OFF')
  for (const provider of ['daisy', 'oneshotpay', 'ocpay', 'oxapay'] as const) {
    const account = { id: accountOf(provider), provider, label: `Our ${provider}` }
    const settings = SETTINGS[provider]
    ledger.addAccount({ ...account, settings, createdAt: SALE_START - 1_000, keyFingerprint: provider })
  }
  const machine = createMachine(SALE_START)
  let ahead = 0
  const practice = createPractice({
    now: () => machine.now() + ahead,
    randomBytes: createChance(7).bytes,
    keepRequests: 1_000,
  })
  const line = createLine(machine, () => practice)
  let rewrite: ((text: string) => string) | null = null
  let cutting: Error | null = null
  const acts = new Map<keyof Ledger, () => void>()
  const book = hooked(inThisThread(ledger), acts)
  const cooldowns = createCooldowns(machine.clock)
  const keys = createPracticeKeys(practice.credentials)
  const told: InvoiceChange[] = []
  const health: string[] = []
  const refusedKeys: [string, ProviderError][] = []
  const failures: unknown[] = []
  let ending = new AbortController()
  let sold = 0

  function begin(): Invoicing {
    ending = new AbortController()
    return createInvoicing({
      ledger: book,
      connections: createConnections({
        provider: (id) => providers[id],
        baseUrl: (provider) => `http://practice.localhost/${provider.id}`,
        async fetch(request) {
          const error = cutting
          cutting = null
          if (error) throw error
          const response = await line.fetch(request)
          if (!rewrite) return response
          const { status, headers } = response
          return new Response(rewrite(await response.text()), { status, headers })
        },
        keys,
        clock: machine.clock,
        timers: machine.timers,
        timeLimitMs: 1_000_000,
      }),
      keys,
      clock: machine.clock,
      timers: machine.timers,
      cooldowns,
      signal: ending.signal,
      provider: (id) => providers[id],
      changed: (changes) => told.push(...changes),
      asked: (id) => health.push(id),
      keyRefused: async (id, error) => {
        refusedKeys.push([id, error])
        await book.pauseAccount(id, 'AUTH_REJECTED', machine.clock.now())
      },
      failed: (error) => failures.push(error),
    })
  }
  let invoicing = begin()

  const room: SaleRoom = {
    ledger,
    practice,
    cooldowns,
    get invoicing() {
      return invoicing
    },
    now: machine.clock.now,
    pass: (ms) => machine.time.runUntil(machine.time.clock.now() + ms),
    run: (call) => machine.time.runTo(call),
    jumpWall: machine.jumpWall,
    providersAhead(ms) {
      ahead = ms
    },
    order(provider, change = {}) {
      sold += 1
      const { currency } = ASKED[provider]
      const sale = { token: `sold-${sold}`, accountId: accountOf(provider), currency }
      const texts = { description: 'Two lamps', customerName: null, customerEmail: null }
      return { ...sale, amount: toDecimal(ASKED[provider]), ...texts, ...change }
    },
    async sell(provider, change) {
      const made = await room.run(invoicing.create(room.order(provider, change)))
      if (!made.ok) throw new Error(`no sale: ${made.error.code}`)
      await room.run(invoicing.whenIdle())
      return made.value.invoice.id
    },
    detail(invoiceId) {
      const detail = ledger.invoice(invoiceId)
      if (!detail) throw new Error('the book has no such invoice')
      return detail
    },
    link(invoiceId) {
      const [link] = room.detail(invoiceId).links
      if (!link) throw new Error('the sale has no link')
      return link
    },
    kinds: (invoiceId) => room.detail(invoiceId).events.map((event) => event.kind),
    fault(order) {
      const taken = practice.fault(order)
      if (!taken.ok) throw new Error(taken.message)
    },
    rewrite(change) {
      rewrite = change
    },
    cut(error) {
      cutting = error
    },
    before(method, act) {
      if (act) acts.set(method, act)
      else acts.delete(method)
    },
    asked: line.asked,
    count: (kind) => line.asked.filter((one) => one.kind === kind).length,
    abort: () => ending.abort(),
    restart() {
      invoicing = begin()
    },
    told,
    health,
    refusedKeys,
    failures,
    forgetKey: (provider) => keys.forget(accountOf(provider)),
  }
  return {
    room,
    end() {
      ending.abort()
      closeBook(db)
      folder.clean()
    },
  }
}

/** The same book, with something that happens just before a call. */
function hooked(client: LedgerClient, acts: ReadonlyMap<keyof Ledger, () => void>): LedgerClient {
  return new Proxy(client, {
    get(book, method: keyof Ledger) {
      const call = book[method] as (...args: unknown[]) => unknown
      return async (...args: unknown[]) => {
        acts.get(method)?.()
        return call(...args)
      }
    },
  })
}
