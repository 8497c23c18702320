import { parentPort, workerData } from 'node:worker_threads'
import { type Signals, stepOn } from '../ledger/thread/signals.ts'
import { explain } from './explain.ts'
import { runImport } from './imports/run-import.ts'
import type { StatementAnswer, StatementJob } from './port.ts'
import { lookAtFile } from './read-file.ts'
import { readStatement } from './read-statement.ts'

const { signals, ...job } = workerData as StatementJob & { readonly signals: Signals }
const tell = (answer: StatementAnswer) => parentPort?.postMessage(answer)

async function main(): Promise<void> {
  switch (job.kind) {
    case 'look':
      return tell({ kind: 'look', look: lookAtFile(job.path, job.encoding, job.delimiter) })
    case 'read':
      return tell({ kind: 'read', read: await readStatement(job.order, () => stepOn(signals)) })
    case 'explain':
      return tell({ kind: 'explain', explained: explain(job.order) })
    case 'import':
      return runImport(job, tell, () => stepOn(signals))
  }
}

main().catch(() => tell({ kind: 'read', read: { kind: 'failed', why: 'gone' } }))
