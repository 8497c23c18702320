/** Where the time comes from: the wall clock for facts, the monotonic one for durations. */
export interface Clock {
  /** Epoch milliseconds, UTC. May jump when a person or the network sets the clock. */
  now(): number
  /** Milliseconds that only ever rise; their zero means nothing. */
  monotonic(): number
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
}
