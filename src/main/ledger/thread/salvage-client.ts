import { Worker } from 'node:worker_threads'
import type { RunningSalvage, SalvageOutcome } from '../port/salvage.ts'
import type { SalvageMessage, SalvageWorkerData } from './salvage-worker.ts'

export interface SalvageOptions extends Pick<SalvageWorkerData, 'order' | 'bookId' | 'witnessPath'> {
  /** The worker's file: the source in tests, the built one in the app. */
  readonly workerUrl: URL
  /** Told how much is done, from 0 to 1. */
  onProgress(done: number): void
}

/** Starts a salvage of a damaged book in a thread of its own. */
export function startSalvage({ workerUrl, onProgress, ...job }: SalvageOptions): RunningSalvage {
  const cancel = new Int32Array(new SharedArrayBuffer(4))
  const workerData: SalvageWorkerData = { ...job, cancel }
  const finished = new Promise<SalvageOutcome>((resolve) => {
    const worker = new Worker(workerUrl, { workerData, name: 'salvage' })
    let outcome: SalvageOutcome = {
      ...{ state: 'failed', code: 'INTERNAL', reason: 'the thread of the salvage has ended' },
    }
    worker.on('message', (message: SalvageMessage) => {
      if ('progress' in message) onProgress(message.progress)
      else outcome = message.outcome
    })
    worker.on('error', (error) => {
      outcome = { state: 'failed', code: 'INTERNAL', reason: String(error) }
    })
    worker.on('exit', () => resolve(outcome))
  })
  return {
    finished,
    cancel() {
      Atomics.store(cancel, 0, 1)
    },
  }
}
