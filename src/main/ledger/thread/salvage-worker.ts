import { parentPort, workerData } from 'node:worker_threads'
import type { SalvageOrder, SalvageOutcome } from '../port/salvage.ts'
import { salvageBook } from '../salvage/salvage.ts'

/** What the thread is started with. */
export interface SalvageWorkerData {
  readonly order: SalvageOrder
  /** One flag shared with the other side: 1 gives it up. A message would not be heard while it works. */
  readonly cancel: Int32Array<SharedArrayBuffer>
}

export type SalvageMessage = { readonly progress: number } | { readonly outcome: SalvageOutcome }

function main({ order, cancel }: SalvageWorkerData): void {
  const tell = (message: SalvageMessage) => parentPort?.postMessage(message)
  const outcome = salvageBook(order, {
    progress: (progress) => tell({ progress }),
    cancelled: () => Atomics.load(cancel, 0) === 1,
  })
  tell({ outcome })
}

main(workerData as SalvageWorkerData)
