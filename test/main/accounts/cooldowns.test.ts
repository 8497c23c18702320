import { describe, expect, it } from 'vitest'
import { createCooldowns } from '../../../src/main/accounts/cooldowns.ts'
import type { ProviderError } from '../../../src/main/providers/provider.ts'

const trouble = (code: ProviderError['code'], retryAfterMs: number | null = null): ProviderError => ({
  code,
  effect: 'none',
  keyRefused: false,
  httpStatus: null,
  retryAfterMs,
  providerWords: null,
})

function room() {
  let steady = 1_000
  let wall = 5_000_000
  const cooldowns = createCooldowns({ now: () => wall, monotonic: () => steady })
  return {
    cooldowns,
    pass(ms: number) {
      steady += ms
      wall += ms
    },
    jumpWall(ms: number) {
      wall += ms
    },
  }
}

describe('a cooldown', () => {
  it('has whole milliseconds left, though the clock counts parts of them', () => {
    const { cooldowns, pass } = room()
    cooldowns.begin('a', trouble('UNAVAILABLE'))
    cooldowns.begin('b', trouble('RATE_LIMITED', 100_000))
    pass(0.375)
    expect(cooldowns.of('a')?.leftMs).toBe(15_000)
    expect(cooldowns.named('b')?.leftMs).toBe(100_000)
    pass(14_999.5)
    expect(cooldowns.of('a')?.leftMs).toBe(1)
    pass(0.125)
    expect(cooldowns.of('a')).toBeNull()
  })

  it('is fifteen seconds where the provider names no time, and then over', () => {
    const { cooldowns, pass } = room()
    expect(cooldowns.of('a')).toBeNull()
    cooldowns.begin('a', trouble('UNAVAILABLE'))
    expect(cooldowns.of('a')).toEqual({ code: 'UNAVAILABLE', leftMs: 15_000 })
    expect(cooldowns.named('a')).toBeNull()
    pass(14_999)
    expect(cooldowns.of('a')).toEqual({ code: 'UNAVAILABLE', leftMs: 1 })
    pass(1)
    expect(cooldowns.of('a')).toBeNull()
  })

  it('is as long as the provider named, and is told as named', () => {
    const { cooldowns, pass } = room()
    cooldowns.begin('a', trouble('RATE_LIMITED', 120_000))
    pass(20_000)
    expect(cooldowns.of('a')).toEqual({ code: 'RATE_LIMITED', leftMs: 100_000 })
    expect(cooldowns.named('a')).toEqual({ code: 'RATE_LIMITED', leftMs: 100_000 })
    pass(100_000)
    expect(cooldowns.named('a')).toBeNull()
  })

  it('that a provider named is not cut by a shorter one, named or not', () => {
    const { cooldowns, pass } = room()
    cooldowns.begin('a', trouble('RATE_LIMITED', 120_000))
    pass(10_000)
    cooldowns.begin('a', trouble('TIMED_OUT'))
    cooldowns.begin('a', trouble('UNAVAILABLE', 60_000))
    expect(cooldowns.named('a')).toEqual({ code: 'RATE_LIMITED', leftMs: 110_000 })
  })

  it('that a provider named gives way to a longer one, and to any once it is over', () => {
    const { cooldowns, pass } = room()
    cooldowns.begin('a', trouble('RATE_LIMITED', 10_000))
    cooldowns.begin('a', trouble('UNAVAILABLE', 20_000))
    expect(cooldowns.named('a')).toEqual({ code: 'UNAVAILABLE', leftMs: 20_000 })
    pass(20_000)
    cooldowns.begin('a', trouble('TIMED_OUT'))
    expect(cooldowns.of('a')).toEqual({ code: 'TIMED_OUT', leftMs: 15_000 })
    expect(cooldowns.named('a')).toBeNull()
  })

  it('the app chose itself begins anew with each trouble, and gives way to a named one', () => {
    const { cooldowns, pass } = room()
    cooldowns.begin('a', trouble('TIMED_OUT'))
    pass(10_000)
    cooldowns.begin('a', trouble('UNAVAILABLE'))
    expect(cooldowns.of('a')).toEqual({ code: 'UNAVAILABLE', leftMs: 15_000 })
    cooldowns.begin('a', trouble('RATE_LIMITED', 1_000))
    expect(cooldowns.named('a')).toEqual({ code: 'RATE_LIMITED', leftMs: 1_000 })
  })

  it('is one account’s own, and no wall clock moves it', () => {
    const { cooldowns, jumpWall } = room()
    cooldowns.begin('a', trouble('TIMED_OUT'))
    jumpWall(3_600_000)
    expect(cooldowns.of('a')?.leftMs).toBe(15_000)
    expect([cooldowns.of('b'), cooldowns.trouble('b')]).toEqual([null, null])
  })
})

describe('woken up', () => {
  it('an account is asked again at once, unless its provider named the time', () => {
    const { cooldowns } = room()
    cooldowns.begin('own', trouble('TIMED_OUT'))
    cooldowns.begin('named', trouble('RATE_LIMITED', 60_000))
    cooldowns.wake()
    expect(cooldowns.of('own')).toBeNull()
    expect(cooldowns.of('named')).toEqual({ code: 'RATE_LIMITED', leftMs: 60_000 })
    // It still is in trouble: nobody has answered.
    expect(cooldowns.trouble('own')).toBe('TIMED_OUT')
  })
})

describe('the trouble of an account', () => {
  it('outlives its cooldown, and ends with the first answer', () => {
    const { cooldowns, pass } = room()
    cooldowns.begin('a', trouble('UNAVAILABLE'))
    pass(60_000)
    expect([cooldowns.of('a'), cooldowns.trouble('a')]).toEqual([null, 'UNAVAILABLE'])
    cooldowns.answered('a')
    expect(cooldowns.trouble('a')).toBeNull()
  })

  it('is the last one, also where nothing cools down for it', () => {
    const { cooldowns } = room()
    cooldowns.failed('a', 'UNREACHABLE')
    cooldowns.failed('a', 'TIMED_OUT')
    expect([cooldowns.of('a'), cooldowns.trouble('a'), cooldowns.trouble('b')]).toEqual([
      null,
      'TIMED_OUT',
      null,
    ])
  })

  it('that ends leaves its cooldown to run out', () => {
    const { cooldowns } = room()
    cooldowns.begin('a', trouble('RATE_LIMITED', 60_000))
    cooldowns.answered('a')
    expect([cooldowns.trouble('a'), cooldowns.named('a')?.leftMs]).toEqual([null, 60_000])
  })
})
