import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { ExportOutcome, ExportProgress, RunningExport } from './port.ts'
import type { ExportMessage, ExportWorkerData } from './worker.ts'

export interface ExportOptions {
  /** The worker's file: the source in tests, the built one in the app. */
  readonly workerUrl: URL | string
  readonly bookPath: string
  readonly targetPath: string
  /** The IANA zone of the local times. */
  readonly zone: string
  onProgress(progress: ExportProgress): void
}

/**
 * Starts writing all receipts of a book to a CSV file, in a thread of its own with its own reading connection.
 *
 * `finished` never rejects; progress comes at most every 100 ms, and not after the end.
 */
export function startReceiptsExport(options: ExportOptions): RunningExport {
  const cancel = new Int32Array(new SharedArrayBuffer(4))
  const { bookPath, targetPath, zone, workerUrl } = options
  const partPath = join(dirname(targetPath), `.${basename(targetPath)}.${randomUUID().slice(0, 8)}.part`)
  const workerData: ExportWorkerData = { bookPath, targetPath, partPath, zone, cancel }
  const url = typeof workerUrl === 'string' && workerUrl.startsWith('file:') ? new URL(workerUrl) : workerUrl

  const finished = new Promise<ExportOutcome>((resolve) => {
    const worker = new Worker(url, { workerData, name: 'export' })
    let outcome: ExportOutcome | null = null
    worker.on('message', (message: ExportMessage) => {
      if ('progress' in message) options.onProgress(message.progress)
      else outcome = message.outcome
    })
    worker.on('error', () => undefined)
    worker.on('exit', () => {
      // A worker that died cannot have tidied up after itself.
      if (!outcome) rmSync(partPath, { force: true })
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
