import { afterEach } from 'vitest'
import type { RaisedException } from '../../../src/main/ledger/port/changes.ts'
import type { InvoiceRecord } from '../../../src/main/ledger/port/record.ts'
import { closeBook, openLedger } from '../../../src/main/ledger/thread/open-ledger.ts'
import { createPractice } from '../../../src/main/practice/practice.ts'
import type { FaultOrder } from '../../../src/main/practice/requests/faults.ts'
import type { PracticeCredentials } from '../../../src/main/practice/world/state.ts'
import type { RateLimits } from '../../../src/main/providers/provider.ts'
import { providers } from '../../../src/main/providers/registry.ts'
import { type Session, startSession } from '../../../src/main/session/session.ts'
import { createPracticeKeys } from '../../../src/main/vault/practice-keys.ts'
import type { AccountWatch } from '../../../src/main/watcher/report.ts'
import { refuse } from '../../../src/shared/contract/plain/envelope.ts'
import { PROVIDER_IDS, type ProviderId } from '../../../src/shared/contract/plain/provider-ids.ts'
import { toDecimal } from '../../../src/shared/money/money.ts'
import { createChance } from '../app/chance.ts'
import { temporaryFolder } from '../app/folder.ts'
import { createMachine } from '../app/machine.ts'
import { bookOptions } from '../books/book-options.ts'
import { inThisThread, listsInThisThread } from '../books/in-this-thread.ts'
import { type Sale, type StockOrder, stock } from '../books/stock.ts'
import { accountOf, SETTINGS } from './before.ts'
import { ASKED } from './goods.ts'
import { type Asked, busiest, createLine } from './line.ts'

export const SECOND = 1_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
const START = Date.UTC(2026, 5, 1, 9)

export interface RoomOptions {
  /** The providers that the shop has an account of; all four when absent. */
  readonly providers?: readonly ProviderId[]
  /** What each account may be asked; the providers' own limits when absent. */
  readonly limits?: RateLimits
  readonly dialect?: 'legacy' | 'v1'
}

/** A shop on virtual time: a real book, the real session with its watcher, and the simulated providers. */
export interface Room {
  readonly session: Session
  /** Epoch ms, as the providers know it. */
  now(): number
  /** Epoch ms, as the till's wall clock has it. */
  till(): number
  /** Starts the session; a second start after `close` is a restart on the same book. */
  start(): void
  close(): Promise<void>
  end(): Promise<void>
  /** Gives what failed so far and was expected to; what is left at the end fails the test. */
  takeDefects(): readonly unknown[]
  pass(ms: number): Promise<void>
  /** Runs a call that takes virtual time. */
  run<T>(call: Promise<T>): Promise<T>
  /** Sets the wall clock of the till only. */
  jumpWall(ms: number): void
  /** Time goes on for everybody else; `counted` when the till's monotonic clock counts it too. */
  sleep(ms: number, counted: boolean): void
  /** Puts sales that were made earlier on the provider's shelf and into the book. */
  stock(provider: ProviderId, orders: readonly StockOrder[]): Promise<readonly Sale[]>
  /** Makes a sale as a cashier does, and waits for its link. */
  sell(provider: ProviderId): Promise<Sale>
  pay(sale: Pick<Sale, 'provider' | 'ref'>, amount?: string): void
  setStatus(sale: Sale, status: string): void
  detail(sale: Sale): Promise<InvoiceRecord>
  statusOf(sale: Sale): Promise<string>
  fault(order: FaultOrder): void
  /** From now on every exchange with this provider takes so long, ms; null for the usual. */
  slowDown(provider: ProviderId, ms: number | null): void
  /** From now on what this provider answered comes back so much later, ms; null for the usual. */
  slowBack(provider: ProviderId, ms: number | null): void
  readonly credentials: PracticeCredentials
  /** Cuts or mends the network. */
  online(is: boolean): void
  lock(is: boolean): void
  /** From now on OxaPay sorts its list by the making of a link, whatever it is asked. */
  ignorePayDates(): void
  /** When the book would ask about a sale next, and when it last did; epoch ms. */
  checksOf(sale: Sale): { readonly next: number; readonly last: number | null }
  /** What reached the providers, or was on its way when the network was off. */
  readonly asked: readonly Asked[]
  askedOf(provider: ProviderId): readonly Asked[]
  askedAbout(sale: Sale): readonly Asked[]
  /** The most questions that left for a provider within any span, ms. */
  busiest(provider: ProviderId, span: number): number
  state(provider: ProviderId): Promise<AccountWatch>
  /** Exceptions told to the session, in their order. */
  readonly raised: readonly RaisedException[]
  /** The invoices that the session was told of as changed. */
  readonly changed: readonly string[]
}

/** A room for each test, closed after it. */
export function roomForEach(): (options?: RoomOptions) => Promise<Room> {
  const rooms: Room[] = []
  afterEach(async () => {
    for (const room of rooms.splice(0)) await room.end()
  })
  return async (options) => {
    const room = await openRoom(options)
    rooms.push(room)
    return room
  }
}

/** Opens the room; nothing is asked before its start. */
async function openRoom(options: RoomOptions = {}): Promise<Room> {
  const ids = options.providers ?? PROVIDER_IDS
  const folder = temporaryFolder()
  const opened = await openLedger(bookOptions(`${folder.path}/live.sqlite`), START)
  // The virtual clock counts no disk, so none need be waited for.
  opened.db.pragma('synchronous = OFF')
  for (const provider of ids) {
    const dialect = provider === 'oxapay' && options.dialect ? { dialect: options.dialect } : {}
    const settings = { ...SETTINGS[provider], ...dialect }
    const account = { id: accountOf(provider), provider, label: provider, settings }
    opened.ledger.addAccount({ ...account, createdAt: START - 400 * DAY, keyFingerprint: provider })
  }
  const machine = createMachine(START)
  const chance = createChance(7)
  const world = { now: machine.now, randomBytes: chance.bytes, keepRequests: 1 }
  let practice = createPractice(world)
  const line = createLine(machine, () => practice)
  const accepted = createPracticeKeys(practice.credentials)
  let locked = false
  const raised: RaisedException[] = []
  const changed: string[] = []
  const defects: unknown[] = []
  let session: Session | null = null
  let sold = 0

  function running(): Session {
    if (!session) throw new Error('the session was not started')
    return session
  }

  const detailOf = (invoiceId: string): InvoiceRecord => {
    const detail = opened.ledger.invoice(invoiceId)
    if (!detail) throw new Error('the book has no such invoice')
    return detail
  }

  const room: Room = {
    get session() {
      return running()
    },
    now: machine.now,
    till: machine.clock.now,
    start() {
      session = startSession({
        kind: 'live',
        path: '',
        ledger: inThisThread(opened.ledger),
        lists: listsInThisThread(opened),
        keys: {
          ...accepted,
          use: (id, provider, use) =>
            locked ? Promise.resolve(refuse('VAULT_LOCKED')) : accepted.use(id, provider, use),
        },
        fetch: line.fetch,
        clock: machine.clock,
        timers: machine.timers,
        newId: () => `id-${defects.length}`,
        provider: (id) => providers[id],
        baseUrl: (provider) => `http://practice.localhost/${provider.id}`,
        ...(options.limits && { providerLimits: () => options.limits as RateLimits }),
        // Exchanges are cut on the virtual clock: the real one must not do it as well.
        providerTimeLimitMs: 1_000_000,
        emit(name, ids) {
          if (name === 'invoices.changed') changed.push(...ids)
        },
        notify: (told) => raised.push(...told),
        failed: (error) => defects.push(error),
      })
    },
    async close() {
      await machine.time.runTo(running().close())
      session = null
    },
    async end() {
      if (session) await room.close()
      closeBook(opened.db)
      folder.clean()
      if (defects.length > 0) throw new AggregateError(defects, `${defects.length} defects`)
    },
    takeDefects: () => defects.splice(0),
    pass: (ms) => machine.time.runUntil(machine.time.clock.now() + ms),
    run: (call) => machine.time.runTo(call),
    jumpWall: machine.jumpWall,
    sleep: machine.sleep,
    async stock(provider, orders) {
      const state = practice.snapshot()
      const sales = stock(
        { ...opened, state, now: machine.now(), chance, provider, accountId: accountOf(provider) },
        orders,
      )
      practice = createPractice({ ...world, state })
      if (session) session.watcher.nudge(sales.map((sale) => sale.invoiceId))
      return sales
    },
    async sell(provider) {
      sold += 1
      const { currency } = ASKED[provider]
      const made = await machine.time.runTo(
        running().invoicing.create({
          token: `sold-${sold}`,
          accountId: accountOf(provider),
          currency,
          amount: toDecimal(ASKED[provider]),
          description: 'Two lamps',
          customerName: null,
          customerEmail: null,
        }),
      )
      if (!made.ok) throw new Error(`no sale: ${made.error.code}`)
      await machine.time.runTo(running().invoicing.whenIdle())
      const [link] = detailOf(made.value.invoice.id).links
      if (!link?.providerRef) throw new Error(`the link was not made at ${provider}`)
      return { invoiceId: made.value.invoice.id, ref: link.providerRef, provider }
    },
    pay({ provider, ref }, amount) {
      const paid = practice.pay({ provider, ref, ...(amount !== undefined && { amount }) })
      if (!paid.ok) throw new Error(paid.message)
    },
    setStatus({ provider, ref }, status) {
      const set = practice.setStatus({ provider, ref, status })
      if (!set.ok) throw new Error(set.message)
    },
    detail: async (sale) => detailOf(sale.invoiceId),
    statusOf: async (sale) => detailOf(sale.invoiceId).invoice.status,
    fault(order) {
      const taken = practice.fault(order)
      if (!taken.ok) throw new Error(taken.message)
    },
    slowDown: line.slowDown,
    online: line.online,
    slowBack: line.slowBack,
    credentials: practice.credentials,

    ignorePayDates: line.ignorePayDates,
    checksOf({ invoiceId }) {
      const [link] = opened.ledger.scheduledLinksOf([invoiceId])
      if (!link) throw new Error('the sale has no live link')
      return { next: link.nextCheckAt, last: link.checkedAt }
    },
    lock(is) {
      locked = is
    },
    asked: line.asked,
    askedOf: (provider) => line.asked.filter((one) => one.provider === provider),
    askedAbout: ({ provider, ref }) =>
      line.asked.filter((one) => one.provider === provider && one.isAbout(ref)),
    busiest: (provider, span) => busiest(room.askedOf(provider), span),
    async state(provider) {
      const states = await running().watcher.state()
      const found = states.find((one) => one.provider === provider)
      if (!found) throw new Error('there is no such account')
      return found
    },
    raised,
    changed,
  }
  return room
}
