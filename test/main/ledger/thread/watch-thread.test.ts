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
  const thread = { isWell: true, isFull: false, isAway: false }
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
    isOverfull: () => (thread.isAway ? new Promise(() => undefined) : Promise.resolve(thread.isFull)),
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

test('given a call that is known to be long, it has its own time, and the next one has the usual', async () => {
  const { pulse, thread, hung } = watched({ 7: 15_000 })
  thread.isWell = false
  beginTurn(pulse, 7, false)
  await vi.advanceTimersByTimeAsync(14_000)
  expect(hung).not.toHaveBeenCalled()
  endTurn(pulse)
  beginTurn(pulse, 8, true)
  await vi.advanceTimersByTimeAsync(1_250)
  expect(hung).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(750)
  expect(hung).toHaveBeenCalledTimes(1)
})

test.each([
  ['it writes and is within a call of the system, its disk has six seconds', true, true, 6_000],
  ['it only reads within such a call, it has the usual time', false, true, 1_500],
  ['it runs code while it may write, it has the usual time', true, false, 1_500],
])('given a thread that stands still, when %s', async (_, writes, isAway, limit) => {
  const { pulse, thread, hung } = watched()
  await vi.advanceTimersByTimeAsync(1_000)
  Object.assign(thread, { isWell: false, isAway })
  beginTurn(pulse, 7, writes)
  await vi.advanceTimersByTimeAsync(limit - LOOK_MS)
  expect(hung).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(3 * LOOK_MS)
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
