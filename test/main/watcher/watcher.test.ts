import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Connections } from '../../../src/main/accounts/connections.ts'
import { createCooldowns } from '../../../src/main/accounts/cooldowns.ts'
import { createRateLimiter } from '../../../src/main/accounts/rate-limiter.ts'
import type { StoredAccount } from '../../../src/main/ledger/port/accounts.ts'
import type { LedgerClient } from '../../../src/main/ledger/port/ledger.ts'
import { openLedgerClient } from '../../../src/main/ledger/thread/client.ts'
import type { LinkState, ProviderClient, ProviderError } from '../../../src/main/providers/provider.ts'
import { providers } from '../../../src/main/providers/registry.ts'
import { createWatcher, type Watcher } from '../../../src/main/watcher/watcher.ts'
import { ok } from '../../../src/shared/contract/plain/envelope.ts'
import { money } from '../../../src/shared/money/money.ts'
import { temporaryFolder } from '../../support/app/folder.ts'
import { sourceWorkers } from '../../support/app/host.ts'
import { bookOptions } from '../../support/books/book-options.ts'
import { made, START, sale, shopAccount } from '../../support/books/facts.ts'
import { there } from '../../support/books/there.ts'

/** A real book, a watcher, a clock that only the test moves, and a provider that answers as it is told. */
interface Room {
  readonly ledger: LedgerClient
  readonly watcher: Watcher
  readonly asked: string[]
  readonly refs: string[]
  answer: (ref: string) => LinkState | ProviderError
  list: (() => readonly LinkState[] | ProviderError) | null
  /** Moves wall and monotonic clock, and rings every timer that has come due. */
  pass(ms: number): Promise<void>
  jumpWall(ms: number): void
}

const DAY = 86_400_000
const folder = temporaryFolder()
let books = 0
let room: Room & { end(): Promise<void> }
beforeEach(async () => {
  room = await open()
})
afterEach(() => room.end())

const failure = (code: ProviderError['code'], change: Partial<ProviderError> = {}): ProviderError => ({
  code,
  effect: 'none',
  keyRefused: false,
  httpStatus: null,
  retryAfterMs: null,
  providerWords: null,
  ...change,
})

const state = (ref: string, reading: LinkState['reading'] = 'open'): LinkState => ({
  ref,
  reading,
  rawStatus: reading,
  rawAnswer: '{}',
  received: null,
  expiresAt: null,
  receipts: [],
  url: null,
  marker: null,
  asked: money('EUR', 4990n),
  createdAt: null,
})

async function open() {
  books += 1
  const opened = await openLedgerClient({
    ...bookOptions(`${folder.path}/${books}/live.sqlite`),
    workerUrl: sourceWorkers.ledger,
  })
  if (!opened.ok) throw new Error(opened.closed.code)
  const { ledger } = opened
  await ledger.addAccount(shopAccount())
  let wall = START + 10_000
  let steady = 1_000_000
  const timers = new Set<{ at: number; task: () => void }>()
  const clock = { now: () => wall, monotonic: () => steady }
  const made: Omit<Room, 'watcher' | 'ledger'> = {
    asked: [],
    refs: [],
    answer: (ref) => state(ref),
    list: null,
    async pass(ms) {
      const end = steady + ms
      for (;;) {
        await settle()
        const next = [...timers].sort((a, b) => a.at - b.at)[0]
        if (!next || next.at > end) break
        wall += next.at - steady
        steady = next.at
        timers.delete(next)
        next.task()
      }
      wall += end - steady
      steady = end
      await settle()
    },
    jumpWall(ms) {
      wall += ms
    },
  }
  const settle = async () => {
    for (let turn = 0; turn < 12; turn += 1) await ledger.invoiceCount()
    await new Promise((done) => setTimeout(done, 5))
  }
  const client = (): ProviderClient => {
    const { list } = made
    const turn = async () => (await limiter.acquire(new AbortController().signal))()
    return {
      createLink: () => Promise.reject(new Error('the watcher makes no link')),
      readReceipts: async () => ok([]),
      checkKey: () => Promise.reject(new Error('the watcher checks no key')),
      async readLink(ref) {
        await turn()
        made.refs.push(ref)
        const answer = made.answer(ref)
        return 'code' in answer ? { ok: false, error: answer } : { ok: true, value: answer }
      },
      ...(list && {
        async readPage() {
          await turn()
          const answer = list()
          return 'code' in answer
            ? { ok: false, error: answer }
            : { ok: true, value: { links: answer, last: true, weight: 1 } }
        },
      }),
    }
  }
  const manualTimers = {
    after(ms: number, task: () => void) {
      const timer = { at: steady + ms, task }
      timers.add(timer)
      return () => timers.delete(timer)
    },
  }
  const limiter = createRateLimiter(providers.daisy.limits, clock, manualTimers)
  const connections: Connections = {
    of: (_: StoredAccount) => client(),
    limiter: () => limiter,
    drop: () => undefined,
    renew: () => undefined,
    dropAll: () => undefined,
  }
  const watcher = createWatcher({
    ledger,
    connections,
    clock,
    cooldowns: createCooldowns(clock),
    timers: manualTimers,
    signal: new AbortController().signal,
    provider: (id) => providers[id],
    changed: () => undefined,
    asked: (ids) => made.asked.push(...ids),
    keyRefused: async () => undefined,
    failed: (error) => {
      throw error
    },
  })
  return Object.assign(made, {
    ledger,
    watcher,
    async end() {
      await watcher.stop()
      await ledger.close()
    },
  })
}

async function openSale(ref: string, at = START): Promise<string> {
  const { pending } = there(await room.ledger.createInvoice(sale({ at })))
  await room.ledger.recordLinkMade(made(pending.linkId, { ref, at, nextCheckAt: at + 3_000 }))
  return pending.invoiceId
}

async function statusOf(id: string): Promise<string | undefined> {
  return (await room.ledger.invoice(id))?.invoice.status
}

it('given a list that cannot be read, when the provider is otherwise well, then links are asked about singly and found paid', async () => {
  const ids = [await openSale('one-1'), await openSale('two-2'), await openSale('three-3')]
  room.list = () => failure('TOO_LARGE')
  room.answer = (ref) => state(ref, 'paid')
  room.watcher.start()
  await room.pass(5_000)
  expect(await Promise.all(ids.map(statusOf))).toEqual(['paid', 'paid', 'paid'])
})

it('given half an hour without the provider, when it is back, then a sale is asked about within half a minute', async () => {
  const id = await openSale('one-1')
  room.answer = () => failure('UNREACHABLE')
  room.watcher.start()
  await room.pass(30 * 60_000)
  room.answer = (ref) => state(ref, 'paid')
  room.watcher.wake()
  await room.pass(60_000)
  expect(await statusOf(id)).toBe('paid')
})

it('given a provider that names a time, when the app wakes, then nothing is asked before that time', async () => {
  await openSale('one-1')
  room.answer = () => failure('RATE_LIMITED', { retryAfterMs: 600_000 })
  room.watcher.start()
  await room.pass(1_000)
  const before = room.refs.length
  room.watcher.wake()
  await room.pass(590_000)
  expect(room.refs.length).toBe(before)
  await room.pass(30_000)
  expect(room.refs.length).toBeGreaterThan(before)
})

it('given a clock that ran 400 days ahead, when it is set right, then the sales are asked about again at once', async () => {
  await openSale('one-1')
  room.jumpWall(400 * DAY)
  room.watcher.start()
  await room.pass(20_000)
  const before = room.refs.length
  expect(before).toBeGreaterThan(0)
  room.jumpWall(-400 * DAY)
  await room.pass(60_000)
  expect(room.refs.length).toBeGreaterThan(before)
})

it('given an account that is forgotten, "check now" does not pretend to have asked', async () => {
  const id = await openSale('one-1')
  await room.ledger.forgetAccount('account-of-the-shop', START)
  expect(await room.watcher.checkNow(id)).toEqual({ ok: false, error: { code: 'ACCOUNT_FORGOTTEN' } })
})
