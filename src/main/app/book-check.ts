import type { Timers } from '../../shared/time/clock.ts'
import type { CheckOutcome, RunningCheck } from '../ledger/port/check.ts'

/** The whole check of the open book: one at a time, by order or by itself. */
export interface BookCheck {
  /** How much is done, from 0 to 1; null when none runs. */
  progress(): number | null
  /** Begins one at once, and gives what it finds. */
  start(path: string): Promise<CheckOutcome>
  /** Begins one after a while, unless it is given up first. */
  startLater(path: string, afterMs: number, found: (outcome: CheckOutcome) => void): void
  /** Gives up what runs or waits, and waits for its end. */
  stop(): Promise<void>
}

export interface BookCheckPorts {
  readonly timers: Timers
  run(path: string, onProgress: (done: number) => void): RunningCheck
  /** Told when the progress has changed. */
  changed(): void
}

/** Makes the check of a book; it reads, and changes nothing. */
export function createBookCheck(ports: BookCheckPorts): BookCheck {
  let running: RunningCheck | null = null
  let done: number | null = null
  let cancelWait: () => void = () => undefined

  async function start(path: string): Promise<CheckOutcome> {
    cancelWait()
    const own = ports.run(path, (progress) => {
      if (running !== own) return
      done = progress
      ports.changed()
    })
    running = own
    done = 0
    const outcome = await own.finished
    if (running === own) {
      running = null
      done = null
    }
    return outcome
  }

  return {
    progress: () => done,
    start,
    startLater(path, afterMs, found) {
      cancelWait()
      cancelWait = ports.timers.after(afterMs, () => void start(path).then(found))
    },
    async stop() {
      cancelWait()
      running?.cancel()
      await running?.finished
    },
  }
}
