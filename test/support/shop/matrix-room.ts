import { randomUUID } from 'node:crypto'
import { createServer } from 'node:net'
import { expect } from 'vitest'
import type { LoggedRequest } from '../../../src/main/practice/requests/log.ts'
import type { PracticeOperation } from '../../../src/main/practice/requests/operations.ts'
import { servePractice } from '../../../src/main/practice/server.ts'
import type { ProviderId } from '../../../src/shared/contract/plain/provider-ids.ts'
import type { Account, AccountSettings } from '../../../src/shared/contract/shapes/account.ts'
import type { InvoiceDetail } from '../../../src/shared/contract/shapes/invoice.ts'
import { startTestApp, type TestApp, temporaryFolder } from '../app/host.ts'
import { type ManualTime, manualTime } from '../app/manual-time.ts'
import type { Fault } from './matrix-faults.ts'

/** One app, one practice server and one fault, on a time that moves only when told. */
export interface Room {
  readonly shop: TestApp
  readonly time: ManualTime
  readonly provider: ProviderId
  readonly fault: Fault
  /** Makes an account whose key is good. */
  account(): Promise<string>
  accountNow(id: string): Promise<Account>
  /** Makes a sale and waits until its request has ended. */
  sell(accountId: string, mark: string): Promise<InvoiceDetail>
  /** Lets the fault fall upon every request of one operation, for the one account where the fault is outside. */
  arm(operation: PracticeOperation, accountId: string): Promise<void>
  /** Lets only one request lose its answer after it was done. */
  loseNextCreate(): void
  lift(operation: PracticeOperation, accountId: string): Promise<void>
  /** Sets the provider's clock wrong, in the rows about that, or right again. */
  clockIs(state: 'wrong' | 'right'): void
  /** The requests so far that name this text in their path or body. */
  requestsNaming(text: string): readonly LoggedRequest[]
  /** The requests that may have made a link of the sale with this description: those refused with 401 were not processed (1shotpay §3.5). */
  creates(mark: string): number
  pay(ref: string): void
  close(): Promise<void>
}

/** One table of the page: a provider, and what its accounts are set to. */
export interface Wire {
  readonly title: string
  readonly provider: ProviderId
  readonly settings: AccountSettings
}

/** Every wire the app speaks. */
export const WIRES: readonly Wire[] = [
  { title: 'Daisy', provider: 'daisy', settings: {} },
  { title: '1ShotPay', provider: 'oneshotpay', settings: {} },
  { title: 'OCPay', provider: 'ocpay', settings: {} },
  { title: 'OxaPay, legacy', provider: 'oxapay', settings: { dialect: 'legacy' } },
  { title: 'OxaPay, v1', provider: 'oxapay', settings: { dialect: 'v1' } },
]

/** What is asked for in every cell. */
export const ASKED: Record<ProviderId, { readonly currency: string; readonly amount: string }> = {
  daisy: { currency: 'DAI', amount: '10.25' },
  oneshotpay: { currency: 'USD', amount: '12.50' },
  ocpay: { currency: 'DZD', amount: '7400' },
  oxapay: { currency: 'USDT', amount: '49.9' },
}

/** The time limit in the rows that only a time limit ends, ms. */
const SHORT_LIMIT_MS = 1_500

/** Opens a room for one row of one wire's table; `elsewhere` is where a redirect leads. */
export async function openRoom(wire: Wire, fault: Fault, elsewhere: string): Promise<Room> {
  const { provider, settings } = wire
  const time = manualTime()
  let skewMs = 0
  const server = await servePractice({
    port: 0,
    now: () => time.clock.now() + skewMs,
    // The clock of the room runs ahead of the true one, the further the busier the machine.
    date: () => time.clock.now(),
  })
  const { practice } = server
  const folder = temporaryFolder()
  const good = `${server.url}/${provider}`
  const origins: Partial<Record<ProviderId, string>> = { [provider]: good }
  const shop = await startTestApp({
    folder: folder.path,
    clock: time.clock,
    timers: time.timers,
    providerOrigins: origins,
    ...(fault.timesOut && { providerTimeLimitMs: SHORT_LIMIT_MS }),
  })

  async function leadTo(origin: string, accountId: string): Promise<void> {
    origins[provider] = origin
    // A changed account connects anew, and so to the other address.
    await shop.call('accounts.update', { id: accountId, label: 'Counter', settings })
  }

  function order(operation: PracticeOperation, times: number): void {
    if (!fault.order) return
    const location = fault.redirects ? { location: `${elsewhere}/collect` } : {}
    const answer = practice.fault({ provider, operation, times, ...fault.order, ...location })
    if (!answer.ok) throw new Error(answer.message)
  }

  return {
    shop,
    time,
    provider,
    fault,
    async account() {
      const credentials = { ...practice.credentials[provider] }
      return (await shop.call('accounts.add', { provider, label: 'Counter', credentials, settings })).id
    },
    async accountNow(id) {
      const account = (await shop.call('accounts.list', {})).find((one) => one.id === id)
      if (!account) throw new Error('the account is gone')
      return account
    },
    async sell(accountId, mark) {
      const sale = { token: randomUUID(), accountId, ...ASKED[provider], description: mark }
      const created = await shop.call('invoices.create', { ...sale, customerName: null, customerEmail: null })
      const { id } = created.invoice
      return until(
        () => shop.call('invoices.get', { id }),
        (detail) => detail.invoice.status !== 'creating',
      )
    },
    async arm(operation, accountId) {
      order(operation, 1_000)
      if (fault.origin === 'unknown name') await leadTo('http://does-not-exist.invalid', accountId)
      if (fault.origin === 'closed port') await leadTo(await closedPort(), accountId)
    },
    loseNextCreate() {
      practice.fault({ provider, operation: 'create', kind: 'connection_reset_after', times: 1 })
    },
    async lift(operation, accountId) {
      order(operation, 0)
      if (fault.origin) await leadTo(good, accountId)
    },
    clockIs(state) {
      skewMs = state === 'wrong' ? (fault.skewMs ?? 0) : 0
    },
    requestsNaming: (text) =>
      practice.log().requests.filter((one) => `${one.path} ${JSON.stringify(one.body)}`.includes(text)),
    creates: (mark) =>
      practice
        .log()
        .requests.filter(
          (one) =>
            one.operation === 'create' && one.status !== 401 && JSON.stringify(one.body).includes(mark),
        ).length,
    pay(ref) {
      const paid = practice.pay({ provider, ref })
      if (!paid.ok) throw new Error(paid.message)
    },
    async close() {
      expect(shop.logged.filter((line) => line.includes('"background"'))).toEqual([])
      await shop.app.close()
      await server.close()
      folder.clean()
    },
  }
}

/** Waits until what `look` gives fits; `meanwhile` runs before each look. */
export async function until<T>(
  look: () => Promise<T>,
  fits: (seen: T) => boolean,
  meanwhile: () => void = () => undefined,
): Promise<T> {
  const end = performance.now() + 20_000
  for (;;) {
    meanwhile()
    const seen = await look()
    if (fits(seen)) return seen
    if (performance.now() > end) throw new Error(`what was waited for did not come: ${JSON.stringify(seen)}`)
    await new Promise((done) => setTimeout(done, 15))
  }
}

/** An address on loopback at which nobody listens. */
async function closedPort(): Promise<string> {
  const server = createServer()
  const port = await new Promise<number>((done) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      done(typeof address === 'object' && address ? address.port : 0)
    })
  })
  await new Promise<void>((done) => server.close(() => done()))
  return `http://127.0.0.1:${port}`
}
