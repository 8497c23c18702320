import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRateLimiter, type RateLimiter } from '../../../src/main/accounts/rate-limiter.ts'
import type { RateLimits } from '../../../src/main/providers/provider.ts'
import { providers } from '../../../src/main/providers/registry.ts'
import { type VirtualTime, virtualTime } from '../../support/app/virtual-time.ts'

const MINUTE = 60_000
const never = new AbortController().signal

const pass = (time: VirtualTime, ms: number) => time.runUntil(time.clock.monotonic() + ms)
/** Lets what was resolved go on. */
const settle = (time: VirtualTime) => pass(time, 0)

function open(limits: Partial<RateLimits> = {}) {
  const time = virtualTime(0)
  const whole = { perMinute: 60, perSecond: 60, gapMs: 0, concurrency: 100, ...limits }
  return { time, limits: whole, limiter: createRateLimiter(whole, time.clock, time.timers) }
}

/** Asks again and again, each question taking `tookMs`; notes when each was let go. */
function asker(limiter: RateLimiter, time: VirtualTime, tookMs: number, starts: number[], signal = never) {
  const go = async () => {
    while (!signal.aborted) {
      const over = await limiter.acquire(signal).catch(() => null)
      if (!over) return
      starts.push(time.clock.monotonic())
      if (tookMs > 0) await new Promise<void>((done) => void time.timers.after(tookMs, done))
      over()
    }
  }
  void go()
}

/** The most instants within any span that is shorter than `span`. */
function most(instants: readonly number[], span: number): number {
  return Math.max(0, ...instants.map((at) => instants.filter((one) => one >= at && one < at + span).length))
}

describe('the limits of an account', () => {
  const limits = fc.record({
    perMinute: fc.integer({ min: 1, max: 240 }),
    perSecond: fc.integer({ min: 1, max: 10 }),
    gapMs: fc.integer({ min: 0, max: 2_000 }),
    concurrency: fc.integer({ min: 1, max: 4 }),
  })
  const load = fc.record({
    askers: fc.integer({ min: 1, max: 6 }),
    tookMs: fc.integer({ min: 0, max: 5_000 }),
    /** When the account cooldowns, so that turns are saved up, ms. */
    pauses: fc.array(fc.integer({ min: 0, max: 90_000 }), { maxLength: 3 }),
    slowAt: fc.option(fc.integer({ min: 0, max: 120_000 }), { nil: null }),
  })

  it('are kept in any minute, any second, between any two starts and at once, whoever asks and however long it takes', async () => {
    await fc.assert(
      fc.asyncProperty(limits, load, async (given, { askers, tookMs, pauses, slowAt }) => {
        const { time, limiter } = open(given)
        const starts: number[] = []
        let running = 0
        let mostRunning = 0
        if (slowAt !== null) time.timers.after(slowAt, () => limiter.slow())
        for (const pause of [0, ...pauses]) {
          await pass(time, pause)
          const stopping = new AbortController()
          for (let n = 0; n < askers; n += 1) void askWhile(stopping.signal)
          await pass(time, 40_000)
          stopping.abort()
          await pass(time, tookMs)
        }
        async function askWhile(signal: AbortSignal) {
          while (!signal.aborted) {
            const over = await limiter.acquire(signal).catch(() => null)
            if (!over) return
            starts.push(time.clock.monotonic())
            running += 1
            mostRunning = Math.max(mostRunning, running)
            await new Promise<void>((done) => void time.timers.after(Math.max(tookMs, 1), done))
            running -= 1
            over()
          }
        }
        expect(starts.length).toBeGreaterThan(0)
        // Two requests may be half a second differently long on their way to whoever counts them.
        expect(most(starts, MINUTE + 500)).toBeLessThanOrEqual(given.perMinute)
        expect(most(starts, 1_000)).toBeLessThanOrEqual(given.perSecond)
        const gaps = starts.slice(1).map((at, n) => at - (starts[n] ?? 0))
        expect(Math.min(...gaps, Infinity)).toBeGreaterThanOrEqual(given.gapMs)
        expect(mostRunning).toBeLessThanOrEqual(given.concurrency)
      }),
      { numRuns: 60 },
    )
  }, 120_000)

  it.each(Object.values(providers))(
    'of $name are used in full: a queue is served at the pace it allows',
    async ({ limits }) => {
      const { time, limiter } = open(limits)
      const starts: number[] = []
      asker(limiter, time, 150, starts)
      await pass(time, 10 * MINUTE)
      expect(starts.length).toBeGreaterThanOrEqual(limits.perMinute * 10 * 0.97)
      expect(most(starts, MINUTE)).toBeLessThanOrEqual(limits.perMinute)
    },
  )
})

describe('the pace', () => {
  it('is even: sixty a minute is one a second, after three that were saved up', async () => {
    const { time, limiter } = open()
    const starts: number[] = []
    asker(limiter, time, 0, starts)
    await pass(time, 10_000)
    const gaps = starts.slice(1).map((at, n) => at - (starts[n] ?? 0))
    expect(gaps.slice(0, 2)).toEqual([0, 0])
    const even = gaps.slice(2)
    expect(even.length).toBeGreaterThanOrEqual(9)
    expect(Math.min(...even)).toBeGreaterThanOrEqual(1_000)
    expect(Math.max(...even)).toBeLessThan(1_100)
  })

  it('is halved when the provider says that it is too much, again at each time, an eighth at least, and ends after five minutes', async () => {
    const { time, limiter } = open()
    const starts: number[] = []
    asker(limiter, time, 0, starts)
    await pass(time, MINUTE)
    const inNext = async (ms: number) => {
      const before = starts.length
      await pass(time, ms)
      return starts.length - before
    }
    expect(limiter.slowedFor()).toBeNull()
    limiter.slow()
    expect(limiter.slowedFor()).toBe(5 * MINUTE)
    await pass(time, 0.375)
    expect(limiter.slowedFor()).toBe(5 * MINUTE)
    expect(Math.abs((await inNext(2 * MINUTE)) - 59)).toBeLessThanOrEqual(2)
    for (let n = 0; n < 4; n += 1) limiter.slow()
    await pass(time, MINUTE)
    expect(Math.abs((await inNext(2 * MINUTE)) - 15)).toBeLessThanOrEqual(1)
    await pass(time, 2 * MINUTE + 20_000)
    expect(limiter.slowedFor()).toBeNull()
    expect(Math.abs((await inNext(MINUTE)) - 59)).toBeLessThanOrEqual(1)
    limiter.slow()
    await pass(time, 10_000)
    expect(Math.abs((await inNext(MINUTE)) - 29)).toBeLessThanOrEqual(1)
  })

  it('is told as the questions of the last minute; a sale is none of them', async () => {
    const { time, limiter } = open()
    const over = await limiter.acquire(never)
    over()
    limiter.countOnly()
    expect(limiter.callsLastMinute()).toBe(1)
    await pass(time, MINUTE + 1)
    expect(limiter.callsLastMinute()).toBe(0)
  })
})

describe('a sale', () => {
  it('goes at once, also while questions hang and others wait', async () => {
    const { time, limiter } = open({ concurrency: 1 })
    const hung = await limiter.acquire(never)
    let next: number | null = null
    void limiter.acquire(never).then(() => {
      next = time.clock.monotonic()
    })
    await pass(time, 30_000)
    limiter.countOnly()
    expect(next).toBeNull()
    hung()
    await settle(time)
    expect(next).toBe(30_000)
  })

  it('does not shorten the gap to the next question', async () => {
    const { time, limiter } = open({ gapMs: 500 })
    await pass(time, 1_000)
    limiter.countOnly()
    const starts: number[] = []
    asker(limiter, time, 0, starts)
    await pass(time, 600)
    expect(starts).toEqual([1_500])
  })

  it('while a question already waits for its turn, puts that question off by the gap', async () => {
    const { time, limiter } = open({ gapMs: 500 })
    const starts: number[] = []
    asker(limiter, time, 0, starts)
    await pass(time, 450)
    limiter.countOnly()
    await pass(time, 1_000)
    expect(starts).toEqual([0, 950, 1450])
  })
})

describe('an urgent question', () => {
  it('goes while another hangs, before those that wait, and its own end lets none of them go', async () => {
    const { time, limiter } = open({ concurrency: 1 })
    const hung = await limiter.acquire(never)
    const order: string[] = []
    void limiter.whenFree(never).then(() => order.push('ready'))
    void limiter.acquire(never).then(() => order.push('turn'))
    await pass(time, 5_000)
    void limiter.acquire(never, true).then((over) => {
      order.push('urgent')
      over()
    })
    await settle(time)
    await pass(time, 10_000)
    expect(order).toEqual(['urgent'])
    hung()
    await settle(time)
    expect(order).toEqual(['urgent', 'turn'])
  })

  it('keeps the gap while another hangs', async () => {
    const { time, limiter } = open({ concurrency: 1, gapMs: 500 })
    await limiter.acquire(never)
    const starts: number[] = []
    for (let n = 0; n < 2; n += 1)
      void limiter.acquire(never, true).then(() => starts.push(time.clock.monotonic()))
    await pass(time, 2_000)
    expect(starts).toEqual([500, 1_000])
  })

  it('keeps the minute and the second while another hangs', async () => {
    const { time, limiter } = open({ concurrency: 1, perMinute: 10, perSecond: 2 })
    await limiter.acquire(never)
    const starts = [0]
    for (let n = 0; n < 30; n += 1)
      void limiter.acquire(never, true).then(() => starts.push(time.clock.monotonic()))
    await pass(time, 2 * MINUTE)
    expect(most(starts, MINUTE + 500)).toBeLessThanOrEqual(10)
    expect(most(starts, 1_000)).toBeLessThanOrEqual(2)
    expect(starts.length).toBeGreaterThanOrEqual(18)
  })
})

describe('the queue', () => {
  it('lets who takes a turn go before who only asks whether there is one', async () => {
    const { time, limiter } = open({ perMinute: 6, concurrency: 1 })
    for (let n = 0; n < 3; n += 1) (await limiter.acquire(never))()
    const order: string[] = []
    void limiter.whenFree(never).then(() => order.push('ready'))
    void limiter.acquire(never).then((over) => {
      order.push('turn')
      over()
    })
    await pass(time, 16_000)
    expect(order).toEqual(['turn'])
    await pass(time, 16_000)
    expect(order).toEqual(['turn', 'ready'])
  })

  it('tells one that there is a turn, and the next when that one does not take it', async () => {
    const { time, limiter } = open()
    for (let n = 0; n < 3; n += 1) (await limiter.acquire(never))()
    const order: number[] = []
    for (const n of [1, 2, 3]) void limiter.whenFree(never).then(() => order.push(n))
    await pass(time, 900)
    expect(order).toEqual([])
    await pass(time, 200)
    expect(order).toEqual([1])
    await pass(time, 1_000)
    expect(order).toEqual([1, 2])
    await pass(time, 1_000)
    expect(order).toEqual([1, 2, 3])
    expect(limiter.callsLastMinute()).toBe(3)
  })

  it('forgets who gives up waiting, and serves the one behind in its place', async () => {
    const { time, limiter } = open({ concurrency: 1 })
    const hung = await limiter.acquire(never)
    const leaving = new AbortController()
    const left = expect(limiter.acquire(leaving.signal)).rejects.toThrow('gone')
    const asked = limiter.whenFree(leaving.signal)
    let served = false
    void limiter.acquire(never).then(() => {
      served = true
    })
    leaving.abort(new Error('gone'))
    await left
    await asked
    hung()
    await settle(time)
    expect(served).toBe(true)
    expect(limiter.callsLastMinute()).toBe(2)
    await pass(time, 1)
  })

  it('takes nobody who has given up before', async () => {
    const { limiter } = open()
    await expect(limiter.acquire(AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone')
    await limiter.whenFree(AbortSignal.abort())
    expect(limiter.callsLastMinute()).toBe(0)
  })
})
