import { parentPort, workerData } from 'node:worker_threads'
import type { KnownOfBook, SalvageOrder, SalvageOutcome } from '../port/copies/salvage.ts'
import { salvageBook } from '../salvage/salvage.ts'
import { readWitness } from '../witness/witness-file.ts'
import { type Signals, step, stepOn } from './signals.ts'

/** What the thread is started with. */
export interface SalvageWorkerData {
  readonly order: Omit<SalvageOrder, 'known'>
  /** The id that the app remembers of the book; null where it remembers none. */
  readonly bookId: string | null
  /** The file that keeps what was acknowledged of it. */
  readonly witnessPath: string
  readonly signals: Signals
}

export type SalvageMessage = { readonly progress: number } | { readonly outcome: SalvageOutcome }

function main({ order, bookId, witnessPath, signals }: SalvageWorkerData): void {
  const tell = (message: SalvageMessage) => parentPort?.postMessage(message)
  const known = knownOf(bookId, witnessPath)
  const outcome = salvageBook(
    { ...order, known },
    {
      progress(progress) {
        step(signals)
        tell({ progress })
      },
      cancelled: () => stepOn(signals),
    },
  )
  tell({ outcome })
}

function knownOf(bookId: string | null, witnessPath: string): KnownOfBook {
  const witness = readWitness(witnessPath)
  return {
    bookId: witness?.bookId ?? bookId,
    invoices: witness?.invoices ?? null,
    receipts: witness?.receipts ?? null,
    events: witness?.events ?? null,
    reservedNumber: witness?.reservedNumber ?? null,
    commit: witness?.commit ?? null,
  }
}

main(workerData as SalvageWorkerData)
