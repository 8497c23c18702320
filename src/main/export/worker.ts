import { parentPort, workerData } from 'node:worker_threads'
import { makeWay, type Traffic } from '../ledger/thread/make-way.ts'
import { isGivenUp, type Signals, step, stepOn } from '../ledger/thread/signals.ts'
import type {
  CompareOrder,
  CompareOutcome,
  ExportOrder,
  ExportOutcome,
  ExportProgress,
  PreviewOrder,
  PreviewOutcome,
} from './port.ts'
import { startReading } from './reading/ahead.ts'
import type { ReadingData } from './reading/handover.ts'
import type { RunPorts } from './run-export.ts'

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

/** What a worker that compares is started with. */
export interface CompareWorkerData {
  readonly comparing: CompareOrder
  readonly signals: Signals
  readonly traffic: Traffic
}
export interface CompareMessage {
  readonly compared: CompareOutcome
}

/** Progress is told at most this often, ms. */
const PROGRESS_MS = 100

const tell = (message: ExportMessage | PreviewMessage | CompareMessage) => parentPort?.postMessage(message)

async function main(order: ExportWorkerData): Promise<void> {
  // The thread that reads starts while this one still takes in what it writes with.
  const read = startReading(new URL(import.meta.url), order.traffic, order.signals)
  const { runExport } = await import('./run-export.ts')
  const ran = runExport(order, portsOf(order), read)
  if (ran.state === 'done') {
    const { differences, rows } = ran.written
    tell({ outcome: { state: 'done', rowsWritten: differences ?? rows }, detail: null })
  } else if (ran.state === 'cancelled' || isGivenUp(order.signals))
    tell({ outcome: { state: 'cancelled' }, detail: null })
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

const data = workerData as ExportWorkerData | PreviewWorkerData | CompareWorkerData | ReadingData
if ('reading' in data) {
  const { serveRecords } = await import('./reading/serve.ts')
  serveRecords(data)
} else if ('preview' in data) {
  const { runPreview } = await import('./preview/run-preview.ts')
  tell({ looked: runPreview(data.preview, portsOf(data)) })
} else if ('comparing' in data) {
  const { runCompare } = await import('./preview/run-compare.ts')
  tell({ compared: runCompare(data.comparing, portsOf(data)) })
} else await main(data)
