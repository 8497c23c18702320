import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { beginTurn, createPulse, endTurn } from '../../../../src/main/ledger/thread/pulse.ts'
import { watchThread } from '../../../../src/main/ledger/thread/watch-thread.ts'

const LOOK_MS = 250

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A thread that answers its pings as long as it is well, and its watch. */
function watched(limits: Readonly<Record<number, number>> = {}) {
  const pulse = createPulse()
  const thread = { isWell: true, isFull: false }
  const hung = vi.fn()
  const overfull = vi.fn()
  const end = watchThread({
    pulse,
    ping() {
      if (!thread.isWell) return
      beginTurn(pulse, 0, false)
      endTurn(pulse)
    },
    limitMs: (doing) => limits[doing] ?? 1_500,
    hung,
    isOverfull: async () => thread.isFull,
    overfull,
  })
  return { pulse, thread, hung, overfull, end }
}

test('given a thread that goes on answering, it is never taken for hung', () => {
  const { hung } = watched()
  vi.advanceTimersByTime(60_000)
  expect(hung).not.toHaveBeenCalled()
})

test('given a thread that stands still between two calls, it is told once, within two seconds', () => {
  const { thread, hung } = watched()
  vi.advanceTimersByTime(10_000)
  thread.isWell = false
  vi.advanceTimersByTime(1_250)
  expect(hung).not.toHaveBeenCalled()
  vi.advanceTimersByTime(749)
  expect(hung).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(60_000)
  expect(hung).toHaveBeenCalledTimes(1)
})

test('given a call that is known to be long, it has its own time, and the next one has the usual', () => {
  const { pulse, thread, hung } = watched({ 7: 15_000 })
  thread.isWell = false
  beginTurn(pulse, 7, false)
  vi.advanceTimersByTime(14_000)
  expect(hung).not.toHaveBeenCalled()
  endTurn(pulse)
  beginTurn(pulse, 8, true)
  vi.advanceTimersByTime(1_250)
  expect(hung).not.toHaveBeenCalled()
  vi.advanceTimersByTime(750)
  expect(hung).toHaveBeenCalledTimes(1)
})

test('given a machine that slept, or a main thread that was busy for a minute, that minute counts as one look', () => {
  const { thread, hung } = watched()
  vi.advanceTimersByTime(LOOK_MS)
  thread.isWell = false
  vi.advanceTimersByTime(LOOK_MS)
  vi.setSystemTime(Date.now() + 60_000)
  vi.advanceTimersByTime(LOOK_MS)
  expect(hung).not.toHaveBeenCalled()
})

test('given a thread that has taken too much memory, it is told once; not after the end of the watch', async () => {
  const { thread, overfull, end } = watched()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(overfull).not.toHaveBeenCalled()
  thread.isFull = true
  await vi.advanceTimersByTimeAsync(1_000)
  expect(overfull).toHaveBeenCalledTimes(1)

  const other = watched()
  other.thread.isFull = true
  other.end()
  end()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(other.overfull).not.toHaveBeenCalled()
})
