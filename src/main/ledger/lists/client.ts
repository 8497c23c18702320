import { Worker } from 'node:worker_threads'
import type { Charts } from '../../../shared/contract/shapes/lists/charts.ts'
import type { ListCounts, ReceiptCounts } from '../../../shared/contract/shapes/lists/counts.ts'
import type {
  ListIds,
  ListNewest,
  ListPlace,
  ListStretch,
  ListSums,
} from '../../../shared/contract/shapes/lists/list.ts'
import type { Matrix } from '../../../shared/contract/shapes/lists/month.ts'
import type { ReceiptStretch, ReceiptSums } from '../../../shared/contract/shapes/lists/receipts.ts'
import type { Lists } from '../port/lists.ts'
import { LedgerFailure } from '../sqlite/errors.ts'
import { isOverfull, LIMITS } from '../thread/ledger-thread.ts'
import { traffic } from '../thread/make-way.ts'
import { createPulse } from '../thread/pulse.ts'
import { lingerUntil } from '../thread/run-job.ts'
import { createSignals, giveUp } from '../thread/signals.ts'
import { watchThread } from '../thread/watch-thread.ts'
import { type FileStamp, stampOf } from '../witness/file-stamp.ts'
import type { ListsAnswer, ListsQuestion, ListsRequest, ListsWorkerData } from './protocol.ts'

export interface ListsOptions {
  /** The worker's file: the source in tests, the built one in the app. */
  readonly workerUrl: URL | string
  /** The open book. */
  readonly path: string
  /** How long the thread may stand still, ms; absent for what is usual. */
  readonly stillMs?: number | undefined
  /** Told when the book reads wrong: whatever was read wrong once is not written upon. */
  corrupt(): void
  failed(error: unknown): void
}

/** So long no question takes, not even of a book of a million sales on a slow disk; nobody else waits for it, ms. */
const STILL_MS = 60_000
/** A thread that is to end is waited for so long, ms: a text order of a large book is one call of SQLite. */
const ENDS_WITHIN_MS = 3_000

interface Waiting {
  readonly question: DistributiveOmit<ListsQuestion, 'id'>
  /** It was asked of a thread that was lost. */
  readonly isAgain: boolean
  resolve(value: unknown): void
  reject(error: Error): void
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never

interface Thread {
  send(request: ListsRequest): void
  /** Ends it, and waits until it has let go of the book, or for a while. */
  end(): Promise<void>
}

/**
 * Makes the lists of an open book: a thread that begins with the first question.
 *
 * A question whose thread dies or hangs is asked of a new one, once; a second loss is NO_ANSWER, and the next question begins another.
 */
export function createLists(options: ListsOptions): Lists {
  // The book is open now: what lies here later may be another.
  const file = lookedAt(options.path)
  const waiting = new Map<number, Waiting>()
  let lastId = 0
  let thread: Thread | null = null
  let closing: Promise<void> | null = null

  function ask(question: Waiting['question'], isAgain = false): Promise<unknown> {
    if (closing) return Promise.reject(new LedgerFailure('BUSY_MAINTENANCE', 'the book is closed'))
    return new Promise((resolve, reject) => {
      lastId += 1
      waiting.set(lastId, { question, isAgain, resolve, reject })
      thread ??= begin()
      thread.send({ id: lastId, ...question })
    })
  }

  function heard(answer: ListsAnswer): void {
    const one = waiting.get(answer.id)
    waiting.delete(answer.id)
    if (answer.ok) {
      one?.resolve(answer.value)
    } else {
      const failure = new LedgerFailure(answer.code, answer.message)
      one?.reject(failure)
      if (answer.code === 'CORRUPT') options.corrupt()
      if (answer.code === 'INTERNAL') options.failed(failure)
    }
  }

  function lost(reason: LedgerFailure): void {
    thread = null
    const left = [...waiting.values()]
    waiting.clear()
    if (!closing) options.failed(reason)
    for (const { question, isAgain, resolve, reject } of left) {
      if (isAgain || closing) reject(reason)
      else ask(question, true).then(resolve, reject)
    }
  }

  function begin(): Thread {
    const [pulse, signals] = [createPulse(), createSignals()]
    const workerData: ListsWorkerData = { path: options.path, file, pulse, signals, traffic }
    const worker = new Worker(asFile(options.workerUrl), {
      workerData,
      name: 'lists',
      resourceLimits: LIMITS,
    })
    const exited = new Promise<void>((done) => worker.once('exit', () => done()))
    const send = (request: ListsRequest) => worker.postMessage(request)
    let isOver = false
    const over = (why: string, cause?: unknown) => {
      if (isOver) return
      isOver = true
      endWatch()
      lost(new LedgerFailure('NO_ANSWER', `the thread of the lists ${why}`, { cause }))
    }
    const endNow = (why: string) => {
      over(why)
      void worker.terminate()
      lingerUntil(exited)
    }
    const endWatch = watchThread({
      pulse,
      ping: () => send({ id: 0, kind: 'ping' }),
      limitMs: () => options.stillMs ?? STILL_MS,
      hung: () => endNow('hangs'),
      isOverfull: () => isOverfull(worker),
      overfull: () => endNow('takes too much memory'),
    })
    worker.on('message', (answer: ListsAnswer) => {
      if (!isOver) heard(answer)
    })
    worker.on('error', (error) => over('failed', error))
    worker.on('exit', () => over('has ended'))
    return {
      send,
      async end() {
        giveUp(signals)
        send({ id: 0, kind: 'close' })
        const late = new Promise<'late'>((done) => setTimeout(() => done('late'), ENDS_WITHIN_MS).unref())
        if ((await Promise.race([exited, late])) === 'late') endNow('does not end')
      },
    }
  }

  async function close(): Promise<void> {
    const closed = new LedgerFailure('BUSY_MAINTENANCE', 'the book is closed')
    for (const one of waiting.values()) one.reject(closed)
    waiting.clear()
    await thread?.end()
  }

  return {
    stretch: async (query) => (await ask({ list: 'invoices', kind: 'stretch', query })) as ListStretch,
    sums: async (filter) => (await ask({ list: 'invoices', kind: 'sums', filter })) as ListSums,
    counts: async (query) => (await ask({ list: 'invoices', kind: 'counts', query })) as ListCounts,
    receipts: async (query) => (await ask({ list: 'receipts', kind: 'stretch', query })) as ReceiptStretch,
    receiptSums: async (filter) => (await ask({ list: 'receipts', kind: 'sums', filter })) as ReceiptSums,
    receiptCounts: async (query) => (await ask({ list: 'receipts', kind: 'counts', query })) as ReceiptCounts,
    newest: async (query) => (await ask({ list: 'invoices', kind: 'newest', query })) as ListNewest,
    ids: async (query) => (await ask({ list: 'invoices', kind: 'ids', query })) as ListIds,
    next: async (query) => (await ask({ list: 'invoices', kind: 'next', query })) as ListPlace,
    matrix: async (query) => (await ask({ list: 'days', kind: 'matrix', query })) as Matrix,
    charts: async (query) => (await ask({ list: 'days', kind: 'charts', query })) as Charts,
    close() {
      closing ??= close()
      return closing
    },
  }
}

function lookedAt(path: string): FileStamp | null {
  try {
    return stampOf(path)
  } catch {
    return null
  }
}

/** The same worker addressed by a path or by a file URL. */
function asFile(url: URL | string): URL | string {
  return typeof url === 'string' && url.startsWith('file:') ? new URL(url) : url
}
