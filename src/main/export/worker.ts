import { dirname } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { makeWay, type Traffic } from '../ledger/thread/make-way.ts'
import { type Signals, step, stepOn } from '../ledger/thread/signals.ts'
import { exportFailureOf } from './export-failure.ts'
import { manifestPath } from './manifest.ts'
import type { ExportOrder, ExportOutcome, ExportProgress } from './port.ts'
import { partIn, sweepParts } from './target/part.ts'
import { findTarget } from './target/target.ts'
import { type ExportFilePorts, writeExport } from './write-export.ts'

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
  const beside =
    order.manifest === null ? null : findTarget(manifestPath(target.path), order, process.platform)
  if (beside?.ok === false) return { state: 'failed', code: beside.code }
  const partPath = partIn(folder)
  tell({ partPath })
  const { bookPath, known, request, manifest } = order
  const written = writeExport(
    {
      ...{ bookPath, known, request, partPath },
      ...{ targetPath: target.path, mode: target.mode },
      manifest: manifest &&
        beside && {
          ...manifest,
          file: { targetPath: beside.path, partPath: `${partPath}.json`, mode: beside.mode },
        },
    },
    portsOf(order),
  )
  return written === null ? { state: 'cancelled' } : { state: 'done', rowsWritten: written.rows }
}

function portsOf({ signals, traffic }: ExportWorkerData): ExportFilePorts {
  let toldAt = Number.NEGATIVE_INFINITY
  return {
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
