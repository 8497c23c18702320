import { rmSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import type { ExportOrder, ExportOutcome, ExportProgress, RunningExport } from './port.ts'
import type { ExportMessage, ExportWorkerData } from './worker.ts'

export interface ExportOptions extends ExportOrder {
  /** The worker's file: the source in tests, the built one in the app. */
  readonly workerUrl: URL | string
  onProgress(progress: ExportProgress): void
  /** Told where the file grows, before it is there and when it is gone, so that a killed export leaves nothing for ever. */
  readonly parts?: { begin(partPath: string): void; end(partPath: string): void }
}

/**
 * Starts writing all receipts of a book to a file, in a thread of its own with its own reading connection.
 *
 * `finished` never rejects; progress comes at most every 100 ms, and not after the end.
 */
export function startReceiptsExport(options: ExportOptions): RunningExport {
  const cancel = new Int32Array(new SharedArrayBuffer(4))
  const { onProgress, workerUrl, parts, ...order } = options
  const workerData: ExportWorkerData = { ...order, cancel }
  const url = typeof workerUrl === 'string' && workerUrl.startsWith('file:') ? new URL(workerUrl) : workerUrl

  const finished = new Promise<ExportOutcome>((resolve) => {
    const worker = new Worker(url, { workerData, name: 'export' })
    let outcome: ExportOutcome | null = null
    let partPath: string | null = null
    worker.on('message', (message: ExportMessage) => {
      if ('progress' in message) onProgress(message.progress)
      else if ('partPath' in message) {
        partPath = message.partPath
        parts?.begin(partPath)
      } else outcome = message.outcome
    })
    worker.on('error', () => undefined)
    worker.on('exit', () => {
      // A worker that died cannot have tidied up after itself.
      if (!outcome && partPath !== null) rmSync(partPath, { force: true })
      if (partPath !== null) parts?.end(partPath)
      resolve(outcome ?? { state: 'failed', code: 'INTERNAL' })
    })
  })
  return {
    finished,
    cancel() {
      Atomics.store(cancel, 0, 1)
    },
  }
}
