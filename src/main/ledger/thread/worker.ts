import { parentPort, workerData } from 'node:worker_threads'
import type { BookProblem } from '../port/book.ts'
import type { Ledger } from '../port/ledger.ts'
import type { BookClosed } from '../port/standing.ts'
import { withActor } from '../sqlite/actor.ts'
import { copyBook } from '../sqlite/backup.ts'
import { BookError, failureCodeOf, LedgerFailure, problemOf } from '../sqlite/errors.ts'
import { doFirst } from './make-way.ts'
import { type OpenLedger, openLedger } from './open-ledger.ts'
import {
  type LedgerAnswer,
  type LedgerOpening,
  type LedgerRequest,
  type LedgerWorkerData,
  PING,
} from './protocol.ts'
import { beginTurn, endTurn, NOTHING, noteWrite, type Pulse } from './pulse.ts'
import { noteTurns, step } from './signals.ts'

/** Nobody waits for the journal to be brought into the book where nothing was asked for so long; a sale asks twice in a row, ms. */
const QUIET_MS = 20

/** The thread that holds the book: one connection, one call after the other. */
async function main(): Promise<void> {
  const port = parentPort
  if (!port) throw new Error('the ledger worker runs as a worker thread only')
  const tell = (message: LedgerOpening | LedgerAnswer) => port.postMessage(message)

  const { pulse, signals, traffic, ...options } = workerData as LedgerWorkerData
  const endTurns = noteTurns(signals)
  let open: OpenLedger
  try {
    open = await openLedger(
      { ...options, writes: () => noteWrite(pulse), steps: () => step(signals) },
      Date.now(),
    )
  } catch (error) {
    tell({ opened: false, closed: closedBy(error), message: messageOf(error) })
    return
  } finally {
    endTurns()
  }
  const fold = () => {
    beginTurn(pulse, NOTHING, true)
    doFirst(traffic, open.foldWhenDue)
    endTurn(pulse)
  }
  let quiet: ReturnType<typeof setTimeout> | undefined
  port.on('message', (request: LedgerRequest) => {
    inTurn(pulse, open, request)?.then((answered) => {
      tell(answered)
      clearTimeout(quiet)
      if (request.method === 'close') port.close()
      else quiet = setTimeout(fold, QUIET_MS)
    })
  })
  tell({ opened: true, methods: methodsOf(open.ledger), standing: open.standing })
}

function closedBy(error: unknown): BookClosed | null {
  if (error instanceof BookError) return error.closed
  const code = problemOf(error)
  return code && { code, missing: null, kept: null }
}

/** A method of the ledger is written in its port and in its room, and nowhere else. */
function methodsOf(ledger: Ledger): readonly (keyof Ledger)[] {
  return Object.keys(ledger) as (keyof Ledger)[]
}

/** Runs one call as far as it goes at once, and notes that it is under way; a ping is its own answer. */
function inTurn(pulse: Pulse, open: OpenLedger, { id, method, args, actor }: LedgerRequest) {
  beginTurn(pulse, id, method !== PING && !Object.hasOwn(open.ledger, method))
  const answering =
    method === PING ? null : withActor(open.db, actor ?? null, () => answer(open, { id, method, args }))
  endTurn(pulse)
  return answering
}

type Call = Omit<LedgerRequest, 'method'> & { readonly method: Exclude<LedgerRequest['method'], typeof PING> }

async function answer(open: OpenLedger, request: Call): Promise<LedgerAnswer> {
  const { id } = request
  try {
    return { id, ok: true, value: await callMethod(open, request) }
  } catch (error) {
    const code = failureCodeOf(error)
    // Whatever was read wrong once is not written upon.
    if (code === 'CORRUPT') open.stop(new LedgerFailure('CORRUPT', messageOf(error)))
    return { id, ok: false, code, message: messageOf(error) }
  }
}

function callMethod(open: OpenLedger, { method, args }: Call): unknown {
  switch (method) {
    case 'close':
      return open.close()
    case 'stop':
      return open.stop(new LedgerFailure(args[0] as BookProblem, 'the book was stopped'))
    case 'changedOutside':
      return open.changedOutside()
    case 'noteChecked':
      return open.noteChecked(Number(args[0]))
    case 'keepCopy':
      return copyBook(open.db, String(args[0]))
  }
  if (!Object.hasOwn(open.ledger, method)) throw new Error(`the ledger has no method ${method}`)
  const run = open.ledger[method] as (...args: readonly unknown[]) => ReturnType<Ledger['invoice']>
  return run(...args)
}

function messageOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
}

await main()
