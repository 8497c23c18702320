import { existsSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { workerData } from 'node:worker_threads'

/** The ledger's worker, which never comes to opening the book that a file named `hang` beside it names; once. */
const { path, kind } = workerData as { readonly path: string; readonly kind: string }
const order = join(dirname(path), 'hang')
if (existsSync(order) && readFileSync(order, 'utf8') === kind) {
  rmSync(order)
  for (;;);
}
await import('../../../src/main/ledger/thread/worker.ts')
