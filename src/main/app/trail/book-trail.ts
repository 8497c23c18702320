import { join } from 'node:path'
import type { TrailOutcome, TrailProgress } from '../../../shared/contract/shapes/books/trail.ts'
import { type BookTrouble, isOpen } from '../../ipc/handlers/book-problem.ts'
import type { RunningJob } from '../../ledger/thread/run-job.ts'
import { startWalk } from '../../ledger/trail/client.ts'
import type { Session } from '../../session/session.ts'
import type { HostPorts } from '../host-ports.ts'

/** The walk along the trail of the open book: one at a time, at a person's word. */
export interface BookTrail {
  /** Null where none runs. */
  running(): TrailProgress | null
  /** What the last one found since the book was opened; null where there was none. */
  last(): TrailOutcome | null
  /** Begins one, unless one runs. */
  verify(): void
  /** Gives up the one that runs. */
  stop(): void
  /** Ends what runs before the book is left, and forgets what was found. */
  end(): Promise<void>
}

export interface BookTrailPorts {
  readonly host: Pick<HostPorts, 'clock' | 'workers' | 'patience' | 'witnessDir'>
  /** The open book, or why there is none. */
  current(): Session | BookTrouble
  /** Told when the walk has come further, and when it ends. */
  changed(): void
  failed(error: unknown): void
}

/** Makes the walk of a book; it reads, and changes nothing. */
export function createBookTrail({ host, current, changed, failed }: BookTrailPorts): BookTrail {
  let running: RunningJob<TrailOutcome> | null = null
  let progress: TrailProgress | null = null
  let last: TrailOutcome | null = null

  function verify(): void {
    const session = current()
    if (running || !isOpen(session)) return
    const at = host.clock.now()
    let began: { readonly part: TrailProgress['part']; readonly at: number } | null = null
    const own = startWalk({
      ...{ workerUrl: host.workers.trail, patience: host.patience, path: session.path, at },
      witnessPath: join(host.witnessDir, `${session.kind}.witness`),
      onProgress({ part, done, of }) {
        if (running !== own) return
        if (began?.part !== part) began = { part, at: host.clock.now() }
        progress = { part, done, of, leftMs: leftOf(host.clock.now() - began.at, done, of) }
        changed()
      },
      failed: (reason) => failed(new Error(reason)),
    })
    running = own
    progress = { part: 'entries', done: 0, of: 0, leftMs: null }
    changed()
    void own.finished.then((outcome) => {
      if (running !== own) return
      running = null
      progress = null
      last = outcome.state === 'unknown' && outcome.why === 'stopped' ? last : outcome
      changed()
    })
  }

  return {
    running: () => progress,
    last: () => last,
    verify,
    stop: () => running?.cancel(),
    async end() {
      const ending = running
      running = null
      progress = null
      last = null
      ending?.cancel()
      await ending?.finished
    },
  }
}

/** What was seen of less than this tells nothing of the rest, ms. */
const TELLS_AFTER_MS = 300

function leftOf(spentMs: number, done: number, of: number): number | null {
  if (spentMs < TELLS_AFTER_MS || done === 0) return null
  return Math.round((spentMs / done) * Math.max(0, of - done))
}
