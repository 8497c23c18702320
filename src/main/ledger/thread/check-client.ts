import { Worker } from 'node:worker_threads'
import type { CheckOutcome, RunningCheck } from '../port/check.ts'
import type { CheckMessage, CheckWorkerData } from './check-worker.ts'

export interface CheckOptions {
  /** The worker's file: the source in tests, the built one in the app. */
  readonly workerUrl: URL
  readonly path: string
  /** Told how much is done, from 0 to 1. */
  onProgress(done: number): void
}

/** Starts a whole check of the book at `path` in a thread of its own. */
export function startCheck({ workerUrl, path, onProgress }: CheckOptions): RunningCheck {
  const cancel = new Int32Array(new SharedArrayBuffer(4))
  const workerData: CheckWorkerData = { path, cancel }
  const finished = new Promise<CheckOutcome>((resolve) => {
    const worker = new Worker(workerUrl, { workerData, name: 'check' })
    let outcome: CheckOutcome = { state: 'unknown', reason: 'the thread of the check has ended' }
    worker.on('message', (message: CheckMessage) => {
      if ('progress' in message) onProgress(message.progress)
      else outcome = message.outcome
    })
    worker.on('error', (error) => {
      outcome = { state: 'unknown', reason: String(error) }
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
