import { existsSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { workerData } from 'node:worker_threads'

/** The ledger's worker, which dies as soon as a file named `die` lies beside its book. */
const order = join(dirname((workerData as { path: string }).path), 'die')
setInterval(() => {
  if (!existsSync(order)) return
  rmSync(order)
  process.exit(1)
}, 10).unref()

await import('../../../src/main/ledger/thread/worker.ts')
