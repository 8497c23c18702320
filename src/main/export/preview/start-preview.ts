import { dirname } from 'node:path'
import { type JobEnd, runJob } from '../../ledger/thread/run-job.ts'
import type { Patience } from '../../ledger/thread/watch-job.ts'
import type {
  CompareOrder,
  CompareOutcome,
  PreviewOrder,
  PreviewOutcome,
  RunningCompare,
  RunningPreview,
} from '../port.ts'
import type { CompareMessage, PreviewMessage } from '../worker.ts'

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
    ended: endedAs,
  })
}

/** Starts a look at what has changed since a file of before, in the export's thread. `finished` never rejects, as that of a preview. */
export function startCompare(
  comparing: CompareOrder,
  workerUrl: URL | string,
  patience: Patience | undefined,
): RunningCompare {
  return runJob<CompareMessage, CompareOutcome>({
    ...{ workerUrl, name: 'comparison', order: { comparing }, patience },
    disks: [comparing.bookPath, dirname(comparing.since)],
    took: ({ compared }) => compared,
    ended: endedAs,
  })
}

function endedAs({ how }: JobEnd) {
  if (how === 'givenUp') return { state: 'cancelled' } as const
  return { state: 'failed', code: how === 'hung' ? 'NO_ANSWER' : 'INTERNAL' } as const
}
