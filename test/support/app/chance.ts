/** Repeatable chance: the same seed gives the same sequence. */
export interface Chance {
  /** A number from 0 up to but not including 1. */
  unit(): number
  between(low: number, high: number): number
  /** The wait until the next of events that come `perMs` at a time, ms. */
  untilNext(perMs: number): number
  /** A log-normal number of this median. */
  logNormal(median: number, sigma: number): number
  bytes(size: number): Uint8Array
}

/** Begins a sequence (mulberry32). */
export function createChance(seed: number): Chance {
  let state = seed >>> 0

  function unit(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  return {
    unit,
    between: (low, high) => low + (high - low) * unit(),
    untilNext: (perMs) => -Math.log(1 - unit()) / perMs,
    logNormal(median, sigma) {
      const normal = Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit())
      return median * Math.exp(sigma * normal)
    },
    bytes: (size) => Uint8Array.from({ length: size }, () => Math.floor(unit() * 256)),
  }
}
