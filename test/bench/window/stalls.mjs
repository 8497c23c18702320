// Loaded ahead of the app's main side: writes down, each second, how long its event loop has not turned.
import { appendFileSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'
import { watchStalls } from '../../support/day/stalls.ts'

const path = process.env.COUNTERFOIL_STALLS
if (isMainThread && path) {
  const watch = watchStalls(16, () => [])
  setInterval(() => {
    for (const stall of watch.take()) appendFileSync(path, `${JSON.stringify(stall)}\n`)
  }, 1_000).unref()
}
