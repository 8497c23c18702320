import { dirname } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { type Signals, step, stepOn } from '../ledger/thread/signals.ts'
import { exportFailureOf } from './export-failure.ts'
import type { ExportOrder, ExportOutcome, ExportProgress } from './port.ts'
import { writeReceiptsCsv } from './receipts-csv.ts'
import type { ReceiptsFile, ReceiptsFilePorts } from './receipts-file.ts'
import { writeReceiptsXlsx } from './receipts-xlsx.ts'
import { partIn, sweepParts } from './target/part.ts'
import { findTarget } from './target/target.ts'

/** What the worker is started with. */
export interface ExportWorkerData extends ExportOrder {
  readonly signals: Signals
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
  try {
    tell({ outcome: run(order), detail: null })
  } catch (error) {
    tell({ outcome: { state: 'failed', code: exportFailureOf(error) }, detail: String(error) })
  }
}

function run(order: ExportWorkerData): ExportOutcome {
  const target = findTarget(order.targetPath, order, process.platform)
  if (!target.ok) return { state: 'failed', code: target.code }
  const folder = dirname(target.path)
  sweepParts(folder, Date.now())
  const partPath = partIn(folder)
  tell({ partPath })
  const { bookPath, known, zone } = order
  const file = { bookPath, known, zone, targetPath: target.path, partPath, mode: target.mode }
  const rowsWritten = write(order, file, portsOf(order.signals))
  return rowsWritten === null ? { state: 'cancelled' } : { state: 'done', rowsWritten }
}

function write(order: ExportOrder, file: ReceiptsFile, ports: ReceiptsFilePorts): number | null {
  switch (order.format) {
    case 'csv':
      return writeReceiptsCsv(file, ports)
    case 'xlsx':
      return writeReceiptsXlsx({ ...file, sheetName: order.sheetName }, ports)
  }
}

function portsOf(signals: Signals): ReceiptsFilePorts {
  let toldAt = Number.NEGATIVE_INFINITY
  return {
    cancelled: () => stepOn(signals),
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
