import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createSignals, giveUp, step } from '../../../../src/main/ledger/thread/signals.ts'
import { PATIENCE, watchJob } from '../../../../src/main/ledger/thread/watch-job.ts'

const MINUTE = 60_000

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A job, as it is seen from outside. */
function watched() {
  const signals = createSignals()
  const thread = { isAway: false, disksAnswer: true }
  const hung = vi.fn()
  watchJob({
    signals,
    patience: PATIENCE,
    awake: () => (thread.isAway ? new Promise(() => undefined) : Promise.resolve()),
    disksAnswer: () => thread.disksAnswer,
    hung,
  })
  return { signals, thread, hung }
}

test('a job whose code runs and gets nowhere hangs after a minute', async () => {
  const { hung } = watched()
  await vi.advanceTimersByTimeAsync(MINUTE - 1_000)
  expect(hung).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(hung.mock.calls).toEqual([[true]])
})

test('a job whose thread was still starting when it was asked first hangs after a minute too', async () => {
  const hung = vi.fn()
  const awake = vi.fn().mockRejectedValueOnce(new Error('not running')).mockResolvedValue(null)
  watchJob({ signals: createSignals(), patience: PATIENCE, awake, disksAnswer: () => true, hung })
  await vi.advanceTimersByTimeAsync(MINUTE + 1_000)
  expect(hung).toHaveBeenCalledTimes(1)
})

test('a job that makes a step now and then is never ended, whatever its disk says', async () => {
  const { signals, thread, hung } = watched()
  thread.disksAnswer = false
  for (let n = 0; n < 200; n += 1) {
    await vi.advanceTimersByTimeAsync(50_000)
    step(signals)
  }
  expect(hung).not.toHaveBeenCalled()
})

test('a job within one call is waited for as long as its disk answers, and not beyond half an hour', async () => {
  const { thread, hung } = watched()
  thread.isAway = true
  await vi.advanceTimersByTimeAsync(29 * MINUTE)
  expect(hung).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(MINUTE)
  expect(hung).toHaveBeenCalledTimes(1)
})

test('a job within one call whose disk falls silent hangs a minute later', async () => {
  const { thread, hung } = watched()
  thread.isAway = true
  await vi.advanceTimersByTimeAsync(10 * MINUTE)
  thread.disksAnswer = false
  await vi.advanceTimersByTimeAsync(MINUTE - 1_000)
  expect(hung).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(hung.mock.calls).toEqual([[false]])
})

test('a job that was given up is waited for five seconds where it gets nowhere, and longer on a disk that answers', async () => {
  const spinning = watched()
  const slow = watched()
  slow.thread.isAway = true
  giveUp(spinning.signals)
  giveUp(slow.signals)
  await vi.advanceTimersByTimeAsync(6_000)
  expect(spinning.hung).toHaveBeenCalledTimes(1)
  expect(slow.hung).not.toHaveBeenCalled()
})
