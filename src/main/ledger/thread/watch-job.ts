import { isGivenUp, type Signals, stepsOf, turnsOf } from './signals.ts'

/** How long a job may stand still, ms. */
export interface Patience {
  /** One whose code runs and gets nowhere. */
  readonly spinMs: number
  /** One whose disk does not answer. */
  readonly silentMs: number
  /** One that waits for a disk which answers others: a table of a large book, on a slow stick, is one call of SQLite. */
  readonly slowMs: number
  /** The first two, for a job that was given up. */
  readonly givenUpMs: number
}

export const PATIENCE: Patience = {
  spinMs: 60_000,
  silentMs: 60_000,
  slowMs: 1_800_000,
  givenUpMs: 5_000,
}

/** The thread is looked at so often, ms. */
const LOOK_MS = 1_000

export interface JobWatch {
  readonly signals: Signals
  readonly patience: Patience
  /** Asks the thread for a sign of itself; answered as soon as its code runs, and not within a call of the system. */
  awake(): Promise<unknown>
  /** Asks the job's disks once more, and tells whether all have answered since the last time. */
  disksAnswer(): boolean
  /** Told once, when the job has stood still for longer than it may; whether its disks answer. */
  hung(disksAnswer: boolean): void
}

/**
 * Looks at a thread that does one job until it hangs, or until the returned function is called.
 *
 * A job hangs when its code runs on and gets nowhere, when its disk no longer answers anybody, or when a single step takes beyond all
 * measure. Time is counted in looks, never by a clock: while the machine sleeps nothing is looked at.
 */
export function watchJob({ signals, patience, awake, disksAnswer, hung }: JobWatch): () => void {
  const lookMs = Math.min(LOOK_MS, patience.silentMs / 10, patience.givenUpMs / 5)
  let [steps, turns] = [stepsOf(signals), turnsOf(signals)]
  let [stillMs, spinMs, silentMs] = [0, 0, 0]
  let asking = false

  async function askAwake(): Promise<void> {
    if (asking) return
    asking = true
    try {
      await awake()
    } finally {
      // A thread that is still starting refuses the question, and is asked again.
      asking = false
    }
  }

  const looks = setInterval(() => {
    const isAway = asking
    void askAwake().catch(() => undefined)
    if (stepsOf(signals) !== steps) {
      steps = stepsOf(signals)
      stillMs = spinMs = silentMs = 0
      return
    }
    const isTurning = turnsOf(signals) !== turns
    turns = turnsOf(signals)
    stillMs += lookMs
    spinMs = isAway || isTurning ? 0 : spinMs + lookMs
    const answer = disksAnswer()
    silentMs = answer ? 0 : silentMs + lookMs
    const most = isGivenUp(signals) ? patience.givenUpMs : Number.POSITIVE_INFINITY
    const spins = spinMs >= Math.min(most, patience.spinMs)
    const isSilent = silentMs >= Math.min(most, patience.silentMs)
    if (!spins && !isSilent && stillMs < patience.slowMs) return
    clearInterval(looks)
    hung(answer)
  }, lookMs)
  looks.unref()
  return () => clearInterval(looks)
}
