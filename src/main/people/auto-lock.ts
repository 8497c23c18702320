import type { AutoLock } from '../../shared/contract/plain/people.ts'
import type { Clock, Timers } from '../../shared/time/clock.ts'

/** A wall clock that gained so much on the monotonic one means that the machine slept, or that the clock was set, ms. */
const SLEPT_MS = 60_000
/** It is looked at least so often, ms. */
const LOOK_MS = 15_000

/** Locks a till that shows no sign of life. */
export interface AutoLocking {
  /** Somebody has signed in: it begins to count. */
  begin(): void
  /** Whoever is signed in shows a sign of life. After a sleep that nobody has noticed it is no such sign: another may have woken the machine. */
  touch(): void
  /** Locks the till if its time is over by now, or the machine has slept. */
  look(): void
  /** Nobody is signed in any more. */
  stop(): void
}

export interface AutoLockPorts {
  readonly clock: Clock
  readonly timers: Timers
  /** 0 for never, which is: after a sleep alone. */
  minutes(): AutoLock
  lock(): void
}

/** Counts by the monotonic clock, so that a clock that is set keeps no till open; after a sleep the till is locked. */
export function createAutoLock({ clock, timers, minutes, lock }: AutoLockPorts): AutoLocking {
  let seenAt = 0
  let drifted = 0
  /** Ends the wait for the next look; null while nobody is signed in. */
  let cancel: (() => void) | null = null

  const drift = () => clock.now() - clock.monotonic()

  function stop(): void {
    cancel?.()
    cancel = null
  }

  function begin(): void {
    seenAt = clock.monotonic()
    drifted = drift()
    wait()
  }

  function wait(): void {
    cancel?.()
    const limitMs = minutes() * 60_000
    const leftMs = seenAt + limitMs - clock.monotonic()
    cancel = timers.after(limitMs > 0 ? Math.min(Math.max(leftMs, 0), LOOK_MS) : LOOK_MS, look)
  }

  function look(): void {
    if (cancel === null) return
    const limitMs = minutes() * 60_000
    const isOver = limitMs > 0 && clock.monotonic() - seenAt >= limitMs
    if (isOver || drift() - drifted > SLEPT_MS) {
      stop()
      lock()
    } else {
      drifted = drift()
      wait()
    }
  }

  return {
    begin,
    touch() {
      look()
      if (cancel !== null) begin()
    },
    look,
    stop,
  }
}
