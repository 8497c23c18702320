import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'

/** What a thread that does one job does instead, as JOB_HURT of its environment says. */
export type JobHurt =
  /** Ends. */
  | 'exit'
  /** Throws. */
  | 'throw'
  /** Never comes back from a loop. */
  | 'loop'
  /** Is within one call of SQLite for two seconds, then gives its outcome. */
  | 'slow'

const SLOW_MS = 2_000
const { order, job } = workerData
const hurt = process.env.JOB_HURT as JobHurt

/** What it has begun by then. */
function begin(): void {
  const part = beginsAt()
  if (part === null) return
  if (job === undefined && workerData.targetPath) parentPort?.postMessage({ partPath: part })
  mkdirSync(dirname(part), { recursive: true })
  writeFileSync(part, 'half of it')
}

function beginsAt(): string | null {
  if (workerData.targetPath) return `${workerData.targetPath}.part`
  if (job === 'make') return join(order.folder, `${order.name}.sqlite.part`)
  if (job === 'layOut') return order.target
  if (job === 'bundle') return order.part
  return job === undefined && order ? order.to : null
}

function slowly(): void {
  const path = join(workerData.path, '..', 'slow.stuck')
  const [holding, waiting] = [0, SLOW_MS].map((timeout) => new Database(path, { timeout }))
  holding?.exec('BEGIN IMMEDIATE')
  try {
    waiting?.exec('BEGIN IMMEDIATE')
  } catch {
    parentPort?.postMessage({ outcome: { state: 'sound', file: 'slow' } })
  }
}

const hurts: Readonly<Record<JobHurt, () => void>> = {
  exit: () => process.exit(1),
  throw() {
    throw new Error('the thread fell over')
  },
  loop() {
    for (;;);
  },
  slow: slowly,
}

begin()
hurts[hurt]()
