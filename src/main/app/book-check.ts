import type { Timers } from '../../shared/time/clock.ts'
import type { BookProblem } from '../ledger/port/book.ts'
import type { CheckOutcome, RunningCheck } from '../ledger/port/copies/check.ts'
import type { OpenBooksPorts } from './open-books-port.ts'

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
  /** Told, once, when one that began by itself hung, or its disk did not answer; it is begun again after a while. */
  silent(): void
}

/** Names why a book stays closed after a check that did not find it sound. */
export function problemFound(outcome: CheckOutcome): BookProblem {
  if (outcome.state === 'unsound') return 'CORRUPT'
  return outcome.state === 'unknown' && outcome.silent ? 'NO_ANSWER' : 'DISK_IO'
}

/** One that hung is begun again after this time, ms. */
const AGAIN_MS = 600_000

/** Tells the person that the book could not be checked. */
export function tellUnchecked({ host, words }: Pick<OpenBooksPorts, 'host' | 'words'>): void {
  const { t } = words()
  host.notify(
    { title: t('book.unchecked.title'), body: t('book.unchecked.text'), invoiceId: null },
    () => undefined,
  )
}

/** Makes the check of a book; it reads, and changes nothing. */
export function createBookCheck(ports: BookCheckPorts): BookCheck {
  let running: RunningCheck | null = null
  let done: number | null = null
  let cancelWait: () => void = () => undefined
  let isTold = false

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

  function startLater(path: string, afterMs: number, found: (outcome: CheckOutcome) => void): void {
    cancelWait()
    cancelWait = ports.timers.after(afterMs, () => {
      void start(path).then((outcome) => {
        if (outcome.state === 'unknown' && outcome.silent) {
          if (!isTold) ports.silent()
          isTold = true
          startLater(path, AGAIN_MS, found)
        }
        found(outcome)
      })
    })
  }

  return {
    progress: () => done,
    start,
    startLater,
    async stop() {
      cancelWait()
      running?.cancel()
      await running?.finished
    },
  }
}
