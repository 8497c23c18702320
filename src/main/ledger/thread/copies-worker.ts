import { parentPort, workerData } from 'node:worker_threads'
import { makeBundle } from '../copies/bundle.ts'
import { readBundle } from '../copies/bundle-file.ts'
import { refusedCopy } from '../copies/copy-failure.ts'
import { formOf } from '../copies/files.ts'
import { type CopyPorts, makeBackup } from '../copies/make-backup.ts'
import { carry, layOut } from '../copies/take-backup.ts'
import type {
  BackupMade,
  BackupOrder,
  BundleContent,
  BundleOrder,
  CarryOrder,
  CopyOutcome,
  LaidOut,
  LayOutOrder,
} from '../port/copies/backups.ts'
import { makeWay, type Traffic, watchTraffic } from './make-way.ts'
import { isGivenUp, noteTurns, type Signals, step } from './signals.ts'

/** What the thread does, and what it gives for it. */
export interface CopyJobs {
  readonly make: { readonly order: BackupOrder; readonly value: BackupMade }
  readonly layOut: { readonly order: LayOutOrder; readonly value: LaidOut }
  readonly carry: { readonly order: CarryOrder; readonly value: string }
  /** Makes a file for another computer of a backup; gives its size. */
  readonly bundle: { readonly order: BundleOrder; readonly value: number }
  /** Reads what such a file holds; null for any other file. */
  readonly unbundle: { readonly order: string; readonly value: BundleContent | null }
}
export type CopyJob = keyof CopyJobs

/** What the thread is started with. */
export interface CopiesWorkerData<J extends CopyJob = CopyJob> {
  readonly job: J
  readonly order: CopyJobs[J]['order']
  readonly signals: Signals
  readonly traffic: Traffic
}

export type CopiesMessage = { readonly progress: number } | { readonly outcome: CopyOutcome<unknown> }

const JOBS: {
  readonly [J in CopyJob]: (order: CopyJobs[J]['order'], ports: CopyPorts) => Promise<CopyJobs[J]['value']>
} = {
  make: makeBackup,
  layOut,
  carry,
  bundle: makeBundle,
  unbundle: async (path) => ((await formOf(path)) === 'bundle' ? readBundle(path) : null),
}

async function main<J extends CopyJob>({ job, order, signals, traffic }: CopiesWorkerData<J>): Promise<void> {
  const tell = (message: CopiesMessage) => parentPort?.postMessage(message)
  const controller = new AbortController()
  const { signal } = controller
  const look = () => {
    if (isGivenUp(signals)) controller.abort()
    return signal.aborted
  }
  noteTurns(signals)
  setInterval(look, LOOK_MS).unref()
  let told = 0
  const ports: CopyPorts = {
    progress(progress) {
      step(signals)
      if (progress - told < TOLD_STEP && progress < 1) return
      told = progress
      tell({ progress })
    },
    cancelled() {
      step(signals)
      makeWay(traffic)
      return look()
    },
    isSelling: watchTraffic(traffic),
    signal,
  }
  try {
    const value = await JOBS[job](order, ports)
    tell({ outcome: { ok: true, value } })
  } catch (error) {
    tell({ outcome: refusedCopy(error, signal) })
  }
}

/** The least that progress is told of: the pieces are many and small. */
const TOLD_STEP = 0.001

/** How often it is looked whether the copy was given up, ms. */
const LOOK_MS = 50

void main(workerData as CopiesWorkerData)
