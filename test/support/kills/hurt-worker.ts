import { existsSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'

/** What the ledger's worker can be told to do to itself, by a file named `hurt` beside its book. */
export type Hurt =
  /** Ends. */
  | 'exit'
  /** Never comes back from a loop. */
  | 'loop'
  /** Goes on, and takes more and more memory. */
  | 'heap'
  /** Is within a call of SQLite for many seconds, which nobody can end, and holds nothing of the book. */
  | 'read'
  /** The same within its next write, with the lock held. */
  | 'write'

const { path } = workerData as { readonly path: string }
const order = join(dirname(path), 'hurt')
/** Longer than a hang takes to be noticed, and the thread to be given up, ms. */
const STUCK_MS = 11_000

/** Stays within one call of SQLite, which waits for a lock that nobody lets go. */
function stick(): void {
  const [holding, waiting] = [0, STUCK_MS].map((timeout) => new Database(`${path}.stuck`, { timeout }))
  holding?.exec('BEGIN IMMEDIATE')
  waiting?.exec('BEGIN IMMEDIATE')
}

const hurts: Readonly<Record<Hurt, () => void>> = {
  exit: () => process.exit(1),
  loop() {
    for (;;);
  },
  heap() {
    const taken: unknown[] = []
    setInterval(() => {
      for (let n = 0; n < 200_000; n += 1) taken.push({ n, text: `piece ${taken.length}` })
    })
  },
  read: stick,
  write() {
    const { transaction } = Database.prototype
    Database.prototype.transaction = function slow(work) {
      return transaction.call(this, (...args: unknown[]) => {
        const done = work(...args)
        stick()
        return done
      }) as never
    }
  },
}

setInterval(() => {
  if (!existsSync(order)) return
  const hurt = readFileSync(order, 'utf8') as Hurt
  rmSync(order)
  hurts[hurt]()
}, 10).unref()

await import('../../../src/main/ledger/thread/worker.ts')
