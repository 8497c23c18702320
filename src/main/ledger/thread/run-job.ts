import { rm } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import { createDiskQuestion, isKnownSilent } from './disk-answers.ts'
import { traffic } from './make-way.ts'
import { createSignals, giveUp, isGivenUp, type Signals } from './signals.ts'
import { PATIENCE, type Patience, watchJob } from './watch-job.ts'

/** Why a thread gave no word of what came of its job. */
export interface JobEnd {
  /** It ended by itself, it hung and was ended, or it was given up and did not heed that. */
  readonly how: 'died' | 'hung' | 'givenUp'
  readonly reason: string
}

/** A job for a thread of its own. */
export interface Job<M, O> {
  /** The worker's file: the source in tests, the built one in the app. */
  readonly workerUrl: URL | string
  readonly name: string
  /** What the thread is started with, besides its signals and the traffic of the books. */
  readonly order: object
  /** Files and folders on the disks that the job needs. */
  readonly disks: readonly string[]
  /** How long it may stand still; absent for what is usual. */
  readonly patience?: Patience | undefined
  /** Takes a message of the thread; gives what came of the job, or null where it says something else. */
  took(message: M): O | null
  /** Says what came of a job whose thread gave no word. */
  ended(end: JobEnd): O
  /** Names what it may have left. */
  leaves?(): readonly string[]
  /** The next one uses the same names, and removes by itself what lies there. */
  readonly isReused?: boolean
}

/** A job under way. */
export interface RunningJob<O> {
  /** Never rejects, and comes for a thread that hangs too. */
  readonly finished: Promise<O>
  /** Gives it up at its next step. */
  cancel(): void
}

/** A thread that was ended is gone within this time, unless it is within a call of the system, which nobody can end, ms. */
const ENDS_WITHIN_MS = 500

/** What is left is removed within this time, or later, ms. */
const SWEPT_WITHIN_MS = 5_000

/** Threads that were ended and are still there. */
const lingering = new Set<Promise<void>>()

/** Tells whether a thread that was ended is still there: it would hold up the end of the process for as long. */
export function isJobStuck(): boolean {
  return lingering.size > 0
}

/** Counts a thread that was ended as one that is still there, until it has exited. */
export function lingerUntil(exited: Promise<void>): void {
  lingering.add(exited)
  void exited.then(() => lingering.delete(exited))
}

/** Does a job in a thread of its own, and ends that where it hangs; what it may have left is removed then. */
export function runJob<M, O>(job: Job<M, O>): RunningJob<O> {
  if (isKnownSilent(job.disks)) {
    const reason = 'a disk has not answered since it was asked last'
    return { finished: Promise.resolve(job.ended({ how: 'hung', reason })), cancel: () => undefined }
  }
  const signals = createSignals()
  return { finished: follow(job, signals), cancel: () => giveUp(signals) }
}

function follow<M, O>(job: Job<M, O>, signals: Signals): Promise<O> {
  return new Promise((resolve) => {
    const workerData = { ...job.order, signals, traffic }
    const worker = new Worker(asFile(job.workerUrl), { workerData, name: job.name })
    const exited = new Promise<void>((done) => worker.once('exit', () => done()))
    let outcome: O | null = null
    let reason = `the thread of the ${job.name} has ended`
    let isOver = false

    async function over(how: JobEnd['how'], disksAnswer: boolean): Promise<void> {
      if (isOver) return
      isOver = true
      endWatch()
      if (outcome === null) await swept(job, exited, disksAnswer)
      resolve(outcome ?? job.ended({ how, reason }))
    }

    const endWatch = watchJob({
      signals,
      patience: job.patience ?? PATIENCE,
      awake: () => worker.getHeapStatistics(),
      disksAnswer: createDiskQuestion(job.disks),
      hung(disksAnswer) {
        reason = `the thread of the ${job.name} hangs${disksAnswer ? '' : ', and its disk does not answer'}`
        lingerUntil(exited)
        void worker.terminate()
        void over(isGivenUp(signals) ? 'givenUp' : 'hung', disksAnswer)
      },
    })
    worker.on('message', (message: M) => {
      if (!isOver) outcome = job.took(message) ?? outcome
    })
    worker.on('error', (error) => {
      reason = String(error)
    })
    exited.then(() => over('died', true))
  })
}

/** Removes what a job has left. What lies on a disk that does not answer is removed once the thread comes back from it. */
async function swept<M, O>(job: Job<M, O>, exited: Promise<void>, disksAnswer: boolean): Promise<void> {
  const sweep = async () => {
    for (const path of job.leaves?.() ?? []) await rm(path, { force: true }).catch(() => undefined)
  }
  const isGone = await soon(exited, ENDS_WITHIN_MS)
  if (!isGone && !job.isReused) void exited.then(sweep)
  if (disksAnswer) await soon(sweep(), SWEPT_WITHIN_MS)
}

function soon(work: Promise<void>, ms: number): Promise<boolean> {
  const late = new Promise<boolean>((done) => setTimeout(() => done(false), ms).unref())
  return Promise.race([work.then(() => true), late])
}

/** The same worker addressed by a path or by a file URL. */
function asFile(url: URL | string): URL | string {
  return typeof url === 'string' && url.startsWith('file:') ? new URL(url) : url
}
