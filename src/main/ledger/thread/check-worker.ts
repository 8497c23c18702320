import { parentPort, workerData } from 'node:worker_threads'
import { checkWhole } from '../check/whole-check.ts'
import type { CheckOutcome } from '../port/check.ts'

/** What the thread is started with. */
export interface CheckWorkerData {
  readonly path: string
  /** One flag shared with the other side: 1 gives the check up. A message would not be heard while it works. */
  readonly cancel: Int32Array<SharedArrayBuffer>
}

export type CheckMessage = { readonly progress: number } | { readonly outcome: CheckOutcome }

function main({ path, cancel }: CheckWorkerData): void {
  const tell = (message: CheckMessage) => parentPort?.postMessage(message)
  const outcome = checkWhole(path, {
    progress: (progress) => tell({ progress }),
    cancelled: () => Atomics.load(cancel, 0) === 1,
  })
  tell({ outcome })
}

main(workerData as CheckWorkerData)
