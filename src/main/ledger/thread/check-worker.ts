import { parentPort, workerData } from 'node:worker_threads'
import { checkWhole } from '../check/whole-check.ts'
import type { CheckOutcome } from '../port/copies/check.ts'
import { makeWay, type Traffic } from './make-way.ts'
import { type Signals, step, stepOn } from './signals.ts'

/** What the thread is started with. */
export interface CheckWorkerData {
  readonly path: string
  readonly signals: Signals
  readonly traffic: Traffic
}

export type CheckMessage = { readonly progress: number } | { readonly outcome: CheckOutcome }

function main({ path, signals, traffic }: CheckWorkerData): void {
  const tell = (message: CheckMessage) => parentPort?.postMessage(message)
  const outcome = checkWhole(path, {
    progress(progress) {
      step(signals)
      tell({ progress })
    },
    cancelled() {
      makeWay(traffic)
      return stepOn(signals)
    },
  })
  tell({ outcome })
}

main(workerData as CheckWorkerData)
