import { parentPort, workerData } from 'node:worker_threads'
import type { Ledger } from '../port/ledger.ts'
import { failureCodeOf, problemOf } from '../sqlite/errors.ts'
import { closeBook, type LedgerOptions, type OpenLedger, openLedger } from './open-ledger.ts'
import type { LedgerAnswer, LedgerOpening, LedgerRequest } from './protocol.ts'

/** The thread that holds the book: one connection, one call after the other. */
async function main(): Promise<void> {
  const port = parentPort
  if (!port) throw new Error('the ledger worker runs as a worker thread only')
  const tell = (message: LedgerOpening | LedgerAnswer) => port.postMessage(message)

  let open: OpenLedger
  try {
    open = await openLedger(workerData as LedgerOptions, Date.now())
  } catch (error) {
    tell({ opened: false, problem: problemOf(error), message: messageOf(error) })
    return
  }
  port.on('message', (request: LedgerRequest) => {
    tell(answer(open, request))
    if (request.method === 'close') port.close()
  })
  tell({ opened: true, methods: methodsOf(open.ledger) })
}

/** A method of the ledger is written in its port and in its room, and nowhere else. */
function methodsOf(ledger: Ledger): readonly (keyof Ledger)[] {
  return Object.keys(ledger) as (keyof Ledger)[]
}

function answer(open: OpenLedger, request: LedgerRequest): LedgerAnswer {
  const { id } = request
  try {
    return { id, ok: true, value: callMethod(open, request) }
  } catch (error) {
    return { id, ok: false, code: failureCodeOf(error), message: messageOf(error) }
  }
}

function callMethod(open: OpenLedger, request: LedgerRequest): unknown {
  if (request.method === 'close') return closeBook(open.db)
  if (!Object.hasOwn(open.ledger, request.method))
    throw new Error(`the ledger has no method ${request.method}`)
  const method = open.ledger[request.method] as (...args: readonly unknown[]) => ReturnType<Ledger['invoice']>
  return method(...request.args)
}

function messageOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
}

await main()
