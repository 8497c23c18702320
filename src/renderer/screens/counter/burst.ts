/** A scanner types at least this many keys, */
const BURST_KEYS = 8
/** this close together on average, ms; no hand does. */
const BURST_PACE_MS = 45
/** A longer pause than this ends what belongs together, ms. */
const PAUSE_MS = 150

/** Tells a scanner from a hand by the pace of the keys. */
export interface Burst {
  /** Notes a key at an instant, ms. */
  key(at: number): void
  /** Says whether the keys up to `at` came in one burst. */
  isBurst(at: number): boolean
  clear(): void
}

/** Begins to watch the pace of keys. */
export function createBurst(): Burst {
  let keys = 0
  let first = 0
  let last = Number.NEGATIVE_INFINITY
  return {
    key(at) {
      const goesOn = at - last <= PAUSE_MS
      keys = goesOn ? keys + 1 : 1
      if (!goesOn) first = at
      last = at
    },
    isBurst: (at) =>
      keys >= BURST_KEYS && at - last <= PAUSE_MS && last - first <= BURST_PACE_MS * (keys - 1),
    clear() {
      keys = 0
    },
  }
}
