import { Worker } from 'node:worker_threads'
import { actorNow } from '../../acting.ts'
import type { BookProblem } from '../port/book.ts'
import type { Ledger, LedgerClient } from '../port/ledger.ts'
import type { BookClosed, BookStanding, ChangedOutside, ThreadEnd } from '../port/standing.ts'
import { LedgerFailure } from '../sqlite/errors.ts'
import { createDiskQuestion } from './disk-answers.ts'
import { besideOf, endOf, isOverfull, type LedgerThread, LIMITS } from './ledger-thread.ts'
import { countedWhile, traffic } from './make-way.ts'
import type { LedgerOptions } from './open-ledger.ts'
import {
  type LedgerAnswer,
  type LedgerOpening,
  type LedgerRequest,
  type LedgerWorkerData,
  PING,
  type ThreadMethod,
} from './protocol.ts'
import { createPulse, doingOf } from './pulse.ts'
import { createSignals } from './signals.ts'
import { stillLimitOf } from './time-limits.ts'
import { PATIENCE, type Patience, watchJob } from './watch-job.ts'
import { watchThread } from './watch-thread.ts'

export interface LedgerClientOptions extends LedgerOptions {
  /** The worker's file: the source in tests, the built one in the app. */
  readonly workerUrl: URL | string
  /** Told once when the thread dies by itself or hangs; every call rejects from then on, and the book on disk is whole. */
  onLost?(error: LedgerFailure, end: ThreadEnd): void
  /** How long the opening may stand still; absent for what is usual. */
  readonly patience?: Patience | undefined
  /** Told when the thread hangs while it opens the book, which is then answered with NO_ANSWER. */
  onSilent?(error: LedgerFailure, end: ThreadEnd): void
  /** Told once when the book has stopped its writing: its file was changed from outside, or reads wrong. */
  onStopped?(reason: StopReason): void
}

/** Why an open book stopped its writing. */
export type StopReason = Extract<BookProblem, 'BOOK_REPLACED' | 'CORRUPT'>

export type OpenedLedger =
  | { readonly ok: true; readonly ledger: LedgerClient; readonly standing: BookStanding }
  | { readonly ok: false; readonly closed: BookClosed }

/**
 * Opens a book in its own thread.
 *
 * A book that cannot be opened is a value with its reason; a worker that cannot start at all rejects. Calls reject with
 * a {@link LedgerFailure}, also all that wait when the worker dies; what was answered before is on disk.
 */
export async function openLedgerClient(options: LedgerClientOptions): Promise<OpenedLedger> {
  const { workerUrl, patience, onLost, onStopped, onSilent, ...ledgerOptions } = options
  const workerData: LedgerWorkerData = {
    ...ledgerOptions,
    pulse: createPulse(),
    signals: createSignals(),
    traffic,
  }
  const worker = new Worker(asFile(workerUrl), { workerData, name: 'ledger', resourceLimits: LIMITS })
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  const opening = await firstWordInTime(worker, workerData, patience)
  if (opening === null) {
    const error = new LedgerFailure('NO_ANSWER', 'the ledger worker hangs while it opens the book')
    onSilent?.(error, { released: exited, exited })
    void worker.terminate()
    return { ok: false, closed: { code: 'NO_ANSWER', missing: null, kept: null } }
  }
  if (!opening.opened) {
    await worker.terminate()
    if (opening.closed) return { ok: false, closed: opening.closed }
    throw new LedgerFailure('INTERNAL', `the ledger worker did not start: ${opening.message}`)
  }
  const tell = { onLost: onLost ?? (() => undefined), onStopped: onStopped ?? (() => undefined) }
  const thread = { worker, pulse: workerData.pulse, beside: besideOf(options, opening.standing) }
  return { ok: true, ledger: clientOf(thread, opening.methods, tell), standing: opening.standing }
}

/** The same worker addressed by a path or by a file URL. */
function asFile(url: URL | string): URL | string {
  return typeof url === 'string' && url.startsWith('file:') ? new URL(url) : url
}

/** How long the opening may stand still: its disk may have to wake first, and a person waits. */
const OPENING: Patience = { ...PATIENCE, silentMs: 20_000 }

/** Waits for the first word; null where the thread hangs before it has one. */
function firstWordInTime(
  worker: Worker,
  { path, signals }: LedgerWorkerData,
  patience: Patience = OPENING,
): Promise<LedgerOpening | null> {
  const { promise: hung, resolve } = Promise.withResolvers<null>()
  const endWatch = watchJob({
    ...{ signals, patience },
    awake: () => worker.getHeapStatistics(),
    disksAnswer: createDiskQuestion([path]),
    hung: () => resolve(null),
  })
  return Promise.race([firstWord(worker), hung]).finally(endWatch)
}

function firstWord(worker: Worker): Promise<LedgerOpening> {
  return new Promise((resolve, reject) => {
    worker.once('message', (word: LedgerOpening) => {
      worker.off('error', reject)
      resolve(word)
    })
    worker.once('error', reject)
    worker.once('exit', () =>
      reject(new LedgerFailure('INTERNAL', 'the ledger worker ended while it opened')),
    )
  })
}

interface Waiting {
  readonly method: LedgerRequest['method']
  resolve(value: unknown): void
  reject(error: Error): void
}

function clientOf(
  thread: LedgerThread,
  names: readonly (keyof Ledger)[],
  tell: Required<Pick<LedgerClientOptions, 'onLost' | 'onStopped'>>,
): LedgerClient {
  const { worker, pulse } = thread
  const waiting = new Map<number, Waiting>()
  let lastId = 0
  let stopped = false
  let gone: LedgerFailure | null = null
  let closing: Promise<void> | null = null
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()))

  const fail = (message: string, cause?: unknown): void => {
    endWatch()
    const reason = new LedgerFailure('BOOK_STOPPED', message, { cause })
    if (!gone) tell.onLost(reason, endOf(thread, exited))
    gone ??= reason
    for (const one of waiting.values()) one.reject(reason)
    waiting.clear()
  }
  const end = (why: string): void => {
    fail(`the ledger worker ${why}, in ${waiting.get(doingOf(pulse))?.method ?? 'no call'}`)
    void worker.terminate()
  }
  const endWatch = watchThread({
    pulse,
    ping: () => worker.postMessage({ id: 0, method: PING, args: [] } satisfies LedgerRequest),
    limitMs(doing) {
      // A copy goes on between the calls.
      const copies = [...waiting.values()].some(({ method }) => method === 'keepCopy')
      return stillLimitOf(copies ? 'keepCopy' : (waiting.get(doing)?.method ?? null))
    },
    hung: () => end('hangs'),
    isOverfull: () => isOverfull(worker),
    overfull: () => end('takes too much memory'),
  })
  worker.on('message', (answer: LedgerAnswer) => {
    const one = waiting.get(answer.id)
    waiting.delete(answer.id)
    if (answer.ok) one?.resolve(answer.value)
    else {
      one?.reject(new LedgerFailure(answer.code, answer.message))
      if (!stopped && (answer.code === 'BOOK_REPLACED' || answer.code === 'CORRUPT')) {
        stopped = true
        tell.onStopped(answer.code)
      }
    }
  })
  worker.on('error', (error) => fail('the ledger worker failed; the book on disk is whole', error))
  worker.on('exit', () => fail('the ledger worker has ended'))

  function call(method: LedgerRequest['method'], args: readonly unknown[]): Promise<unknown> {
    if (gone) return Promise.reject(gone)
    lastId += 1
    const actor = actorNow()
    const request: LedgerRequest = { id: lastId, method, args, ...(actor && { actor }) }
    const answer = new Promise((resolve, reject) => {
      waiting.set(request.id, { method, resolve, reject })
      worker.postMessage(request)
    })
    return countedWhile(answer)
  }

  async function close(): Promise<void> {
    if (gone) return
    // Now the thread's connection is to be the last one, which leaves everything in one file.
    thread.beside?.close()
    const closed = call('close', [])
    // Whoever asks now came a moment late: the book is being left, and another one, or the same, opens next.
    gone = new LedgerFailure('BUSY_MAINTENANCE', 'the book is closed')
    await closed
    await exited
  }

  const methods = Object.fromEntries(
    names.map((method) => [method, (...args: unknown[]) => call(method, args)]),
  ) as unknown as Omit<LedgerClient, ThreadMethod>
  return Object.freeze({
    ...methods,
    stop: async (reason: BookProblem) => {
      await call('stop', [reason])
    },
    changedOutside: async () => (await call('changedOutside', [])) as ChangedOutside,
    noteChecked: async (at: number) => {
      await call('noteChecked', [at])
    },
    keepCopy: async (path: string) => {
      await call('keepCopy', [path])
    },
    close() {
      closing ??= close()
      return closing
    },
  })
}
