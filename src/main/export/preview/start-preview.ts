import { runJob } from '../../ledger/thread/run-job.ts'
import type { Patience } from '../../ledger/thread/watch-job.ts'
import type { PreviewOrder, PreviewOutcome, RunningPreview } from '../port.ts'
import type { PreviewMessage } from '../worker.ts'

/** Starts a look at what a file would hold, in the export's thread. `finished` never rejects: NO_ANSWER where the thread hangs, INTERNAL where it dies. */
export function startPreview(
  preview: PreviewOrder,
  workerUrl: URL | string,
  patience: Patience | undefined,
): RunningPreview {
  return runJob<PreviewMessage, PreviewOutcome>({
    ...{ workerUrl, name: 'preview', order: { preview }, patience },
    disks: [preview.bookPath],
    took: ({ looked }) => looked,
    ended({ how }) {
      if (how === 'givenUp') return { state: 'cancelled' }
      return { state: 'failed', code: how === 'hung' ? 'NO_ANSWER' : 'INTERNAL' }
    },
  })
}
