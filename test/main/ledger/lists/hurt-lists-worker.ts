import { existsSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'

/** What the lists' thread can be told to do at a question, by a file named `hurt-lists` beside its book; `always` keeps the order. */
export type ListsHurt = 'exit' | 'loop' | 'throw' | 'exit always' | 'no memory'

const { path } = workerData as { readonly path: string }
const order = join(dirname(path), 'hurt-lists')

function hurt(): void {
  if (!existsSync(order)) return
  const how = readFileSync(order, 'utf8')
  if (!how.endsWith('always')) rmSync(order)
  if (how.startsWith('exit')) process.exit(1)
  if (how === 'throw') throw new Error('the thread fell over')
  for (;;);
}

/** From here on nothing large finds room. */
if (existsSync(order) && readFileSync(order, 'utf8') === 'no memory') {
  rmSync(order)
  globalThis.Uint32Array = class extends Uint32Array {
    constructor() {
      super()
      throw new RangeError('Array buffer allocation failed')
    }
  } as typeof Uint32Array
}

parentPort?.on('message', ({ id }: { readonly id: number }) => {
  if (id > 0) hurt()
})

await import('../../../../src/main/ledger/lists/worker.ts')
