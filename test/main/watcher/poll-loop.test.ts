import { describe, expect, it } from 'vitest'
import type { LedgerClient } from '../../../src/main/ledger/port/ledger.ts'
import { createPollLoop } from '../../../src/main/watcher/poll-loop.ts'
import { createTrackedLinks } from '../../../src/main/watcher/tracked-links.ts'
import { createMachine } from '../../support/app/machine.ts'
import { inThisThread } from '../../support/books/in-this-thread.ts'
import { ACCOUNT, addAccount, openSale, START, testBook } from '../../support/books/open-book.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND

/** A loop over a real book, whose questions are only counted. */
async function room(sales = 1) {
  const { ledger } = await testBook()
  const sell = () => openSale(ledger, {}, { nextCheckAt: START + MINUTE }).invoiceId
  for (let n = 0; n < sales; n += 1) sell()
  const { time, clock, timers, jumpWall } = createMachine(START)
  const stopping = new AbortController()
  const tracked = createTrackedLinks(clock)
  const calls: string[] = []
  const asked: [account: string, at: number][] = []
  const failures: unknown[] = []
  let idle = MINUTE
  let act: () => void | Promise<void> = () => undefined
  const book = inThisThread(ledger)
  const noted: LedgerClient = {
    ...book,
    async scheduledLinks(after, _limit) {
      calls.push('page')
      return book.scheduledLinks(after, 2)
    },
    async scheduledLinksOf(ids) {
      calls.push(`links of ${ids.length}`)
      return book.scheduledLinksOf(ids)
    },
  }
  const loop = createPollLoop({
    clock,
    timers,
    signal: stopping.signal,
    ledger: noted,
    tracked,
    heal: async () => void calls.push('heal'),
    pullForward: () => void calls.push('pull forward'),
    concurrency: async (accountId) => (accountId === ACCOUNT ? 1 : 2),
    async askNext(accountId) {
      asked.push([accountId, time.clock.monotonic()])
      await act()
      return idle
    },
    failed: (error) => failures.push(error),
  })
  return {
    ledger,
    sell,
    loop,
    tracked,
    calls,
    asked,
    failures,
    jumpWall,
    stop: () => stopping.abort(),
    run: <T>(call: Promise<T>) => time.runTo(call),
    pass: (ms: number) => time.runUntil(time.clock.now() + ms),
    idle(ms: number) {
      idle = ms
    },
    act(with_: typeof act) {
      act = with_
    },
  }
}

describe('the loop of questions', () => {
  it('begins with the whole book, page by page, mended after whatever the clock did', async () => {
    const { loop, calls, tracked, pass } = await room(5)
    loop.start()
    await pass(0)
    expect(calls).toEqual(['heal', 'page', 'page', 'page', 'pull forward'])
    expect(tracked.size(ACCOUNT)).toBe(5)
  })

  it('asks one question after another, as many at once as the account bears', async () => {
    const { loop, ledger, asked, idle, pass } = await room(1)
    addAccount(ledger, 'account-two', 'ocpay')
    openSale(ledger, { accountId: 'account-two' }, { nextCheckAt: START + MINUTE })
    idle(10 * SECOND)
    loop.start()
    await pass(0)
    expect(asked.map(([account]) => account).toSorted()).toEqual([ACCOUNT, 'account-two', 'account-two'])
    await pass(10 * SECOND)
    expect(asked).toHaveLength(6)
  })

  it.each([
    { idle: 5 * SECOND, waits: 5 * SECOND },
    { idle: 15 * SECOND, waits: 15 * SECOND },
    { idle: Number.POSITIVE_INFINITY, waits: 15 * SECOND },
    { idle: 1, waits: 20 },
  ])('waits $waits ms where nothing is to be asked for $idle ms', async ({ idle: ms, waits }) => {
    const { loop, asked, idle, pass } = await room()
    idle(ms)
    loop.start()
    await pass(0)
    // The clock is looked at every fifteen seconds, which wakes a sleeper as well: so much is left to the sleep itself.
    await pass(waits - 1)
    expect(asked).toHaveLength(1)
    await pass(1)
    expect(asked.length).toBeGreaterThanOrEqual(2)
  })

  it('goes on after a defect, and tells of it', async () => {
    const { loop, asked, failures, act, pass } = await room()
    act(() => {
      throw new Error('a defect')
    })
    loop.start()
    await pass(16 * SECOND)
    expect(asked.length).toBeGreaterThanOrEqual(2)
    expect(failures.length).toBe(asked.length)
    expect(String(failures[0])).toBe('Error: a defect')
  })

  it('asks on at once where there is more, without a wait', async () => {
    const { loop, asked, idle, act, pass } = await room()
    idle(0)
    act(() => {
      if (asked.length === 5) idle(MINUTE)
    })
    loop.start()
    await pass(0)
    expect(asked.map(([, at]) => at)).toEqual([0, 0, 0, 0, 0])
  })
})

describe('a nudge', () => {
  it('for some sales takes these alone from the book, and looks at once what is due', async () => {
    const { loop, calls, asked, tracked, sell, pass } = await room()
    loop.start()
    await pass(SECOND)
    calls.length = 0
    const before = asked.length
    const added = sell()
    loop.nudge([added])
    await pass(0)
    expect(calls).toEqual(['links of 1'])
    expect([tracked.size(ACCOUNT), asked.length - before]).toEqual([2, 1])
  })

  it('for none takes the whole book anew', async () => {
    const { loop, calls, tracked, sell, pass } = await room()
    loop.start()
    await pass(SECOND)
    calls.length = 0
    sell()
    loop.nudge()
    await pass(0)
    expect(calls).toEqual(['page'])
    expect(tracked.size(ACCOUNT)).toBe(2)
  })

  it('that comes while the book is read, or a question is under way, is not lost', async () => {
    const { loop, asked, tracked, sell, act, pass } = await room()
    loop.start()
    const early = sell()
    loop.nudge([early])
    await pass(SECOND)
    expect(tracked.size(ACCOUNT)).toBe(2)
    let answer: () => void = () => undefined
    act(
      () =>
        new Promise<void>((done) => {
          answer = done
        }),
    )
    loop.nudge()
    await pass(0)
    const before = asked.length
    loop.nudge([sell()])
    await pass(0)
    act(() => undefined)
    answer()
    await pass(0)
    // It was told meanwhile that there is something new, so it looks again before it sleeps.
    expect(asked.length - before).toBe(1)
  })

  it('for a sale of an account that had none begins its questions', async () => {
    const { loop, ledger, asked, pass } = await room()
    loop.start()
    await pass(SECOND)
    addAccount(ledger, 'account-two', 'ocpay')
    const { invoiceId } = openSale(ledger, { accountId: 'account-two' }, { nextCheckAt: START + MINUTE })
    loop.nudge([invoiceId])
    await pass(0)
    expect(asked.filter(([account]) => account === 'account-two')).toHaveLength(2)
  })
})

describe('while nothing changes', () => {
  it('the whole book is read anew after ten minutes, and not before', async () => {
    const { loop, calls, pass } = await room()
    loop.start()
    await pass(0)
    calls.length = 0
    await pass(10 * MINUTE)
    expect(calls).toEqual([])
    await pass(15 * SECOND)
    expect(calls).toEqual(['page'])
  })

  it.each([
    { ahead: 61 * SECOND, mended: ['heal', 'page', 'pull forward'] },
    { ahead: -61 * SECOND, mended: ['heal', 'page', 'pull forward'] },
    { ahead: 60 * SECOND, mended: [] },
    { ahead: -60 * SECOND, mended: [] },
  ])(
    'a wall clock set by $ahead ms is noticed within fifteen seconds: $mended',
    async ({ ahead, mended }) => {
      const { loop, calls, jumpWall, pass } = await room()
      loop.start()
      await pass(SECOND)
      calls.length = 0
      jumpWall(ahead)
      await pass(15 * SECOND)
      expect(calls).toEqual(mended)
      await pass(MINUTE)
      expect(calls).toEqual(mended)
    },
  )
})

describe('stopped', () => {
  it('nothing is asked or read any more, and it is idle once the question under way has ended', async () => {
    const { loop, asked, calls, act, stop, run, pass } = await room()
    let answer: () => void = () => undefined
    act(
      () =>
        new Promise<void>((done) => {
          answer = done
        }),
    )
    loop.start()
    await pass(0)
    stop()
    let idle = false
    const ended = loop.whenIdle().then(() => {
      idle = true
    })
    await pass(SECOND)
    expect(idle).toBe(false)
    answer()
    await run(ended)
    const before = [asked.length, calls.length]
    loop.nudge()
    await pass(20 * MINUTE)
    expect([asked.length, calls.length]).toEqual(before)
  })

  it('while it sleeps, it is idle at once', async () => {
    const { loop, asked, stop, run, pass } = await room()
    loop.start()
    await pass(SECOND)
    stop()
    await run(loop.whenIdle())
    expect(asked).toHaveLength(1)
  })
})
