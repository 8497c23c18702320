import type { Clock, Timers } from '../../../src/shared/time/clock.ts'
import { createHeap } from './heap.ts'

/** Time that passes only while nothing is under way. */
export interface VirtualTime {
  readonly clock: Clock
  readonly timers: Timers
  /** Runs `task` at an instant, epoch ms; at once when it lies behind. */
  at(instant: number, task: () => void): void
  wait(ms: number): Promise<void>
  /** Holds time still until `work` is done. */
  busy<T>(work: () => Promise<T>): Promise<T>
  /** Runs everything that falls due up to an instant, epoch ms, and leaves the clock there. */
  runUntil(instant: number): Promise<void>
  /** Lets time pass until a promise settles; fails when nothing is left that could settle it. */
  runTo<T>(promise: Promise<T>): Promise<T>
}

interface Task {
  readonly at: number
  readonly order: number
  run: (() => void) | null
}

/** Event-loop turns with nothing under way after which what was begun has come to rest. */
const QUIET_TURNS = 2

/** Makes a time that begins at `start`, epoch ms. */
export function virtualTime(start: number): VirtualTime {
  const tasks = createHeap(isBefore)
  let now = start
  let order = 0
  let underWay = 0

  async function settle(): Promise<void> {
    for (let quiet = 0; quiet < QUIET_TURNS; ) {
      await new Promise((turned) => setImmediate(turned))
      // What waits for its next turn, as a long list between two parts of it, is under way too.
      const isTurnDue = process.getActiveResourcesInfo().includes('Immediate')
      quiet = underWay === 0 && !isTurnDue ? quiet + 1 : 0
    }
  }

  function at(instant: number, run: () => void): Task {
    const task = { at: Math.max(instant, now), order, run }
    order += 1
    tasks.put(task)
    return task
  }

  function step(): void {
    const task = tasks.take()
    if (!task?.run) return
    now = task.at
    task.run()
  }

  /** Takes away what was cancelled, so that time does not stop for it. */
  function next(): Task | undefined {
    for (let first = tasks.first(); first && !first.run; first = tasks.first()) tasks.take()
    return tasks.first()
  }

  return {
    // As on a machine, the wall clock counts whole milliseconds and the monotonic one parts of them.
    clock: { now: () => Math.floor(now), monotonic: () => now - start },
    timers: {
      after(ms, run) {
        const task: Task = at(now + ms, run)
        return () => {
          task.run = null
        }
      },
    },
    at,
    wait: (ms) => new Promise((done) => at(now + ms, done)),
    async busy(work) {
      underWay += 1
      try {
        return await work()
      } finally {
        underWay -= 1
      }
    },
    async runUntil(instant) {
      for (;;) {
        await settle()
        const task = next()
        if (!task || task.at > instant) break
        step()
      }
      now = Math.max(now, instant)
    },
    async runTo(promise) {
      let settled = false
      const mark = () => {
        settled = true
      }
      promise.then(mark, mark)
      for (;;) {
        await settle()
        if (settled) return promise
        if (!next()) throw new Error('nothing is left that could settle what is waited for')
        step()
      }
    },
  }
}

function isBefore(a: Task, b: Task): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order)
}
