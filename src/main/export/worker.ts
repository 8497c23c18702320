import { parentPort, workerData } from 'node:worker_threads'
import { makeWay, type Traffic } from '../ledger/thread/make-way.ts'
import { type Signals, step, stepOn } from '../ledger/thread/signals.ts'
import type { ExportOrder, ExportOutcome, ExportProgress } from './port.ts'
import { type RunPorts, runExport } from './run-export.ts'

/** What the worker is started with. */
export interface ExportWorkerData extends ExportOrder {
  readonly signals: Signals
  readonly traffic: Traffic
}

export type ExportMessage =
  /** The file that is about to grow, told before it is there. */
  | { readonly partPath: string }
  | { readonly progress: ExportProgress }
  | { readonly outcome: ExportOutcome; readonly detail: string | null }

/** Progress is told at most this often, ms. */
const PROGRESS_MS = 100

const tell = (message: ExportMessage) => parentPort?.postMessage(message)

function main(order: ExportWorkerData): void {
  const ran = runExport(order, portsOf(order))
  if (ran.state === 'done') tell({ outcome: { state: 'done', rowsWritten: ran.written.rows }, detail: null })
  else if (ran.state === 'cancelled') tell({ outcome: { state: 'cancelled' }, detail: null })
  else tell({ outcome: { state: 'failed', code: ran.code }, detail: ran.detail })
}

function portsOf({ signals, traffic }: ExportWorkerData): RunPorts {
  let toldAt = Number.NEGATIVE_INFINITY
  return {
    begins: (partPath) => tell({ partPath }),
    cancelled() {
      // A sale goes first: it waits for neither a core nor the disk then.
      makeWay(traffic)
      return stepOn(signals)
    },
    progress(progress) {
      step(signals)
      const now = performance.now()
      if (now - toldAt < PROGRESS_MS) return
      toldAt = now
      tell({ progress })
    },
  }
}

main(workerData as ExportWorkerData)
