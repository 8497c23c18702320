import { parentPort, workerData } from 'node:worker_threads'
import { checkWhole } from '../check/whole-check.ts'
import type { CheckOutcome } from '../port/check.ts'
import { type Signals, step, stepOn } from './signals.ts'

/** What the thread is started with. */
export interface CheckWorkerData {
  readonly path: string
  readonly signals: Signals
}

export type CheckMessage = { readonly progress: number } | { readonly outcome: CheckOutcome }

function main({ path, signals }: CheckWorkerData): void {
  const tell = (message: CheckMessage) => parentPort?.postMessage(message)
  const outcome = checkWhole(path, {
    progress(progress) {
      step(signals)
      tell({ progress })
    },
    cancelled: () => stepOn(signals),
  })
  tell({ outcome })
}

main(workerData as CheckWorkerData)
