/**
 * What the ledger's thread notes of itself where the client can read it at any moment, also while the thread answers nobody.
 *
 * Three cells: how many turns were begun or ended, the id of the call under way, and whether it may write.
 */
export type Pulse = Int32Array<SharedArrayBuffer>

const TURNS = 0
const DOING = 1
const WRITING = 2
const CELLS = 3

/** No call is under way. */
export const NOTHING = 0

/** Makes the pulse of a thread that has not begun. */
export function createPulse(): Pulse {
  return new Int32Array(new SharedArrayBuffer(CELLS * Int32Array.BYTES_PER_ELEMENT))
}

/** Notes that a call begins, by its id; what only reads may become a write later. */
export function beginTurn(pulse: Pulse, id: number, mayWrite: boolean): void {
  Atomics.store(pulse, WRITING, mayWrite ? 1 : 0)
  Atomics.store(pulse, DOING, id)
  Atomics.add(pulse, TURNS, 1)
}

/** Notes that the call under way is about to write. */
export function noteWrite(pulse: Pulse): void {
  Atomics.store(pulse, WRITING, 1)
}

/** Notes that the thread is free again. */
export function endTurn(pulse: Pulse): void {
  Atomics.store(pulse, WRITING, 0)
  Atomics.store(pulse, DOING, NOTHING)
  Atomics.add(pulse, TURNS, 1)
}

/** How often a turn was begun or ended; as long as it stands still, the thread has done nothing else. */
export function turnsOf(pulse: Pulse): number {
  return Atomics.load(pulse, TURNS)
}

/** The id of the call under way; 0 when there is none. */
export function doingOf(pulse: Pulse): number {
  return Atomics.load(pulse, DOING)
}

/** Tells whether the call under way may write into the book or its witness. */
export function isWriting(pulse: Pulse): boolean {
  return Atomics.load(pulse, WRITING) === 1
}
