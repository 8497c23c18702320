import { Worker } from 'node:worker_threads'
import type { BookProblem } from '../port/book.ts'
import type { Ledger, LedgerClient } from '../port/ledger.ts'
import { LedgerFailure } from '../sqlite/errors.ts'
import type { LedgerOptions } from './open-ledger.ts'
import type { LedgerAnswer, LedgerOpening, LedgerRequest } from './protocol.ts'

export interface LedgerClientOptions extends LedgerOptions {
  /** The worker's file: the source in tests, the built one in the app. */
  readonly workerUrl: URL | string
  /** Told once when the worker dies by itself; every call rejects from then on, and the book on disk is whole. */
  onLost?(error: LedgerFailure): void
}

export type OpenedLedger =
  | { readonly ok: true; readonly ledger: LedgerClient }
  | { readonly ok: false; readonly problem: BookProblem }

/**
 * Opens a book in its own thread.
 *
 * A book that cannot be opened is a value with its reason; a worker that cannot start at all rejects. Calls reject with
 * a {@link LedgerFailure}, also all that wait when the worker dies; what was answered before is on disk.
 */
export async function openLedgerClient(options: LedgerClientOptions): Promise<OpenedLedger> {
  const { workerUrl, onLost, ...workerData } = options
  const worker = new Worker(asFile(workerUrl), { workerData, name: 'ledger' })
  const opening = await firstWord(worker)
  if (!opening.opened) {
    await worker.terminate()
    if (opening.problem) return { ok: false, problem: opening.problem }
    throw new LedgerFailure('INTERNAL', `the ledger worker did not start: ${opening.message}`)
  }
  return { ok: true, ledger: clientOf(worker, opening.methods, onLost ?? (() => undefined)) }
}

/** The same worker addressed by a path or by a file URL. */
function asFile(url: URL | string): URL | string {
  return typeof url === 'string' && url.startsWith('file:') ? new URL(url) : url
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
  resolve(value: unknown): void
  reject(error: Error): void
}

function clientOf(
  worker: Worker,
  names: readonly (keyof Ledger)[],
  onLost: (error: LedgerFailure) => void,
): LedgerClient {
  const waiting = new Map<number, Waiting>()
  let lastId = 0
  let gone: LedgerFailure | null = null
  let closing: Promise<void> | null = null
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()))

  const fail = (reason: LedgerFailure): void => {
    if (!gone) onLost(reason)
    gone ??= reason
    for (const one of waiting.values()) one.reject(gone)
    waiting.clear()
  }
  worker.on('message', (answer: LedgerAnswer) => {
    const one = waiting.get(answer.id)
    waiting.delete(answer.id)
    if (answer.ok) one?.resolve(answer.value)
    else one?.reject(new LedgerFailure(answer.code, answer.message))
  })
  worker.on('error', (error) => {
    fail(
      new LedgerFailure('INTERNAL', 'the ledger worker failed; the book on disk is whole', { cause: error }),
    )
  })
  worker.on('exit', () => fail(new LedgerFailure('INTERNAL', 'the ledger worker has ended')))

  function call(method: LedgerRequest['method'], args: readonly unknown[]): Promise<unknown> {
    if (gone) return Promise.reject(gone)
    lastId += 1
    const request: LedgerRequest = { id: lastId, method, args }
    return new Promise((resolve, reject) => {
      waiting.set(request.id, { resolve, reject })
      worker.postMessage(request)
    })
  }

  async function close(): Promise<void> {
    if (gone) return
    const closed = call('close', [])
    gone = new LedgerFailure('INTERNAL', 'the book is closed')
    await closed
    await exited
  }

  const methods = Object.fromEntries(
    names.map((method) => [method, (...args: unknown[]) => call(method, args)]),
  ) as unknown as Omit<LedgerClient, 'close'>
  return Object.freeze({
    ...methods,
    close() {
      closing ??= close()
      return closing
    },
  })
}
