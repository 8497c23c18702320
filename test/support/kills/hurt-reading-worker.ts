import { syncBuiltinESMExports } from 'node:module'
import threads, { type WorkerOptions, workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'

/** What the thread that reads ahead of an export does instead, as READING_HURT of its environment says. */
export type ReadingHurt =
  /** Ends before it is asked. */
  | 'exit'
  /** Ends with half of the rows handed over. */
  | 'exitLate'
  /** Is within one call of SQLite for seven seconds, then reads. */
  | 'slow'

const SLOW_MS = 7_000
const hurt = process.env.READING_HURT as ReadingHurt

function slowly(): void {
  const path = process.env.READING_SLOW ?? ''
  const [holding, waiting] = [0, SLOW_MS].map((timeout) => new Database(path, { timeout }))
  holding?.exec('BEGIN IMMEDIATE')
  try {
    waiting?.exec('BEGIN IMMEDIATE')
  } catch {
    // It has taken its time.
  }
}

if (!('reading' in workerData)) {
  const { Worker } = threads
  threads.Worker = class extends Worker {
    constructor(_url: URL | string, options?: WorkerOptions) {
      super(new URL(import.meta.url), options)
    }
  }
  syncBuiltinESMExports()
} else if (hurt === 'exit') {
  process.exit(1)
} else if (hurt === 'exitLate') {
  const add = Atomics.add
  let handed = 0
  Atomics.add = ((...args: Parameters<typeof add>) => {
    handed += 1
    if (handed > 4) process.exit(1)
    return add(...args)
  }) as typeof add
} else slowly()
await import('../../../src/main/export/worker.ts')
