import type { TrailOutcome, TrailProgress } from '../../../shared/contract/shapes/books/trail.ts'
import { type RunningJob, runJob } from '../thread/run-job.ts'
import type { Patience } from '../thread/watch-job.ts'
import type { TrailMessage } from './worker.ts'

export interface TrailOptions {
  /** The worker's file: the source in tests, the built one in the app. */
  readonly workerUrl: URL
  readonly path: string
  /** Where the book's witness is; null for a book without one. */
  readonly witnessPath: string | null
  /** When it begins, epoch ms. */
  readonly at: number
  /** How long it may stand still; absent for what is usual. */
  readonly patience?: Patience | undefined
  /** Told how much of a part is done. */
  onProgress(progress: Omit<TrailProgress, 'leftMs'>): void
  /** Told why the thread died, if it does. */
  failed(reason: string): void
}

/** Walks the trail of the book at `path` in a thread of its own, which reads and changes nothing. */
export function startWalk(options: TrailOptions): RunningJob<TrailOutcome> {
  const { workerUrl, path, witnessPath, at, patience, onProgress, failed } = options
  return runJob<TrailMessage, TrailOutcome>({
    ...{ workerUrl, name: 'trail', order: { path, witnessPath, at }, disks: [path], patience },
    took(message) {
      if ('outcome' in message) return message.outcome
      onProgress(message.progress)
      return null
    },
    ended({ how, reason }) {
      if (how === 'givenUp') return { state: 'unknown', why: 'stopped' }
      if (how === 'died') failed(reason)
      return { state: 'unknown', why: how === 'hung' ? 'silent' : 'failed' }
    },
  })
}
