import { parentPort, workerData } from 'node:worker_threads'
import type { TrailOutcome, TrailProgress } from '../../../shared/contract/shapes/books/trail.ts'
import { openReadOnly } from '../sqlite/read-only.ts'
import { makeWay, type Traffic } from '../thread/make-way.ts'
import { type Signals, step, stepOn } from '../thread/signals.ts'
import { headsIn } from './kept-heads.ts'
import { walkTrail } from './verify.ts'

/** What the thread is started with. */
export interface TrailWorkerData {
  readonly path: string
  /** Where the book's witness is; null for a book without one. */
  readonly witnessPath: string | null
  /** When it begins, epoch ms. */
  readonly at: number
  readonly signals: Signals
  readonly traffic: Traffic
}

export type TrailMessage =
  | { readonly progress: Omit<TrailProgress, 'leftMs'> }
  | { readonly outcome: TrailOutcome }

/** The progress is told this often, ms. */
const TOLD_EVERY_MS = 100

function main({ path, witnessPath, at, signals, traffic }: TrailWorkerData): void {
  const tell = (message: TrailMessage) => parentPort?.postMessage(message)
  // Before the book is read: what it holds by then goes at least as far.
  const kept = headsIn(witnessPath)
  const db = openReadOnly(path)
  let told = 0
  try {
    const outcome = walkTrail({ db }, kept, at, {
      progress(part, done, of) {
        step(signals)
        const now = performance.now()
        if (now - told < TOLD_EVERY_MS) return
        told = now
        tell({ progress: { part, done, of } })
      },
      cancelled() {
        makeWay(traffic)
        return stepOn(signals)
      },
    })
    tell({ outcome: outcome ?? { state: 'unknown', why: 'stopped' } })
  } finally {
    db.close()
  }
}

main(workerData as TrailWorkerData)
