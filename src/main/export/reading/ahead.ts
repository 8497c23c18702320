import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads'
import type { RecordsReader, readRecords } from '../../ledger/exports/records.ts'
import type { Traffic } from '../../ledger/thread/make-way.ts'
import { isGivenUp, type Signals, TURN_MS, turn } from '../../ledger/thread/signals.ts'
import {
  CELLS,
  ENOUGH,
  type Handed,
  type Handover,
  MADE,
  type ReadingData,
  type ReadingOrder,
  TAKEN,
} from './handover.ts'

/** Reading failed in its thread, with the code that it failed with. */
class ReadingFailed extends Error {
  readonly code: string | null
  constructor(message: string, code: string | null) {
    super(message)
    this.code = code
  }
}

/**
 * Starts a thread that reads rows ahead of who writes them, for reading is the longer half of an export; to whoever uses it, it is
 * `readRecords`, once: the same rows of the same moment. The thread ends with the one that waits for it.
 *
 * Only in a thread of its own: it stands still while nothing is there, and tells its job's watch so. A reading thread that dies is noticed, and a
 * job that was given up waits no longer: both are thrown.
 */
export function startReading(workerUrl: URL, traffic: Traffic, signals: Signals): typeof readRecords {
  const { port1, port2 } = new MessageChannel()
  const cells: Handover = new Int32Array(new SharedArrayBuffer(CELLS * Int32Array.BYTES_PER_ELEMENT))
  const workerData: ReadingData = { reading: port2, cells, traffic }
  const worker = new Worker(workerUrl, { workerData, transferList: [port2], name: 'export-reading' })
  // What it died of is nobody's to tell: who waits for it notices that it is gone.
  worker.on('error', () => undefined)
  // It keeps nothing: an export that ends before it reads ends this thread with it.
  worker.unref()
  return (bookPath, known, query, use) => {
    const order: ReadingOrder = { bookPath, known, query }
    port1.postMessage(order)
    // Where this Node does not tell, the job's watch ends what hangs.
    const isTold = tellsOfOthers()
    try {
      const isGone = () => isTold && !posts(port1)
      const take = () => taken(port1, cells, { signals, isGone })
      const first = take()
      if (!('cut' in first)) throw new Error('the rows of a book begin with the moment that they are of')
      return use(recordsOf(first.cut, take))
    } finally {
      Atomics.store(cells, ENOUGH, 1)
      Atomics.notify(cells, TAKEN)
      port1.close()
    }
  }
}

/** What tells one that waits that it waits in vain. */
interface Waiting {
  readonly signals: Signals
  /** Whether the thread that reads has ended. */
  isGone(): boolean
}

/** Takes what was handed over next, as soon as it is. */
function taken(port: MessagePort, cells: Handover, { signals, isGone }: Waiting): Handed {
  for (;;) {
    const before = Atomics.load(cells, MADE)
    const told = receiveMessageOnPort(port)
    if (told) {
      Atomics.add(cells, TAKEN, 1)
      Atomics.notify(cells, TAKEN)
      const handed = told.message as Handed
      if ('failed' in handed) throw new ReadingFailed(handed.failed.message, handed.failed.code)
      return handed
    }
    if (Atomics.wait(cells, MADE, before, TURN_MS) !== 'timed-out') continue
    if (isGivenUp(signals)) throw new ReadingFailed('the export was given up', null)
    // What was handed over before its end is taken first.
    if (isGone() && Atomics.load(cells, MADE) === before)
      throw new ReadingFailed('the thread that reads has ended', null)
    turn(signals)
  }
}

/** Posts nothing, and says whether somebody is at the other end: Node tells, though its types do not say so. */
function posts(port: MessagePort): boolean {
  const posted: unknown = port.postMessage(null)
  return posted === true
}

function tellsOfOthers(): boolean {
  const { port1, port2 } = new MessageChannel()
  const isTold = posts(port1)
  port1.close()
  port2.close()
  return isTold
}

function recordsOf(cut: RecordsReader['cut'], take: () => Handed): RecordsReader {
  return {
    cut,
    choose() {
      const next = take()
      if (!('rows' in next)) throw new Error('the rows of a book were not counted')
      return next.rows
    },
    *chunks() {
      for (let next = take(); !('isOver' in next); next = take()) if ('chunk' in next) yield next.chunk
    },
  }
}
