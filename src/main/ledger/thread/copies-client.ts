import { Worker } from 'node:worker_threads'
import type { CopyOutcome, RunningCopy } from '../port/backups.ts'
import type { CopiesMessage, CopiesWorkerData, CopyJob, CopyJobs } from './copies-worker.ts'

export interface CopyStart<J extends CopyJob> {
  /** The worker's file: the source in tests, the built one in the app. */
  readonly workerUrl: URL
  readonly job: J
  readonly order: CopyJobs[J]['order']
  /** Told how much is done, from 0 to 1. */
  onProgress(done: number): void
}

/** Starts a copy in a thread of its own. */
export function startCopy<J extends CopyJob>(start: CopyStart<J>): RunningCopy<CopyJobs[J]['value']> {
  const cancel = new Int32Array(new SharedArrayBuffer(4))
  const workerData: CopiesWorkerData<J> = { job: start.job, order: start.order, cancel }
  const finished = new Promise<CopyOutcome<CopyJobs[J]['value']>>((resolve) => {
    const worker = new Worker(start.workerUrl, { workerData, name: 'copies' })
    let outcome: CopyOutcome<unknown> = ended('the thread of the copies has ended')
    worker.on('message', (message: CopiesMessage) => {
      if ('progress' in message) start.onProgress(message.progress)
      else outcome = message.outcome
    })
    worker.on('error', (error) => {
      outcome = ended(String(error))
    })
    worker.on('exit', () => resolve(outcome as CopyOutcome<CopyJobs[J]['value']>))
  })
  return {
    finished,
    cancel() {
      Atomics.store(cancel, 0, 1)
    },
  }
}

function ended(reason: string): CopyOutcome<never> {
  return { ok: false, code: 'INTERNAL', reason, needed: null }
}
