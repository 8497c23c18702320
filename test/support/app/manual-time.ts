import type { Clock, Timers } from '../../../src/shared/time/clock.ts'

/** A clock and timers that only move when they are told to. */
export interface ManualTime {
  readonly clock: Clock
  readonly timers: Timers
  /** Moves both clocks forward and runs what falls due, in its order. */
  pass(ms: number): void
}

/** Makes a time that begins at `start`, epoch ms. */
export function manualTime(start: number = Date.now()): ManualTime {
  let passed = 0
  let tasks: readonly { readonly at: number; readonly run: () => void }[] = []
  return {
    clock: { now: () => start + passed, monotonic: () => passed },
    timers: {
      after(ms, run) {
        const task = { at: passed + ms, run }
        tasks = [...tasks, task]
        return () => {
          tasks = tasks.filter((one) => one !== task)
        }
      },
    },
    pass(ms) {
      const end = passed + ms
      for (;;) {
        const next = tasks.filter((task) => task.at <= end).toSorted((a, b) => a.at - b.at)[0]
        if (!next) break
        tasks = tasks.filter((task) => task !== next)
        passed = Math.max(passed, next.at)
        next.run()
      }
      passed = end
    },
  }
}
