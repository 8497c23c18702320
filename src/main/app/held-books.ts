import type { Timers } from '../../shared/time/clock.ts'
import type { ThreadEnd } from '../ledger/port/standing.ts'

/** The books whose thread was lost and cannot be ended: two must never write into one. */
export interface HeldBooks {
  hold(path: string, end: ThreadEnd): void
  /** Waits a short while, and tells whether the book may be opened; where it may not yet, `freed` is told once it may. */
  isFree(path: string): Promise<boolean>
  /** Waits a short while, and tells whether a lost thread is still there: it would hold up the end of the process for as long. */
  isStuck(): Promise<boolean>
}

export interface HeldBooksPorts {
  readonly timers: Timers
  freed(path: string): void
}

/** A thread that was ended is gone within this time, unless it cannot be ended, ms. */
const SHORTLY_MS = 1_000

/** Keeps the books that a lost thread holds. */
export function createHeldBooks({ timers, freed }: HeldBooksPorts): HeldBooks {
  const held = new Map<string, Promise<void>>()
  const awaited = new Set<string>()
  const lingering = new Set<Promise<void>>()

  function isOver(end: Promise<unknown>): Promise<boolean> {
    return new Promise((resolve) => {
      const cancel = timers.after(SHORTLY_MS, () => resolve(false))
      end.then(() => {
        cancel()
        resolve(true)
      })
    })
  }

  return {
    hold(path, { released, exited }) {
      held.set(path, released)
      released.then(() => {
        if (held.get(path) === released) held.delete(path)
        if (awaited.delete(path)) freed(path)
      })
      lingering.add(exited)
      exited.then(() => lingering.delete(exited))
    },
    async isFree(path) {
      const released = held.get(path)
      if (!released || (await isOver(released))) return true
      awaited.add(path)
      return false
    },
    async isStuck() {
      return lingering.size > 0 && !(await isOver(Promise.all(lingering)))
    },
  }
}
