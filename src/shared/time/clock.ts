/** Where the time comes from: the wall clock for facts, the monotonic one for durations. */
export interface Clock {
  /** Epoch milliseconds, UTC. May jump when a person or the network sets the clock. */
  now(): number
  /** Milliseconds that only ever rise; their zero means nothing. */
  monotonic(): number
}

/** Where waiting comes from, so that tests can wait without time passing. */
export interface Timers {
  /** Runs `task` once after `ms`; the answer cancels it. */
  after(ms: number, task: () => void): () => void
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
}

/** The machine's own timers. */
export const systemTimers: Timers = {
  after: (ms, task) => {
    const timer = setTimeout(task, ms)
    return () => clearTimeout(timer)
  },
}
