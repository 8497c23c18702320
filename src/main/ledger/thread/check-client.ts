import type { CheckOutcome, RunningCheck } from '../port/copies/check.ts'
import type { CheckMessage } from './check-worker.ts'
import { runJob } from './run-job.ts'
import type { Patience } from './watch-job.ts'

export interface CheckOptions {
  /** The worker's file: the source in tests, the built one in the app. */
  readonly workerUrl: URL
  readonly path: string
  /** How long it may stand still; absent for what is usual. */
  readonly patience?: Patience | undefined
  /** Told how much is done, from 0 to 1. */
  onProgress(done: number): void
}

/** Starts a whole check of the book at `path` in a thread of its own; one that hangs or dies leaves the outcome unknown. */
export function startCheck({ workerUrl, path, patience, onProgress }: CheckOptions): RunningCheck {
  return runJob<CheckMessage, CheckOutcome>({
    ...{ workerUrl, name: 'check', order: { path }, disks: [path], patience },
    took(message) {
      if ('outcome' in message) return message.outcome
      onProgress(message.progress)
      return null
    },
    ended: ({ how, reason }) => ({ state: 'unknown', reason, silent: how === 'hung' }),
  })
}
