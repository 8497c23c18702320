import { parentPort, workerData } from 'node:worker_threads'
import { makeWay, type Traffic } from '../ledger/thread/make-way.ts'
import { type Signals, step, stepOn } from '../ledger/thread/signals.ts'
import type { ExportOrder, ExportOutcome, ExportProgress, PreviewOrder, PreviewOutcome } from './port.ts'
import { runPreview } from './preview/run-preview.ts'
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

/** What a worker that only looks is started with. */
export interface PreviewWorkerData {
  readonly preview: PreviewOrder
  readonly signals: Signals
  readonly traffic: Traffic
}
export interface PreviewMessage {
  readonly looked: PreviewOutcome
}

/** Progress is told at most this often, ms. */
const PROGRESS_MS = 100

const tell = (message: ExportMessage | PreviewMessage) => parentPort?.postMessage(message)

function main(order: ExportWorkerData): void {
  const ran = runExport(order, portsOf(order))
  if (ran.state === 'done') tell({ outcome: { state: 'done', rowsWritten: ran.written.rows }, detail: null })
  else if (ran.state === 'cancelled') tell({ outcome: { state: 'cancelled' }, detail: null })
  else tell({ outcome: { state: 'failed', code: ran.code }, detail: ran.detail })
}

function portsOf({ signals, traffic }: Pick<ExportWorkerData, 'signals' | 'traffic'>): RunPorts {
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

const data = workerData as ExportWorkerData | PreviewWorkerData
if ('preview' in data) tell({ looked: runPreview(data.preview, portsOf(data)) })
else main(data)
