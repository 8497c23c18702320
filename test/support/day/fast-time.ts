import { setTimeout as wait } from 'node:timers/promises'
import type { Clock, Timers } from '../../../src/shared/time/clock.ts'

/** A day that passes many times as fast as the machine's, agreed between the processes of a test. */
export interface FastDay {
  /** When it began by the machine's clock and by its own, epoch ms. */
  readonly from: number
  /** How many times as fast it passes. */
  readonly times: number
}

/** The day as its shop sees it, in a process whose clock is the machine's. */
export interface FastTime {
  readonly day: FastDay
  now(): number
  /** Waits so long by the day's clock, ms. */
  wait(ms: number): Promise<void>
  /** Waits until an instant of the day, epoch ms. */
  until(instant: number): Promise<void>
}

/** Begins a day now. */
export function beginDay(times: number): FastTime {
  const day = { from: Date.now(), times }
  const now = () => day.from + (Date.now() - day.from) * times
  const later = async (ms: number) => {
    await wait(Math.max(0, Math.ceil(ms / times)))
  }
  return { day, now, wait: later, until: (instant) => later(instant - now()) }
}

/** The ports of an app whose wall clock was made fast by `fast-clock.mjs`. */
export function fastPorts({ times }: FastDay): { readonly clock: Clock; readonly timers: Timers } {
  return {
    clock: { now: () => Date.now(), monotonic: () => performance.now() * times },
    timers: {
      after(ms, task) {
        const timer = setTimeout(task, Math.ceil(ms / times))
        return () => clearTimeout(timer)
      },
    },
  }
}
