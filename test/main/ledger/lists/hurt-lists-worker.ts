import { existsSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'

/** What the lists' thread can be told to do at a question, by a file named `hurt-lists` beside its book; `always` keeps the order. */
export type ListsHurt = 'exit' | 'loop' | 'throw' | 'memory' | 'exit always'

const { path } = workerData as { readonly path: string }
const order = join(dirname(path), 'hurt-lists')

function hurt(): void {
  if (!existsSync(order)) return
  const how = readFileSync(order, 'utf8')
  if (!how.endsWith('always')) rmSync(order)
  if (how.startsWith('exit')) process.exit(1)
  if (how === 'throw') throw new Error('the thread fell over')
  if (how === 'memory') new Uint8Array(2 ** 50)
  for (;;);
}

parentPort?.on('message', ({ id }: { readonly id: number }) => {
  if (id > 0) hurt()
})

await import('../../../../src/main/ledger/lists/worker.ts')
