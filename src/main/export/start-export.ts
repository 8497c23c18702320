import { dirname } from 'node:path'
import { type JobEnd, runJob } from '../ledger/thread/run-job.ts'
import type { Patience } from '../ledger/thread/watch-job.ts'
import type { ExportOrder, ExportOutcome, ExportProgress, RunningExport } from './port.ts'
import type { ExportMessage } from './worker.ts'

export interface ExportOptions extends ExportOrder {
  /** The worker's file: the source in tests, the built one in the app. */
  readonly workerUrl: URL | string
  /** How long it may stand still; absent for what is usual. */
  readonly patience?: Patience | undefined
  onProgress(progress: ExportProgress): void
  /** Told where the file grows, before it is there and when it is gone, so that a killed export leaves nothing for ever. */
  readonly parts?: { begin(partPath: string): void; end(partPath: string): void }
}

/**
 * Starts writing rows of a book to a file, in a thread of its own with its own reading connection.
 *
 * `finished` never rejects: NO_ANSWER where the thread hangs, INTERNAL where it dies. Progress comes at most every 100 ms, and not after
 * the end.
 */
export function startExport(options: ExportOptions): RunningExport {
  const { onProgress, workerUrl, patience, parts, ...order } = options
  let partPath: string | null = null
  let end: JobEnd['how'] | null = null
  const running = runJob<ExportMessage, ExportOutcome>({
    ...{ workerUrl, name: 'export', order, patience },
    disks: [order.bookPath, dirname(order.targetPath)],
    took(message) {
      if ('outcome' in message) return message.outcome
      if ('partPath' in message) {
        partPath = message.partPath
        parts?.begin(partPath)
      } else onProgress(message.progress)
      return null
    },
    ended({ how }) {
      end = how
      if (how === 'givenUp') return { state: 'cancelled' }
      return { state: 'failed', code: how === 'hung' ? 'NO_ANSWER' : 'INTERNAL' }
    },
    // A worker that died cannot have tidied up after itself.
    leaves: () => (partPath === null ? [] : [partPath, `${partPath}.json`]),
  })
  const finished = running.finished.finally(() => {
    // Nobody may look at a disk that does not answer: the next start does.
    if (partPath !== null && (end === null || end === 'died')) parts?.end(partPath)
  })
  return { finished, cancel: running.cancel }
}
