import { once } from 'node:events'
import { parentPort, workerData } from 'node:worker_threads'
import { type SampleOptions, sampleHistory } from '../told/sample.ts'
import { batches } from './batches.ts'

// A thread of its own: while it tells the next part of a history, the one before is being written.
if (!parentPort) throw new Error('this is started as a thread')
/** So many parts may be on their way, so that memory stays small however long the book is. */
const MOST_UNDER_WAY = 3

const { shop, sales, rowIds } = sampleHistory(workerData as SampleOptions)
let underWay = 0
for (const batch of batches(shop, sales(), rowIds())) {
  parentPort.postMessage(batch)
  underWay += 1
  if (underWay < MOST_UNDER_WAY) continue
  await once(parentPort, 'message')
  underWay -= 1
}
parentPort.close()
