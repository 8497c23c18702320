/** A scanner types at least this many keys, */
const SCAN_KEYS = 8
/** this close together on average, ms; no hand does. */
const SCAN_PACE_MS = 45
/** A longer pause than this ends what belongs together, ms; a busy computer stutters for less. */
const PAUSE_MS = 400
/** A scanner's Enter comes no later than this, ms; somebody who reads what came takes longer. */
export const ENTER_MS = 600
/** A key by itself, as a hand presses it: a scanner's come closer before and after it, ms. */
export const SINGLE_KEY_MS = 120
/** A character this soon behind another is a scanner's and not a hand's, ms. */
export const BEHIND_MS = 40
/** A gap this much longer than the scanner's own parts it from a hand that typed just before, */
const PARTING_FACTOR = 4
/** but no gap as short as this does, ms. */
const CLOSE_MS = 40
/** So many short gaps, one after the other, are the beginning of what a scanner types. */
const CLOSE_GAPS = 3
/** Longer than any label: a key that is stuck begins anew here. */
const LONGEST_RUN = 300

/** What a scanner typed, and at which key of the run it began, from 0. */
export interface Scan {
  readonly text: string
  readonly from: number
}

/** Tells a scanner from a hand by the pace of the keys. */
export interface ScannerKeys {
  /** Notes a key at an instant, ms, and what it typed; true when it begins a new run of keys. */
  key(at: number, typed?: string): boolean
  /** Finds the scan that ends the run of keys, of at least `least` keys; null when a hand typed. */
  scan(at: number, least?: number): Scan | null
  clear(): void
}

interface Key {
  readonly at: number
  readonly typed: string
}

/** Begins to watch the pace of keys. */
export function createScannerKeys(): ScannerKeys {
  let run: Key[] = []
  return {
    key(at, typed = '') {
      const last = run.at(-1)
      const goesOn = last !== undefined && at - last.at <= PAUSE_MS && run.length < LONGEST_RUN
      run = goesOn ? [...run, { at, typed }] : [{ at, typed }]
      return !goesOn
    },
    scan(at, least = SCAN_KEYS) {
      const from = partingOf(run)
      const keys = run.slice(from)
      if (keys.length < least || !isFast(keys, at)) return null
      return { text: keys.map((key) => key.typed).join(''), from }
    },
    clear() {
      run = []
    },
  }
}

function isFast(keys: readonly Key[], at: number): boolean {
  const first = keys[0]?.at ?? 0
  const last = keys.at(-1)?.at ?? 0
  return at - last <= ENTER_MS && last - first <= SCAN_PACE_MS * (keys.length - 1)
}

/** Where the scanner's keys begin, after slower ones of a hand; one stutter in the midst of them changes nothing. */
function partingOf(run: readonly Key[]): number {
  const gaps = run.slice(1).map((key, index) => key.at - (run[index]?.at ?? key.at))
  const sorted = gaps.slice(-SCAN_KEYS).toSorted((a, b) => a - b)
  const widest = Math.max(CLOSE_MS, PARTING_FACTOR * (sorted[Math.floor(sorted.length / 4)] ?? 0))
  return run.findIndex((_, index) => gaps.slice(index, index + CLOSE_GAPS).every((gap) => gap <= widest))
}
