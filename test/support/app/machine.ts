import type { Clock, Timers } from '../../../src/shared/time/clock.ts'
import { type VirtualTime, virtualTime } from './virtual-time.ts'

/** A till's clocks over the true time: they can be set, and miss what was slept. */
export interface Machine {
  readonly time: VirtualTime
  readonly clock: Clock
  readonly timers: Timers
  /** The true time, epoch ms, as everybody else has it. */
  now(): number
  jumpWall(ms: number): void
  sleep(ms: number, counted: boolean): void
}

/** Makes a till whose clocks agree with the true time at `start`, epoch ms. */
export function createMachine(start: number): Machine {
  const time = virtualTime(start)
  const waiting = new Set<{ readonly due: number; ring(): void }>()
  /** What passed while nothing ran. */
  let slept = 0
  let counted = 0
  let set = 0

  const monotonic = () => time.clock.monotonic() + counted

  return {
    time,
    clock: { now: () => time.clock.now() + slept + set, monotonic },
    timers: {
      after(ms, task) {
        const timer = { due: monotonic() + ms, ring: () => waiting.delete(timer) && task() }
        waiting.add(timer)
        time.timers.after(ms, timer.ring)
        return () => void waiting.delete(timer)
      },
    },
    now: () => time.clock.now() + slept,
    jumpWall(ms) {
      set += ms
    },
    sleep(ms, isCounted) {
      slept += ms
      if (!isCounted) return
      counted += ms
      // Timers that came due meanwhile ring at once, in their order.
      const due = [...waiting].filter((timer) => timer.due <= monotonic())
      for (const timer of due.toSorted((a, b) => a.due - b.due)) timer.ring()
    },
  }
}
