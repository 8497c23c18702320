import { parentPort, workerData } from 'node:worker_threads'
import { exportFailureOf } from './export-failure.ts'
import type { ExportOutcome, ExportProgress } from './port.ts'
import { type ReceiptsCsv, writeReceiptsCsv } from './receipts-csv.ts'

/** What the worker is started with. */
export interface ExportWorkerData extends ReceiptsCsv {
  /** One flag shared with the other side: 1 asks the export to end. A message would not be heard while it works. */
  readonly cancel: Int32Array<SharedArrayBuffer>
}

export type ExportMessage =
  | { readonly progress: ExportProgress }
  | { readonly outcome: ExportOutcome; readonly detail: string | null }

/** Progress is told at most this often, ms. */
const PROGRESS_MS = 100

function main(job: ExportWorkerData): void {
  const tell = (message: ExportMessage) => parentPort?.postMessage(message)
  let toldAt = Number.NEGATIVE_INFINITY
  try {
    const rowsWritten = writeReceiptsCsv(job, {
      cancelled: () => Atomics.load(job.cancel, 0) === 1,
      progress(progress) {
        const now = performance.now()
        if (now - toldAt < PROGRESS_MS) return
        toldAt = now
        tell({ progress })
      },
    })
    tell({
      outcome: rowsWritten === null ? { state: 'cancelled' } : { state: 'done', rowsWritten },
      detail: null,
    })
  } catch (error) {
    tell({ outcome: { state: 'failed', code: exportFailureOf(error) }, detail: String(error) })
  }
}

main(workerData as ExportWorkerData)
