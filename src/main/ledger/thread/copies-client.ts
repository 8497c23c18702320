import { dirname } from 'node:path'
import { leftOfBackup } from '../copies/make-backup.ts'
import { withJournals } from '../copies/names.ts'
import { leftOfCarry } from '../copies/take-backup.ts'
import type { CopyOutcome, RunningCopy } from '../port/copies/backups.ts'
import type { CopiesMessage, CopyJob, CopyJobs } from './copies-worker.ts'
import { runJob } from './run-job.ts'
import type { Patience } from './watch-job.ts'

export interface CopyStart<J extends CopyJob> {
  /** The worker's file: the source in tests, the built one in the app. */
  readonly workerUrl: URL
  readonly job: J
  readonly order: CopyJobs[J]['order']
  /** How long it may stand still; absent for what is usual. */
  readonly patience?: Patience | undefined
  /** Told how much is done, from 0 to 1. */
  onProgress(done: number): void
}

/** What a copy works on, and what it may leave where it is broken off. */
const FILES: {
  readonly [J in CopyJob]: (order: CopyJobs[J]['order']) => {
    readonly disks: readonly string[]
    readonly leaves: readonly string[]
  }
} = {
  make: (order) => ({ disks: [order.book, order.folder], leaves: leftOfBackup(order) }),
  layOut: ({ backup, target }) => ({ disks: [backup, dirname(target)], leaves: withJournals(target) }),
  carry: (order) => ({ disks: [order.backup, order.folder], leaves: leftOfCarry(order) }),
  bundle: ({ backup, part }) => ({ disks: [backup, dirname(part)], leaves: withJournals(part) }),
  unbundle: (path) => ({ disks: [path], leaves: [] }),
}

/** Those under the same name every time, or under that of a backup. */
const REUSED: ReadonlySet<CopyJob> = new Set(['layOut', 'carry'])

/** Starts a copy in a thread of its own; NO_ANSWER where that hangs, INTERNAL where it dies. */
export function startCopy<J extends CopyJob>(start: CopyStart<J>): RunningCopy<CopyJobs[J]['value']> {
  const { workerUrl, job, order, patience, onProgress } = start
  const { disks, leaves } = FILES[job](order)
  return runJob<CopiesMessage, CopyOutcome<CopyJobs[J]['value']>>({
    ...{ workerUrl, name: 'copies', order: { job, order }, disks, patience },
    took(message) {
      if ('outcome' in message) return message.outcome as CopyOutcome<CopyJobs[J]['value']>
      onProgress(message.progress)
      return null
    },
    ended: ({ how, reason }) => ({ ok: false, code: CODES[how], reason, needed: null }),
    leaves: () => leaves,
    isReused: REUSED.has(job),
  })
}

const CODES = { died: 'INTERNAL', hung: 'NO_ANSWER', givenUp: 'CANCELLED' } as const
