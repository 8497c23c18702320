import { withJournals } from '../copies/names.ts'
import type { RunningSalvage, SalvageOutcome } from '../port/copies/salvage.ts'
import { runJob } from './run-job.ts'
import type { SalvageMessage, SalvageWorkerData } from './salvage-worker.ts'
import type { Patience } from './watch-job.ts'

export interface SalvageOptions extends Pick<SalvageWorkerData, 'order' | 'bookId' | 'witnessPath'> {
  /** The worker's file: the source in tests, the built one in the app. */
  readonly workerUrl: URL
  /** How long it may stand still; absent for what is usual. */
  readonly patience?: Patience | undefined
  /** Told how much is done, from 0 to 1. */
  onProgress(done: number): void
}

/** Starts a salvage of a damaged book in a thread of its own; NO_ANSWER where that hangs, INTERNAL where it dies. */
export function startSalvage(options: SalvageOptions): RunningSalvage {
  const { workerUrl, patience, onProgress, ...order } = options
  return runJob<SalvageMessage, SalvageOutcome>({
    ...{ workerUrl, name: 'salvage', order, patience },
    disks: [order.order.from, order.order.to],
    took(message) {
      if ('outcome' in message) return message.outcome
      onProgress(message.progress)
      return null
    },
    ended({ how, reason }) {
      if (how === 'givenUp') return { state: 'cancelled' }
      return { state: 'failed', code: how === 'hung' ? 'NO_ANSWER' : 'INTERNAL', reason }
    },
    leaves: () => withJournals(order.order.to),
    isReused: true,
  })
}
