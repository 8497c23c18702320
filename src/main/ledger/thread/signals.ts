/**
 * What a thread that does one job and its client tell each other at any moment, also while the thread hears no message.
 *
 * Three cells: 1 where the job is given up, how often the job has got on, and how often the thread's event loop has turned.
 */
export type Signals = Int32Array<SharedArrayBuffer>

const GIVEN_UP = 0
const STEPS = 1
const TURNS = 2
const CELLS = 3

/** An event loop that turns says so this often, ms. */
export const TURN_MS = 250

/** Makes the signals of a job that has not begun. */
export function createSignals(): Signals {
  return new Int32Array(new SharedArrayBuffer(CELLS * Int32Array.BYTES_PER_ELEMENT))
}

/** Gives the job up at its next step. */
export function giveUp(signals: Signals): void {
  Atomics.store(signals, GIVEN_UP, 1)
}

/** Tells whether the job was given up. */
export function isGivenUp(signals: Signals): boolean {
  return Atomics.load(signals, GIVEN_UP) === 1
}

/** Notes in the thread that the job has got on. */
export function step(signals: Signals): void {
  Atomics.add(signals, STEPS, 1)
}

/** Notes a step, and tells whether the job was given up. */
export function stepOn(signals: Signals): boolean {
  step(signals)
  return isGivenUp(signals)
}

/** Notes in the thread that its event loop turns, until the returned function is called; keeps the thread from nothing. */
export function noteTurns(signals: Signals): () => void {
  const turning = setInterval(() => turn(signals), TURN_MS)
  turning.unref()
  return () => clearInterval(turning)
}

/** Notes in the thread that it waits for another, and does not spin. */
export function turn(signals: Signals): void {
  Atomics.add(signals, TURNS, 1)
}

/** How often the job has got on. */
export function stepsOf(signals: Signals): number {
  return Atomics.load(signals, STEPS)
}

/** How often the thread's event loop has turned; it stands still in a thread that waits for nothing. */
export function turnsOf(signals: Signals): number {
  return Atomics.load(signals, TURNS)
}
